import OpenAI from "openai";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { createAgent } from "../../src/agent/agent.ts";
import { openMathEngine } from "../../src/cli/math-engine.ts";
import type { MathEngine } from "../../src/tools/math/engine.ts";
import { createVerifier } from "../../src/hallucination/verifier.ts";
import { createScriptedModel, type ScriptedStep } from "../../src/model/scripted.ts";
import { startNodeServer, type NodeServer } from "../../src/server/node.ts";
import { chat, scriptedApp, scriptedParts } from "./scripted-parts.ts";

let math: MathEngine;
beforeAll(() => {
  math = openMathEngine();
});
afterAll(() => math.close());
const servers: NodeServer[] = [];
afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));

/** The real agent, detector and engine, over a model that says what the test needs. */
async function serve(steps: ScriptedStep[], capabilities = {}) {
  const model = createScriptedModel(steps, {
    capabilities: { nativeTools: true, canReason: true, contextTokens: 16_000, ...capabilities },
  });
  const verifier = createVerifier(math);
  const parts = scriptedParts();
  const agent = createAgent({ math, verifier, model, clock: parts.clock, ids: parts.ids });
  const keepOpen = Object.assign(Object.create(math) as MathEngine, { close: async () => {} });
  const server = await startNodeServer({ ...parts, agent, math: keepOpen, verifier, port: 0 });
  servers.push(server);
  const client = new OpenAI({ baseURL: `${server.address}/v1`, apiKey: "none", maxRetries: 0 });
  return { client, model };
}

const STOCK = {
  name: "stock_of",
  description: "How many of a thing are in the store",
  parameters: { type: "object", properties: { thing: { type: "string" } } },
};
const QUESTION = "Our store has some chairs. Tell the customer how many are in stock.";
const asksStock = {
  toolCalls: [{ id: "call_a", name: "stock_of", arguments: { thing: "chair" } }],
};
const answers = "There are 37 chairs in stock.\nANSWER: 37";

describe("chat completions", () => {
  test("the official client runs the caller's tool and the answer rests on what it returned", async () => {
    const { client, model } = await serve([asksStock, answers]);
    const asked: unknown[] = [];
    const runner = client.chat.completions.runTools({
      model: "ansatz",
      messages: [{ role: "user", content: QUESTION }],
      tools: [
        {
          type: "function",
          function: {
            ...STOCK,
            parse: JSON.parse,
            function: (input: unknown) => {
              asked.push(input);
              return '{"chairs": 37}';
            },
          },
        },
      ] as never,
    });
    expect(await runner.finalContent()).toContain("37 chairs");
    expect(asked).toEqual([{ thing: "chair" }]);
    expect(model.requests[0]?.tools?.map(({ name }) => name)).toContain("stock_of");
    expect(JSON.stringify(model.requests[1]?.messages)).toContain("37");
  });

  test("a call ends the reply with tool_calls, whole and streamed", async () => {
    const { client } = await serve([asksStock, asksStock]);
    const request = {
      model: "ansatz",
      messages: [{ role: "user" as const, content: QUESTION }],
      tools: [{ type: "function" as const, function: STOCK }],
    };
    const call = { id: "call_a", type: "function", function: { name: "stock_of" } };
    const whole = await client.chat.completions.create(request);
    expect(whole.choices[0]).toMatchObject({
      finish_reason: "tool_calls",
      message: { content: null, tool_calls: [call] },
    });
    const stream = client.chat.completions.stream(request);
    const { choices } = await stream.finalChatCompletion();
    expect(choices[0]).toMatchObject({
      finish_reason: "tool_calls",
      message: { tool_calls: [call] },
    });
    const text = choices[0]?.message.tool_calls?.[0];
    expect(text?.type === "function" && JSON.parse(text.function.arguments)).toEqual({
      thing: "chair",
    });
  });

  test("a model without calls of its own writes them as text", async () => {
    const written = '<tool_call>{"name": "stock_of", "arguments": {"thing": "chair"}}</tool_call>';
    const { client } = await serve([written], { nativeTools: false });
    const { choices } = await client.chat.completions.create({
      model: "ansatz",
      messages: [{ role: "user", content: QUESTION }],
      tools: [{ type: "function", function: STOCK }],
    });
    expect(choices[0]).toMatchObject({ finish_reason: "tool_calls" });
  });

  test("with tool_choice none no tool is offered; what the engine answers needs none", async () => {
    const { client, model } = await serve([answers]);
    const tools = [{ type: "function" as const, function: STOCK }];
    const ask = (content: string, extra = {}) =>
      client.chat.completions.create({
        model: "ansatz",
        messages: [{ role: "user", content }],
        tools,
        ...extra,
      });
    expect((await ask("2+2")).choices[0]).toMatchObject({ finish_reason: "stop" });
    expect(model.requests).toHaveLength(0);
    await ask(QUESTION, { tool_choice: "none" });
    expect(model.requests[0]?.tools?.map(({ name }) => name)).not.toContain("stock_of");
  });
});

describe("responses", () => {
  const tools = [{ type: "function" as const, strict: false, ...STOCK }];
  const output = (text: string) => ({
    type: "function_call_output" as const,
    call_id: "call_a",
    output: text,
  });

  test("a call is an item, and its output goes on behind the response", async () => {
    const { client, model } = await serve([asksStock, answers]);
    const first = await client.responses.create({
      model: "ansatz",
      tools,
      input: [
        { role: "user", content: "Please be kind." },
        { role: "assistant", content: "Gladly." },
        { role: "user", content: QUESTION },
      ],
    });
    const call = first.output.find(({ type }) => type === "function_call");
    expect(call).toMatchObject({ call_id: "call_a", name: "stock_of", status: "completed" });
    const second = await client.responses.create({
      model: "ansatz",
      tools,
      previous_response_id: first.id,
      input: [output('{"chairs": 37}')],
    });
    expect(second.output_text).toContain("37 chairs");
    expect(JSON.stringify(model.requests[1]?.messages)).toContain("37");
    const [, answer] = model.requests;
    expect(answer?.messages.map(({ role }) => role)).toEqual([
      "system",
      "user",
      "assistant",
      "user",
      "assistant",
      "tool",
    ]);
  });

  test("the calls can be sent along instead, and the stream carries the arguments", async () => {
    const { client } = await serve([asksStock, answers]);
    const stream = client.responses.stream({ model: "ansatz", input: QUESTION, tools });
    const types = new Set<string>();
    stream.on("event", ({ type }) => types.add(type));
    const first = await stream.finalResponse();
    expect(types).toContain("response.function_call_arguments.done");
    const calls = first.output.filter((item) => item.type === "function_call");
    const second = await client.responses.create({
      model: "ansatz",
      tools,
      store: false,
      input: [{ role: "user", content: QUESTION }, ...calls, output("37")],
    });
    expect(second.output_text).toContain("37 chairs");
  });
});

test.each([
  ["tools[0].function.name", { tools: [{ type: "function", function: { name: "math_query" } }] }],
  ["tools[0].function.name", { tools: [{ type: "function", function: { name: "two words" } }] }],
  ["tools", { tools: ["f", "f"].map((name) => ({ type: "function", function: { name } })) }],
  ["tool_choice", { tool_choice: { type: "function", function: { name: "f" } } }],
  [
    "messages[1].tool_call_id",
    {
      messages: [
        { role: "user", content: "x" },
        { role: "tool", tool_call_id: "1", content: "y" },
      ],
    },
  ],
  [
    "messages[1].tool_calls",
    {
      messages: [
        { role: "user", content: "x" },
        { role: "assistant", tool_calls: [{ id: "1", function: { name: "f", arguments: "{}" } }] },
      ],
    },
  ],
])("what cannot be called or answered is refused by name: %s", async (param, body) => {
  const { app, agent } = scriptedApp();
  const response = await app.request("/v1/chat/completions", chat("2+2", body));
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ error: { param } });
  expect(agent.requests).toHaveLength(0);
});
