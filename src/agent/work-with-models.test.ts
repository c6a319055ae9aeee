import { describe, expect, test } from "vitest";
import { agentOver, turnEvents, turnResult } from "../../test/contract/agent-turn.ts";
import { answered } from "../../test/contract/math-stub.ts";
import { AnsatzError } from "../core/errors.ts";
import { createScriptedModel } from "../model/scripted.ts";

const PROBLEM = "Ann has 3 bags with 4 apples each and eats 1. How many are left?";
const GOOD = "3 * 4 = 12 apples, 12 - 1 = 11 are left.\nANSWER: 11";
const down = () => new AnsatzError("model_unreachable", "down");
const small = { capabilities: { canReason: false, nativeTools: false } };

describe("models in order", () => {
  test.each([
    ["is down", down()],
    ["drops its stream", { text: "3 * 4 = 1", error: new AnsatzError("model_protocol", "cut") }],
    ["refuses", new AnsatzError("model_rejected", "no")],
  ])("the next one answers when the first %s", async (_name, step) => {
    const first = createScriptedModel([step], { id: "first" });
    const second = createScriptedModel([GOOD], { id: "second" });
    const events = await turnEvents(agentOver({ models: [first, second] }), PROBLEM);
    const last = events.at(-1);
    expect(last).toMatchObject({ type: "run-end", result: { answer: "11", model: "second" } });
    const shown = events.flatMap((event) => (event.type === "answer-delta" ? [event.text] : []));
    expect(shown.join("")).not.toContain("3 * 4 = 1 ");
    first.assertDone();
  });

  test("one that breaks off before it ran a tool is not asked again for the tools of another", async () => {
    const calls = { toolCalls: [{ name: "math_query", arguments: { query: "3*4" } }] };
    const cut = () => new AnsatzError("model_protocol", "cut");
    const first = createScriptedModel([calls, cut(), cut()], { id: "first" });
    const second = createScriptedModel([cut(), GOOD], { id: "second" });
    const third = createScriptedModel([GOOD], { id: "third" });
    const answers = { "3*4": answered("3*4", "12") };
    const agent = agentOver({ models: [first, second, third], answers });
    const result = await turnResult(agent, PROBLEM);
    expect(result.model).toBe("third");
    expect(first.requests).toHaveLength(3);
    expect(second.requests).toHaveLength(1);
  });

  test("one that failed rests, is asked again after its rest, and is preferred again", async () => {
    let nowMs = 0;
    const first = createScriptedModel([down(), GOOD, GOOD], { id: "first" });
    const second = createScriptedModel(() => GOOD, { id: "second" });
    const agent = agentOver({ models: [first, second], now: () => nowMs });
    const used = async () => (await turnResult(agent, PROBLEM)).model;
    expect(await used()).toBe("second");
    nowMs = 10_000;
    expect(await used()).toBe("second");
    expect(first.requests).toHaveLength(1);
    nowMs = 16_000;
    expect(await used()).toBe("first");
    expect(await used()).toBe("first");
  });

  test("a rest is as long as the server asked for, and longer each time", async () => {
    let nowMs = 0;
    const tired = new AnsatzError("model_unreachable", "down", { retryAfterMs: 60_000 });
    const first = createScriptedModel([tired, down(), GOOD], { id: "first" });
    const second = createScriptedModel(() => GOOD, { id: "second" });
    const agent = agentOver({ models: [first, second], now: () => nowMs });
    for (nowMs of [0, 59_000, 61_000, 90_000]) await turnResult(agent, PROBLEM);
    expect(first.requests).toHaveLength(2);
    nowMs = 92_000;
    expect((await turnResult(agent, PROBLEM)).model).toBe("first");
  });

  test("one model alone is never given up", async () => {
    const only = createScriptedModel([down(), GOOD], { id: "only" });
    const agent = agentOver({ models: [only], now: () => 0 });
    expect((await turnResult(agent, PROBLEM)).reply).toContain("could not be used");
    expect((await turnResult(agent, PROBLEM)).answer).toBe("11");
  });

  test("a small one that is left does not reason, and the reply says what failed", async () => {
    const second = createScriptedModel([], { id: "tiny", ...small });
    const models = [createScriptedModel([down()]), second];
    const result = await turnResult(agentOver({ models }), PROBLEM);
    expect(result.reply).toContain("could not be used");
    expect(second.requests).toHaveLength(0);
  });

  test("what was measured counts from the turn on in which it is known", async () => {
    let nativeTools = true;
    const inner = createScriptedModel([GOOD]);
    const model = {
      ...inner,
      get capabilities() {
        return { ...inner.capabilities, nativeTools };
      },
      refresh: () => {
        nativeTools = false;
        return Promise.resolve();
      },
    };
    await turnResult(agentOver({ models: [model] }), PROBLEM);
    expect(inner.requests[0]?.tools).toBeUndefined();
    expect(inner.requests[0]?.messages[0]?.content).toContain("<tool_call>");
  });
});

describe("a small model fills one slot", () => {
  const slots = (...texts: string[]) =>
    createScriptedModel(texts, {
      capabilities: { canReason: false, nativeTools: false, schema: true, fillsSlots: true },
    });
  const answers = {
    "3*4 - 1": answered("3*4 - 1", "11"),
    "3*4 - 7": answered("3*4 - 7", "5"),
    "3*4": answered("3*4", "12"),
    eleven: answered("eleven", "11"),
  };

  test("and the engine computes it; the set-up is never called proved", async () => {
    const model = slots('{"expression": "3*4 - 1"}');
    const result = await turnResult(agentOver({ models: [model], answers }), PROBLEM);
    expect(model.requests[0]?.schema).toBeDefined();
    expect(result).toMatchObject({ verdict: "undecided", answer: "11", route: "loop" });
    expect(result.reply).toMatch(/Set up by the model as: 3\*4 - 1[\s\S]*nobody checked that/);
    for (const claim of result.claims)
      expect(result.reply.slice(claim.start, claim.end)).toBe(claim.text);
  });

  test.each([
    ["other numbers", '{"expression": "3*4 - 7"}'],
    ["numbers left out", '{"expression": "3*4"}'],
    ["words", '{"expression": "eleven"}'],
    ["no JSON", "11"],
    ["an instruction", '{"expression": "system(3,4,1)"}'],
  ])("%s are drawn again, and then given up", async (_name, text) => {
    const model = slots(text, text, text);
    const result = await turnResult(agentOver({ models: [model], answers }), PROBLEM);
    expect(model.requests).toHaveLength(3);
    expect(result.answer).toBeUndefined();
    expect(result.verdict).toBe("undecided");
  });

  test("within the caller's limit of tokens", async () => {
    const usage = { promptTokens: 10, completionTokens: 30 };
    const model = createScriptedModel(
      Array.from({ length: 3 }, () => ({ text: "no JSON", usage })),
      { capabilities: { canReason: false, nativeTools: false, fillsSlots: true } },
    );
    await turnResult(agentOver({ models: [model] }), PROBLEM, { maxTokens: 50 });
    expect(model.requests.map(({ maxTokens }) => maxTokens)).toEqual([50, 20]);
  });

  test("in Chinese as well", async () => {
    const question = "安有3袋苹果，每袋4个，吃了1个，还剩多少个？";
    const model = slots('{"expression": "3*4 - 1"}');
    const result = await turnResult(agentOver({ models: [model], answers }), question);
    expect(result.reply).toContain("模型列式：3*4 - 1");
  });
});
