import { afterEach, expect, test, vi } from "vitest";
import {
  beginStream,
  delta,
  sendChunk,
  sendStream,
  startServer,
  type Handler,
  type TestServer,
} from "../../test/model/misbehaving-server.ts";
import type { AnsatzError } from "../core/errors.ts";
import type { ModelPart, ModelRequest } from "../core/model-port.ts";
import { foldReply } from "./fold-reply.ts";
import { createOpenAICompatibleModel, type OpenAICompatibleOptions } from "./openai-compatible.ts";

let server: TestServer | null = null;

afterEach(async () => {
  vi.unstubAllEnvs();
  await server?.close();
  server = null;
});

async function modelFor(handler: Handler, options: Partial<OpenAICompatibleOptions> = {}) {
  server = await startServer(handler);
  return createOpenAICompatibleModel({ baseUrl: server.baseUrl, model: "local", ...options });
}

const request: ModelRequest = { messages: [{ role: "user", content: "Hi" }], maxTokens: 50 };

async function failure(work: Promise<unknown>): Promise<AnsatzError> {
  return work.then(
    () => {
      throw new TypeError("expected a failure, got a reply");
    },
    (error: unknown) => error as AnsatzError,
  );
}

async function failureOf(handler: Handler, options: Partial<OpenAICompatibleOptions> = {}) {
  const model = await modelFor(handler, options);
  return failure(foldReply(model.stream(request)));
}

test("text streams in order and finish comes last with the usage", async () => {
  const model = await modelFor((response) =>
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
  const model = await modelFor((response) => sendStream(response, [{ content: "ok" }]), {
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
  const asked = server?.received[0];
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
  const model = await modelFor((response) => sendStream(response, [{ content: "ok" }]));
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
  const tools = server?.received[0]?.body?.["tools"] as { function: { strict?: boolean } }[];
  expect(tools.map((one) => one.function.strict)).toEqual([true, undefined]);
});

test("without a key no authorization header is sent, and a schema becomes a response format", async () => {
  const model = await modelFor((response) => sendStream(response, [{ content: "{}" }]));
  await foldReply(model.stream({ ...request, schema: { type: "object" } }));
  expect(server?.received[0]?.headers.authorization).toBeUndefined();
  expect(server?.received[0]?.body).toMatchObject({
    response_format: { type: "json_schema", json_schema: { schema: { type: "object" } } },
  });
});

test("without a name the server's first model is asked for once, and its context size is taken over", async () => {
  const model = await modelFor(
    (response, asked) =>
      asked.path === "/v1/models"
        ? void response
            .writeHead(200, { "content-type": "application/json" })
            .end(JSON.stringify({ data: [{ id: "qwen3-0.6b", max_model_len: 4096 }, { id: "b" }] }))
        : sendStream(response, [{ content: "ok" }]),
    { model: "" },
  );
  expect(server?.received).toHaveLength(0);
  await foldReply(model.stream(request));
  await foldReply(model.stream(request));
  expect(server?.received.map((asked) => asked.path)).toEqual([
    "/v1/models",
    "/v1/chat/completions",
    "/v1/chat/completions",
  ]);
  expect(server?.received[1]?.body?.["model"]).toBe("qwen3-0.6b");
  expect(model.id).toBe("qwen3-0.6b");
  expect(model.capabilities).toMatchObject({ contextTokens: 4096, canReason: false });
});

test("an empty model list says to load a model", async () => {
  const error = await failureOf((response) => void response.end('{"data":[]}'), { model: "" });
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
  const model = await modelFor((response) => sendStream(response, deltas));
  expect(await foldReply(model.stream(request))).toMatchObject({
    reasoning: "I think",
    text: "42",
  });
});

const callFragments: [string, Record<string, unknown>[]][] = [
  [
    "as the API describes it",
    [
      {
        tool_calls: [
          { index: 0, id: "a", type: "function", function: { name: "solve", arguments: "" } },
        ],
      },
      { tool_calls: [{ index: 0, function: { arguments: '{"q":' } }] },
      { tool_calls: [{ index: 0, function: { arguments: '"x"}' } }] },
    ],
  ],
  [
    "arguments as an object",
    [{ tool_calls: [{ index: 0, id: "a", function: { name: "solve", arguments: { q: "x" } } }] }],
  ],
  [
    "no id and no index",
    [{ tool_calls: [{ function: { name: "solve", arguments: '{"q":"x"}' } }] }],
  ],
  [
    "name repeated in later fragments",
    [
      { tool_calls: [{ index: 0, id: "a", function: { name: "solve", arguments: '{"q":' } }] },
      { tool_calls: [{ index: 0, id: "a", function: { name: "solve", arguments: '"x"}' } }] },
    ],
  ],
  [
    "in the text",
    [
      { content: '<tool_call>\n{"name":"solve",' },
      { content: '"arguments":{"q":"x"}}\n</tool_call>' },
    ],
  ],
];

const withTools: ModelRequest = {
  ...request,
  tools: [{ name: "solve", description: "Solves", parameters: { type: "object" } }],
};

test.each(callFragments)("a tool call is put together: %s", async (_name, deltas) => {
  const model = await modelFor((response) => sendStream(response, deltas, "tool_calls"));
  const reply = await foldReply(model.stream(withTools));
  expect(reply.toolCalls).toHaveLength(1);
  expect(reply.toolCalls[0]).toMatchObject({ name: "solve", argumentsText: '{"q":"x"}' });
  expect(reply.toolCalls[0]?.id).toMatch(/^(a|call_\w+)$/);
  expect(reply).toMatchObject({ finishReason: "tool-calls", text: "" });
});

test("parallel calls stay apart by index, and by id when every index is 0", async () => {
  const both = [
    { index: 0, id: "a", function: { name: "f", arguments: "{" } },
    { index: 1, id: "b", function: { name: "g", arguments: "{" } },
    { index: 0, function: { arguments: "}" } },
    { index: 1, function: { arguments: "}" } },
  ];
  const sameIndex = [
    { index: 0, id: "a", function: { name: "f" } },
    { index: 0, id: "b", function: { name: "g" } },
  ];
  for (const fragments of [both, sameIndex]) {
    const model = await modelFor((response) =>
      sendStream(
        response,
        fragments.map((fragment) => ({ tool_calls: [fragment] })),
        "tool_calls",
      ),
    );
    expect((await foldReply(model.stream(withTools))).toolCalls).toEqual([
      { id: "a", name: "f", argumentsText: "{}" },
      { id: "b", name: "g", argumentsText: "{}" },
    ]);
    await server?.close();
  }
});

test("a tool call cut off by the token limit is not handed on", async () => {
  const model = await modelFor((response) =>
    sendStream(
      response,
      [{ tool_calls: [{ index: 0, id: "a", function: { name: "solve", arguments: '{"q":"10' } }] }],
      "length",
    ),
  );
  expect(await foldReply(model.stream(withTools))).toMatchObject({
    toolCalls: [],
    finishReason: "length",
  });
});

test("a server that is down is unreachable", async () => {
  const stopped = await startServer(() => undefined);
  await stopped.close();
  const model = createOpenAICompatibleModel({ baseUrl: stopped.baseUrl, model: "local" });
  const error = await failure(foldReply(model.stream(request)));
  expect(error).toMatchObject({ code: "model_unreachable", retryable: true });
  expect(error.message).not.toContain("127.0.0.1");
});

test("an HTML page is a protocol failure", async () => {
  const error = await failureOf(
    (response) =>
      void response.writeHead(200, { "content-type": "text/html" }).end("<html>Log in</html>"),
  );
  expect(error).toMatchObject({ code: "model_protocol" });
  expect(error.message).toContain("/v1");
});

test.each(["{not json", "[1,2]", '{"choices":"none"}'])(
  "a garbage chunk is a protocol failure: %s",
  async (chunk) => {
    const error = await failureOf((response) => {
      beginStream(response);
      sendChunk(response, delta({ content: "He" }));
      sendChunk(response, chunk);
      response.end();
    });
    expect(error).toMatchObject({ code: "model_protocol" });
  },
);

test("a connection dropped half-way is a protocol failure and is not tried again", async () => {
  const error = await failureOf((response) => {
    beginStream(response);
    response.write(`data: ${JSON.stringify(delta({ content: "He" }))}\n\n`, () =>
      response.destroy(),
    );
  });
  expect(error).toMatchObject({ code: "model_protocol" });
  expect(error.message).toContain("middle");
  expect(server?.received).toHaveLength(1);
});

test.each(["", "data: [DONE]\n\n"])(
  "an end without finish is a protocol failure: %j",
  async (end) => {
    const error = await failureOf((response) => {
      beginStream(response);
      sendChunk(response, delta({ content: "He" }));
      response.end(end);
    });
    expect(error).toMatchObject({ code: "model_protocol" });
  },
);

test("an error event in the stream keeps the status it names", async () => {
  const withEvent = (event: unknown) => (response: Parameters<Handler>[0]) => {
    beginStream(response);
    sendChunk(response, delta({ content: "He" }));
    sendChunk(response, { error: event });
    response.end();
  };
  expect(await failureOf(withEvent({ message: "worker died" }))).toMatchObject({
    code: "model_protocol",
  });
  await server?.close();
  expect(
    await failureOf(withEvent({ message: "maximum context length is 10", code: 400 })),
  ).toMatchObject({ code: "model_rejected", message: expect.stringContaining("longer") as string });
});

test("silence before the reply and within it is a timeout, and the socket is closed", async () => {
  const silent = await failureOf(() => undefined, { timeoutMs: 60 });
  expect(silent).toMatchObject({ code: "model_timeout" });
  await server?.received[0]?.closed;
  await server?.close();
  const pinged = await failureOf(
    (response) => {
      beginStream(response);
      sendChunk(response, delta({ content: "He" }));
      const ping = setInterval(() => response.write(": ping\n\n"), 10);
      response.on("close", () => clearInterval(ping));
    },
    { timeoutMs: 60 },
  );
  expect(pinged).toMatchObject({ code: "model_timeout" });
  await server?.received[0]?.closed;
});

test("a reply that never ends is cut by the token limit", async () => {
  const error = await failureOf((response) => {
    beginStream(response);
    const pour = (): void => {
      while (
        !response.destroyed &&
        response.write(`data: ${JSON.stringify(delta({ content: "x" }))}\n\n`)
      );
      if (!response.destroyed) response.once("drain", pour);
    };
    pour();
  });
  expect(error).toMatchObject({ code: "model_timeout" });
  expect(error.message).toContain("token limit");
  await server?.received[0]?.closed;
});

test.each([200, 400])("a body without end (status %i) is cut by the byte limit", async (status) => {
  const error = await failureOf((response) => {
    response.writeHead(status, { "content-type": "text/event-stream" });
    const block = "x".repeat(65_536);
    const pour = (): void => {
      while (!response.destroyed && response.write(block));
      if (!response.destroyed) response.once("drain", pour);
    };
    pour();
  });
  expect(error).toMatchObject({ code: "model_timeout" });
  expect(error.message).toContain("does not end");
});

test.each([
  [400, "model_rejected"],
  [401, "model_rejected"],
  [404, "model_rejected"],
  [422, "model_rejected"],
  [429, "model_unreachable"],
  [500, "model_unreachable"],
  [503, "model_unreachable"],
])("status %i becomes %s", async (status, code) => {
  const error = await failureOf(
    (response) =>
      void response
        .writeHead(status, { "content-type": "application/json", "retry-after-ms": "1" })
        .end(JSON.stringify({ error: { message: "no: internal-host-7" } })),
  );
  expect(error).toMatchObject({ code });
  expect(error.message).not.toContain("internal-host-7");
});

test("an overloaded server is asked once more before the reply begins", async () => {
  let asked = 0;
  const model = await modelFor((response) => {
    asked += 1;
    if (asked === 1) response.writeHead(503, { "retry-after-ms": "1" }).end();
    else sendStream(response, [{ content: "ok" }]);
  });
  expect((await foldReply(model.stream(request))).text).toBe("ok");
});

test("a server that stays overloaded is asked a few times, and one that asks for a long rest only once", async () => {
  const model = await modelFor(
    (response) => void response.writeHead(503, { "retry-after-ms": "1" }).end(),
  );
  expect(await failure(foldReply(model.stream(request)))).toMatchObject({
    code: "model_unreachable",
    retryAfterMs: 1,
  });
  expect(server?.received).toHaveLength(3);
  await server?.close();
  const resting = await failureOf(
    (response) => void response.writeHead(429, { "retry-after": "600" }).end(),
  );
  expect(resting).toMatchObject({ code: "model_unreachable", retryAfterMs: 600_000 });
  expect(server?.received).toHaveLength(1);
});

test("a reply that has begun is not asked for again, even when the server says it is overloaded", async () => {
  const error = await failureOf((response) => {
    beginStream(response);
    sendChunk(response, delta({ role: "assistant" }));
    sendChunk(response, { error: { message: "overloaded", code: 503 } });
    response.end();
  });
  expect(error).toMatchObject({ code: "model_unreachable" });
  expect(server?.received).toHaveLength(1);
});

test("a stop during the pause before another try ends it at once", async () => {
  const controller = new AbortController();
  const model = await modelFor((response) => {
    response.writeHead(503, { "retry-after": "10" }).end();
    setTimeout(() => controller.abort(), 20);
  });
  const started = performance.now();
  const ended = await failure(foldReply(model.stream({ ...request, signal: controller.signal })));
  expect(ended).toMatchObject({ code: "stopped" });
  expect(performance.now() - started).toBeLessThan(2_000);
});

test("a server that takes schemas only in the older form gets them so, and is not asked twice again", async () => {
  const model = await modelFor((response, asked) => {
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
  expect(server?.received.map((asked) => asked.body?.["response_format"])).toMatchObject([
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
  const model = await modelFor((response) => {
    response
      .writeHead(400, { "content-type": "application/json" })
      .end(JSON.stringify({ error: { message } }));
  });
  expect(await failure(foldReply(model.stream(request)))).toMatchObject({ code: "model_rejected" });
  expect(model.capabilities.contextTokens).toBe(4096);
});

test("a picture goes along with its message", async () => {
  const model = await modelFor((response) => sendStream(response, [{ content: "red" }]));
  const pictures = [{ url: "data:image/png;base64,iVBORw0KGgo=", detail: "low" as const }];
  await foldReply(
    model.stream({ ...request, messages: [{ role: "user", content: "Which?", pictures }] }),
  );
  expect(server?.received[0]?.body?.["messages"]).toEqual([
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
  const model = await modelFor((response, asked) =>
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
  expect(server?.received.map(({ body }) => body?.["tool_choice"])).toEqual([
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
  const model = await modelFor((response) => {
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
  const model = await modelFor((response, asked) =>
    asked.body?.["max_tokens"] === undefined
      ? sendStream(response, [{ content: "ok" }])
      : void response
          .writeHead(400, { "content-type": "application/json" })
          .end('{"error":{"message":"Use max_completion_tokens instead."}}'),
  );
  expect((await foldReply(model.stream(request))).text).toBe("ok");
  expect(server?.received[1]?.body?.["max_completion_tokens"]).toBe(50);
});

test("stopping closes the socket: before the first part, between parts, and by leaving the loop", async () => {
  const hang: Handler = (response) => {
    beginStream(response);
    sendChunk(response, delta({ content: "He" }));
  };
  const model = await modelFor(hang);

  const between = new AbortController();
  const stoppedBetween = await failure(
    (async () => {
      for await (const part of model.stream({ ...request, signal: between.signal }))
        if (part.type === "text-delta") between.abort();
    })(),
  );
  expect(stoppedBetween).toMatchObject({ code: "stopped" });
  await server?.received[0]?.closed;

  for await (const part of model.stream(request)) if (part.type === "text-delta") break;
  await server?.received[1]?.closed;

  const already = AbortSignal.abort();
  expect(await failure(foldReply(model.stream({ ...request, signal: already })))).toMatchObject({
    code: "stopped",
  });
  expect(server?.received).toHaveLength(2);
});
