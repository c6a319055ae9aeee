import * as fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { AssumedRewriter } from "../../src/tools/math/assume/rewrite.ts";
import { SignTable } from "../../src/tools/math/assume/sign.ts";
import { createMathEngine } from "../../src/tools/math/engine.ts";
import type { Expression } from "../../src/tools/math/expression/expression.ts";
import { evaluateReal } from "../../src/tools/math/numeric/evaluate-decimal.ts";
import { isUnsatisfiable } from "../../src/tools/math/plan/assuming.ts";
import { asUnivariate } from "../../src/tools/math/plan/univariate-input.ts";

const engine = createMathEngine();
afterAll(() => engine.close());

const ask = async (query: string) => {
  const { answer, certificate, reason } = await engine.query({ query });
  return { short: answer?.short ?? null, conditions: certificate?.conditions, reason };
};

describe("simplifying under assumptions", () => {
  test.each([
    ["simplify sqrt(x^2) for real x", "abs(x)", ["x is real"]],
    ["simplify sqrt(x^2) assuming x < 0", "-x", ["x < 0"]],
    ["simplify abs(x)/x for x<0", "-1", ["x < 0", "x != 0"]],
    ["simplify |x-1|+|x-2| for 1<x<2", "1", ["1 < x", "x < 2"]],
    ["simplify log(x*y)-log(x)-log(y) for x>0, y>0", "0", ["x > 0", "y > 0"]],
    ["simplify cos(n*pi) for integer n", "(-1)^n", ["n is an integer"]],
    ["simplify asin(sin(x)) for -pi/2 <= x <= pi/2", "x", ["-pi/2 <= x", "x <= pi/2"]],
    ["simplify sqrt((x-2)^2) for x>1", "abs(x - 2)", ["x > 1"]],
    ["已知 a<0<b，化简 |a-b|", "-a + b", ["a < 0", "0 < b"]],
    ["化简 sqrt(x^2)，其中 x 为负数", "-x", ["x < 0"]],
  ])("%s is %s", async (query, short, conditions) => {
    const found = await ask(query);
    expect([found.short, found.conditions]).toEqual([short, conditions]);
  });

  test("assumptions that exclude each other are refused with the reason", async () => {
    const { short, reason } = await ask("simplify sqrt(x^2) assuming x > 0 and x < 0");
    expect(short).toBeNull();
    expect(reason?.message).toContain("exclude each other");
  });

  test("without an assumption nothing is dropped", async () => {
    for (const text of ["sqrt(x^2)", "log(x^2)", "asin(sin(x))", "sqrt(x*y)"]) {
      const { certificate, answer } = await engine.query({ query: `simplify ${text}` });
      expect(answer?.short).toBe(text);
      expect(certificate?.detail).toContain("No shorter form was found");
    }
  });

  const bases: Expression[] = [
    "x",
    ["Add", "x", ["Negate", { num: "2" }]],
    ["Add", ["Power", "x", { num: "2" }], ["Negate", { num: "1" }]],
    ["Multiply", "x", ["Add", "x", { num: "3" }]],
    ["Negate", "x"],
  ];
  const wraps: readonly ((u: Expression) => Expression)[] = [
    (u) => ["Abs", u],
    (u) => ["Sqrt", ["Power", u, { num: "2" }]],
    (u) => ["Sqrt", ["Multiply", { num: "4" }, ["Power", u, { num: "2" }]]],
    (u) => ["Ln", ["Power", u, { num: "2" }]],
    (u) => ["Power", ["Power", u, { num: "4" }], ["Divide", { num: "1" }, { num: "4" }]],
    (u) => ["Sqrt", ["Power", u, { num: "3" }]],
  ];

  test("whatever is rewritten has the same value wherever the assumption holds", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...bases),
        fc.constantFrom(...wraps),
        fc.integer({ min: -5, max: 5 }),
        fc.constantFrom("Less", "Greater", "LessEqual", "GreaterEqual"),
        (base, wrap, bound, head) => {
          const limit: Expression =
            bound < 0 ? ["Negate", { num: String(-bound) }] : { num: String(bound) };
          const signs = new SignTable(
            { real: new Set(["x"]), whole: new Set(), relations: [[head, "x", limit]], texts: [] },
            isUnsatisfiable,
          );
          const expression = wrap(base);
          const rewritten = new AssumedRewriter(signs, asUnivariate).rewrite(expression);
          for (const step of [0.013, 0.31, 0.9, 1.7, 3.3, 9.1, 40]) {
            const point = { x: head.startsWith("Less") ? bound - step : bound + step };
            const [a, b] = [evaluateReal(expression, point), evaluateReal(rewritten, point)];
            if (a === null) continue;
            expect(b?.sub(a).abs().lt("1e-25"), `${JSON.stringify(rewritten)} at ${point.x}`).toBe(
              true,
            );
          }
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe("one letter that is positive", () => {
  test.each([
    "simplify log(x^2)-2*log(x) assuming x > 0",
    "simplify log(x^2)-2*log(x) for x > 0",
    "simplify log(x^2)-2*log(x) if x is positive",
    "x > 0 时，化简 log(x^2)-2*log(x)",
  ])("%s is 0, and no engine is waited for", async (query) => {
    const silent = createMathEngine({ portfolio: [] });
    const { answer, certificate } = await silent.query({ query });
    expect([answer?.short, certificate?.grade, certificate?.conditions]).toEqual([
      "0",
      "proved",
      ["x > 0"],
    ]);
    await silent.close();
  });
});
