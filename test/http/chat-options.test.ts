import type OpenAI from "openai";
import { describe, expect, test } from "vitest";
import type { AskResult } from "../../src/core/ask-result.ts";
import { realAgentServers, refusal } from "./real-agent.ts";

type WithResult<T> = T & { readonly ansatz: AskResult };
type Request = Partial<OpenAI.Chat.Completions.ChatCompletionCreateParamsNonStreaming>;

const { serve, serveEngineOnly } = realAgentServers();

const user = (content: string) => [{ role: "user" as const, content }];
const QUESTION = "Tell me how many chairs stand in the hall of my friend.";
const usage = { promptTokens: 10, completionTokens: 20, reasoningTokens: 4, cachedTokens: 3 };
const says = (count: number) => ({ text: `There are ${count} chairs.\nANSWER: ${count}`, usage });

async function ask(client: OpenAI, content: string, extra: Request = {}) {
  const request = { model: "ansatz", messages: user(content), ...extra };
  return (await client.chat.completions.create(
    request,
  )) as WithResult<OpenAI.Chat.Completions.ChatCompletion>;
}

describe("n", () => {
  test("each choice is a run of its own: drawn anew, checked, and its usage counted", async () => {
    const { client, model } = await serve((request) => says(request.seed ?? 0));
    const { choices, usage: sum } = await ask(client, QUESTION, { n: 3 });
    expect(choices.map(({ index }) => index)).toEqual([0, 1, 2]);
    const contents = choices.map(({ message }) => message.content ?? "");
    expect(new Set(contents).size).toBe(3);
    for (const content of contents) expect(content).toContain("Not checked");
    expect(sum).toMatchObject({
      prompt_tokens: 30,
      completion_tokens: 60,
      total_tokens: 90,
      prompt_tokens_details: { cached_tokens: 9 },
      completion_tokens_details: { reasoning_tokens: 12 },
    });
    expect(model.requests.map(({ temperature }) => temperature)).toEqual([0, 0.7, 0.7]);
    const runs = choices.map((choice) => (choice as unknown as WithResult<object>).ansatz.runId);
    expect(new Set(runs).size).toBe(3);
  });

  test("every choice is checked by the detector", async () => {
    const wrong = "Three times four is 3 * 4 = 13.\nANSWER: 13";
    const { client } = await serve(() => wrong);
    const { choices } = await ask(client, QUESTION, { n: 2 });
    expect(choices).toHaveLength(2);
    for (const { message } of choices) expect(message.content).not.toContain("= 13");
  });

  test("a stream carries the choices side by side, and the client puts them together", async () => {
    const { client } = await serve((request) => says(request.seed ?? 0));
    const seen: number[] = [];
    const stream = client.chat.completions.stream({
      model: "ansatz",
      messages: user(QUESTION),
      n: 3,
      stream_options: { include_usage: true },
    });
    stream.on("chunk", ({ choices }) => seen.push(...choices.map(({ index }) => index)));
    const final = await stream.finalChatCompletion();
    expect(new Set(final.choices.map(({ message }) => message.content)).size).toBe(3);
    for (const { finish_reason } of final.choices) expect(finish_reason).toBe("stop");
    expect(final.usage?.total_tokens).toBe(90);
    const switches = seen.filter((index, at) => at > 0 && index !== seen[at - 1]).length;
    expect(switches).toBeGreaterThan(3);
  });

  test("the choices are branches of one conversation, and the first is the current one", async () => {
    const { client, store } = await serve((request) => says(request.seed ?? 0));
    const { ansatz } = await ask(client, QUESTION, { n: 2 });
    const conversation = await store.getConversation(ansatz.conversationId);
    expect(conversation?.turns.map(({ role, after }) => [role, after])).toEqual([
      ["user", undefined],
      ["user", null],
      ["assistant", undefined],
      ["assistant", undefined],
    ]);
    expect(conversation?.currentRunId).toBe(ansatz.runId);
  });

  test("a repeated request gets the same choices, and more than eight are refused", async () => {
    const { client, model } = await serve((request) => says(request.seed ?? 0));
    const send = () =>
      client.chat.completions.create(
        { model: "ansatz", messages: user(QUESTION), n: 2 },
        { headers: { "idempotency-key": "k" } },
      );
    expect(await send()).toEqual(await send());
    expect(model.requests).toHaveLength(2);
    expect(await refusal(ask(client, QUESTION, { n: 9 }))).toMatchObject({
      status: 400,
      param: "n",
    });
  });

  test("one choice that fails ends the others", async () => {
    let isStopped = false;
    const { client } = await serve((request) => {
      if (request.seed === 7) return "I would rather talk.";
      request.signal?.addEventListener("abort", () => (isStopped = true));
      return { until: new Promise(() => {}) };
    });
    const failed = await refusal(
      ask(client, QUESTION, {
        n: 2,
        tools: [{ type: "function", function: { name: "f" } }],
        tool_choice: "required",
      }),
    );
    expect(failed.status).toBe(502);
    expect(isStopped).toBe(true);
  });
});

test("choices there is no room for are refused with those that had begun", async () => {
  const { client } = await serve(() => ({ until: new Promise(() => {}) }), {
    parts: { limits: { maxRuns: 1, maxWaitingRuns: 0 } },
  });
  expect((await refusal(ask(client, QUESTION, { n: 2 }))).status).toBe(429);
  // The place is free again, since the first was stopped.
  expect((await ask(client, "2+2")).choices[0]?.finish_reason).toBe("stop");
});

describe("stop", () => {
  test("the reply ends before the string", async () => {
    const { client } = await serveEngineOnly();
    const { choices, ansatz } = await ask(client, "x^2 - 5x + 6 = 0", { stop: ["\nProved"] });
    expect(choices[0]).toMatchObject({ finish_reason: "stop" });
    expect(choices[0]?.message.content).toMatch(/^Understood as[\s\S]*Answer: 2, 3\n$/);
    expect(ansatz).toMatchObject({ verdict: "proved", cut: "stop", answer: "2, 3" });
  });

  test("an answer that was checked is left out whole and never cut in two", async () => {
    const { client } = await serveEngineOnly();
    const { choices, ansatz } = await ask(client, "x^2 - 5x + 6 = 0", { stop: ", 3" });
    const content = choices[0]?.message.content ?? "";
    expect(content).toMatch(/Answer: $/);
    expect(ansatz).toMatchObject({ verdict: "undecided", claims: [] });
    expect(ansatz.answer).toBeUndefined();
  });

  test("a number is not cut in two, and what was streamed and kept is the same", async () => {
    const { client, store } = await serve(() => "About 1200 chairs, I think; perhaps 1300.");
    const stream = client.chat.completions.stream({
      model: "ansatz",
      messages: user(QUESTION),
      stop: ["00"],
    });
    const final = (await stream.finalChatCompletion()) as unknown as WithResult<typeof stream> & {
      choices: { message: { content: string } }[];
      id: string;
    };
    expect(final.choices[0]?.message.content).toBe("About ");
    const run = await store.getRun(final.id.replace("chatcmpl-", ""));
    expect(run?.result?.reply).toBe("About ");
  });

  test.each([[["a", "b", "c", "d", "e"]], [[""]], ["x".repeat(201)]])(
    "more than four, empty and long ones are refused: %j",
    async (stop) => {
      const { client } = await serveEngineOnly();
      const error = await refusal(ask(client, "2+2", { stop }));
      expect(error.status).toBe(400);
      expect(error.param).toMatch(/^stop/);
    },
  );
});

describe("max_completion_tokens", () => {
  test("a longer reply is cut between words and says so", async () => {
    const { client } = await serveEngineOnly();
    const { choices, ansatz } = await ask(client, "x^2 - 5x + 6 = 0", { max_completion_tokens: 8 });
    expect(choices[0]?.finish_reason).toBe("length");
    expect(choices[0]?.message.content?.length).toBeLessThan(30);
    expect(ansatz).toMatchObject({ verdict: "undecided", cut: "length" });
    const roomy = await ask(client, "2+2", { max_tokens: 500 });
    expect(roomy.choices[0]?.finish_reason).toBe("stop");
    expect(roomy.ansatz.cut).toBeUndefined();
  });

  test("a model writes no more than that in all its calls", async () => {
    const { client, model } = await serve((request) => ({
      text: "I am still thinking about it",
      finishReason: "length",
      usage: { promptTokens: 5, completionTokens: request.maxTokens },
    }));
    const { choices, usage: sum } = await ask(client, QUESTION, { max_completion_tokens: 40 });
    expect(model.requests.map(({ maxTokens }) => maxTokens)).toEqual([40]);
    expect(choices[0]?.finish_reason).toBe("length");
    expect(sum?.completion_tokens).toBe(40);
  });
});

test("seed sets the seed of the model's first draft", async () => {
  const { client, model } = await serve(() => says(3));
  await ask(client, QUESTION, { seed: 42 });
  expect(model.requests[0]?.seed).toBe(42);
});

describe("tool_choice", () => {
  const tools = ["stock_of", "price_of"].map((name) => ({
    type: "function" as const,
    function: { name, parameters: { type: "object", properties: { thing: { type: "string" } } } },
  }));
  const call = (name: string) => ({ name, arguments: { thing: "chair" } });

  test("required: the engine's own answer does not take the place of a call", async () => {
    const { client, model } = await serve([{ toolCalls: [call("stock_of")] }]);
    const { choices } = await ask(client, "2+2", { tools, tool_choice: "required" });
    expect(choices[0]).toMatchObject({
      finish_reason: "tool_calls",
      message: { content: null, tool_calls: [{ function: { name: "stock_of" } }] },
    });
    expect(model.requests[0]).toMatchObject({ toolChoice: "required" });
    expect(model.requests[0]?.tools?.map(({ name }) => name)).toEqual(["stock_of", "price_of"]);
  });

  test("a named function: a model that talks instead is held to the form of the call", async () => {
    const { client, model } = await serve([
      "I would rather talk.",
      JSON.stringify({ name: "price_of", arguments: { thing: "chair" } }),
    ]);
    const { choices } = await ask(client, QUESTION, {
      tools,
      tool_choice: { type: "function", function: { name: "price_of" } },
    });
    expect(choices[0]?.message.tool_calls).toMatchObject([{ function: { name: "price_of" } }]);
    expect(model.requests[0]).toMatchObject({ toolChoice: { name: "price_of" } });
    expect(model.requests[1]?.schema).toMatchObject({
      properties: { name: { enum: ["price_of"] } },
    });
  });

  test("a call of another tool is no call, and without one the request fails", async () => {
    const { client } = await serve(() => ({ toolCalls: [call("stock_of")] }));
    const error = await refusal(
      ask(client, QUESTION, {
        tools,
        tool_choice: { type: "function", function: { name: "price_of" } },
      }),
    );
    expect(error).toMatchObject({ status: 502, code: "model_protocol" });
  });

  test("allowed_tools offers only those", async () => {
    const { client, model } = await serve([says(3)]);
    await ask(client, QUESTION, {
      tools,
      tool_choice: {
        type: "allowed_tools",
        allowed_tools: {
          mode: "auto",
          tools: [{ type: "function", function: { name: "price_of" } }],
        },
      },
    });
    const names = model.requests[0]?.tools?.map(({ name }) => name);
    expect(names).toContain("price_of");
    expect(names).not.toContain("stock_of");
  });

  test("strict: only a call that follows the schema is handed over", async () => {
    const parameters = {
      type: "object",
      properties: { thing: { enum: ["chair", "table"] }, count: { type: "integer", default: 1 } },
      required: ["thing", "count"],
      additionalProperties: false,
    };
    const strict = [
      { type: "function" as const, function: { name: "stock_of", parameters, strict: true } },
    ];
    const wrong = { toolCalls: [{ name: "stock_of", arguments: { thing: "sofa", count: 1 } }] };
    const lacking = { toolCalls: [{ name: "stock_of", arguments: { thing: "chair" } }] };
    const right = { toolCalls: [{ name: "stock_of", arguments: { thing: "chair", count: 2 } }] };
    const { client, model } = await serve([wrong, right, lacking, right, wrong, wrong]);
    for (const _ of ["wrong", "lacking"]) {
      const { choices } = await ask(client, QUESTION, { tools: strict });
      const [made] = choices[0]?.message.tool_calls ?? [];
      expect(made?.type === "function" && JSON.parse(made.function.arguments)).toEqual({
        thing: "chair",
        count: 2,
      });
    }
    expect(model.requests[1]?.messages.at(-1)?.content).toContain("stock_of");
    const { choices } = await ask(client, QUESTION, { tools: strict });
    expect(choices[0]?.message.tool_calls).toBeUndefined();
    const pattern = { type: "object", properties: { thing: { type: "string", pattern: "x" } } };
    const odd = [
      {
        type: "function" as const,
        function: { name: "f", parameters: pattern, strict: true },
      },
    ];
    expect(await refusal(ask(client, "2+2", { tools: odd }))).toMatchObject({
      status: 400,
      param: "tools[0].function.parameters",
    });
  });

  test("parallel_tool_calls: false gives one call at most", async () => {
    const both = { toolCalls: [call("stock_of"), call("price_of")] };
    const { client } = await serve(() => both);
    const two = await ask(client, QUESTION, { tools });
    expect(two.choices[0]?.message.tool_calls).toHaveLength(2);
    const one = await ask(client, QUESTION, { tools, parallel_tool_calls: false });
    expect(one.choices[0]?.message.tool_calls).toHaveLength(1);
  });

  test("what cannot be called is refused by name", async () => {
    const { client } = await serveEngineOnly();
    for (const extra of [
      { tool_choice: "required" as const },
      { tools, tool_choice: "required" as const },
      { tools, tool_choice: { type: "function" as const, function: { name: "nobody" } } },
      { tools, tool_choice: { type: "custom" as const, custom: { name: "stock_of" } } },
    ]) {
      const error = await refusal(ask(client, "2+2", extra));
      expect(error).toMatchObject({ status: 400, param: "tool_choice" });
    }
  });
});

describe("a completion that was kept", () => {
  test("is given again as it was, with every choice, and deleted with them", async () => {
    const { client, store } = await serve((request) => says(request.seed ?? 0));
    const metadata = { ticket: "7" };
    const reply = await ask(client, QUESTION, { n: 2, metadata });
    const again = await client.chat.completions.retrieve(reply.id);
    expect(again).toEqual({ ...reply, metadata });
    expect(await client.chat.completions.delete(reply.id)).toMatchObject({ deleted: true });
    expect(await refusal(client.chat.completions.retrieve(reply.id))).toMatchObject({
      status: 404,
    });
    expect(await store.getConversation(reply.ansatz.conversationId)).toBeNull();
  });

  test("stays where others go on behind it; what was not kept or is no completion is not found", async () => {
    const { client } = await serveEngineOnly();
    const first = await ask(client, "2+2");
    const { conversationId } = first.ansatz;
    await ask(client, "3+3", { ansatz: { conversation_id: conversationId } } as Request);
    expect(await refusal(client.chat.completions.delete(first.id))).toMatchObject({ status: 409 });
    const unkept = await ask(client, "2+2", { store: false });
    const response = await client.responses.create({ model: "ansatz", input: "2+2" });
    for (const id of [unkept.id, response.id.replace("resp_", "chatcmpl-run_"), first.ansatz.runId])
      expect(await refusal(client.chat.completions.retrieve(id))).toMatchObject({ status: 404 });
  });
});
