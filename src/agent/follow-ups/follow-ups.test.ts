import { afterAll, describe, expect, test } from "vitest";
import type { AgentRequest } from "../../core/agent-port.ts";
import type { AskResult } from "../../core/ask-result.ts";
import { AnsatzError } from "../../core/errors.ts";
import { randomIds, systemClock } from "../../core/system-port.ts";
import { createVerifier } from "../../hallucination/verifier.ts";
import { createMathEngine } from "../../tools/math/engine.ts";
import { createAgent } from "../agent.ts";

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
function converse(...questions: readonly string[]): Promise<AskResult> {
  return converseAfter([], ...questions);
}

async function converseAfter(
  before: AgentRequest["history"],
  ...questions: readonly string[]
): Promise<AskResult> {
  const history = [...before];
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
    // One more step.
    [["what is 12*4?", "double it"], "96"],
    [["what is 12*4?", "half of that"], "24"],
    [["what is 12*4?", "add 5", "now divide by 2"], "53/2"],
    [["what is 12*4?", "+ 5"], "53"],
    [["what is 144?", "take the square root"], "12"],
    [["solve 2x = 10", "double it"], "10"],
    [["3乘以4等于多少", "把它乘以2"], "24"],
    [["expand (x+1)^2", "integrate from 0 to 1"], "7/3"],
    [["x^2 - 5x + 6", "factor it"], "(x - 3)*(x - 2)"],
    [["derivative of x^3", "again"], "6*x"],
    [["derivative of x^3", "differentiate again", "once more"], "6"],
    [["plot sin(x)", "differentiate it"], "cos(x)"],
    [["expand (x+1)^2", "when is it zero?"], "-1"],
    [["solve x + y = 3 for x", "solve for y"], "3 - x"],
    [["derivative of x^3", "and the second derivative?"], "6*x"],
    [["second derivative of x^4", "and the third derivative?"], "24*x"],
    [["derivative of x^3 - 3x", "and the critical points?"], "-1, 1"],
    [["what is 12*4?", "subtract that from 100"], "52"],
    [["what is 12*4?", "increase it by 10%"], "52.8"],
    [["x^3", "take the derivative"], "3*x^2"],
    [["solve x^2 = 9", "the positive one"], "3"],
    [["what is 6*7?", "what if 7 was 8?"], "48"],
    [["sqrt(2)", "保留两位小数"], "1.41"],
    [["what is 100?", "minus 20%"], "80"],
    [["what is 50?", "plus 10%"], "55"],
    [["what is 50?", "add 10% to it"], "55"],
    [["x^2", "minus x"], "x^2 - x"],
    [["100", "再减20%"], "80"],
    [["100", "减去20%"], "80"],
    [["5公里", "再加3公里"], "8 km"],
    [["7乘以6", "翻倍"], "84"],
    [["x^2", "times x"], "x^3"],
    [["what is 5 km in m?", "minus 200 m"], "4800 m"],
    [["what is 5 km in m?", "add 3 km"], "8000 m"],
    // At a point.
    [["derivative of x^3", "evaluate it at x=2"], "12"],
    [["derivative of x^3", "at x = 2", "and at x = 5?"], "75"],
    [["derivative of x^3 at x = 2", "and at 5?"], "75"],
    [["求 x^3 的导数", "当x=2时呢"], "12"],
    [["求 x^3 的导数", "把 x=2 代入"], "12"],
    [["derivative of x^3", "replace x with 2"], "12"],
    [["求 x^3 的导数", "把x换成2"], "12"],
    [["derivative of x^3", "y instead of x"], "3*y^2"],
    // A part of the answer.
    [["solve x + y = 3, x - y = 1", "what about y?"], "1"],
    [["解方程组 x+y=3, x-y=1", "y呢"], "1"],
    [["solve x^2 - 5x + 6 = 0", "and the product?"], "6"],
    [["解方程 x^2-5x+6=0", "乘积呢"], "6"],
    [["solve x^2 - 5x + 6 = 0", "the larger one"], "3"],
    [["what is the sum of 3 and 4?", "and the product?"], "12"],
    // The same with something else.
    [["what is 3*4?", "now with 5 instead of 3"], "20"],
    [["3*4", "如果把3改成5呢"], "20"],
    [["integrate x^2 from 0 to 3", "now with 5 instead of 3"], "125/3"],
    [["integrate x^2 from 0 to 3", "and from 0 to 5?"], "125/3"],
    [["what is 15% of 80?", "and 20%?"], "16"],
    [["what is 15% of 80?", "and of 90?"], "13.5"],
    [["derivative of x^2*y with respect to x", "with respect to y?"], "x^2"],
    [["limit of sin(x)/x as x -> 0", "and as x -> infinity?"], "0"],
    [["sum of k^2 for k from 1 to 10", "from 1 to 20?"], "2870"],
    // In another form.
    [["1/3 + 1/4", "as a decimal?"], "0.5833333333"],
    [["what is 3/8?", "as a percentage"], "37.5%"],
    [["3/8", "化成百分数"], "37.5%"],
    [["convert 10 km to miles", "and in feet?"], "32808.3989501312 ft"],
    [["10 公里等于多少英里", "换成米呢"], "10000 m"],
    // What was defined before.
    [["f(x) = x^2 + 1", "what is f(3)?"], "10"],
    [["let f(x) = x^2 and g(x) = x + 1", "thanks", "f(g(2))"], "9"],
    [["f(x) = x^3", "derivative of f"], "3*x^2"],
    [["设 f(x)=x^3", "f'(2)"], "12"],
    // Courtesy is nothing to point at.
    [["what is 12*4?", "thanks!", "double it"], "96"],
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

  test.each([
    [["what is 7*6?", "is it divisible by 7?"], "yes"],
    [["what is 7*6?", "is that more than 50?"], "no"],
    [["7乘以6", "它是偶数吗"], "是"],
    [["what is 97 + 4?", "is it a prime number?"], "yes"],
    [["x^2 - 4", "plot it"], "Graph of y = x^2 - 4"],
    [["x^2 - 4", "画出它的图像"], "y = x^2 - 4 的图像"],
  ])("%j", async (questions, expected) => {
    expect((await converse(...questions)).answer).toContain(expected);
  });

  test.each([
    // The number stands there twice, or is not there.
    ["what is 3*3?", "now with 5 instead of 3"],
    ["what is 3*4?", "now with 5 instead of 7"],
    // Two solutions, or none of that name.
    ["solve x^2 = 4", "what about x?"],
    ["solve x + y = 3, x - y = 1", "what about z?"],
    // Nothing there depends on x, or has a larger part.
    ["what is 12*4?", "at x = 2"],
    ["what is 12*4?", "the larger one"],
    // Which root is taken from which?
    ["solve x^2 - 5x + 6 = 0", "what about the difference?"],
    // It may be either number.
    ["what is 3*4?", "what about 5?"],
    ["Ann has 3 bags with 4 apples each. How many apples are there in total?", "and the product?"],
    ["what is 3 km + 200 m", "+ 3"],
    ["tell me a joke", "minus 5"],
    ["讲个笑话", "减去20%"],
    ["sin(x)", "as a decimal"],
    ["what is 3 km + 200 m", "in percent"],
    ["derivative of x^3", "is it even?"],
    ["f(x) = x^2", "what is h(2)?"],
    ["solve x^2 - 2x - 1 = 0", "the positive one"],
    ["tell me a joke", "again"],
    ["what is 12*4?", "why?"],
    ["what is 12*4?", "divide it into 3 equal parts"],
  ])("what is not clear is left open: %s | %s", async (...questions) => {
    const result = await converse(...questions);
    expect(result.answer).toBeUndefined();
    expect(result.verdict).toBe("undecided");
  });

  test("after a derivative both functions have a value at a point, and both are named", async () => {
    const result = await converse("derivative of x^3", "at x = 2");
    expect(result.reply).toContain("(3*x^2) where x = 2");
    expect(result.reply).toContain("If you meant (x^3) where x = 2, the answer is 8.");
  });

  test.each([
    ["g(x) = x + 1", "5 g + 3 g in mg", "8000 mg"],
    ["f(x) = x^2", "if f(x) = 2x, what is f(3)?", "6"],
    ["f(x) = x^2", "f(x) = 5x, f(2)", "10"],
  ])(
    "a letter that means something else now is not taken for the old function: %s | %s",
    async (...turns) => {
      const [before, question, expected] = turns;
      expect((await converse(before, question)).answer).toBe(expected);
    },
  );

  test("after a derivative the roots may be those of either function, and both are named", async () => {
    const result = await converse("derivative of x^2 - 4", "what are the roots?");
    expect(result.answer).toBe("0");
    expect(result.reply).toContain("If you meant x^2 - 4, the answer is -2, 2.");
  });

  test("a step in a Chinese conversation is worded in Chinese, whatever its form", async () => {
    const { reply } = await converse("求 x^3 的导数", "当x=2时呢");
    expect(reply).toContain("已知 x = 2：计算 3*x^2");
    expect(reply).not.toMatch(/Work out|Understood/);
  });

  test("what goes on from an answer that was not proved is not proved either", async () => {
    const history = [
      { role: "user" as const, content: "How many beans are in the jar?" },
      { role: "assistant" as const, content: "I count them.\nANSWER: 13" },
    ];
    for (const questions of [["double it"], ["double it", "times 3"], ["把它乘以2"]]) {
      const result = await converseAfter(history, ...questions);
      expect(result.verdict).toBe("undecided");
      expect(result.reply).toMatch(/Not proved: this step was computed|未证明：这一步/);
      expect(result.reply).not.toMatch(/^Proved|^已证明/m);
      expect(result.query?.certificate?.grade).toBe("unchecked");
    }
  });

  test("a follow-up without words is answered in the language of the conversation", async () => {
    expect((await converse("3乘以4等于多少", "+ 5")).reply).toContain("答案：17");
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
