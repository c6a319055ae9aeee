import { afterEach, expect, test } from "vitest";
import {
  beginStream,
  sendChunk,
  sendStream,
  startServer,
  type Handler,
  type TestServer,
} from "../../test/model/misbehaving-server.ts";
import type { ModelPart, ModelRequest } from "../core/model-port.ts";
import { createOpenAICompatibleModel } from "./openai-compatible.ts";

let server: TestServer | null = null;

afterEach(async () => {
  await server?.close();
  server = null;
});

const request: ModelRequest = { messages: [{ role: "user", content: "Hi" }], maxTokens: 50 };

async function finishOf(handler: Handler, asksLogprobs = true) {
  server = await startServer(handler);
  const { baseUrl } = server;
  const model = createOpenAICompatibleModel({ baseUrl, model: "local", asksLogprobs });
  return { model, finish: await last(model.stream(request)) };
}

async function last(parts: AsyncIterable<ModelPart>) {
  let found: ModelPart | null = null;
  for await (const part of parts) found = part;
  return found?.type === "finish" ? found : null;
}

/** A chunk as vLLM, SGLang and llama.cpp send it: the probabilities beside the delta, for its tokens. */
function chunk(content: string, logprobs: unknown, finishReason: string | null = null): unknown {
  return {
    id: "chatcmpl-1",
    object: "chat.completion.chunk",
    created: 1_764_000_000,
    model: "local",
    choices: [{ index: 0, delta: { content }, logprobs, finish_reason: finishReason }],
  };
}

const entry = (token: string, logprob: number) => ({
  token,
  logprob,
  bytes: [...new TextEncoder().encode(token)],
  top_logprobs: [{ token, logprob, bytes: null }],
});

test("probabilities come with the end, in the order of the tokens", async () => {
  const { finish } = await finishOf((response) => {
    beginStream(response);
    sendChunk(response, chunk("It is", { content: [entry("It", -0.1), entry(" is", -0.2)] }));
    sendChunk(response, chunk(" 4", { content: [entry(" 4", -1.5)] }));
    sendChunk(response, chunk("", null, "stop"));
    response.end("data: [DONE]\n\n");
  });
  expect(server?.received[0]?.body?.["logprobs"]).toBe(true);
  expect(finish?.tokens).toEqual([
    { token: "It", logprob: -0.1 },
    { token: " is", logprob: -0.2 },
    { token: " 4", logprob: -1.5 },
  ]);
});

test("entries of another form are passed over, and none at all is no field", async () => {
  const { finish } = await finishOf((response) => {
    beginStream(response);
    sendChunk(response, chunk("a", { content: [null, { token: 3 }, "x", entry("a", -1)] }));
    sendChunk(response, chunk("b", { content: null }));
    sendChunk(response, chunk("c", "nothing", "stop"));
    response.end("data: [DONE]\n\n");
  });
  expect(finish?.tokens).toEqual([{ token: "a", logprob: -1 }]);
  const plain = await finishOf((response) => sendStream(response, [{ content: "a" }]));
  expect(plain.finish).not.toHaveProperty("tokens");
});

test("a server that refuses them is asked without, and not asked for them again", async () => {
  const { model, finish } = await finishOf((response, { body }) => {
    if (body?.["logprobs"] === undefined) return sendStream(response, [{ content: "ok" }]);
    response.writeHead(400, { "content-type": "application/json" });
    const message = "logprobs is not supported with tools + stream";
    response.end(JSON.stringify({ error: { message, type: "invalid_request_error", code: 400 } }));
  });
  expect(finish?.reason).toBe("stop");
  await last(model.stream(request));
  expect(server?.received.map(({ body }) => body?.["logprobs"])).toEqual([
    true,
    undefined,
    undefined,
  ]);
});

test("nobody is asked for them unless that is wanted", async () => {
  await finishOf((response) => sendStream(response, [{ content: "ok" }]), false);
  expect(server?.received[0]?.body).not.toHaveProperty("logprobs");
});
