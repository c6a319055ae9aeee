import { describe, expect, test } from "vitest";
import {
  agentOver,
  type AgentSetup,
  turnEvents,
  turnResult,
} from "../../test/contract/agent-turn.ts";
import { answered, createStubMath } from "../../test/contract/math-stub.ts";
import { AnsatzError } from "../core/errors.ts";
import { createScriptedModel, type ScriptedStep } from "../model/scripted.ts";
import { DEFAULT_CASCADE } from "./cascade.ts";

const PROBLEM = "Ann has 3 bags with 4 apples each and eats 1. How many are left?";
const GOOD = "3 * 4 = 12 apples, 12 - 1 = 11 are left.\nANSWER: 11";
const OTHER = "3 * 4 = 12 apples and 12 + 1 = 13.\nANSWER: 13";
const WRONG = "3 * 4 = 14 apples, 14 - 1 = 13 are left.\nANSWER: 13";
/** The same by an equation that is solved, and the answer put back. */
const BACKWARDS = "x + 1 = 3 * 4 = 12, so x = 12 - 1 = 11. Put back: 11 + 1 = 12.\nANSWER: 11";
const ONLY_PROOF = { maxErrorScore: 0 };
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
    const events = await turnEvents(agentOver({ models, cascade: ONLY_PROOF }), PROBLEM);
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
    expect(result.steps.map(({ text }) => text)).toContain(
      "cascade: after small, undecided; only a proof stands here",
    );
    expect(JSON.stringify(events.filter(({ type }) => type === "answer-delta"))).not.toContain(
      "13",
    );
    for (const model of models) model.assertDone();
  });

  test("a refuted draft is repaired where it was written, and goes on when that fails", async () => {
    const models = pair([WRONG, WRONG, WRONG], [GOOD]);
    const result = await turnResult(agentOver({ models, cascade: ONLY_PROOF }), PROBLEM);
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
    const result = await turnResult(agentOver({ models, answers, cascade: ONLY_PROOF }), PROBLEM);
    expect(result).toMatchObject({ answer: "11", verdict: "proved", model: "none" });
  });

  test("words that state no number stay with the small one", async () => {
    const models = pair(["Euclid wrote the Elements."], []);
    const result = await turnResult(
      agentOver({ models, cascade: ONLY_PROOF }),
      "Who wrote the Elements?",
    );
    expect(result).toMatchObject({ model: "small" });
    for (const model of models) model.assertDone();
  });

  test("a stronger model that fails leaves the earlier reply, and its name", async () => {
    const down = new AnsatzError("model_unreachable", "down");
    const result = await turnResult(
      agentOver({ models: pair([OTHER], [down]), cascade: ONLY_PROOF }),
      PROBLEM,
    );
    expect(result).toMatchObject({ answer: "13", verdict: "undecided", model: "small" });
  });

  test("a refuted reply of the stronger one does not push out an undecided one", async () => {
    const models = pair([GOOD], [WRONG, WRONG, WRONG, WRONG, WRONG, WRONG, WRONG, WRONG, WRONG]);
    const result = await turnResult(
      agentOver({ models, cascade: ONLY_PROOF, policy: "annotate" }),
      PROBLEM,
    );
    expect(result).toMatchObject({ answer: "11", model: "small" });
  });

  test("a weaker model is never asked after a stronger one", async () => {
    const small = createScriptedModel([new AnsatzError("model_unreachable", "down")], {
      id: "small",
    });
    const large = createScriptedModel([OTHER, OTHER], { id: "large" });
    const agent = agentOver({ models: [small, large], cascade: ONLY_PROOF, now: () => 0 });
    await turnResult(agent, PROBLEM);
    expect((await turnResult(agent, PROBLEM)).model).toBe("large");
    expect(small.requests).toHaveLength(1);
  });

  test("of three, each is asked once and no more than needed", async () => {
    const models = ["one", "two", "three"].map((id, index) =>
      createScriptedModel([[OTHER, GOOD, GOOD][index] ?? ""], { id }),
    );
    const result = await turnResult(agentOver({ models, cascade: ONLY_PROOF }), PROBLEM);
    expect(result.usage.models?.map(({ model }) => model)).toEqual(["one", "two", "three"]);
  });

  test("under the strict policy what stays undecided is withheld after both", async () => {
    const models = pair([OTHER], [GOOD]);
    const result = await turnResult(
      agentOver({ models, cascade: ONLY_PROOF, policy: "strict" }),
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
    const result = await turnResult(agentOver({ models, math, cascade: ONLY_PROOF }), PROBLEM);
    expect(result).toMatchObject({ answer: "11", verdict: "proved", model: "small" });
    expect(models[1].requests).toHaveLength(0);
  });
});

describe("drafts of a weaker model that agree", () => {
  /** The turn over a small model with these drafts; the large one has an answer of its own. */
  async function turnOver(
    small: readonly ScriptedStep[],
    more: Partial<AgentSetup> = {},
    request = {},
  ) {
    const models = pair(small, [{ text: "3 * 4 - 1 = 11\nANSWER: 11", usage: usage(300, 30) }]);
    const agent = agentOver({ models, cascade: DEFAULT_CASCADE, ...more });
    const result = await turnResult(agent, PROBLEM, request);
    return { result, small: models[0], isLargeAsked: models[1].requests.length > 0 };
  }
  const routeOf = ({ steps }: { readonly steps: readonly { readonly text: string }[] }) =>
    steps.map(({ text }) => text).filter((text) => text.startsWith("cascade"));

  test("stand without the stronger one, and are called what they are", async () => {
    const { result, small, isLargeAsked } = await turnOver([GOOD, BACKWARDS]);
    expect(isLargeAsked).toBe(false);
    expect(result).toMatchObject({
      answer: "11",
      model: "small",
      verdict: "undecided",
      drafts: { drafts: [{ votes: 2 }, { votes: 2 }] },
      usage: { samples: 2, modelCalls: 2 },
    });
    expect(result.reply).toContain("2 of 2 drafts came to this answer.");
    expect(result.reply).toContain("That is no proof");
    expect(routeOf(result)).toEqual(["cascade: 2 drafts of small agree"]);
    small.assertDone();
  });

  test("are told of in the language of the question", async () => {
    const small = createScriptedModel(
      [
        "3 * 4 = 12，12 - 1 = 11，还剩 11 个。\nANSWER: 11",
        "3 * 4 - 1 = 11，还剩 11 个。\nANSWER: 11",
      ],
      { id: "small" },
    );
    const models = [small, createScriptedModel([], { id: "large" })];
    const agent = agentOver({ models, cascade: DEFAULT_CASCADE });
    const result = await turnResult(agent, "安有3袋苹果，每袋4个，吃掉1个。还剩多少个？");
    expect(result.reply).toContain("2 份草稿中有 2 份得到这个答案。");
    expect(result.reply).toContain("这并非证明");
    expect(small.requests[1]?.messages.at(-1)?.content).toContain("请换一种解法");
  });

  test("are worked out in different ways, the second with what to begin from and to put back", async () => {
    const { small } = await turnOver([GOOD, BACKWARDS]);
    const [first, second] = small.requests.map(({ messages }) => messages.at(-1)?.content);
    expect(first).toBe(PROBLEM);
    expect(second).toContain(`${PROBLEM}\n\nWork this out in another way`);
    expect(small.requests[0]?.seed).not.toBe(small.requests[1]?.seed);
    expect(small.requests[1]).not.toHaveProperty("isOtherWay");
  });

  test.each<[string, readonly ScriptedStep[], string]>([
    ["disagree", [GOOD, OTHER], "the drafts disagree"],
    [
      "bring a number from nowhere, in the second",
      [GOOD, "3 * 4 = 12 and 12 - 1 = 11, and 7 * 5 = 35, so 11.\nANSWER: 11"],
      "a number has no source",
    ],
    [
      "bring one in the first, after which no second is drawn",
      ["3 * 4 = 12 and 12 - 1 = 11, and 7 * 5 = 35, so 11.\nANSWER: 11"],
      "a number has no source",
    ],
    ["needed a repair", [GOOD, WRONG, GOOD], "something was found against the draft"],
    ["are likely wrong, having worked nothing out", ["ANSWER: 11"], "the error score is 0.95"],
    [
      "put a root back that does not fit",
      [
        GOOD,
        ...Array.from(
          { length: 3 },
          () => "Let x be what is left. x + 1 = 12, so x = 13.\nANSWER: 11",
        ),
      ],
      "the drafts disagree",
    ],
    ["name no answer in the second", [GOOD, "3 * 4 = 12, 12 - 1 are left."], "the drafts disagree"],
  ])("go on when they %s", async (_, small, why) => {
    const { result, isLargeAsked, small: model } = await turnOver(small);
    expect(isLargeAsked).toBe(true);
    expect(routeOf(result).join()).toMatch(new RegExp(`after small, undecided; ${why}`));
    expect(result.usage.models?.map(({ model: name }) => name)).toEqual(["small", "large"]);
    model.assertDone();
  });

  test("go on when one goes by a number that only the other had computed", async () => {
    const borrowed = "3 * 4 = 12, 12 - 1 = 11, which is 35 - 12 - 12 = 11.\nANSWER: 11";
    const asks = { toolCalls: [{ name: "math_query", arguments: { query: "7 * 5" } }] };
    const answers = { "7 * 5": answered("7 * 5", "35") };
    const { result, isLargeAsked } = await turnOver([asks, GOOD, borrowed], { answers });
    expect(isLargeAsked).toBe(true);
    expect(routeOf(result).join()).toContain("a number has no source");
    expect((await turnOver([asks, borrowed, GOOD], { answers })).isLargeAsked).toBe(false);
  });

  test("go on at a stricter threshold, as the deployment sets it", async () => {
    const cascade = { maxErrorScore: 0.2 };
    const { isLargeAsked, small } = await turnOver([GOOD], { cascade });
    expect(isLargeAsked).toBe(true);
    small.assertDone();
  });

  test("do not stand where only a proof may leave", async () => {
    const { result, isLargeAsked } = await turnOver([GOOD], { policy: "strict" });
    expect(isLargeAsked).toBe(true);
    expect(routeOf(result).join()).toContain("only a proof stands here");
  });

  test("are not written where the caller wants one draft", async () => {
    const { result, isLargeAsked } = await turnOver([GOOD], {}, { samples: 1 });
    expect(isLargeAsked).toBe(true);
    expect(routeOf(result).join()).toContain("there is one draft only");
  });

  test("are as many as the caller wants, and all of them have to agree", async () => {
    const { result, isLargeAsked } = await turnOver([GOOD, OTHER, GOOD], {}, { samples: 3 });
    expect(isLargeAsked).toBe(true);
    expect(routeOf(result).join()).toContain("the drafts disagree");
  });

  test("are not asked for of the strongest", async () => {
    const large = createScriptedModel([GOOD], { id: "large" });
    const agent = agentOver({ models: [large], cascade: DEFAULT_CASCADE });
    expect((await turnResult(agent, PROBLEM)).drafts).toBeUndefined();
    large.assertDone();
  });
});
