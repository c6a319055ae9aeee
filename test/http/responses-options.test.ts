import { zodTextFormat } from "openai/helpers/zod";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { realAgentServers, refusal } from "./real-agent.ts";

const { serve, serveEngineOnly } = realAgentServers();

const EQUATION = "x^2 - 5x + 6 = 0";
const QUESTION = "Tell me how many chairs stand in the hall of my friend.";
const STOCK = {
  type: "function" as const,
  name: "stock_of",
  strict: false,
  parameters: { type: "object", properties: { thing: { type: "string" } } },
};

describe("text.format", () => {
  const roots = zodTextFormat(z.object({ solutions: z.array(z.int()) }), "roots");

  test("the official client's helper gets its value parsed, whole and streamed", async () => {
    const { client } = await serveEngineOnly();
    const request = { model: "ansatz", input: EQUATION, text: { format: roots } };
    const whole = await client.responses.parse(request);
    expect(whole.output_parsed).toEqual({ solutions: [2, 3] });
    expect(whole.text?.format).toMatchObject({ type: "json_schema", name: "roots" });
    const streamed = await client.responses.stream(request).finalResponse();
    expect(streamed.output_parsed).toEqual({ solutions: [2, 3] });
  });

  test("what does not fit is a refusal part, whole, streamed and read again", async () => {
    const { client } = await serveEngineOnly();
    const request = { model: "ansatz", input: "sqrt(8)", text: { format: roots } };
    const refused = {
      type: "message",
      content: [{ type: "refusal", refusal: expect.stringContaining("2*sqrt(2)") as unknown }],
    };
    const whole = await client.responses.create(request);
    expect(whole.output.at(-1)).toMatchObject(refused);
    expect(whole.status).toBe("completed");
    const stream = client.responses.stream(request);
    const types: string[] = [];
    stream.on("event", ({ type }) => types.push(type));
    expect((await stream.finalResponse()).output.at(-1)).toMatchObject(refused);
    expect(types).toContain("response.refusal.done");
    expect(types).not.toContain("response.output_text.delta");
    expect((await client.responses.retrieve(whole.id)).output.at(-1)).toMatchObject(refused);
  });

  test("what cannot be held to is refused by name", async () => {
    const { client } = await serveEngineOnly();
    const format = {
      type: "json_schema" as const,
      name: "x",
      schema: { type: "object", properties: { a: { type: "string", pattern: "x" } } },
    };
    expect(
      await refusal(client.responses.create({ model: "ansatz", input: "2+2", text: { format } })),
    ).toMatchObject({ status: 400, param: "text.format" });
  });
});

test("a reply that is cut is incomplete and says for what", async () => {
  const { client } = await serveEngineOnly();
  const request = { model: "ansatz", input: EQUATION, max_output_tokens: 8 };
  const whole = await client.responses.create(request);
  expect(whole).toMatchObject({
    status: "incomplete",
    incomplete_details: { reason: "max_output_tokens" },
    max_output_tokens: 8,
  });
  const events: string[] = [];
  const stream = await client.responses.create({ ...request, stream: true });
  for await (const { type } of stream) events.push(type);
  expect(events.at(-1)).toBe("response.incomplete");
});

test("tokens of the reasoning are counted as the model's server counts them", async () => {
  const usage = { promptTokens: 10, completionTokens: 30, reasoningTokens: 21, cachedTokens: 4 };
  const { client } = await serve([{ text: "Perhaps 30.\nANSWER: 30", reasoning: "Hm.", usage }]);
  const response = await client.responses.create({ model: "ansatz", input: QUESTION });
  expect(response.usage).toEqual({
    input_tokens: 10,
    input_tokens_details: { cached_tokens: 4 },
    output_tokens: 30,
    output_tokens_details: { reasoning_tokens: 21 },
    total_tokens: 40,
  });
});

test("where a server does not count them they are estimated by what was streamed", async () => {
  const usage = { promptTokens: 10, completionTokens: 30 };
  // Three and a half characters of Latin for a token, and one of Chinese.
  const reasoning = `${"x".repeat(35)}${"因".repeat(10)}`;
  const { client } = await serve([{ text: "Perhaps 30.\nANSWER: 30", reasoning, usage }]);
  const response = await client.responses.create({ model: "ansatz", input: QUESTION });
  expect(response.usage?.output_tokens_details.reasoning_tokens).toBe(20);
});

test("a call can be required, and the request is told again in the response", async () => {
  const { client, model } = await serve([
    { toolCalls: [{ name: "stock_of", arguments: { thing: "chair" } }] },
  ]);
  const response = await client.responses.create({
    model: "ansatz",
    input: "2+2",
    tools: [STOCK],
    tool_choice: { type: "function", name: "stock_of" },
    parallel_tool_calls: false,
    temperature: 0.4,
    top_p: 0.9,
  });
  expect(response.output.at(-1)).toMatchObject({ type: "function_call", name: "stock_of" });
  expect(response).toMatchObject({
    tools: [STOCK],
    tool_choice: { type: "function", name: "stock_of" },
    parallel_tool_calls: false,
    temperature: 0.4,
    top_p: 0.9,
  });
  expect(model.requests[0]).toMatchObject({ temperature: 0.4, topP: 0.9 });
});

describe("input items", () => {
  const input = [
    { role: "developer" as const, content: "Be kind." },
    { role: "user" as const, content: [{ type: "input_text" as const, text: "1+1" }] },
    { role: "assistant" as const, content: "2" },
    { role: "user" as const, content: "2+2" },
  ];

  test("what a response was asked with is listed, newest first, page by page", async () => {
    const { client } = await serveEngineOnly();
    const { id } = await client.responses.create({ model: "ansatz", input });
    const roles: (string | undefined)[] = [];
    for await (const item of client.responses.inputItems.list(id, { limit: 3 }))
      roles.push("role" in item ? item.role : undefined);
    expect(roles).toEqual(["user", "assistant", "user", "developer"]);
    const page = await client.responses.inputItems.list(id, { order: "asc", limit: 1 });
    expect(page.data).toMatchObject([
      { type: "message", role: "developer", content: [{ type: "input_text", text: "Be kind." }] },
    ]);
    expect(page.has_more).toBe(true);
  });

  test("text alone is one message; of what is not kept or not there nothing is told", async () => {
    const { client } = await serveEngineOnly();
    const { id } = await client.responses.create({ model: "ansatz", input: "2+2" });
    const { data } = await client.responses.inputItems.list(id);
    expect(data).toMatchObject([{ role: "user", content: [{ text: "2+2" }] }]);
    const unkept = await client.responses.create({ model: "ansatz", input: "2+2", store: false });
    for (const gone of [unkept.id, "resp_nobody"]) {
      const list = Promise.resolve(client.responses.inputItems.list(gone));
      expect(await refusal(list)).toMatchObject({ status: 404 });
    }
    await client.responses.delete(id);
    expect(await refusal(Promise.resolve(client.responses.inputItems.list(id)))).toMatchObject({
      status: 404,
    });
  });
});

test("pictures are shown and not kept, and a question is never read without its own", async () => {
  const PNG =
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==";
  const seeing = { id: "m", profile: { items: { vision: { answer: "yes" } } } };
  const call = { toolCalls: [{ id: "call_a", name: "stock_of", arguments: {} }] };
  const { client, model, store } = await serve([call, "It is red."], {
    capabilities: { vision: true },
    parts: { modelProfiles: () => [seeing as never] },
  });
  const first = await client.responses.create({
    model: "ansatz",
    tools: [STOCK],
    input: [
      {
        role: "user",
        content: [
          { type: "input_text", text: "2+2" },
          { type: "input_image", image_url: PNG, detail: "auto" },
        ],
      },
    ],
  });
  expect(model.requests[0]?.messages.at(-1)).toMatchObject({ pictures: [{ url: PNG }] });
  expect(JSON.stringify(await store.getRun(first.id.replace("resp_", "run_")))).not.toContain(
    PNG.slice(0, 60),
  );
  const { data } = await client.responses.inputItems.list(first.id);
  expect(data[0]).toMatchObject({ content: [{}, { type: "input_image", image_url: null }] });
  const output = { type: "function_call_output" as const, call_id: "call_a", output: "1" };
  const without = client.responses.create({
    model: "ansatz",
    tools: [STOCK],
    previous_response_id: first.id,
    input: [output],
  });
  expect(await refusal(without)).toMatchObject({ status: 400, param: "input" });
});
