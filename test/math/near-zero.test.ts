import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createMathEngine } from "../../src/tools/math/engine.ts";
import { compareReals, realSign, settledValue } from "../../src/tools/math/prove/real-sign.ts";
import { parseExpression } from "../../src/tools/math/read/parse.ts";

const engine = createMathEngine({ defaultTimeoutMs: 60_000 });
// The first reading compiles every frame.
beforeAll(() => engine.query({ query: "1 + 1" }));
afterAll(() => engine.close());
const parse = (text: string) => parseExpression(text).expression;

/** The text of the answer, with the long powers of ten written short; the status where there is none. */
async function answerTo(query: string): Promise<string> {
  const { answer, status } = await engine.query({ query });
  return (
    answer?.short.replaceAll(/1(0{15,})/g, (_, zeros: string) => `10^${zeros.length}`) ?? status
  );
}

describe("numbers that are nearly zero are not zero", () => {
  test.each([
    ["solve log(x) < -100", "0 < x < 1/e^100"],
    ["solve log(x) < -10000", "0 < x < 1/e^10000"],
    ["solve log(x) > -100", "x > 1/e^100"],
    ["solve e^x < 10^-50", "x < -50*log(2) - 50*log(5)"],
    ["solve e^x = 10^-50", "-50*log(2) - 50*log(5)"],
    ["solve 1/x > 10^40", "0 < x < 1/10^40"],
    ["solve 1/x < 10^-40", "x < 0 or x > 10^40"],
    ["solve x^2 < 10^-80", "-1/10^40 < x < 1/10^40"],
    ["solve x(x - 10^-40) < 0", "0 < x < 1/10^40"],
    ["solve x^2 + 10^-40 <= 0", "no solution"],
    ["solve |x| = 10^-40", "1/10^40, -1/10^40"],
    ["solve sin(x) = 10^-40 for -1 < x < 1", "asin(1/10^40)"],
    ["domain of 1/(x^2 + 10^-40)", "(-∞, ∞)"],
    ["domain of sqrt(-10^-40 - x^2)", "no solution"],
    ["simplify sqrt(x^2) for x > -10^-40", "abs(x)"],
    ["limit of (10^-40 + x)/x as x->0+", "undecided"],
    ["limit of e^(-10^-40 x) as x->infinity", "undecided"],
  ])("%s", async (query, answer) => expect(await answerTo(query)).toBe(answer));

  test("zeros nearer to each other than decimals tell are no one zero", async () =>
    expect(await answerTo("solve (x - 1)(x - 1 - 10^-40) <= 0")).toBe("undecided"));

  test("a bound below the greatest value is no bound", async () =>
    expect(await answerTo("prove that sin(x) <= 1 - 10^-40")).not.toBe("yes"));

  test.each([
    ["solve x^2 + 10^-60 = 0 over the reals", "no solution"],
    ["solve (x^2 + 10^-30)(x - 1) = 0 over the reals", "1"],
    ["solve x^2 = 2 for x > sqrt(2) - 10^-40", "sqrt(2)"],
    ["solve x^2 = 2 for x > sqrt(2) + 10^-40", "no solution"],
    ["solve x^2 = 2 for x > sqrt(2)", "no solution"],
    ["solve x^2 = 2 for x >= sqrt(2)", "sqrt(2)"],
  ])("%s", async (query, answer) => expect(await answerTo(query)).toBe(answer));
});

describe("the sign of a real constant", () => {
  test.each([
    ["10^-200", 1],
    ["-(10^-200)", -1],
    ["sqrt(2)*sqrt(3) - sqrt(6)", 0],
    ["e^(-5000)", 1],
    ["(10^50 + pi) - 10^50 - pi", 0],
    ["(10^50 + pi) - 10^50 - pi - 10^-60", -1],
    ["sqrt(10^80 + 1) - 10^40", 1],
    ["sqrt(-1)", null],
  ])("%s", (text, sign) => expect(realSign(parse(text))).toBe(sign));

  test("numbers below the range of doubles keep theirs", () => {
    expect(realSign({ num: `0.${"0".repeat(400)}1` })).toBe(1);
    expect(settledValue(parse("10^-400"))?.isZero()).toBe(false);
    expect(settledValue(parse("sqrt(8) - 2*sqrt(2)"))?.isZero()).toBe(true);
    expect(compareReals(parse("1 + 10^-90"), parse("1"))).toBe(1);
  });
});
