import { afterAll, describe, expect, test } from "vitest";
import type { AskResult } from "../core/ask-result.ts";
import { AnsatzError } from "../core/errors.ts";
import { randomIds, systemClock } from "../core/system-port.ts";
import { createVerifier } from "../hallucination/verifier.ts";
import { createMathEngine } from "../tools/math/engine.ts";
import { createAgent } from "./agent.ts";

const math = createMathEngine();
afterAll(() => math.close());
const agent = createAgent({
  math,
  verifier: createVerifier(math),
  model: null,
  clock: systemClock,
  ids: randomIds,
});

/** A conversation: every question is asked with all that went before. */
async function converse(...questions: readonly string[]): Promise<AskResult> {
  const history: { role: "user" | "assistant"; content: string }[] = [];
  let last: AskResult | null = null;
  for (const question of questions) {
    const request = { question, history: [...history], runId: "r", conversationId: "c" };
    for await (const event of agent.run(request)) if (event.type === "run-end") last = event.result;
    history.push(
      { role: "user", content: question },
      { role: "assistant", content: last?.reply ?? "" },
    );
  }
  if (last === null) throw new AnsatzError("internal", "no result");
  return last;
}

describe("references across turns, by the real engine", () => {
  test.each([
    [["expand (x+1)^3", "and its derivative?"], "3*x^2 + 6*x + 3"],
    [["derivative of x^3", "and its derivative?"], "6*x"],
    [["求 x^3 的导数", "再求它的积分"], "x^4/4"],
    [["what is 12 * 4?", "times 3", "minus 4"], "140"],
    [["80的15%是多少", "再乘以 5"], "60"],
    [["solve x^2 - x - 6 = 0", "what is their product?", "times 2"], "-12"],
    [["解方程 x^2 - x - 6 = 0", "它们的和"], "1"],
    [["derivative of x^2", "what about x^4?", "and of sin(x)?"], "cos(x)"],
    [["integrate 2x from 0 to 1", "and x^2?"], "1/3"],
    [["求 x^3 的导数", "那 x^5 呢？"], "5*x^4"],
  ])("%j", async (questions, expected) => {
    const result = await converse(...questions);
    expect((await math.equal(result.answer ?? "", expected)).equal).toBe(true);
    expect(result.verdict).toBe("proved");
  });

  test("what the words were taken to mean stands in the reply, with the other meaning", async () => {
    const result = await converse("integrate x^2", "and its derivative?");
    expect(result.reply).toContain("“its” was taken as x^2");
    expect(result.reply).toContain("If you meant x^3/3, the answer is x^2.");
    expect(result.answer).toBe("2*x");
    expect(result.query?.assumptions[0]).toMatchObject({
      kind: "reference",
      alternatives: [{ input: "derivative of (x^3/3)" }],
    });
  });

  test("a new question is not bent to the old one", async () => {
    const result = await converse("derivative of x^3", "integrate cos(x)");
    expect(result.answer).toBe("sin(x)");
    expect(result.query?.assumptions.some(({ kind }) => kind === "reference")).toBe(false);
  });

  test("a quantity is reckoned with, and is no function", async () => {
    expect((await converse("what is 3 km + 200 m", "times 3")).answer).toBe("9.6 km");
    expect((await converse("what is 3 km + 200 m", "and its derivative?")).verdict).toBe(
      "undecided",
    );
  });

  test("a new question costs no look at the old ones", async () => {
    const asked: string[] = [];
    const watched = {
      ...math,
      query: (...parameters: Parameters<typeof math.query>) => {
        asked.push(parameters[0].query);
        return math.query(...parameters);
      },
    };
    const history = [{ role: "user" as const, content: "integrate x^9" }];
    const own = createAgent({
      math: watched,
      verifier: createVerifier(math),
      model: null,
      clock: systemClock,
      ids: randomIds,
    });
    for await (const event of own.run({
      question: "2+2",
      history,
      runId: "r",
      conversationId: "c",
    }))
      void event;
    expect(asked).toEqual(["2+2"]);
  });

  test("without anything to point at the question stays open", async () => {
    expect((await converse("Hello!", "and its derivative?")).verdict).toBe("undecided");
    expect((await converse("what is 3*4?", "and its derivative?")).verdict).toBe("undecided");
    expect((await converse("derivative of x^2", "what about t^3?")).verdict).toBe("undecided");
    // The point would get lost on the way.
    const atPoint = await converse("derivative of x^3 at x = 2", "what about x^4?");
    expect(atPoint.verdict).toBe("undecided");
  });
});
