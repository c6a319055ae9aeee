import { Fraction } from "fraction.js";
import * as fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { createMathEngine } from "../../src/tools/math/engine.ts";
import { Polynomial, WorkBudget } from "../../src/tools/math/exact/polynomial.ts";
import type { Expression } from "../../src/tools/math/expression/expression.ts";
import { composed, decompose } from "../../src/tools/math/polynomial/decompose.ts";
import { divideIn, gcdOfPolynomials } from "../../src/tools/math/polynomial/gcd.ts";
import { minimalPolynomial } from "../../src/tools/math/polynomial/algebraic-number.ts";
import { factorModulo, isIrreducible } from "../../src/tools/math/polynomial/modular-factor.ts";
import { partialFractions } from "../../src/tools/math/polynomial/partial-fractions.ts";
import { rationalizeDenominator } from "../../src/tools/math/polynomial/rationalize.ts";
import { decideEqual } from "../../src/tools/math/prove/decide-zero.ts";
import { parseExpression } from "../../src/tools/math/read/parse.ts";
import { printPlain } from "../../src/tools/math/expression/print-plain.ts";

const engine = createMathEngine();
afterAll(() => engine.close());
const read = (text: string): Expression => parseExpression(text).expression;

const small = fc.integer({ min: -3, max: 3 });
const polynomials = fc
  .array(fc.tuple(small, fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 2 })), {
    minLength: 1,
    maxLength: 4,
  })
  .map((terms) =>
    terms.reduce((sum, [c, m, n]) => {
      const monomial = [[0, m] as const, [1, n] as const].filter(([, power]) => power > 0);
      return sum.add(Polynomial.term(monomial, new Fraction(c)), new WorkBudget());
    }, Polynomial.zero),
  )
  .filter((p) => !p.isZero);

describe("polynomials of several letters", () => {
  test("a common factor is found, and what is found divides both", () => {
    fc.assert(
      fc.property(polynomials, polynomials, polynomials, (a, b, c) => {
        const budget = new WorkBudget(5_000_000);
        const [p, q] = [a.multiply(c, budget), b.multiply(c, budget)];
        const common = gcdOfPolynomials(p, q, budget);
        expect(p.divideExactly(common, budget)).not.toBeNull();
        expect(q.divideExactly(common, budget)).not.toBeNull();
        expect(
          common.divideExactly(c.scale(c.leading().coefficient.inverse()), budget),
        ).not.toBeNull();
      }),
      { numRuns: 60 },
    );
  });

  test("quotient times divisor plus remainder is the dividend", () => {
    fc.assert(
      fc.property(polynomials, polynomials, (p, q) => {
        const budget = new WorkBudget(5_000_000);
        const parts = divideIn(p, q, 0, budget);
        if (parts === null) return;
        const back = parts.quotient.multiply(q, budget).add(parts.remainder, budget);
        expect(back.key()).toBe(p.key());
      }),
    );
  });
});

describe("modulo a prime", () => {
  test("the factors multiply to the polynomial and have no divisors", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(2n, 3n, 5n, 7n, 11n),
        fc.array(fc.integer({ min: 0, max: 10 }), { minLength: 2, maxLength: 9 }),
        (p, values) => {
          const coefficients = [...values.map(BigInt), 1n];
          const found = factorModulo(coefficients, p);
          expect(found).not.toBeNull();
          for (const { factor } of found?.factors ?? []) {
            // No factor of at most half the degree, by trying every one, where they are few.
            if (p ** BigInt(Math.floor((factor.length - 1) / 2)) > 60n) continue;
            expect(hasDivisor(factor, p)).toBe(false);
          }
        },
      ),
      { numRuns: 80 },
    );
  });

  test("Rabin's test tells products", () => {
    expect(isIrreducible([1n, 0n, 0n, 1n, 0n, 0n, 0n, 0n, 0n, 0n, 1n], 2n)).toBe(true);
    expect(isIrreducible([1n, 0n, 1n], 5n)).toBe(false);
  });
});

function hasDivisor(f: readonly bigint[], p: bigint): boolean {
  for (let degree = 1; degree <= (f.length - 1) / 2; degree++)
    for (let code = 0n; code < p ** BigInt(degree); code++) {
      const divisor = [...Array(degree).keys()].map((k) => (code / p ** BigInt(k)) % p);
      const rest = [...f];
      for (let top = rest.length - 1; top >= degree; top--) {
        const factor = rest[top] as bigint;
        divisor.forEach((value, k) => {
          const at = top - degree + k;
          rest[at] = ((((rest[at] as bigint) - factor * value) % p) + p) % p;
        });
        rest[top] = 0n;
      }
      if (rest.every((value) => value === 0n)) return true;
    }
  return false;
}

test("a composition is taken apart again", () => {
  fc.assert(
    fc.property(
      fc.array(small, { minLength: 2, maxLength: 3 }),
      fc.array(small, { minLength: 1, maxLength: 2 }),
      (outer, inner) => {
        const f = composed(
          [...outer.map((c) => new Fraction(c)), new Fraction(2)],
          [new Fraction(0), ...inner.map((c) => new Fraction(c)), new Fraction(1)],
        );
        const parts = decompose(f);
        expect(parts).not.toBeNull();
        expect(composed(parts?.outer ?? [], parts?.inner ?? []).map(String)).toEqual(f.map(String));
      },
    ),
  );
});

describe("forms equal to the input", () => {
  test.each([
    "1/(x^2-1)",
    "(x^3+1)/(x*(x-1)^3)",
    "x^4/(x^2+1)^2",
    "(2*x+3)/(x^2+3*x+2)",
    "1/((x-a)*(x-b))",
  ])("partial fractions of %s", (text) => {
    const parts = partialFractions(read(text), "x") as Expression;
    expect(decideEqual(read(text), parts).verdict).toBe("proved");
    expect(parts[0 as never]).toBe("Add");
  });

  test.each([
    "1/(sqrt(2)+sqrt(3))",
    "1/(1+2^(1/3))",
    "1/(sqrt(x)+1)",
    "(1+sqrt(5))/(2-sqrt(3)+sqrt(2))",
  ])("no root below the line in %s", (text) => {
    const result = rationalizeDenominator(read(text)) as Expression;
    expect(decideEqual(read(text), result).verdict).toBe("proved");
    expect(printPlain(result)).not.toMatch(/\/(?:\([^()]*sqrt|sqrt|\d+\*sqrt)/);
  });

  test.each([
    ["sqrt(2)+sqrt(3)", "1,0,-10,0,1"],
    ["1+2^(1/3)", "-3,3,-3,1"],
    ["(1+sqrt(5))/2", "-1,-1,1"],
    ["i", "1,0,1"],
    ["3/4", "-3/4,1"],
  ])("minimal polynomial of %s", (text, coefficients) => {
    expect(
      minimalPolynomial(read(text))
        ?.map((c) => c.toFraction())
        .join(","),
    ).toBe(coefficients);
  });

  test("pi has none", () => {
    expect(minimalPolynomial(read("pi"))).toBeNull();
  });
});

test.each([
  ["gcd of x^2-y^2 and x^3-y^3", "x - y"],
  ["divide x^3-y^3 by x-y", "quotient x^2 + x*y + y^2, remainder 0"],
  ["simplify (x^2-y^2)/(x^3-y^3)", "(x + y)/(x^2 + x*y + y^2)"],
  ["factor x^4+1 over the reals", "(x^2 - sqrt(2)*x + 1)*(x^2 + sqrt(2)*x + 1)"],
  ["simplify (e^x-1)/(e^(x/2)+1)", "e^(x/2) - 1"],
])("%s is %s", async (query, expected) => {
  const { answer, certificate } = await engine.query({ query });
  expect([answer?.short, certificate?.grade]).toEqual([expected, "proved"]);
});

test("logarithms are combined under the condition that they have real values", async () => {
  const { answer, certificate } = await engine.query({ query: "combine log(a)+2*log(b)-log(c)" });
  expect(answer?.short).toBe("log(a*b^2/c)");
  expect(certificate?.conditions).toEqual(["a > 0", "b > 0", "c > 0"]);
});
