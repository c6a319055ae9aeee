import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decideEqual } from "../../src/tools/math/prove/decide-zero.ts";
import { parseExpression } from "../../src/tools/math/read/parse.ts";

const read = (text: string) => parseExpression(text).expression;

describe("roots and gammas the normal form cannot bring together", () => {
  test.each([
    ["sqrt(14+3*sqrt(3+2*sqrt(5-12*sqrt(3-2*sqrt(2)))))", "3+sqrt(2)"],
    ["(90+34*sqrt(7))^(1/3)", "3+sqrt(7)"],
    ["abs(3-sqrt(7)+i*sqrt(6*sqrt(7)-15))", "1"],
    ["sqrt(5+2*sqrt(6))", "sqrt(2)+sqrt(3)"],
    ["gamma(n+1)/gamma(n)", "n"],
    ["(n+2)!/n!", "(n+1)*(n+2)"],
    ["gamma(-1/2)", "-2*sqrt(pi)"],
  ])("%s = %s is proved", (a, b) => {
    expect(decideEqual(read(a), read(b)).verdict).toBe("proved");
  });

  test("a value that differs in the 35th digit is not proved", () => {
    const near = "sqrt(2)+sqrt(3)+1/10^35";
    expect(decideEqual(read("sqrt(5+2*sqrt(6))"), read(near)).verdict).not.toBe("proved");
  });

  test("denested square roots are proved for any pair, and only they", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 40 }), fc.integer({ min: 2, max: 40 }), (a, b) => {
        const nested = `sqrt(${a + b}+2*sqrt(${a * b}))`;
        expect(decideEqual(read(nested), read(`sqrt(${a})+sqrt(${b})`)).verdict).toBe("proved");
        const other = `sqrt(${a})+sqrt(${b + 1})`;
        expect(decideEqual(read(nested), read(other)).verdict).toBe("refuted");
      }),
      { numRuns: 25 },
    );
  });
});
