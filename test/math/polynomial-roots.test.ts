import * as fc from "fast-check";
import { Fraction } from "fraction.js";
import { afterAll, describe, expect, test } from "vitest";
import { createMathEngine } from "../../src/tools/math/engine.ts";
import { countRealRoots, factorUnivariate } from "../../src/tools/math/exact/univariate.ts";
import type { Expression } from "../../src/tools/math/expression/expression.ts";
import { evaluateComplex } from "../../src/tools/math/numeric/evaluate-complex.ts";
import { evaluateReal } from "../../src/tools/math/numeric/evaluate-decimal.ts";
import { isZeroByTripleAngle } from "../../src/tools/math/prove/triple-angle.ts";
import { parseExpression } from "../../src/tools/math/read/parse.ts";
import { rootsOfFactor } from "../../src/tools/math/solve/polynomial-roots.ts";
import { solvePolynomialEquation } from "../../src/tools/math/solve/solve-equation.ts";

const engine = createMathEngine();
afterAll(() => engine.close());

const read = (text: string): Expression => parseExpression(text).expression;

test("closed forms satisfy their factor, are all there, and show every real root as real", () => {
  const coefficient = fc.integer({ min: -5, max: 5 });
  fc.assert(
    fc.property(
      fc.array(coefficient, { minLength: 3, maxLength: 3 }),
      fc.constantFrom(1, 2, 3),
      fc.constantFrom(0, 1, -2),
      (inner, power, shift) => {
        // g((x - shift)^power), so that quartics, sextics and their like come up.
        const terms = inner.map((value, k) => `(${value})*((x-(${shift}))^${power})^${k}`);
        const solved = solvePolynomialEquation(read(terms.join("+")), read("0"), "x");
        if (solved === null || solved.isIdentity || !solved.isExact) return;
        const values = solved.roots.map((root) => evaluateComplex(root));
        for (const value of values) {
          expect(value).not.toBeNull();
          if (value === null) continue;
          let sum = { re: 0, im: 0 };
          const y = value.sub(shift).pow(power);
          for (const part of inner.toReversed()) {
            sum = { re: sum.re * y.re - sum.im * y.im + part, im: sum.re * y.im + sum.im * y.re };
          }
          expect(Math.hypot(sum.re, sum.im)).toBeLessThan(1e-5 * (1 + y.abs() ** inner.length));
        }
        const real = solved.roots.filter((root) => evaluateReal(root) !== null);
        expect(real).toHaveLength(solved.realRoots ?? 0);
      },
    ),
    { numRuns: 30 },
  );
});

test.each([
  [[1, 0, -5, 2, 1]],
  [[-18, 0, 9, 1]],
  [[16, 8, 4, 2, 1]],
  [[46, -140, 226, -236, 175, -92, 34, -8, 1]],
])("as many roots as the degree for %j", (coefficients) => {
  for (const { factor } of factorUnivariate(coefficients.map((c) => new Fraction(c)))) {
    const roots = rootsOfFactor(factor);
    expect(roots).toHaveLength(factor.length - 1);
    expect(roots?.filter(({ expression }) => evaluateReal(expression) !== null)).toHaveLength(
      countRealRoots(factor),
    );
  }
});

describe("polynomials of a degree that is not factored completely", () => {
  test("x is a factor of its own", async () => {
    const { answer } = await engine.query({
      query: "solve 2x^53 + 4x^46 + 6x^45 - 3x^17 = x over the reals",
    });
    expect(answer?.short).toMatch(/^-1, 0, 0\.968542/);
    const factored = await engine.query({ query: "factor x^53 + x^45 - x" });
    expect(factored.answer?.short).toMatch(/^x\*\(x\^8 - x\^4 \+ 1\)\*/);
  });
});

describe("roots in radicals and cosines", () => {
  test.each([
    ["solve x^5 = 32 over the reals", "2"],
    ["solve z^4 = -4", "-1 + i, -1 - i, 1 + i, 1 - i"],
    ["solve x^3 = i", "-sqrt(3)/2 + 1/2*i, -i, sqrt(3)/2 + 1/2*i"],
    ["solve z^2 + (1+i) z + i = 0", "-1, -i"],
    ["solve i z + 3 = 2 z - i", "i + 1"],
    ["solve x^3 + 9x^2 = 18 on [0, 5]", "6*cos(acos(-2/3)/3) - 3"],
    ["solve x^4 - 5a^2 x^2 + 4a^4 = 0 for x", "2*a, -2*a, a, -a"],
    ["解关于x的方程 x^2 - (a+1)x + a = 0", "a, 1"],
    ["solve x^4 - 2x^3 - 7x^2 + 8x + 11 = 0 on [3, 5]", "sqrt((17 + 4*sqrt(5))/4) + 1/2"],
  ])("%s → %s", async (question, answer) => {
    const result = await engine.query({ query: question });
    expect(result.answer?.short).toBe(answer);
    expect(result.certificate?.grade).toBe("proved");
  });

  test("Cardano's formula with symbols names where it fails", async () => {
    const { certificate } = await engine.query({ query: "solve x^3 + p x + q = 0 for x" });
    expect(certificate?.conditions).toEqual(["p != 0"]);
  });

  test("a cosine of a third that is no root is not shown to be one", () => {
    expect(isZeroByTripleAngle(read("4*cos(acos(1/5)/3)^3 - 3*cos(acos(1/5)/3) - 1/5"))).toBe(true);
    expect(isZeroByTripleAngle(read("4*cos(acos(1/5)/3)^3 - 3*cos(acos(1/5)/3) - 1/4"))).toBe(
      false,
    );
    expect(
      isZeroByTripleAngle(read("4*cos(acos(1/5)/3 + pi/3)^3 - 3*cos(acos(1/5)/3 + pi/3) - 1/5")),
    ).toBe(false);
  });
});
