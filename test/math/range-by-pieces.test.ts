import * as fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { createMathEngine } from "../../src/tools/math/engine.ts";
import { evaluateReal } from "../../src/tools/math/numeric/evaluate-decimal.ts";
import { rangeByPieces } from "../../src/tools/math/plan/range-by-pieces.ts";
import { parseExpression } from "../../src/tools/math/read/parse.ts";

const engine = createMathEngine();
afterAll(() => engine.close());

describe("all values of a function", () => {
  test.each([
    ["range of |x|", "[0, infinity)"],
    ["range of 1/x", "(-infinity, 0) ∪ (0, infinity)"],
    ["range of x+1/x", "(-infinity, -2] ∪ [2, infinity)"],
    ["range of x/(x^2+1)", "[-1/2, 1/2]"],
    ["range of e^x", "(0, infinity)"],
    ["range of ln(x)", "(-infinity, infinity)"],
    ["range of x ln(x)", "[-1/e, infinity)"],
    ["range of sqrt(4-x^2)", "[0, 2]"],
    ["range of asin(x)", "[-pi/2, pi/2]"],
    ["range of e^(1/x)", "(0, 1) ∪ (1, infinity)"],
    ["range of (x^2-1)/(x-1)", "(-infinity, 2) ∪ (2, infinity)"],
    ["range of 1/(x^2-1)", "(-infinity, -1] ∪ (0, infinity)"],
    ["range of |x| on [-1,2]", "[0, 2]"],
    ["range of 1/x on [-1,1]", "(-infinity, -1] ∪ [1, infinity)"],
    ["y=1/x的值域", "(-infinity, 0) ∪ (0, infinity)"],
  ])("%s is %s", async (query, expected) => {
    const { answer, certificate } = await engine.query({ query });
    expect(answer?.plain).toBe(expected);
    expect(certificate?.grade).toBe("exact-check");
  });

  test.each([
    ["maximum of |x| on [-1,2]", "2"],
    ["minimum of sqrt(x) on [0,4]", "0"],
    ["max of x e^-x", "1/e"],
    ["minimum of x ln(x)", "-1/e"],
  ])("%s is %s", async (query, expected) => {
    expect((await engine.query({ query })).answer?.short).toBe(expected);
  });

  test("a bound that is not taken is no extreme value", async () => {
    const { status, reason } = await engine.query({ query: "minimum of e^x" });
    expect(status).toBe("undecided");
    expect(reason?.message).toMatch(/as near to 0 as one likes/);
  });

  test("letters other than the variable leave it open", () => {
    expect(rangeByPieces(parseExpression("a*x^2").expression, "x", null)).toBeNull();
  });
});

describe("random functions", () => {
  const number = fc.integer({ min: -4, max: 4 });
  const text = fc.oneof(
    fc.tuple(number, number, number).map(([a, b, c]) => `${a}*x^2 + ${b}*x + ${c}`),
    fc
      .tuple(number, number, number, number)
      .map(([a, b, c, d]) => `(${a}*x+${b})/(x^2+${c}*x+${d})`),
    fc.tuple(number, number, number).map(([a, b, c]) => `abs(x+${a}) + ${b}*abs(x+${c})`),
    fc.tuple(number, number).map(([a, b]) => `sqrt(x+${a}) + ${b}*x`),
    fc.tuple(number, number).map(([a, b]) => `(${a}*x+${b})*e^(-x)`),
  );

  test("no value lies outside of the range, and its finite ends are come near to", () => {
    fc.assert(
      fc.property(text, (source) => {
        const { expression } = parseExpression(source);
        const values = rangeByPieces(expression, "x", null);
        if (values === null) return;
        const [lows, highs] = [values.map(({ lo }) => lo), values.map(({ hi }) => hi)].map((ends) =>
          ends.map((end) =>
            typeof end === "number" ? end * Number.POSITIVE_INFINITY : Number(evaluateReal(end)),
          ),
        ) as [number[], number[]];
        let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
        for (let k = -4_000; k <= 4_000; k++) {
          const x = Math.sinh(k / 400) + 0.000_123;
          const value = evaluateReal(expression, { x: String(x) })?.toNumber();
          if (value === undefined) continue;
          [least, most] = [Math.min(least, value), Math.max(most, value)];
          const isInside = lows.some(
            (low, index) => value >= low - 1e-9 && value <= (highs[index] as number) + 1e-9,
          );
          expect(isInside, `${source} is ${value} at ${x}`).toBe(true);
        }
        const [bottom, top] = [Math.min(...lows), Math.max(...highs)];
        if (Number.isFinite(bottom)) expect(least).toBeLessThan(bottom + 0.2);
        if (Number.isFinite(top)) expect(most).toBeGreaterThan(top - 0.2);
      }),
      { numRuns: 30 },
    );
  }, 120_000);
});
