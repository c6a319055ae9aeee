import { expect, test } from "vitest";
import { answerWith, chat, post, readData, scriptedApp, waitingScript } from "./scripted-parts.ts";

interface Chunk {
  readonly id: string;
  readonly choices: readonly {
    readonly delta: { readonly content?: string; readonly reasoning_content?: string };
    readonly finish_reason: string | null;
  }[];
  readonly usage?: unknown;
  readonly ansatz?: { readonly verdict: string };
}

const path = "/v1/chat/completions";
const textOf = (chunks: readonly Chunk[], key: "content" | "reasoning_content") =>
  chunks.map((chunk) => chunk.choices[0]?.delta[key] ?? "").join("");

async function stream(extra: object = {}, script = answerWith("The answer is 4.")) {
  const { app } = scriptedApp(script);
  const response = await app.request(path, chat("2+2", { stream: true, ...extra }));
  expect(response.headers.get("content-type")).toMatch(/^text\/event-stream/);
  return readData(response);
}

test("a reply has OpenAI's form and our result under one key", async () => {
  const { app } = scriptedApp();
  const response = await app.request(path, chat("2+2"));
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({
    id: expect.stringMatching(/^chatcmpl-run_/),
    object: "chat.completion",
    created: 1_700_000_000,
    model: "ansatz",
    choices: [
      {
        index: 0,
        finish_reason: "stop",
        message: { role: "assistant", content: "The answer is 4.", refusal: null },
      },
    ],
    usage: { prompt_tokens: 3, completion_tokens: 5, total_tokens: 8 },
    ansatz: { reply: "The answer is 4.", verdict: "proved" },
  });
});

test("without a stream the work behind the answer stands beside it", async () => {
  const { app } = scriptedApp();
  const response = await app.request(path, chat("2+2"));
  const body = (await response.json()) as { choices: { message: Record<string, string> }[] };
  expect(body.choices[0]?.message["reasoning_content"]).toContain("the sum of 2 and 2");
});

test("metadata is kept beside the run; with `store: false` nothing is kept", async () => {
  const { app, agent, parts } = scriptedApp();
  await app.request(path, chat("2+2", { metadata: { place: "test" } }));
  const run = await app.request(`/v1/runs/${agent.requests[0]?.runId}`);
  expect(await run.json()).toMatchObject({ metadata: { place: "test" }, state: "completed" });
  expect((await app.request(path, chat("3+3", { store: false }))).status).toBe(200);
  expect((await app.request(`/v1/runs/${agent.requests[1]?.runId}`)).status).toBe(404);
  expect(await parts.store.listConversations(9)).toHaveLength(1);
});

test("a run that is not kept can be followed and stopped while it is at work", async () => {
  const { script } = waitingScript();
  const { app, agent } = scriptedApp(script);
  const asked = app.request(path, chat("2+2", { store: false }));
  while (agent.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
  const id = agent.requests[0]?.runId;
  expect(await (await app.request(`/v1/runs/${id}`)).json()).toMatchObject({ state: "running" });
  const stopped = await app.request(`/v1/runs/${id}/stop`, { method: "POST" });
  expect(await stopped.json()).toMatchObject({ state: "stopped" });
  expect((await asked).status).toBe(409);
  expect((await app.request(`/v1/runs/${id}`)).status).toBe(404);
});

test("the stream opens with the role, carries the text, and ends with stop, result and [DONE]", async () => {
  const data = await stream();
  expect(data.at(-1)).toBe("[DONE]");
  const chunks = data.slice(0, -1) as Chunk[];
  expect(new Set(chunks.map((chunk) => chunk.id)).size).toBe(1);
  expect(chunks[0]?.choices[0]?.delta).toEqual({ role: "assistant", content: "" });
  expect(textOf(chunks, "content")).toBe("The answer is 4.");
  expect(chunks.at(-1)).toMatchObject({
    choices: [{ delta: {}, finish_reason: "stop" }],
    ansatz: { reply: "The answer is 4.", verdict: "proved" },
  });
  expect(chunks.filter((chunk) => chunk.ansatz)).toHaveLength(1);
  expect(chunks.some((chunk) => "usage" in chunk)).toBe(false);
});

test("steps, the reading and reasoning stream beside the answer and never in it", async () => {
  const chunks = (await stream({}, async function* (request) {
    yield { type: "reasoning-delta", text: "Let me think." };
    yield* answerWith("4")(request);
  })) as Chunk[];
  const reasoning = textOf(chunks.slice(0, -1), "reasoning_content");
  expect(reasoning).toContain("Let me think.");
  expect(reasoning).toContain("the sum of 2 and 2");
  expect(reasoning).toContain("2 + 2 = 4");
  expect(textOf(chunks.slice(0, -1), "content")).toBe("4");
});

test("usage comes in one chunk of its own, last, and only when asked for", async () => {
  const data = await stream({ stream_options: { include_usage: true } });
  const chunks = data.slice(0, -1) as Chunk[];
  expect(chunks.at(-1)).toMatchObject({
    choices: [],
    usage: { prompt_tokens: 3, completion_tokens: 5, total_tokens: 8 },
    ansatz: { verdict: "proved" },
  });
  expect(chunks.slice(0, -1).every((chunk) => chunk.usage === null)).toBe(true);
});

test("a failure in mid-stream is an error event, and no [DONE] follows", async () => {
  const data = await stream({}, function* () {
    yield { type: "answer-delta", text: "The ans" };
    yield { type: "run-error", code: "model_timeout", message: "The model was too slow." };
  });
  expect(data.at(-1)).toEqual({
    error: { message: "The model was too slow.", type: "server_error", code: "model_timeout" },
  });
});

test("a failure without streaming has the status of its code", async () => {
  const { app } = scriptedApp(function* () {
    yield { type: "run-error", code: "model_unreachable", message: "The model is away." };
  });
  const response = await app.request(path, chat("2+2"));
  expect(response.status).toBe(502);
  expect(response.headers.get("x-should-retry")).toBe("true");
});

test("a code that is not known is an internal error, not a crash", async () => {
  const { app } = scriptedApp(function* () {
    yield { type: "run-error", code: "toString", message: "Odd." };
  });
  const response = await app.request(path, chat("2+2"));
  expect(response.status).toBe(500);
  expect(await response.json()).toMatchObject({ error: { code: "internal" } });
});

test("a stopped run is not retried by a client of its own accord", async () => {
  const { app } = scriptedApp(function* () {
    yield { type: "run-error", code: "stopped", message: "Stopped." };
  });
  const response = await app.request(path, chat("2+2"));
  expect(response.status).toBe(409);
  expect(response.headers.get("x-should-retry")).toBe("false");
});

test("the last user message is the question; the others are history and instructions", async () => {
  const { app, agent } = scriptedApp();
  await app.request(
    path,
    post({
      model: "ansatz",
      messages: [
        { role: "system", content: "Be brief." },
        { role: "user", content: "1+1" },
        { role: "assistant", content: "2" },
        { role: "developer", content: [{ type: "text", text: "Use metres." }] },
        {
          role: "user",
          content: [
            { type: "text", text: "and" },
            { type: "text", text: "2+2?" },
          ],
        },
      ],
    }),
  );
  expect(agent.requests[0]).toMatchObject({
    question: "and\n2+2?",
    instructions: "Be brief.\n\nUse metres.",
    history: [
      { role: "user", content: "1+1" },
      { role: "assistant", content: "2" },
    ],
  });
});

test.each([
  ["tools[0].type", [{ type: "web_search" }]],
  ["functions", [{ name: "f" }]],
  ["logprobs", true],
  ["logit_bias", { "50256": -100 }],
  ["modalities", ["text", "audio"]],
  ["audio", { voice: "alloy" }],
  ["web_search_options", {}],
])("the option %s is refused and named, not imitated", async (param, value) => {
  const { app, agent } = scriptedApp();
  const option = param.split("[")[0] ?? param;
  const response = await app.request(path, chat("2+2", { [option]: value }));
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ error: { code: "unsupported", param } });
  expect(agent.requests).toHaveLength(0);
});

test("values that change nothing, and fields nobody knows, are accepted", async () => {
  const { app } = scriptedApp();
  const harmless = {
    tools: [],
    tool_choice: "none",
    n: 1,
    response_format: { type: "text" },
    stop: null,
    logprobs: false,
    temperature: 0.2,
    max_tokens: 100,
    user: "someone",
    store: true,
    reasoning_effort: "low",
    something_new: { deep: [1] },
  };
  expect((await app.request(path, chat("2+2", harmless))).status).toBe(200);
});

test.each([
  ["messages", { messages: [] }],
  ["messages", { messages: "hello" }],
  ["messages[0].role", { messages: [{ role: "wizard", content: "x" }] }],
  ["messages[0].role", { messages: [{ role: "tool", content: "x", tool_call_id: "1" }] }],
  ["messages[0].role", { messages: [{ role: "assistant", content: "x" }] }],
  ["messages[0].content", { messages: [{ role: "user", content: "  " }] }],
  ["messages[0].content", { messages: [{ role: "user" }] }],
  ["messages[0].content", { messages: [{ role: "user", content: 7 }] }],
  ["messages[0].content[0]", { messages: [{ role: "user", content: [{ type: "text" }] }] }],
  ["temperature", { temperature: "hot" }],
  ["max_tokens", { max_tokens: -1 }],
  ["stream", { stream: "yes" }],
  ["store", { store: "no" }],
  ["metadata.a", { metadata: { a: "x".repeat(513) } }],
  ["metadata", { metadata: Object.fromEntries(Array.from({ length: 17 }, (_, i) => [i, "x"])) }],
  ["ansatz.nonsense", { ansatz: { nonsense: 1 } }],
  ["ansatz.samples", { ansatz: { samples: 99 } }],
  ["reasoning_effort", { reasoning_effort: 3 }],
])("a bad request names its field: %s", async (param, body) => {
  const { app, agent } = scriptedApp();
  const response = await app.request(path, chat("2+2", body));
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ error: { param } });
  expect(agent.requests).toHaveLength(0);
});

test.each([
  [{}, undefined],
  [{ reasoning_effort: "low" }, 1],
  [{ reasoning_effort: "medium" }, undefined],
  [{ reasoning_effort: "high" }, 3],
  [{ reasoning_effort: "max" }, 5],
  [{ reasoning_effort: "low", ansatz: { samples: 4 } }, 4],
])("%j asks for %s drafts", async (body, samples) => {
  const { app, agent } = scriptedApp();
  expect((await app.request(path, chat("2+2", body))).status).toBe(200);
  expect(agent.requests[0]?.samples).toBe(samples);
});

test("a question over the limit and too many messages are too large", async () => {
  const { app } = scriptedApp(undefined, { limits: { maxMessages: 2 } });
  expect((await app.request(path, chat("x".repeat(20_001)))).status).toBe(413);
  const messages = Array.from({ length: 3 }, () => ({ role: "user", content: "x" }));
  expect((await app.request(path, post({ messages }))).status).toBe(413);
});

test("another model's name is not found; the model behind can be named", async () => {
  const { app } = scriptedApp(undefined, { modelId: "qwen3" });
  const response = await app.request(path, chat("2+2", { model: "gpt-9" }));
  expect(response.status).toBe(404);
  expect(await response.json()).toMatchObject({
    error: { code: "model_not_found", param: "model" },
  });
  expect((await app.request(path, chat("2+2", { model: "qwen3" }))).status).toBe(200);
});

test.each(["ansatz", "metadata"])("%s.conversation_id goes on with a stored one", async (key) => {
  const { app, agent } = scriptedApp(answerWith("It is 4."));
  await app.request(path, chat("2+2"));
  const { conversationId } = agent.requests[0] ?? { conversationId: "" };
  await app.request(path, chat("and twice that?", { [key]: { conversation_id: conversationId } }));
  expect(agent.requests[1]).toMatchObject({
    conversationId,
    history: [
      { role: "user", content: "2+2" },
      { role: "assistant", content: "It is 4." },
    ],
  });
  const stored = await app.request(`/v1/conversations/${conversationId}`);
  expect(((await stored.json()) as { turns: unknown[] }).turns).toHaveLength(4);
});

test("a conversation nobody stored is not found", async () => {
  const { app } = scriptedApp();
  const response = await app.request(path, chat("2+2", { ansatz: { conversation_id: "conv_x" } }));
  expect(response.status).toBe(404);
  expect(await response.json()).toMatchObject({ error: { param: "ansatz.conversation_id" } });
});

test("questions that were never answered are no part of the history", async () => {
  const { app, agent } = scriptedApp(function* () {
    yield { type: "run-error", code: "model_timeout", message: "Too slow." };
  });
  await app.request(path, chat("lost"));
  agent.script = answerWith("4");
  const conversation_id = agent.requests[0]?.conversationId;
  await app.request(path, chat("2+2", { ansatz: { conversation_id } }));
  expect(agent.requests[1]?.history).toEqual([]);
});

test("a lost connection is no stop: the run goes on and is stored", async () => {
  const { script, release } = waitingScript();
  const { app, agent, parts } = scriptedApp(script);
  const response = await app.request(path, chat("2+2", { stream: true }));
  const reader = response.body!.getReader();
  await reader.read();
  await reader.cancel();
  const request = agent.requests[0]!;
  expect(request.signal?.aborted).toBe(false);
  release();
  const events = await app.request(`/v1/runs/${request.runId}/events`);
  expect(await readData(events)).toContainEqual(expect.objectContaining({ type: "run-end" }));
  expect(await parts.store.getRun(request.runId)).toMatchObject({ state: "completed" });
});
