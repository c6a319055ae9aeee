import { Complex } from "complex.js";
import * as fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { createMathEngine } from "../../src/tools/math/engine.ts";
import type { Expression } from "../../src/tools/math/expression/expression.ts";
import { integer, rational } from "../../src/tools/math/expression/expression.ts";
import { evaluateComplex } from "../../src/tools/math/numeric/evaluate-complex.ts";
import { resolvePrincipalValues } from "../../src/tools/math/prove/principal-values.ts";

const engine = createMathEngine();
afterAll(() => engine.close());

describe("constants that are not real, or lie beyond a branch, are written out", () => {
  // Each by z = r e^(i t) with -pi < t <= pi (DLMF 4.2.6, 4.2.28).
  test.each([
    ["log(-1)", "i*pi"],
    ["ln(-e)", "1 + i*pi"],
    ["log(i)", "i*pi/2"],
    ["log(-1-i)", "-3*i*pi/4 + log(2)/2"],
    ["log10(-100)", "2 + i*pi/log(10)"],
    ["sqrt(3+4i)", "i + 2"],
    ["sqrt(-3-4i)", "1 - 2*i"],
    ["(-8)^(2/3)", "-2 + 2*sqrt(3)*i"],
    ["i^(1/3)", "sqrt(3)/2 + 1/2*i"],
    ["i^i", "e^(-pi/2)"],
    ["(-1)^i", "e^(-pi)"],
    ["abs(log(-1))", "pi"],
    ["asin(sin(3))", "pi - 3"],
    ["acos(cos(10))", "-10 + 4*pi"],
    ["atan(tan(2))", "-pi + 2"],
    ["sqrt(1+i)", "sqrt(1 + i)"],
    ["(2-sqrt(5))^(1/3)", "(2 - sqrt(5))^(1/3)"],
    ["sqrt(2-sqrt(5))", "i*sqrt(-2 + sqrt(5))"],
    ["2^i", "2^i"],
  ])("%s is %s", async (query, expected) => {
    const { answer, certificate } = await engine.query({ query });
    expect(answer?.short).toBe(expected);
    expect(certificate?.grade).toBe("proved");
  });
});

describe("what is written out keeps its value", () => {
  const whole = fc.integer({ min: -12, max: 12 });
  const complex = fc
    .tuple(whole, whole)
    .filter(([re, im]) => re !== 0 || im !== 0)
    .map(([re, im]): { exact: Expression; value: Complex } => ({
      exact: ["Add", integer(re), ["Multiply", integer(im), "ImaginaryUnit"]],
      value: new Complex(re, im),
    }));
  const isClose = (a: Expression, b: Complex): boolean => {
    const value = evaluateComplex(a);
    return value !== null && value.sub(b).abs() < 1e-9 * (1 + b.abs());
  };

  test("logarithms and powers", () => {
    fc.assert(
      fc.property(complex, whole, fc.integer({ min: 1, max: 12 }), (z, over, under) => {
        const exponent = rational(BigInt(over), BigInt(under));
        expect(isClose(resolvePrincipalValues(["Ln", z.exact]), z.value.log())).toBe(true);
        expect(
          isClose(
            resolvePrincipalValues(["Power", z.exact, exponent]),
            z.value
              .log()
              .mul(over / under)
              .exp(),
          ),
        ).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  test.each([
    ["Arcsin", "Sin", Math.asin, Math.sin],
    ["Arccos", "Cos", Math.acos, Math.cos],
    ["Arctan", "Tan", Math.atan, Math.tan],
  ] as const)("%s of %s", (inverse, forward, undo, apply) => {
    fc.assert(
      fc.property(fc.integer({ min: -400, max: 400 }), fc.integer({ min: 1, max: 7 }), (m, n) => {
        const resolved = resolvePrincipalValues([
          inverse,
          [forward, rational(BigInt(m), BigInt(n))],
        ]);
        expect(JSON.stringify(resolved)).not.toContain(forward);
        expect(isClose(resolved, new Complex(undo(apply(m / n)), 0))).toBe(true);
      }),
      { numRuns: 100 },
    );
  });
});
