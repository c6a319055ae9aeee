import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createMathEngine } from "../../src/tools/math/engine.ts";
import { coefficientOf, seriesAtZero } from "../../src/tools/math/exact/power-series.ts";
import { reverseSeries } from "../../src/tools/math/exact/series-reversion.ts";
import { substitute } from "../../src/tools/math/expression/expression.ts";
import { printPlain } from "../../src/tools/math/expression/print-plain.ts";
import { expansionAt } from "../../src/tools/math/limits/series-at.ts";
import { evaluateReal } from "../../src/tools/math/numeric/evaluate-decimal.ts";
import { parseExpression } from "../../src/tools/math/read/parse.ts";

const engine = createMathEngine({ defaultTimeoutMs: 60_000 });
// The first reading compiles every frame.
beforeAll(() => engine.query({ query: "1 + 1" }));
afterAll(() => engine.close());
const parse = (text: string) => parseExpression(text).expression;

describe("series", () => {
  test.each([
    ["series of sqrt(sin(x)) at x=0 to order 5", "sqrt(x) - x^(5/2)/12 + x^(9/2)/1440", ["x > 0"]],
    ["series of (1+x)^(1/x) at x=0 to order 2", "e - e*x/2 + 11*e*x^2/24", undefined],
    ["series of (1+x)^a at x=0 to order 1", "1 + a*x", undefined],
    ["series of x/(1+x^2) at infinity to order 5", "1/x - 1/x^3 + 1/x^5", undefined],
    ["series of 1/(1+x) at x=-infinity to order 3", "1/x - 1/x^2 + 1/x^3", undefined],
    ["series of acos(x) at x=0 to order 3", "pi/2 - x - x^3/6", undefined],
    ["series of gamma(x) at x=0 to order 0", "1/x - eulergamma", undefined],
    ["series of x^x at x=0 to order 1", "1 + log(x)*x", ["x > 0"]],
    ["series of log(x)/(1-x) at x=1 to order 1", "-1 + (x - 1)/2", undefined],
    ["把 ln(1+x) 在 x=0 处展开成泰勒级数到 4 阶", "x - x^2/2 + x^3/3 - x^4/4", undefined],
  ])("%s → %s", async (query, answer, conditions) => {
    const result = await engine.query({ query });
    expect(result.answer?.short).toBe(answer);
    expect(result.certificate?.grade).toBe("proved");
    expect(result.certificate?.conditions).toEqual(conditions);
  });

  test.each([
    "series of abs(x) at x=0 to order 3",
    "series of sqrt(x^2) at x=0 to order 3",
    "series of e^(1/x) at x=0 to order 3",
    "series of floor(x) at x=0 to order 3",
    "series of sin(1/x) at x=0 to order 3",
  ])("%s has none", async (query) => {
    const { answer } = await engine.query({ query });
    expect(answer).toBeNull();
  });

  test.each([
    ["sqrt(x+x^2)", "0", 3],
    ["x^(1/3)*e^x", "0", 3],
    ["log(x)*sin(x)", "0", 4],
    ["gamma(x)", "0", 2],
    ["asin(1-x)", "0", 3],
    ["sinh(sqrt(x))", "0", 3],
    ["x^x", "2", 3],
    ["erf(x)/x", "0", 4],
  ] as const)("what the terms of %s leave out is small", (text, point, order) => {
    const found = expansionAt(parse(text), "x", parse(point), "right", order, parse("w"));
    if (found === null) throw new Error("It has a series.");
    const errors = [1e-3, 1e-4].map((w) => {
      const value = evaluateReal(substitute(parse(text), "x", parse(`${point} + ${w.toFixed(4)}`)));
      let sum = 0;
      for (const { exponent, coefficient } of found.terms)
        sum +=
          (evaluateReal(coefficient, { w })?.toNumber() ?? Number.NaN) * w ** exponent.valueOf();
      return Math.abs((value?.toNumber() ?? Number.NaN) - sum);
    }) as [number, number];
    const [far, near] = errors;
    expect(far).toBeLessThan(100 * 1e-3 ** (order + 0.3));
    expect(near).toBeLessThan(Math.max(far, 1e-15));
  });
});

describe("series of inverse functions", () => {
  test.each(["x*e^x", "sin(x)", "x+x^2", "tan(x)-x^3", "log(1+x)", "2*x-x^5"])(
    "the series put into %s gives x",
    (text) => {
      const f = seriesAtZero(parse(text), "x", 12);
      const inverse = f === null ? null : reverseSeries(f, 8);
      if (inverse === null) throw new Error("It has an inverse.");
      const g = inverse.map((value, k) => `(${value.toFraction()})*x^${k + 1}`).join("+");
      const back = seriesAtZero(substitute(parse(text), "x", parse(g)), "x", 9);
      if (back === null) throw new Error("It has a series.");
      const coefficients = Array.from({ length: 9 }, (_, k) => coefficientOf(back, k).valueOf());
      expect(coefficients).toEqual([0, 1, 0, 0, 0, 0, 0, 0, 0]);
    },
  );

  test.each(["x^2", "1+x", "cos(x)"])("%s has none at 0", (text) => {
    const f = seriesAtZero(parse(text), "x", 12);
    expect(f === null ? null : reverseSeries(f, 5)).toBeNull();
  });

  test("the question", async () => {
    const result = await engine.query({ query: "inverse series of x*e^x to order 3" });
    expect(printPlain(parse(result.answer?.short ?? ""))).toBe("x - x^2 + 3*x^3/2");
    expect(result.certificate?.grade).toBe("proved");
  });
});
