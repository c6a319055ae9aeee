import { afterEach, expect, test, vi } from "vitest";
import { beginStream, delta, sendChunk, sendStream } from "../../test/model/misbehaving-server.ts";
import { failure, request, ServedModel } from "../../test/model/served-model.ts";
import type { ModelPart } from "../core/model-port.ts";
import { foldReply } from "./fold-reply.ts";

const served = new ServedModel();

afterEach(async () => {
  vi.unstubAllEnvs();
  await served.close();
});

test("text streams in order and finish comes last with the usage", async () => {
  const model = await served.modelFor((response) =>
    sendStream(response, [
      { role: "assistant", content: "" },
      { content: "Hel" },
      { content: "lo" },
    ]),
  );
  const parts: ModelPart[] = [];
  for await (const part of model.stream(request)) parts.push(part);
  expect(parts).toEqual([
    { type: "text-delta", text: "Hel" },
    { type: "text-delta", text: "lo" },
    { type: "finish", reason: "stop", usage: { promptTokens: 11, completionTokens: 7 } },
  ]);
});

test("the request carries messages, tools, limits and the key, and nothing of other accounts", async () => {
  vi.stubEnv("OPENAI_ORG_ID", "org-of-someone");
  vi.stubEnv("OPENAI_PROJECT_ID", "project-of-someone");
  const model = await served.modelFor((response) => sendStream(response, [{ content: "ok" }]), {
    apiKey: "secret",
  });
  await foldReply(
    model.stream({
      messages: [
        { role: "system", content: "Be brief." },
        { role: "user", content: "x?" },
        {
          role: "assistant",
          content: "",
          toolCalls: [{ id: "c1", name: "solve", argumentsText: '{"q":"x"}' }],
        },
        { role: "tool", toolCallId: "c1", content: "1" },
      ],
      tools: [{ name: "solve", description: "Solves", parameters: { type: "object" } }],
      maxTokens: 9,
      temperature: 0.5,
      seed: 3,
    }),
  );
  const asked = served.server?.received[0];
  expect(asked?.headers.authorization).toBe("Bearer secret");
  expect(asked?.headers["openai-organization"]).toBeUndefined();
  expect(asked?.headers["openai-project"]).toBeUndefined();
  expect(asked?.body).toMatchObject({
    model: "local",
    stream: true,
    max_tokens: 9,
    temperature: 0.5,
    seed: 3,
    stream_options: { include_usage: true },
    tools: [{ type: "function", function: { name: "solve" } }],
    messages: [
      { role: "system" },
      { role: "user" },
      {
        role: "assistant",
        content: null,
        tool_calls: [{ id: "c1", function: { arguments: '{"q":"x"}' } }],
      },
      { role: "tool", tool_call_id: "c1" },
    ],
  });
});

test("arguments are held to a schema that is closed and complete", async () => {
  const model = await served.modelFor((response) => sendStream(response, [{ content: "ok" }]));
  const closed = {
    type: "object",
    properties: { q: { type: "string" } },
    required: ["q"],
    additionalProperties: false,
  };
  const tool = (parameters: Record<string, unknown>) => ({
    name: "f",
    description: "",
    parameters,
  });
  await foldReply(
    model.stream({ ...request, tools: [tool(closed), tool({ ...closed, required: [] })] }),
  );
  const tools = served.server?.received[0]?.body?.["tools"] as { function: { strict?: boolean } }[];
  expect(tools.map((one) => one.function.strict)).toEqual([true, undefined]);
});

test("without a key no authorization header is sent, and a schema becomes a response format", async () => {
  const model = await served.modelFor((response) => sendStream(response, [{ content: "{}" }]));
  await foldReply(model.stream({ ...request, schema: { type: "object" } }));
  expect(served.server?.received[0]?.headers.authorization).toBeUndefined();
  expect(served.server?.received[0]?.body).toMatchObject({
    response_format: { type: "json_schema", json_schema: { schema: { type: "object" } } },
  });
});

test("without a name the server's first model is asked for once, and its context size is taken over", async () => {
  const model = await served.modelFor(
    (response, asked) =>
      asked.path === "/v1/models"
        ? void response
            .writeHead(200, { "content-type": "application/json" })
            .end(JSON.stringify({ data: [{ id: "qwen3-0.6b", max_model_len: 4096 }, { id: "b" }] }))
        : sendStream(response, [{ content: "ok" }]),
    { model: "" },
  );
  expect(served.server?.received).toHaveLength(0);
  await foldReply(model.stream(request));
  await foldReply(model.stream(request));
  expect(served.server?.received.map((asked) => asked.path)).toEqual([
    "/v1/models",
    "/v1/chat/completions",
    "/v1/chat/completions",
  ]);
  expect(served.server?.received[1]?.body?.["model"]).toBe("qwen3-0.6b");
  expect(model.id).toBe("qwen3-0.6b");
  expect(model.capabilities).toMatchObject({ contextTokens: 4096, canReason: false });
});

test("an empty model list says to load a model", async () => {
  const error = await served.failureOf((response) => void response.end('{"data":[]}'), {
    model: "",
  });
  expect(error).toMatchObject({ code: "model_protocol" });
  expect(error.message).toContain("lists no model");
});

test.each([
  ["reasoning", [{ reasoning: "I th" }, { reasoning: "ink" }, { content: "42" }]],
  ["reasoning_content", [{ reasoning_content: "I think" }, { content: "42" }]],
  ["thinking", [{ thinking: "I think" }, { content: "42" }]],
  ["think tags", [{ content: "<think>I think</think>\n\n42" }]],
  [
    "think tags cut over chunks",
    [
      { content: "<th" },
      { content: "ink>I " },
      { content: "think</thi" },
      { content: "nk>\n\n4" },
      { content: "2" },
    ],
  ],
])("reasoning is told apart from the reply: %s", async (_name, deltas) => {
  const model = await served.modelFor((response) => sendStream(response, deltas));
  expect(await foldReply(model.stream(request))).toMatchObject({
    reasoning: "I think",
    text: "42",
  });
});

test("a server that takes schemas only in the older form gets them so, and is not asked twice again", async () => {
  const model = await served.modelFor((response, asked) => {
    const format = asked.body?.["response_format"] as { type: string };
    if (format.type === "json_object") sendStream(response, [{ content: "{}" }]);
    else
      response.writeHead(500, { "content-type": "application/json" }).end(
        JSON.stringify({
          error: { message: "response_format: Input should be 'text' or 'json_object'" },
        }),
      );
  });
  const schema = { type: "object" };
  await foldReply(model.stream({ ...request, schema }));
  await foldReply(model.stream({ ...request, schema }));
  expect(served.server?.received.map((asked) => asked.body?.["response_format"])).toMatchObject([
    { type: "json_schema" },
    { type: "json_object", schema },
    { type: "json_object", schema },
  ]);
});

test.each([
  "This model's maximum context length is 4096 tokens. However, you requested 5000 tokens.",
  "Requested tokens (5000) exceed context window of 4096",
  "the request exceeds the available context size (4096 tokens), try increasing it",
])("a refusal for the length teaches the context size: %s", async (message) => {
  const model = await served.modelFor((response) => {
    response
      .writeHead(400, { "content-type": "application/json" })
      .end(JSON.stringify({ error: { message } }));
  });
  expect(await failure(foldReply(model.stream(request)))).toMatchObject({ code: "model_rejected" });
  expect(model.capabilities.contextTokens).toBe(4096);
});

test("a picture goes along with its message", async () => {
  const model = await served.modelFor((response) => sendStream(response, [{ content: "red" }]));
  const pictures = [{ url: "data:image/png;base64,iVBORw0KGgo=", detail: "low" as const }];
  await foldReply(
    model.stream({ ...request, messages: [{ role: "user", content: "Which?", pictures }] }),
  );
  expect(served.server?.received[0]?.body?.["messages"]).toEqual([
    {
      role: "user",
      content: [
        { type: "text", text: "Which?" },
        { type: "image_url", image_url: pictures[0] },
      ],
    },
  ]);
});

test("a call that has to be made is asked for, and a server that cannot be told is told no more", async () => {
  const model = await served.modelFor((response, asked) =>
    asked.body?.["tool_choice"] === undefined
      ? sendStream(response, [{ content: "ok" }])
      : void response
          .writeHead(400, { "content-type": "application/json" })
          .end('{"error":{"message":"tool_choice is not supported"}}'),
  );
  const tools = [{ name: "f", description: "", parameters: { type: "object" } }];
  const asked = { ...request, tools, toolChoice: { name: "f" } };
  await foldReply(model.stream(asked));
  await foldReply(model.stream(asked));
  expect(served.server?.received.map(({ body }) => body?.["tool_choice"])).toEqual([
    { type: "function", function: { name: "f" } },
    undefined,
    undefined,
  ]);
});

test("tokens that were kept and those of the reasoning are read where a server counts them", async () => {
  const usage = {
    prompt_tokens: 9,
    completion_tokens: 7,
    prompt_tokens_details: { cached_tokens: 4 },
    completion_tokens_details: { reasoning_tokens: 5 },
  };
  const model = await served.modelFor((response) => {
    beginStream(response);
    sendChunk(response, { ...(delta({ content: "ok" }, "stop") as object), usage });
    response.end("data: [DONE]\n\n");
  });
  expect((await foldReply(model.stream(request))).usage).toEqual({
    promptTokens: 9,
    completionTokens: 7,
    cachedTokens: 4,
    reasoningTokens: 5,
  });
});

test("a server that wants the newer limit field gets it", async () => {
  const model = await served.modelFor((response, asked) =>
    asked.body?.["max_tokens"] === undefined
      ? sendStream(response, [{ content: "ok" }])
      : void response
          .writeHead(400, { "content-type": "application/json" })
          .end('{"error":{"message":"Use max_completion_tokens instead."}}'),
  );
  expect((await foldReply(model.stream(request))).text).toBe("ok");
  expect(served.server?.received[1]?.body?.["max_completion_tokens"]).toBe(50);
});
