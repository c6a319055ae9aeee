import { describe, expect, test } from "vitest";
import { agentOver, turnResult } from "../../test/contract/agent-turn.ts";
import { answered } from "../../test/contract/math-stub.ts";
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
    const { model, result } = await sample(3, [draft("0.5"), draft("1/2")]);
    expect(model.requests).toHaveLength(2);
    expect(result.answer).toBe("0.5");
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
