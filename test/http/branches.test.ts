import { expect, test } from "vitest";
import { AnsatzError } from "../../src/core/errors.ts";
import { answerWith, chat, post, readData, scriptedApp } from "./scripted-parts.ts";

/** An app whose every answer names its question, and a way to ask it to the end. */
function opened() {
  const scripted = scriptedApp((request) => answerWith(`re ${request.question}`)(request));
  const { app } = scripted;
  const ask = async (body: object) => {
    const response = await app.request("/v1/runs", post(body));
    expect(response.status).toBe(202);
    const run = (await response.json()) as { id: string; conversationId: string };
    await readData(await app.request(`/v1/runs/${run.id}/events`));
    return run;
  };
  const heard = () => scripted.agent.requests.at(-1)?.history.map(({ content }) => content);
  return { ...scripted, ask, heard };
}

test("a question behind an earlier run hears its branch alone, and keeps the other one", async () => {
  const { app, ask, heard } = opened();
  const first = await ask({ question: "one" });
  const { conversationId } = first;
  const second = await ask({ question: "two", conversationId });
  await ask({ question: "three", conversationId });
  const other = await ask({ question: "two again", conversationId, after: first.id });
  expect(other.conversationId).toBe(conversationId);
  expect(heard()).toEqual(["one", "re one"]);
  // Without a word on it the newest branch is gone on with, by every door.
  await ask({ question: "four", conversationId });
  expect(heard()).toEqual(["one", "re one", "two again", "re two again"]);
  const stored = (await (await app.request(`/v1/conversations/${conversationId}`)).json()) as {
    turns: { role: string; content: string; runId: string; after?: string | null }[];
  };
  const questions = stored.turns.filter(({ role }) => role === "user");
  expect(questions.map(({ content, after }) => [content, after])).toEqual([
    ["one", undefined],
    ["two", undefined],
    ["three", undefined],
    ["two again", first.id],
    ["four", undefined],
  ]);
  const begun = await ask({ question: "one again", conversationId, after: null });
  expect(heard()).toEqual([]);
  expect(stored).toMatchObject({ currentRunId: questions.at(-1)?.runId });
  await ask({ question: "three again", conversationId, after: second.id });
  expect(heard()).toEqual(["one", "re one", "two", "re two"]);
  expect(begun.conversationId).toBe(conversationId);
});

test("a chosen branch is the current one until something new is asked", async () => {
  const { app, ask, heard } = opened();
  const first = await ask({ question: "one" });
  const { conversationId } = first;
  const second = await ask({ question: "two", conversationId });
  await ask({ question: "two again", conversationId, after: first.id });
  const path = `/v1/conversations/${conversationId}`;
  const choose = (currentRunId: string) =>
    app.request(path, { ...post({ currentRunId }), method: "PATCH" });
  expect(await (await choose(second.id)).json()).toEqual({
    id: conversationId,
    currentRunId: second.id,
  });
  expect(await (await app.request(path)).json()).toMatchObject({ currentRunId: second.id });
  await app.request(
    "/v1/chat/completions",
    chat("three", { ansatz: { conversation_id: conversationId } }),
  );
  expect(heard()).toEqual(["one", "re one", "two", "re two"]);
  // What was asked by that door stands on the branch it went on with.
  await ask({ question: "four", conversationId });
  expect(heard()?.slice(-4)).toEqual(["two", "re two", "three", "re three"]);
});

test("runs of other conversations, and conversations of nobody, are refused", async () => {
  const { app, ask } = opened();
  const one = await ask({ question: "one" });
  const two = await ask({ question: "two" });
  const { conversationId } = two;
  const refused = await app.request(
    "/v1/runs",
    post({ question: "x", conversationId, after: one.id }),
  );
  expect(refused.status).toBe(404);
  expect(await refused.json()).toMatchObject({ error: { param: "after" } });
  const alone = await app.request("/v1/runs", post({ question: "x", after: one.id }));
  expect(alone.status).toBe(400);
  const body = { ...post({ currentRunId: one.id }), method: "PATCH" };
  expect((await app.request(`/v1/conversations/${conversationId}`, body)).status).toBe(404);
  expect((await app.request("/v1/conversations/conv_x", body)).status).toBe(404);
});

test("a response behind a run on a branch hears that branch", async () => {
  const { app, ask, heard, agent } = opened();
  const first = await ask({ question: "one" });
  const { conversationId } = first;
  const second = await ask({ question: "two", conversationId });
  await ask({ question: "two again", conversationId, after: first.id });
  const previous = second.id.replace("run_", "resp_");
  const body = { model: "ansatz", input: "three", previous_response_id: previous };
  expect((await app.request("/v1/responses", post(body))).status).toBe(200);
  expect(heard()).toEqual(["one", "re one", "two", "re two"]);
  expect(agent.requests.at(-1)?.conversationId).not.toBe(conversationId);
});

test("a failed question is a version too, and is not heard", async () => {
  const { ask, agent, heard } = opened();
  const first = await ask({ question: "one" });
  const { conversationId } = first;
  agent.script = () => {
    throw new AnsatzError("model_timeout", "Too slow.");
  };
  const failed = await ask({ question: "two", conversationId });
  agent.script = answerWith("Four.");
  await ask({ question: "two", conversationId, after: first.id });
  expect(heard()).toEqual(["one", "re one"]);
  await ask({ question: "three", conversationId, after: failed.id });
  expect(heard()).toEqual(["one", "re one"]);
});
