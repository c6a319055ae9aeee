import { describe, expect, test } from "vitest";
import { agentOver, turnEvents, turnResult } from "../../test/contract/agent-turn.ts";
import { answered, createStubMath } from "../../test/contract/math-stub.ts";
import { AnsatzError } from "../core/errors.ts";
import { createScriptedModel, type ScriptedStep } from "../model/scripted.ts";

const PROBLEM = "Ann has 3 bags with 4 apples each and eats 1. How many are left?";
const GOOD = "3 * 4 = 12 apples, 12 - 1 = 11 are left.\nANSWER: 11";
const OTHER = "3 * 4 = 12 apples and 12 + 1 = 13.\nANSWER: 13";
const WRONG = "3 * 4 = 14 apples, 14 - 1 = 13 are left.\nANSWER: 13";
const usage = (promptTokens: number, completionTokens: number) => ({
  promptTokens,
  completionTokens,
});
/** Quotes the question to the engine, whose certificate then settles the answer. */
const ASKS = { toolCalls: [{ name: "math_query", arguments: { query: PROBLEM } }] };

function pair(small: readonly ScriptedStep[], large: readonly ScriptedStep[]) {
  return [
    createScriptedModel(small, { id: "small" }),
    createScriptedModel(large, { id: "large" }),
  ] as const;
}

describe("a cascade of models", () => {
  test("what is undecided goes to the stronger one, once, and the tokens of each are told", async () => {
    const models = pair(
      [{ text: OTHER, usage: usage(100, 10) }],
      [{ text: GOOD, usage: usage(300, 30) }],
    );
    const events = await turnEvents(agentOver({ models, cascade: true }), PROBLEM);
    const last = events.at(-1);
    if (last?.type !== "run-end") throw new TypeError(JSON.stringify(last));
    const { result } = last;
    expect(result).toMatchObject({ answer: "11", verdict: "undecided", model: "large" });
    expect(result.usage).toMatchObject({
      promptTokens: 400,
      completionTokens: 40,
      modelCalls: 2,
      models: [
        { model: "small", promptTokens: 100, completionTokens: 10, modelCalls: 1 },
        { model: "large", promptTokens: 300, completionTokens: 30, modelCalls: 1 },
      ],
    });
    expect(result.steps.map(({ text }) => text)).toContain("cascade: after small, undecided");
    expect(JSON.stringify(events.filter(({ type }) => type === "answer-delta"))).not.toContain(
      "13",
    );
    for (const model of models) model.assertDone();
  });

  test("a refuted draft is repaired where it was written, and goes on when that fails", async () => {
    const models = pair([WRONG, WRONG, WRONG], [GOOD]);
    const result = await turnResult(agentOver({ models, cascade: true }), PROBLEM);
    expect(result).toMatchObject({ answer: "11", model: "large" });
    for (const model of models) model.assertDone();
  });

  test("without it the first reply stands, and no model is named apart", async () => {
    const models = pair([OTHER], []);
    const result = await turnResult(agentOver({ models }), PROBLEM);
    expect(result).toMatchObject({ answer: "13", model: "small" });
    expect(result.usage.models).toBeUndefined();
  });

  test("what the engine answers asks no model", async () => {
    const models = pair([], []);
    const answers = { [PROBLEM]: answered(PROBLEM, "11") };
    const result = await turnResult(agentOver({ models, answers, cascade: true }), PROBLEM);
    expect(result).toMatchObject({ answer: "11", verdict: "proved", model: "none" });
  });

  test("words that state no number stay with the small one", async () => {
    const models = pair(["Euclid wrote the Elements."], []);
    const result = await turnResult(
      agentOver({ models, cascade: true }),
      "Who wrote the Elements?",
    );
    expect(result).toMatchObject({ model: "small" });
    for (const model of models) model.assertDone();
  });

  test("a stronger model that fails leaves the earlier reply, and its name", async () => {
    const down = new AnsatzError("model_unreachable", "down");
    const result = await turnResult(
      agentOver({ models: pair([OTHER], [down]), cascade: true }),
      PROBLEM,
    );
    expect(result).toMatchObject({ answer: "13", verdict: "undecided", model: "small" });
  });

  test("a refuted reply of the stronger one does not push out an undecided one", async () => {
    const models = pair([GOOD], [WRONG, WRONG, WRONG, WRONG, WRONG, WRONG, WRONG, WRONG, WRONG]);
    const result = await turnResult(
      agentOver({ models, cascade: true, policy: "annotate" }),
      PROBLEM,
    );
    expect(result).toMatchObject({ answer: "11", model: "small" });
  });

  test("a weaker model is never asked after a stronger one", async () => {
    const small = createScriptedModel([new AnsatzError("model_unreachable", "down")], {
      id: "small",
    });
    const large = createScriptedModel([OTHER, OTHER], { id: "large" });
    const agent = agentOver({ models: [small, large], cascade: true, now: () => 0 });
    await turnResult(agent, PROBLEM);
    expect((await turnResult(agent, PROBLEM)).model).toBe("large");
    expect(small.requests).toHaveLength(1);
  });

  test("of three, each is asked once and no more than needed", async () => {
    const models = ["one", "two", "three"].map((id, index) =>
      createScriptedModel([[OTHER, GOOD, GOOD][index] ?? ""], { id }),
    );
    const result = await turnResult(agentOver({ models, cascade: true }), PROBLEM);
    expect(result.usage.models?.map(({ model }) => model)).toEqual(["one", "two", "three"]);
  });

  test("under the strict policy what stays undecided is withheld after both", async () => {
    const models = pair([OTHER], [GOOD]);
    const result = await turnResult(
      agentOver({ models, cascade: true, policy: "strict" }),
      PROBLEM,
    );
    expect(result.answer).toBeUndefined();
    expect(result.policy?.outcome).toBe("withheld");
    for (const model of models) model.assertDone();
  });

  test("what the small one has proved asks no other", async () => {
    const models = pair([ASKS, "ANSWER: 11"], []);
    let asked = 0;
    const stub = createStubMath();
    const math = {
      ...stub,
      // The question itself finds no answer at once, but does when a model asks for it.
      query: (...request: Parameters<typeof stub.query>) =>
        ++asked === 1 ? stub.query(...request) : Promise.resolve(answered(PROBLEM, "11")),
    };
    const result = await turnResult(agentOver({ models, math, cascade: true }), PROBLEM);
    expect(result).toMatchObject({ answer: "11", verdict: "proved", model: "small" });
    expect(models[1].requests).toHaveLength(0);
  });
});
