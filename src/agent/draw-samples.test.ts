import { describe, expect, test } from "vitest";
import { agentOver, turnEvents, turnResult } from "../../test/contract/agent-turn.ts";
import { answered, createStubMath } from "../../test/contract/math-stub.ts";
import { AnsatzError } from "../core/errors.ts";
import type { MathPort } from "../core/math-port.ts";
import { createScriptedModel, type ScriptedStep } from "../model/scripted.ts";

const PROBLEM = "Ann has 3 bags with 4 apples each and eats 1. Which share of the 12 is eaten?";
const draft = (answer: string) =>
  `Of the 3 bags with 4 apples each that is 12, and 1 is eaten.\nANSWER: ${answer}`;

async function sample(samples: number | undefined, steps: readonly ScriptedStep[]) {
  const model = createScriptedModel(steps);
  const more = samples === undefined ? {} : { samples };
  const result = await turnResult(agentOver({ models: [model] }), PROBLEM, more);
  return { result, model };
}

describe("drafts that were asked for", () => {
  test("are grouped by what they mean, and the larger group answers", async () => {
    const { result, model } = await sample(5, [
      draft("1/3"),
      draft("1/12"),
      draft("\\frac{1}{12}"),
      draft("2/24"),
      draft("7"),
    ]);
    expect(result.answer).toBe("1/12");
    expect(result.reply).toContain("3 of 4 drafts came to this answer");
    expect(result.usage).toMatchObject({ samples: 4, modelCalls: 4 });
    expect(result.verdict).toBe("undecided");
    // Two against one with one draft left cannot be caught up with after the fourth.
    expect(model.requests).toHaveLength(4);
  });

  test("stop as soon as the lead is decisive", async () => {
    const { model, result } = await sample(3, [draft("1/12"), draft("\\frac{1}{12}")]);
    expect(model.requests).toHaveLength(2);
    expect(result.answer).toBe("1/12");
    expect(result.drafts).toMatchObject({ chosen: 0, because: "vote" });
  });

  test("go on where something is held against the lead", async () => {
    const { model, result } = await sample(3, [draft("0.5"), draft("1/2"), draft("1/12")]);
    expect(model.requests).toHaveLength(3);
    expect(result.answer).toBe("1/12");
  });

  test("differ: the first is the best guess, the others are drawn", async () => {
    const { model } = await sample(3, [draft("1"), draft("2"), draft("3")]);
    expect(model.requests.map((request) => request.temperature)).toEqual([0, 0.7, 0.7]);
    expect(new Set(model.requests.map((request) => request.seed)).size).toBe(3);
  });

  test("of a model that thinks none is drawn at temperature 0, and it has more room", async () => {
    const model = createScriptedModel([draft("1")], {
      capabilities: { thinks: true, contextTokens: 64_000 },
    });
    await turnResult(agentOver({ models: [model] }), PROBLEM, { samples: 1 });
    expect(model.requests[0]).toMatchObject({ temperature: 0.6, maxTokens: 8_192 });
  });

  test("a proved draft is preferred to a larger group", async () => {
    const model = createScriptedModel([
      "ANSWER: 138",
      { toolCalls: [{ name: "math_query", arguments: { query: "12^2 - 7" } }] },
      "12^2 - 7 = 137\nANSWER: 137",
    ]);
    const answers = { "12^2 - 7": answered("12^2 - 7", "137") };
    const result = await turnResult(
      agentOver({ models: [model], answers }),
      "please calculate 12^2 - 7 now",
      { samples: 3 },
    );
    expect(result).toMatchObject({ verdict: "proved", answer: "137" });
    expect(model.requests).toHaveLength(3);
  });
});

describe("without being asked", () => {
  test("a draft that uses every number is left at one", async () => {
    const { model, result } = await sample(undefined, [draft("1/12")]);
    expect(model.requests).toHaveLength(1);
    expect(result.usage.samples).toBe(1);
  });

  test("a draft that leaves numbers out is doubted", async () => {
    const { model, result } = await sample(undefined, [
      "One is eaten.\nANSWER: 1/3",
      draft("1/12"),
      draft("1/12"),
    ]);
    expect(model.requests).toHaveLength(3);
    expect(result.answer).toBe("1/12");
  });
});

describe("of drafts that disagree the best by the rules is chosen", () => {
  const WRONG = "3 * 4 = 14 apples, and 1 is eaten.\nANSWER: 1/14";
  const RIGHT = "3 * 4 = 12 apples, and 1 is eaten.\nANSWER: 1/12";

  test.each(["balanced", "annotate"] as const)(
    "the one that is not refuted, against a majority that is (%s)",
    async (policy) => {
      const rounds = policy === "balanced" ? 3 : 1;
      const refuted = Array.from({ length: rounds }, () => WRONG);
      const steps = [...refuted, RIGHT, ...refuted];
      const model = createScriptedModel(steps);
      const agent = agentOver({ models: [model], policy });
      const result = await turnResult(agent, PROBLEM, { samples: 3 });
      expect(result.answer).toBe("1/12");
      expect(result.verdict).toBe("undecided");
      expect(result.drafts).toMatchObject({ chosen: 1, because: "reward" });
      const refutedScores = result.drafts?.drafts.map(({ scores }) => scores[0]);
      expect(refutedScores).toMatchObject([
        { rule: "unrefuted", score: 0 },
        { rule: "unrefuted", score: 1 },
        { rule: "unrefuted", score: 0 },
      ]);
      expect(refutedScores?.[0]?.detail).toContain("3 * 4 = 14");
    },
  );

  test("also where none names an answer", async () => {
    const bare = (text: string) => text.replace(/\nANSWER.*/, "");
    const model = createScriptedModel([WRONG, RIGHT].map(bare));
    const agent = agentOver({ models: [model], policy: "annotate" });
    const result = await turnResult(agent, PROBLEM, { samples: 2 });
    expect(result.reply).toContain("3 * 4 = 12");
    expect(result.drafts).toMatchObject({ chosen: 1, because: "reward" });
  });

  test("the one whose numbers have a source, and the reply says that it is a minority", async () => {
    const { result } = await sample(3, [draft("77"), RIGHT, draft("77")]);
    expect(result.answer).toBe("1/12");
    expect(result.reply).toContain(
      "1 of 3 drafts came to this answer. More drafts came to another",
    );
    const sourced = result.drafts?.drafts.map(({ scores }) => scores[2]);
    expect(sourced?.map((score) => score?.score)).toEqual([0, 1, 0]);
    expect(sourced?.[0]?.detail).toContain("77");
  });

  test("a number that a tool returned has a source in the draft that called it alone", async () => {
    const queries = { "99 + 1": answered("99 + 1", "100") };
    const model = createScriptedModel([
      { toolCalls: [{ name: "math_query", arguments: { query: "99 + 1" } }] },
      draft("100"),
      draft("100"),
    ]);
    const agent = agentOver({ models: [model], answers: queries });
    const result = await turnResult(agent, PROBLEM, { samples: 2 });
    const sourced = result.drafts?.drafts.map(({ scores }) => scores[2]?.score);
    expect(sourced).toEqual([1, 0]);
  });

  test("the one in the language of the question", async () => {
    const model = createScriptedModel([
      "I would say that one of twelve apples is eaten, so it is\nANSWER: 1/12",
      "一共 3 袋，每袋 4 个，吃掉 1 个。\nANSWER: 1/12",
    ]);
    const question = "安有 3 袋苹果，每袋 4 个，吃掉 1 个。12 个中吃掉了几分之几？";
    const result = await turnResult(agentOver({ models: [model] }), question, { samples: 2 });
    expect(result.drafts).toMatchObject({ chosen: 1, because: "reward" });
    expect(result.reply).toContain("2 份草稿中有 2 份得到这个答案");
  });

  test("by the vote where the rules do not tell, by the order where that does not either", async () => {
    const vote = await sample(4, [draft("1/3"), draft("1/12"), draft("1/4"), draft("1/12")]);
    expect(vote.result.answer).toBe("1/12");
    expect(vote.result.drafts).toMatchObject({ chosen: 1, because: "vote" });
    expect(vote.result.drafts?.drafts.map(({ votes }) => votes)).toEqual([1, 2, 1, 2]);
    const order = await sample(2, [draft("1/3"), draft("1/12")]);
    expect(order.result.answer).toBe("1/3");
    expect(order.result.drafts).toMatchObject({ chosen: 0, because: "first" });
  });

  test("a go that came to no draft is none of them", async () => {
    const { result, model } = await sample(2, [draft("1/12"), "", ""]);
    expect(model.requests).toHaveLength(3);
    expect(result.answer).toBe("1/12");
    expect(result.usage.samples).toBe(1);
    expect(result.reply).not.toContain("drafts");
    expect(result.drafts).toBeUndefined();
  });

  test("no more are begun when the caller's tokens are used up", async () => {
    const usage = { promptTokens: 10, completionTokens: 400 };
    const model = createScriptedModel([{ text: draft("1/3"), usage }, draft("1/12")]);
    const agent = agentOver({ models: [model] });
    const events = await turnEvents(agent, PROBLEM, { samples: 3, maxTokens: 400 });
    expect(model.requests).toHaveLength(1);
    expect(events).not.toContainEqual({ type: "status", text: "Working on draft 2" });
  });

  test("the trace says what was chosen and why", async () => {
    const { result } = await sample(2, [draft("77"), draft("1/12")]);
    const said = result.steps.map(({ text }) => text).find((text) => text.startsWith("drafts:"));
    expect(said).toBe("drafts: rewards 0.61, 0.74; number 2 chosen by reward");
  });
});

describe("what a later draft brings out of the engine", () => {
  const QUESTION = "please calculate 12^2 - 7 now";
  const asks = { toolCalls: [{ name: "math_query", arguments: { query: "12^2 - 7" } }] };
  const answers = { "12^2 - 7": answered("12^2 - 7", "137") };

  test("refutes an earlier one, whose answer does not leave", async () => {
    const model = createScriptedModel([
      "I think it is so.\nANSWER: 138",
      asks,
      "It is a bit under 140.",
    ]);
    const agent = agentOver({ models: [model], answers });
    const result = await turnResult(agent, QUESTION, { samples: 2 });
    expect(result).toMatchObject({ verdict: "proved", answer: "137" });
    expect(result.reply).not.toContain("138");
  });

  test("leaves an earlier one as it was where the second look at it fails", async () => {
    const model = createScriptedModel(["ANSWER: 138", asks, "It is a bit under 140."]);
    const stub = createStubMath(answers);
    const looked: number[] = [];
    const math = {
      ...stub,
      equal: (async (...given) => {
        looked.push(model.requests.length);
        if (model.requests.length > 1) throw new AnsatzError("timed_out", "Out of time.");
        return stub.equal(...given);
      }) satisfies MathPort["equal"],
    };
    const events = await turnEvents(agentOver({ models: [model], math }), QUESTION, { samples: 2 });
    expect(looked.some((requests) => requests > 1)).toBe(true);
    expect(events.at(-1)).toMatchObject({ type: "run-end" });
  });

  test("proves an earlier one that came to it", async () => {
    const model = createScriptedModel(["ANSWER: 137", asks, "It is a bit under 140."]);
    const agent = agentOver({ models: [model], answers });
    const result = await turnResult(agent, QUESTION, { samples: 2 });
    expect(result).toMatchObject({ verdict: "proved", answer: "137" });
    expect(result.drafts).toMatchObject({ chosen: 0, because: "proved" });
  });
});

test("under the strict policy no draft's answer is told", async () => {
  const model = createScriptedModel([draft("573"), draft("584")]);
  const agent = agentOver({ models: [model], policy: "strict" });
  const result = await turnResult(agent, PROBLEM, { samples: 2 });
  expect(result.policy?.outcome).toBe("withheld");
  expect(result.drafts?.drafts).toHaveLength(2);
  expect(JSON.stringify(result.drafts)).not.toMatch(/573|584/);
});
