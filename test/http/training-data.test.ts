import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { redacted } from "../../src/cli/export/redact.ts";
import { startNodeServer } from "../../src/server/node.ts";
import { SqliteStore } from "../../src/store/sqlite.ts";
import { runCli } from "../cli/run-cli.ts";
import {
  answered,
  answerWith,
  chat,
  post,
  scriptedApp,
  scriptedParts,
  ScriptedAgent,
} from "./scripted-parts.ts";

const folder = mkdtempSync(join(tmpdir(), "ansatz-training-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("a part of an answer", () => {
  const step = { rule: "r", latex: "", hint: "", depth: 0, text: "Add.", plain: "x = 1" };
  const check = { grade: "proved" as const, method: "m", detail: "d" };
  const steps = [{ ...step, check }];
  const script = answerWith("It is 5.", {
    query: { ...answered, pods: [{ id: "steps", title: "Steps", steps }] },
    toolCalls: [{ name: "math_query", input: {}, result: {} }],
  });

  test("the reading, a tool call and a step are rated beside the answer, each once by a rater", async () => {
    const { app, agent, parts } = scriptedApp(script);
    await app.request("/v1/chat/completions", chat("2+3"));
    const { runId: id } = agent.requests[0]!;
    for (const body of [
      { rating: "good" },
      { rating: "bad", target: { part: "reading" }, reason: "wrong-reading", correction: "2*3" },
      { rating: "good", target: { part: "tool-call", index: 0 } },
      { rating: "good", target: { part: "step", index: 0 } },
      { rating: "bad", target: { part: "step", index: 0 }, reason: "wrong-step" },
    ])
      expect((await app.request("/v1/feedback", post({ id, ...body }))).status).toBe(201);
    const stored = await parts.store.listRecords("feedback", { limit: 9, nowMs: 0 });
    const values = stored.map(({ value }) => value as { rating: string; target?: object });
    expect(values).toHaveLength(4);
    expect(values).toContainEqual(
      expect.objectContaining({ rating: "bad", target: { part: "step", index: 0 } }),
    );
    expect(values).toContainEqual(
      expect.objectContaining({ reason: "wrong-reading", correction: "2*3" }),
    );
  });

  test.each([
    [{ part: "tool-call", index: 1 }],
    [{ part: "step", index: 1 }],
    [{ part: "step" }],
    [{ part: "mood" }],
  ])("what the answer does not have is refused: %j", async (target) => {
    const { app, agent } = scriptedApp(script);
    await app.request("/v1/chat/completions", chat("2+3"));
    const { runId: id } = agent.requests[0]!;
    const response = await app.request("/v1/feedback", post({ id, rating: "bad", target }));
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      error: { param: expect.stringMatching(/^target/) as unknown },
    });
  });
});

describe("the export", () => {
  const path = join(folder, "export.sqlite");
  const rows = async (...args: string[]) => {
    const { stdout, stderr } = await runCli(["export", ...args, "--store", `sqlite:${path}`]);
    const lines = stdout.split("\n").filter(Boolean);
    return { stderr, rows: lines.map((line) => JSON.parse(line) as Record<string, unknown>) };
  };
  const assistant = (content: string) => [{ role: "assistant", content }];

  test("has all pairs of a ranking, only what may be trained on, and nobody's address", async () => {
    const agent = new ScriptedAgent();
    const parts = { ...scriptedParts(agent), store: new SqliteStore(path) };
    const server = await startNodeServer({ ...parts, port: 0 });
    const send = (to: string, body: object) => fetch(`${server.address}${to}`, post(body));
    const ask = async (question: string, reply: string, extra = {}, result = {}) => {
      agent.script = answerWith(reply, result);
      const response = await fetch(`${server.address}/v1/chat/completions`, chat(question, extra));
      return ((await response.json()) as { id: string }).id;
    };
    const ids = [await ask("2+2", "A"), await ask("2+2", "B"), await ask("2+2", "C")];
    const other = await ask("3+3", "D");
    expect((await send("/v1/feedback/rankings", { ids })).status).toBe(201);
    for (const wrong of [[ids[0], other], [ids[0], ids[0]], [ids[0]]])
      expect((await send("/v1/feedback/rankings", { ids: wrong })).status).toBe(400);
    expect((await send("/v1/feedback/rankings", { ids: [ids[0], "run_x"] })).status).toBe(404);

    await send("/v1/feedback", { id: other, rating: "good", consent: true });
    const private_ = await ask("4+4", "E", { metadata: { training_consent: "denied" } });
    await send("/v1/feedback", { id: private_, rating: "good", consent: true });
    const refused = await ask("5+5", "F");
    await send("/v1/feedback", { id: refused, rating: "good", consent: false });
    await ask("Write to ann@example.org", "Done.", { metadata: { training_consent: "given" } });
    await ask("6+6", "It is 1", {}, { cut: "length" });
    await ask("7+7", "No object.", {}, { isRefusal: true });
    await server.close();

    const pairs = (await rows("preference")).rows.map(({ chosen, rejected }) => [chosen, rejected]);
    expect(pairs).toEqual([
      [assistant("A"), assistant("B")],
      [assistant("A"), assistant("C")],
      [assistant("B"), assistant("C")],
    ]);
    const chats = await rows("chat");
    const said = chats.rows.map((row) => JSON.stringify(row));
    expect(said).toHaveLength(5);
    expect(said.some((row) => row.includes("ann@"))).toBe(false);
    expect(said.some((row) => row.includes("Write to [EMAIL]"))).toBe(true);
    expect(chats.stderr).toContain("2 left out for want of consent");
    const given = (await rows("chat", "--consent", "given")).rows;
    expect(given.map((row) => (row["messages"] as { content: string }[]).at(-1)?.content)).toEqual(
      expect.arrayContaining(["D", "Done."]),
    );
    expect(given).toHaveLength(2);
    const raw = (await rows("chat", "--consent", "given", "--unredacted")).rows;
    expect(JSON.stringify(raw)).toContain("ann@example.org");
  });
});

test.each([
  ["mail ann.lee+x@mail.example.co.uk now", "mail [EMAIL] now"],
  ["key sk-abcdefghijklmnopqrstuvwx", "key [SECRET]"],
  ["Authorization: Bearer abcdefghijklmnop.qrst", "Authorization: [SECRET]"],
  ["call +44 20 7946 0958 today", "call [PHONE] today"],
  ["from 192.168.0.17", "from [IP]"],
  ["card 4111 1111 1111 1111.", "card [CARD]."],
  ["to DE89 3704 0044 0532 0130 00", "to [IBAN]"],
  ["https://ann:secret@example.org/x", "https://[SECRET]@example.org/x"],
])("%s", (text, expected) => {
  expect(redacted(text)).toBe(expected);
});

test.each([
  "x + 12 3456 + 7890 = 1",
  "1234 5678 9012 3456 is no card",
  "f(x) = 3.14159265358979 + 12345678901234567890",
  "solve 2x+3 = 15-7, +5 -3 +12",
  "1.2.3 and 3.14.15",
  "\\frac{1}{2} + 100 200 300",
])("numbers of the mathematics stay: %s", (text) => {
  expect(redacted(text)).toBe(text);
});
