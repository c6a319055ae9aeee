import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { KeyStore } from "../../src/server/keys/key-store.ts";
import { startNodeServer } from "../../src/server/node.ts";
import { SqliteStore } from "../../src/store/sqlite.ts";
import { runCli } from "../cli/run-cli.ts";
import {
  answerWith,
  chat,
  post,
  scriptedApp,
  scriptedParts,
  ScriptedAgent,
  waitingScript,
} from "./scripted-parts.ts";

const folder = mkdtempSync(join(tmpdir(), "ansatz-feedback-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const feedback = (body: object, headers = {}) => post(body, headers);

test("an answer is rated under any of its names, and a second word replaces the first", async () => {
  const { app, agent, parts } = scriptedApp();
  const reply = (await (await app.request("/v1/chat/completions", chat("2+2"))).json()) as {
    id: string;
  };
  const { runId } = agent.requests[0]!;
  for (const [id, rating] of [
    [reply.id, "good"],
    [runId, "good"],
    [`resp_${runId.slice(4)}`, "bad"],
  ] as const)
    expect((await app.request("/v1/feedback", feedback({ id, rating }))).status).toBe(201);
  const other = feedback({ id: runId, rating: "good", user: "ann", comment: "fine" });
  await app.request("/v1/feedback", other);
  const stored = await parts.store.listRecords("feedback", { limit: 9, nowMs: 0 });
  expect(stored.map(({ value }) => value)).toEqual([
    { runId, rating: "bad", rater: "api:local" },
    { runId, rating: "good", rater: "api:local:ann", comment: "fine" },
  ]);
});

test("nobody rates what is not there, is another's, or is still at work", async () => {
  const { script, release } = waitingScript();
  const { app, agent, parts } = scriptedApp(script);
  await app.request("/v1/runs", post({ question: "2+2" }));
  const { runId: id } = agent.requests[0]!;
  const status = async (body: object, headers = {}) =>
    (await app.request("/v1/feedback", feedback(body, headers))).status;
  expect(await status({ id, rating: "good" })).toBe(409);
  release();
  await (await app.request(`/v1/runs/${id}/events`)).text();
  expect(await status({ id, rating: "good" })).toBe(201);
  expect(await status({ id: "run_x", rating: "good" })).toBe(404);
  expect(await status({ id, rating: "great" })).toBe(400);
  const { text } = await new KeyStore(parts.store, parts.clock).create({
    name: "",
    scopes: ["feedback"],
    models: null,
    limits: {},
    expiresAtMs: null,
  });
  expect(await status({ id, rating: "good" }, { authorization: `Bearer ${text}` })).toBe(404);
});

test("what was asked and rated is exported to train on, in TRL's and OpenAI's forms", async () => {
  const path = join(folder, "export.sqlite");
  const agent = new ScriptedAgent();
  const store = new SqliteStore(path);
  const server = await startNodeServer({ ...scriptedParts(agent), store, port: 0 });
  const ask = async (question: string, reply: string, extra = {}, verdict = "proved") => {
    agent.script = answerWith(reply, { verdict: verdict as "proved" });
    const response = await fetch(`${server.address}/v1/chat/completions`, chat(question, extra));
    return (await response.json()) as { id: string; ansatz: { conversationId: string } };
  };
  const rate = (id: string, rating: string, extra = {}) =>
    fetch(`${server.address}/v1/feedback`, feedback({ id, rating, ...extra }));
  const first = await ask("2+2", "It is 4.");
  const { conversationId } = first.ansatz;
  await rate(first.id, "good");
  const poor = await ask("2+2", "Perhaps 4.");
  await rate(poor.id, "bad");
  const wrong = await ask("3+3", "It is 7.");
  await rate(wrong.id, "bad", { correction: "It is 6." });
  await ask("twice that?", "8", { ansatz: { conversation_id: conversationId } });
  await ask("1/0", "It is 0.", {}, "refuted");
  await server.close();

  const rows = async (...args: string[]) => {
    const { stdout, status } = await runCli(["export", ...args, "--store", `sqlite:${path}`]);
    expect(status).toBe(0);
    return stdout
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  };
  const user = (content: string) => ({ role: "user", content });
  const assistant = (content: string) => ({ role: "assistant", content });
  const chats = await rows("chat");
  expect(chats).toContainEqual({ messages: [user("2+2"), assistant("It is 4.")] });
  expect(chats).toContainEqual({ messages: [user("3+3"), assistant("It is 6.")] });
  expect(chats).toContainEqual({
    messages: [user("2+2"), assistant("It is 4."), user("twice that?"), assistant("8")],
  });
  expect(chats).toHaveLength(3);
  expect(await rows("preference")).toEqual(
    expect.arrayContaining([
      { prompt: [user("3+3")], chosen: [assistant("It is 6.")], rejected: [assistant("It is 7.")] },
      {
        prompt: [user("2+2")],
        chosen: [assistant("It is 4.")],
        rejected: [assistant("Perhaps 4.")],
      },
    ]),
  );
  expect(await rows("preference", "--style", "openai")).toContainEqual({
    input: { messages: [user("3+3")], tools: [], parallel_tool_calls: true },
    preferred_output: [assistant("It is 6.")],
    non_preferred_output: [assistant("It is 7.")],
  });
  const unpaired = await rows("unpaired");
  expect(unpaired.map(({ label }) => label).toSorted()).toEqual([false, false, true]);
  expect(await rows("chat", "--tenant", "other")).toEqual([]);
  expect((await runCli(["export", "poems", "--store", `sqlite:${path}`])).status).toBe(2);
});

test("worked steps are exported with a label each", async () => {
  const { stepwiseRows } = await import("../../src/cli/export/training-rows.ts");
  const { askResult } = await import("./scripted-parts.ts");
  const { answered } = await import("./scripted-parts.ts");
  const request = { question: "q", history: [], runId: "r", conversationId: "c" };
  const check = (grade: "proved" | "unchecked") => ({ grade, method: "m", detail: "d" });
  const step = { rule: "r", latex: "", hint: "", depth: 0 };
  const steps = [
    { ...step, text: "Add.", plain: "x = 1", check: check("proved") },
    { ...step, text: "Guess.", plain: "x = 2", check: check("unchecked") },
  ];
  const run = {
    id: "r",
    conversationId: "c",
    owner: "",
    details: null,
    state: "completed" as const,
    question: "q",
    createdAtMs: 0,
    endedAtMs: 1,
    error: null,
    result: {
      ...askResult(request, "x"),
      query: { ...answered, pods: [{ id: "steps", title: "Steps", steps }] },
    },
  };
  const rated = { run, prompt: [{ role: "user" as const, content: "q" }], reply: "x", ratings: [] };
  const kept = { ...rated, consent: "unknown" as const };
  expect([...stepwiseRows([kept])]).toEqual([
    { prompt: "q", completions: ["Add.\nx = 1"], labels: [true] },
  ]);
  const said = (index: number, rating: "good" | "bad") => ({
    runId: "r",
    rater: "ann",
    rating,
    target: { part: "step" as const, index },
  });
  expect([...stepwiseRows([{ ...kept, ratings: [said(0, "bad"), said(1, "good")] }])]).toEqual([
    { prompt: "q", completions: ["Add.\nx = 1", "Guess.\nx = 2"], labels: [false, true] },
  ]);
});
