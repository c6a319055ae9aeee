import * as fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { createMathEngine } from "../../src/tools/math/engine.ts";
import type { Expression } from "../../src/tools/math/expression/expression.ts";
import { evaluateReal } from "../../src/tools/math/numeric/evaluate-decimal.ts";
import { expandTrigonometry, hasCompoundAngle } from "../../src/tools/math/trig/expand.ts";
import { reduceTrigonometry } from "../../src/tools/math/trig/reduce.ts";
import { sumToProduct } from "../../src/tools/math/trig/sum-to-product.ts";
import { parseExpression } from "../../src/tools/math/read/parse.ts";

const engine = createMathEngine();
afterAll(() => engine.close());

const POINT = { x: 0.7391, y: -1.3179 };
const same = (a: Expression, b: Expression): boolean => {
  const [u, v] = [evaluateReal(a, POINT), evaluateReal(b, POINT)];
  return u !== null && v !== null && u.sub(v).abs().lt("1e-30");
};

const integer = (n: number): Expression =>
  n < 0 ? ["Negate", { num: String(-n) }] : { num: String(n) };
const angles = fc
  .tuple(fc.integer({ min: -4, max: 4 }), fc.integer({ min: -3, max: 3 }))
  .filter(([m, n]) => m !== 0 || n !== 0)
  .map(([m, n]): Expression => [
    "Add",
    ["Multiply", integer(m), "x"],
    ["Multiply", integer(n), "y"],
  ]);
const waves = fc
  .tuple(fc.constantFrom("Sin", "Cos"), angles, fc.integer({ min: 1, max: 4 }))
  .map(([head, angle, n]): Expression => ["Power", [head, angle], integer(n)]);
const polynomials = fc
  .array(fc.tuple(fc.integer({ min: -3, max: 3 }), waves, waves), { minLength: 1, maxLength: 3 })
  .map((terms): Expression => [
    "Add",
    { num: "1" },
    ...terms.map(([c, a, b]): Expression => ["Multiply", integer(c), a, b]),
  ]);

describe("rewriting keeps the value", () => {
  test("to sums", () => {
    fc.assert(
      fc.property(polynomials, (expression) => {
        const reduced = reduceTrigonometry(expression);
        expect(reduced).not.toBeNull();
        expect(same(expression, reduced as Expression)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test("to single angles, of which none is left compound", () => {
    fc.assert(
      fc.property(fc.constantFrom("Sin", "Cos", "Tan", "Sinh", "Cosh"), angles, (head, angle) => {
        const expanded = expandTrigonometry([head, angle]);
        expect(same([head, angle], expanded)).toBe(true);
        expect(hasCompoundAngle(expanded)).toBe(false);
      }),
      { numRuns: 100 },
    );
  });

  test("to products", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("Sin", "Cos"),
        angles,
        angles,
        fc.boolean(),
        (head, a, b, isMinus) => {
          const second: Expression = [head, b];
          const sum: Expression = ["Add", [head, a], isMinus ? ["Negate", second] : second];
          expect(same(sum, sumToProduct(sum) as Expression)).toBe(true);
        },
      ),
      { numRuns: 100 },
    );
  });

  test("what is no such polynomial is left alone", () => {
    for (const text of ["1/sin(x)", "x*sin(x)", "tan(x)"])
      expect(reduceTrigonometry(parseExpression(text).expression)).toBeNull();
    expect(sumToProduct(parseExpression("sin(x)+cos(x)").expression)).toBeNull();
  });
});

test.each([
  ["expand sin(2x)", "2*cos(x)*sin(x)"],
  ["expand (sin(2x)+1)^2", "sin(2*x)^2 + 2*sin(2*x) + 1"],
  ["展开 cos(a+b)", "cos(a)*cos(b) - sin(a)*sin(b)"],
  ["simplify sin(x)^4-cos(x)^4", "-cos(2*x)"],
  ["simplify (1-cos(2*x))/2", "sin(x)^2"],
  ["simplify 4*cos(x)^3-3*cos(x)", "cos(3*x)"],
])("%s is %s, without the deep engine", async (query, expected) => {
  const { answer, certificate } = await engine.query({ query });
  expect([answer?.short, certificate?.grade]).toEqual([expected, "proved"]);
});
