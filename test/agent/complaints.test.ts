import { afterAll, describe, expect, test } from "vitest";
import type { AskResult } from "../../src/core/ask-result.ts";
import { AnsatzError } from "../../src/core/errors.ts";
import { createVerifier } from "../../src/hallucination/verifier.ts";
import { createScriptedModel, type ScriptedModel } from "../../src/model/scripted.ts";
import { createMathEngine } from "../../src/tools/math/engine.ts";
import { agentOver, turnEvents } from "../contract/agent-turn.ts";

/** What people suffer from in other agent servers, one test each; the table is in docs/agent.md. */
const PROBLEM = "Ann has 3 bags with 4 apples each and eats 1. How many are left?";
const GOOD = "3 * 4 = 12 apples, 12 - 1 = 11 are left.\nANSWER: 11";
const math = createMathEngine();
const verifier = createVerifier(math);
afterAll(() => math.close());

const call = (query: string) => ({ name: "math_query", arguments: { query } });

async function turn(model: ScriptedModel, question = PROBLEM) {
  const events = await turnEvents(agentOver({ models: [model], math }), question, { samples: 1 });
  const last = events.at(-1);
  if (last?.type !== "run-end") throw new AnsatzError("internal", JSON.stringify(last));
  return { events, result: last.result as AskResult };
}

describe("1. local tool calls come back as text, or vanish", () => {
  test("a call in the text counts for a model with calls of its own", async () => {
    const text = 'Sure! {"name": "math_query", "arguments": {"query": "3*4 - 1"}}';
    for (const written of [text.slice(6), `<tool_call>${text.slice(6)}</tool_call>`]) {
      const { result } = await turn(createScriptedModel([written, GOOD]));
      expect(result.toolCalls[0]).toMatchObject({ result: { answer: "11" } });
      expect(result.reply).not.toMatch(/tool_call|"name"/);
    }
  });

  test("neither a call nor a word: it is asked once more, and then it is said", async () => {
    const model = createScriptedModel([{}, {}]);
    const { result } = await turn(model);
    expect(model.requests).toHaveLength(2);
    expect(result.reply).toContain("limits of this turn");
  });

  test("a model that ignores the tools and errs in its head is not believed", async () => {
    const wrong = "3 * 4 = 14 apples, 14 - 1 = 13 are left.\nANSWER: 13";
    const { result } = await turn(createScriptedModel(() => wrong));
    expect(result.answer).toBeUndefined();
    expect(result.reply).not.toMatch(/\b1[34]\b/);
  });

  test("a model that claims a tool it never called is sent back", async () => {
    const model = createScriptedModel(["The calculator returned 11.\nANSWER: 11", GOOD]);
    const { result } = await turn(model);
    expect(model.requests[1]?.messages.at(-1)?.content).toContain("No tool was called");
    expect(result.answer).toBe("11");
  });
});

describe("2. streamed tool calls lie", () => {
  test("half a call that is told as whole is never computed", async () => {
    const half = { name: "math_query", arguments: '{"query": "3*4 - ' };
    const model = createScriptedModel([
      { toolCalls: [half], finishReason: "tool-calls" },
      { toolCalls: [call("3*4 - 1")] },
      GOOD,
    ]);
    const { result } = await turn(model);
    expect(result.toolCalls[0]?.result).toHaveProperty("error");
    expect(result.toolCalls[1]).toMatchObject({ result: { answer: "11" } });
  });
});

describe("3. tools and structured output exclude each other", () => {
  test("no request has both, also where a call has to be written anew in a form", async () => {
    const model = createScriptedModel(['<tool_call>{"na', JSON.stringify(call("3*4 - 1")), GOOD]);
    const { result } = await turn(model);
    for (const { tools, schema } of model.requests)
      expect(tools !== undefined && schema !== undefined).toBe(false);
    expect(model.requests[1]?.schema).toBeDefined();
    expect(result.answer).toBe("11");
  });

  test("a server that refuses the form is asked without it", async () => {
    const model = createScriptedModel([
      '<tool_call>{"na',
      new AnsatzError("model_rejected", "response_format is not supported"),
      { toolCalls: [call("3*4 - 1")] },
      GOOD,
    ]);
    const { result } = await turn(model);
    expect(model.requests.map(({ schema }) => schema !== undefined)).toEqual([
      false,
      true,
      false,
      false,
    ]);
    expect(result.answer).toBe("11");
  });

  test("blanks without end are a failure, not a reply", async () => {
    const { result } = await turn(createScriptedModel([`{"name":${" ".repeat(5_000)}`]));
    expect(result.reply).toContain("could not be used");
  });
});

test("4. reasoning gets into no reply, in whatever field or tag it comes", async () => {
  for (const reply of [
    { reasoning: "secret", text: GOOD },
    `<think>secret</think>${GOOD}`,
    `secret</think>${GOOD}`,
    `<seed:think>secret</seed:think>${GOOD}`,
    `◁think▷secret◁/think▷${GOOD}`,
  ]) {
    const { events, result } = await turn(createScriptedModel([reply]));
    expect(result.reply).not.toContain("secret");
    expect(result.answer).toBe("11");
    expect(events.some(({ type }) => type === "reasoning-delta")).toBe(true);
  }
});

test("5. the step limit ends in words: what was reached, and what works", async () => {
  let count = 0;
  const model = createScriptedModel(() => ({ toolCalls: [call(`${++count} + 1`)] }));
  const { result } = await turn(model);
  expect(model.requests).toHaveLength(8);
  expect(model.requests.at(-1)?.tools).toBeUndefined();
  expect(result.reply).toMatch(/limits of this turn[\s\S]*These inputs work/);
});

test("6. the same call for ever is computed once, and ends after the third", async () => {
  const model = createScriptedModel((request) =>
    request.tools === undefined ? GOOD : { toolCalls: [call("3 * 4")] },
  );
  const { result } = await turn(model);
  expect(model.requests).toHaveLength(4);
  expect(result.toolCalls).toHaveLength(3);
  expect(result.answer).toBe("11");
});

test("8. a drop loses no work: all tool results are there when it is asked again", async () => {
  const rounds = Array.from({ length: 5 }, (_, index) => ({ toolCalls: [call(`${index} + 40`)] }));
  const model = createScriptedModel([
    ...rounds,
    { text: "3 * 4 is", error: new AnsatzError("model_protocol", "dropped") },
    GOOD,
  ]);
  const { result } = await turn(model);
  const told = (model.requests[6]?.messages ?? []).filter(({ role }) => role === "tool");
  expect(told.map(({ content }) => (JSON.parse(content) as { answer: string }).answer)).toEqual(
    rounds.map((_, index) => `${index + 40}`),
  );
  expect(result.answer).toBe("11");
});

test("9. the guard comes before the text, tells the model what is wrong, and lets it try again", async () => {
  const wrong = "3 * 4 = 14 apples, 14 - 1 = 13 are left.\nANSWER: 13";
  const model = createScriptedModel([wrong, GOOD]);
  const { events, result } = await turn(model);
  const types = events.map(({ type }) => type);
  const checked = events.findLastIndex(
    (event) => event.type === "step-end" && event.step.kind === "check",
  );
  expect(types.indexOf("answer-delta")).toBeGreaterThan(checked);
  expect(model.requests[1]?.messages.at(-1)?.content).toContain("the exact value is 12");
  expect(result.answer).toBe("11");
});

describe("12. a computer algebra that is wrong, or never ends", () => {
  test("an antiderivative that others get wrong is right, and proved", async () => {
    const { answer, certificate } = await math.query({ query: "integrate 1/(cos(x)+1)" }, {});
    expect(certificate?.grade).toBe("proved");
    const { equal } = await math.equal(answer?.short ?? "", "sin(x)/(cos(x) + 1)", {});
    expect(equal).toBe(true);
  });

  test("what hangs elsewhere ends in time", async () => {
    for (const query of ["simplify (1/(x*(y-1)))^(1/(y-1))", "1:10000000"]) {
      const startedMs = performance.now();
      await math.query({ query, timeoutMs: 3_000 }, {});
      expect(performance.now() - startedMs).toBeLessThan(6_000);
    }
  });
});

describe("13. graders that disagree with mathematics", () => {
  test.each([
    ["\\frac12", "0.5", true],
    ["x = 3", "3", true],
    ["{1, 2}", "{2, 1}", true],
    // What cannot be read is no number that happens to stand in it.
    ["\\foo{3}", "3", null],
    ["\\text{about } 3 \\oint", "3", null],
    ["???", "???", null],
  ])("%s and %s", async (a, b, equal) => {
    expect((await math.equal(a, b, {})).equal).toBe(equal);
  });
});

describe("14. detectors that miss wrong numbers, or do nothing", () => {
  test("a number that stands nowhere is a finding", async () => {
    const { claims, verdict } = await verifier.verify({
      text: "The population of France is 999 million.",
      context: "The population of France is 67 million.",
      question: "What is the population of France?",
    });
    expect(verdict).not.toBe("proved");
    expect(
      claims.some(({ text, evidence }) => /999/.test(text) && /neither/.test(evidence.detail)),
    ).toBe(true);
  });

  test("a deed that was never done is a finding", async () => {
    const model = createScriptedModel(() => "I have sent the report to Bob.");
    const { result } = await turn(model, "Please send the report to Bob, he waits for it.");
    expect(result.reply).not.toContain("I have sent");
  });
});
