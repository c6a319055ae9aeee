import OpenAI, { BadRequestError, ConflictError, NotFoundError } from "openai";
import { afterEach, expect, test } from "vitest";
import { startNodeServer, type NodeServer } from "../../src/server/node.ts";
import {
  answerWith,
  post,
  scriptedApp,
  scriptedParts,
  ScriptedAgent,
  waitingScript,
  type Script,
} from "./scripted-parts.ts";

const servers: NodeServer[] = [];
afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));

async function serve(script: Script = answerWith("The answer is 4.")) {
  const agent = new ScriptedAgent(script);
  const parts = scriptedParts(agent);
  const server = await startNodeServer({ ...parts, port: 0 });
  servers.push(server);
  const client = new OpenAI({ baseURL: `${server.address}/v1`, apiKey: "none", maxRetries: 0 });
  return { agent, parts, client, server };
}

const ask = { model: "ansatz", input: "2+2" };

test("the official client gets the text, the usage and our result", async () => {
  const { client } = await serve();
  const response = await client.responses.create({ ...ask, metadata: { place: "test" } });
  expect(response).toMatchObject({
    object: "response",
    status: "completed",
    error: null,
    output_text: "The answer is 4.",
    metadata: { place: "test" },
    usage: { input_tokens: 3, output_tokens: 5, total_tokens: 8 },
    ansatz: { verdict: "proved" },
  });
  expect(response.output.map((item) => item.type)).toEqual(["reasoning", "message"]);
});

test("the official client folds the stream; every event is numbered and in order", async () => {
  const { client } = await serve();
  const types: string[] = [];
  const numbers: number[] = [];
  const stream = client.responses.stream(ask);
  stream.on("event", (event) => {
    types.push(event.type);
    numbers.push(event.sequence_number);
  });
  const response = await stream.finalResponse();
  expect(response.output_text).toBe("The answer is 4.");
  expect(response).toMatchObject({ status: "completed", ansatz: { verdict: "proved" } });
  expect(numbers).toEqual(numbers.map((_, index) => index));
  expect([...new Set(types)]).toEqual([
    "response.created",
    "response.in_progress",
    "response.output_item.added",
    "response.reasoning_text.delta",
    "response.reasoning_text.done",
    "response.output_item.done",
    "response.content_part.added",
    "response.output_text.delta",
    "response.output_text.done",
    "response.content_part.done",
    "response.completed",
  ]);
});

test("a kept response is read again, from any point of its stream, and deleted", async () => {
  const { client } = await serve();
  const { id } = await client.responses.create(ask);
  const again = await client.responses.retrieve(id);
  expect(again).toMatchObject({ id, status: "completed", output_text: "The answer is 4." });
  const stream = await client.responses.retrieve(id, { stream: true, starting_after: 9 });
  const numbers: number[] = [];
  for await (const event of stream) numbers.push(event.sequence_number);
  expect(numbers[0]).toBe(10);
  await client.responses.delete(id);
  await expect(client.responses.retrieve(id)).rejects.toBeInstanceOf(NotFoundError);
});

test("one that is not kept leaves nothing behind", async () => {
  const { client, agent, parts } = await serve();
  const response = await client.responses.create({ ...ask, store: false });
  expect(response).toMatchObject({ store: false, conversation: null });
  await expect(client.responses.retrieve(response.id)).rejects.toBeInstanceOf(NotFoundError);
  expect(await parts.store.getRun(agent.requests[0]!.runId)).toBeNull();
  expect(await parts.store.listConversations(10)).toEqual([]);
});

test("a response goes on behind an earlier one, on its conversation or as a branch of it", async () => {
  const { client, agent } = await serve(answerWith("It is 4."));
  const first = await client.responses.create({
    model: "ansatz",
    instructions: "Be brief.",
    input: [
      { role: "user", content: "Let a = 2." },
      { role: "assistant", content: "Noted." },
      { role: "user", content: [{ type: "input_text", text: "a + a?" }] },
    ],
  });
  expect(agent.requests[0]).toMatchObject({ question: "a + a?", instructions: "Be brief." });
  const next = (input: string, previous: string) =>
    client.responses.create({ model: "ansatz", input, previous_response_id: previous });
  const second = await next("and twice that?", first.id);
  const branch = await next("and half of it?", first.id);
  await next("and once more?", branch.id);
  const given = ["Let a = 2.", "Noted.", "a + a?", "It is 4."];
  const histories = agent.requests.map(({ history }) => history.map(({ content }) => content));
  expect(histories[1]).toEqual(given);
  expect(histories[2]).toEqual(given);
  expect(histories[3]).toEqual([...given, "and half of it?", "It is 4."]);
  const conversations = agent.requests.map(({ conversationId }) => conversationId);
  expect(conversations[1]).toBe(conversations[0]);
  expect(conversations[2]).not.toBe(conversations[0]);
  expect(conversations[3]).toBe(conversations[2]);
  expect(agent.requests[1]?.instructions).toBeUndefined();
  expect(second.previous_response_id).toBe(first.id);
  await expect(client.responses.delete(second.id)).rejects.toBeInstanceOf(ConflictError);
  await expect(next("and?", "resp_nobody")).rejects.toBeInstanceOf(NotFoundError);
});

test("in the background it answers at once, is read while it works, and cancelled", async () => {
  const { script } = waitingScript();
  const { client } = await serve(script);
  const { id, status } = await client.responses.create({ ...ask, background: true });
  expect(status).toBe("in_progress");
  expect((await client.responses.retrieve(id)).status).toBe("in_progress");
  const followed = client.responses.retrieve(id, { stream: true });
  expect((await client.responses.cancel(id)).status).toBe("cancelled");
  const types = [];
  for await (const event of await followed) types.push(event.type);
  expect(types.at(-1)).toBe("response.incomplete");
});

test("a failure has its status without a stream and is the last event with one", async () => {
  const { client } = await serve(function* () {
    yield { type: "run-error", code: "model_timeout", message: "The model was too slow." };
  });
  await expect(client.responses.create(ask)).rejects.toMatchObject({ status: 504 });
  const last = [];
  for await (const event of await client.responses.create({ ...ask, stream: true }))
    last.push(event);
  expect(last.at(-1)).toMatchObject({
    type: "response.failed",
    response: { status: "failed", error: { message: "The model was too slow." } },
  });
});

test.each([
  ["tools[0].type", { tools: [{ type: "web_search" }] }],
  ["tool_choice", { input: "2", tool_choice: "required" }],
  ["text.format", { input: "2", text: { format: { type: "json_schema", name: "x", schema: {} } } }],
  ["include", { include: ["reasoning.encrypted_content"] }],
  ["prompt", { prompt: { id: "p" } }],
  ["input[0].content[0]", { input: [{ role: "user", content: [{ type: "input_image" }] }] }],
  ["input", { input: [{ type: "function_call_output", call_id: "1", output: "" }] }],
  ["input[0].type", { input: [{ type: "item_reference", id: "x" }] }],
  ["input[0].role", { input: [{ role: "wizard", content: "x" }] }],
  ["input[0].role", { input: [{ role: "assistant", content: "x" }] }],
  ["input", { input: [] }],
  ["input", {}],
  ["background", { input: "2", background: true, store: false }],
  ["previous_response_id", { input: "2", previous_response_id: "a", conversation: "b" }],
  ["metadata.x", { input: "2", metadata: { x: "y".repeat(513) } }],
  ["ansatz.nonsense", { input: "2", ansatz: { nonsense: 1 } }],
])("what cannot be done is refused by name: %s", async (param, body) => {
  const { app, agent } = scriptedApp();
  const input = { input: "2+2" };
  const response = await app.request(
    "/v1/responses",
    post({ model: "ansatz", ...(param === "input" ? {} : input), ...body }),
  );
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ error: { param } });
  expect(agent.requests).toHaveLength(0);
});

test("the client's own error classes come back", async () => {
  const { client } = await serve();
  const call = (extra: object) => client.responses.create({ ...ask, ...extra });
  await expect(call({ tools: [{ type: "web_search" }] })).rejects.toBeInstanceOf(BadRequestError);
  await expect(call({ model: "gpt-9" })).rejects.toBeInstanceOf(NotFoundError);
});
