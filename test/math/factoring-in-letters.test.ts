import { Fraction } from "fraction.js";
import { afterAll, describe, expect, test } from "vitest";
import { factorUnivariate } from "../../src/tools/math/exact/univariate.ts";
import { createMathEngine } from "../../src/tools/math/engine.ts";
import { factorIntegers } from "../../src/tools/math/polynomial/factor-integers.ts";

const engine = createMathEngine();
afterAll(() => engine.close());

const multiplied = (a: readonly bigint[], b: readonly bigint[]): bigint[] => {
  const result = Array.from({ length: a.length + b.length - 1 }, () => 0n);
  a.forEach((x, i) =>
    b.forEach((y, j) => {
      result[i + j] = (result[i + j] as bigint) + x * y;
    }),
  );
  return result;
};
const big = (...values: number[]): bigint[] => values.map(BigInt);

describe("polynomials of one letter are factored completely", () => {
  test("two factors of degree 8, which numeric roots would not put together", () => {
    const a = big(3, 0, 1, 0, 0, 0, 0, 2, 1);
    const b = big(5, 1, 0, 0, 0, 0, 0, 0, 1);
    const found = factorIntegers(multiplied(a, b));
    expect(found?.map(String).sort()).toEqual([String(a), String(b)].sort());
  });
  test("leading coefficients and negative constants", () => {
    const a = big(-7, 3, 0, 6);
    const b = big(11, -2, 10);
    expect(factorIntegers(multiplied(a, b))?.map(String).sort()).toEqual(
      [String(a), String(b)].sort(),
    );
  });
  test.each([
    // Reducible modulo every prime, irreducible over the whole numbers (Swinnerton-Dyer).
    ["the polynomial of sqrt(2) + sqrt(3) + sqrt(5)", big(576, 0, -960, 0, 352, 0, -40, 0, 1)],
    ["x^4 + 1", big(1, 0, 0, 0, 1)],
    ["Eisenstein", big(6, 10, 4, 0, 2, 1)],
  ])("%s is irreducible", (_, f) => {
    expect(factorIntegers(f)?.map(String)).toEqual([String(f)]);
  });
  test("with multiplicities", () => {
    const cubed = [big(-2, 0, 0, 1), big(-2, 0, 0, 1), big(1, 1)].reduce(multiplied);
    const factors = factorUnivariate(cubed.map((value) => new Fraction(value)));
    expect(factors.map(({ factor, multiplicity }) => [factor.length - 1, multiplicity])).toEqual([
      [1, 1],
      [3, 2],
    ]);
  });
});

describe("polynomials of several letters are factored completely", () => {
  test.each([
    ["60*x^2*y - 15*y^3", "15*y*(2*x + y)*(2*x - y)"],
    ["x^3 + y^3 + z^3 - 3xyz", "(x + y + z)*(x^2 - x*y - x*z + y^2 - y*z + z^2)"],
    ["x^2*y - x*y^2 + y^2*z - y*z^2 + z^2*x - z*x^2", "(y - z)*(x - z)*(x - y)"],
    ["(x + y)^2*(x - 2y + z)^3", "(x + y)^2*(x - 2*y + z)^3"],
    ["a^4 + 4b^4", "(a^2 + 2*a*b + 2*b^2)*(a^2 - 2*a*b + 2*b^2)"],
    ["2x^2/3 - y^2/6", "1/6*(2*x + y)*(2*x - y)"],
    ["x*y + x + y + 1", "(y + 1)*(x + 1)"],
    ["x^2 + y^2", "x^2 + y^2"],
    ["x^4 - 2x^2*y + y^2", "(x^2 - y)^2"],
    ["1000003*x^2*y^2 - 1", "1000003*x^2*y^2 - 1"],
    ["-(3x - 7y)*(x*y + 1000)", "-(x*y + 1000)*(3*x - 7*y)"],
  ])("factor %s", async (input, output) => {
    const { answer, certificate } = await engine.query({ query: `factor ${input}` });
    expect(answer?.plain).toBe(output);
    expect(certificate?.grade).toBe("proved");
    expect(certificate?.detail).toContain("none of them can be split further");
  });
});
