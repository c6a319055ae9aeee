import * as fc from "fast-check";
import { Fraction } from "fraction.js";
import { describe, expect, test } from "vitest";
import { coefficientOf, seriesAtZero } from "../../src/tools/math/exact/power-series.ts";
import { numberTheoryQuery } from "../../src/tools/math/plan/number-theory.ts";
import { readQuery } from "../../src/tools/math/read/read-query.ts";
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

describe("power series", () => {
  test.each([
    ["tan(x)", 7, "17/315"],
    ["x/(e^x-1)", 6, "1/30240"],
    ["1/sin(x)", -1, "1"],
    ["sqrt(1+x)", 2, "-1/8"],
    ["log(1+x)", 4, "-1/4"],
    ["atan(x)", 3, "-1/3"],
  ])("%s has at x^%i the coefficient %s", (text, power, expected) => {
    const series = seriesAtZero(read(text), "x", 12);
    expect(series).not.toBeNull();
    expect(coefficientOf(series as NonNullable<typeof series>, power).equals(expected)).toBe(true);
  });

  test.each(["sqrt(x)", "log(x)", "e^(1/x)", "sin(x+1)"])("%s has none of this kind", (text) => {
    expect(seriesAtZero(read(text), "x", 8)).toBeNull();
  });

  test("(1+x)^r is the binomial series for every rational r", () => {
    fc.assert(
      fc.property(fc.integer({ min: -9, max: 9 }), fc.integer({ min: 1, max: 9 }), (n, d) => {
        const series = seriesAtZero(read(`(1+x)^((${n})/${d})`), "x", 5);
        const r = new Fraction(n, d);
        const third = r.mul(r.sub(1)).mul(r.sub(2)).div(6);
        expect(coefficientOf(series as NonNullable<typeof series>, 3).equals(third)).toBe(true);
      }),
    );
  });
});

describe("questions of algebra are read", () => {
  test.each([
    ["gcd of x^4-1 and x^6-1", "polynomial-gcd"],
    ["resultant of x^2+a x+b and 2x+a in x", "resultant"],
    ["quotient and remainder of (x^5-3x^2+2)/(x^2+1)", "polynomial-division"],
    ["series of tan(x) at x=0 to order 7", "series"],
    ["e^x 在 x=0 处的泰勒展开", "series"],
    ["next prime after 999983", "next-prime"],
    ["inverse of 3 mod 11", "modular-inverse"],
  ])("%s", (text, operation) => {
    expect(readQuery(text).query).toMatchObject({ kind: "algebra", operation });
  });

  test("an expansion without a series stays an expansion", () => {
    expect(readQuery("expand (x+1)^2").query.kind).toBe("expand");
  });
});

test("the inverse modulo m times the number is one", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 2, max: 5000 }), (a, m) => {
      const outcome = numberTheoryQuery("modular-inverse", [{ num: `${a}` }, { num: `${m}` }]);
      if (outcome?.kind !== "answer" || outcome.value.kind === "none") return;
      expect((BigInt(outcome.plain) * BigInt(a)) % BigInt(m)).toBe(1n);
    }),
  );
});
