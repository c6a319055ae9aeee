import * as fc from "fast-check";
import { Fraction } from "fraction.js";
import { expect, test } from "vitest";
import { printPlain } from "../../src/tools/math/expression/print-plain.ts";
import { evaluateComplex } from "../../src/tools/math/numeric/evaluate-complex.ts";
import { parseExpression } from "../../src/tools/math/read/parse.ts";
import { cubicRoots } from "../../src/tools/math/solve/cubic-roots.ts";
import { solvePolynomialEquation } from "../../src/tools/math/solve/solve-equation.ts";

test("the three closed forms are the three roots, whatever their signs", () => {
  fc.assert(
    fc.property(
      fc.tuple(
        fc.integer({ min: -9, max: 9 }),
        fc.integer({ min: -9, max: 9 }),
        fc.integer({ min: -9, max: 9 }),
        fc.integer({ min: 1, max: 4 }),
      ),
      (coefficients) => {
        const roots = cubicRoots(coefficients.map((value) => new Fraction(value)));
        // Null is for a repeated root and for x^3 = c after a shift, which are solved elsewhere.
        if (roots === null) return;
        const [d, c, b, a] = coefficients;
        const values = roots.map((root) => evaluateComplex(root));
        const sum = values.reduce((total, value) => total + (value?.re ?? Number.NaN), 0);
        expect(sum).toBeCloseTo(-b / a, 6);
        for (const value of values) {
          if (value === null) throw new Error("A root has no value.");
          const left = value.mul(a).add(b).mul(value).add(c).mul(value).add(d);
          expect(left.abs()).toBeLessThan(1e-6);
        }
        expect(new Set(values.map((value) => value?.toString())).size).toBe(3);
      },
    ),
    { numRuns: 400 },
  );
});

test("roots that are cosines of known angles are written so", () => {
  const roots = cubicRoots([1, -3, 0, 1].map((value) => new Fraction(value)));
  expect(roots?.map(printPlain)).toEqual(["2*cos(2*pi/9)", "2*cos(4*pi/9)", "-2*cos(pi/9)"]);
});

test("large cancelling powers do not lose a root that is one", () => {
  const solution = solvePolynomialEquation(
    parseExpression("(x^2 - 1040500)*(x^2 - 1020*x + 100)*(x - 1000)^2*(x - 1020)").expression,
    parseExpression("0").expression,
    "x",
  );
  expect(solution?.roots.length).toBe(6);
});

test("a root in radicals is kept only where it satisfies the equation", () => {
  const solution = solvePolynomialEquation(
    parseExpression("x^3 + x^2 - 2*x + 5").expression,
    parseExpression("0").expression,
    "x",
  );
  for (const root of solution?.roots ?? []) {
    const value = evaluateComplex(root);
    expect(value?.pow(3).add(value.pow(2)).sub(value.mul(2)).add(5).abs()).toBeLessThan(1e-9);
  }
  expect(solution?.roots.length).toBe(3);
});
