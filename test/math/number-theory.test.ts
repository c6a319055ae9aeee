import { Decimal } from "decimal.js";
import { Fraction } from "fraction.js";
import * as fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { combinatorialNumber } from "../../src/tools/math/exact/combinatorial-numbers.ts";
import { computeExactly } from "../../src/tools/math/exact/exact-functions.ts";
import { integerFunction } from "../../src/tools/math/exact/integer-functions.ts";
import {
  discreteLogarithm,
  jacobi,
  multiplicativeOrder,
  powerModulo,
} from "../../src/tools/math/exact/modular.ts";
import { fitsDescription, namedPolynomial } from "../../src/tools/math/exact/named-polynomials.ts";
import { provePrime } from "../../src/tools/math/exact/prime-proof.ts";
import { isPrime, someFactors } from "../../src/tools/math/exact/primality.ts";
import { createMathEngine } from "../../src/tools/math/engine.ts";
import { pointForm } from "../../src/tools/math/plan/decimal-forms.ts";

const engine = createMathEngine();
afterAll(() => engine.close());

const ask = async (query: string): Promise<string> => {
  const { answer, status } = await engine.query({ query });
  return answer?.short ?? status;
};

describe("binomials of any number", () => {
  // DLMF 1.2.6.
  test.each([
    ["binomial(1/2, 4)", "-5/128"],
    ["binomial(-3, 400)", "80601"],
    ["binomial(-1/2, 0)", "1"],
  ])("%s is %s", async (query, expected) => {
    expect(await ask(query)).toBe(expected);
  });

  test("those whose digits would keep the thread busy are left as they are", () => {
    const [value, started] = [new Fraction("0.333"), performance.now()];
    expect(computeExactly("Binomial", [value, new Fraction(300)])).not.toBeNull();
    expect(computeExactly("Binomial", [value, new Fraction(1_000)])).toBeNull();
    expect(performance.now() - started).toBeLessThan(500);
  });
});

describe("numbers of combinatorics", () => {
  // OEIS A000108, A000110, A000166, A000041, A000032, A028296.
  test.each([
    ["Catalan", [1, 1, 2, 5, 14, 42, 132, 429]],
    ["Bell", [1, 1, 2, 5, 15, 52, 203, 877]],
    ["Subfactorial", [1, 0, 1, 2, 9, 44, 265, 1854]],
    ["Partitions", [1, 1, 2, 3, 5, 7, 11, 15]],
    ["Lucas", [2, 1, 3, 4, 7, 11, 18, 29]],
    ["EulerNumber", [1, 0, -1, 0, 5, 0, -61, 0]],
  ])("%s", (head, expected) => {
    const found = expected.map((_, n) => combinatorialNumber(head, [BigInt(n)])?.valueOf());
    expect(found).toEqual(expected);
  });

  test("Stirling numbers of both kinds are inverse matrices", () => {
    const entry = (head: string, n: number, k: number): Fraction =>
      combinatorialNumber(head, [BigInt(n), BigInt(k)]) as Fraction;
    for (let n = 0; n < 8; n++)
      for (let m = 0; m < 8; m++) {
        let sum = new Fraction(0);
        for (let k = 0; k < 8; k++)
          sum = sum.add(entry("Stirling1", n, k).mul(entry("Stirling2", k, m)));
        expect(sum.valueOf()).toBe(n === m ? 1 : 0);
      }
  });
});

describe("functions of number theory, against their definitions", () => {
  const count = (n: number, holds: (k: number) => boolean): number =>
    Array.from({ length: n }, (_, k) => k + 1).filter(holds).length;
  const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));

  test("totient, number and sum of divisors", () => {
    for (let n = 1; n <= 200; n++) {
      expect(integerFunction("Totient", [BigInt(n)])).toBe(
        BigInt(count(n, (k) => gcd(k, n) === 1)),
      );
      expect(integerFunction("DivisorCount", [BigInt(n)])).toBe(
        BigInt(count(n, (k) => n % k === 0)),
      );
    }
    expect(integerFunction("DivisorSigma", [28n])).toBe(56n);
  });

  test("Moebius's function adds up to zero over the divisors", () => {
    for (let n = 2n; n <= 120n; n++) {
      let sum = 0n;
      for (let d = 1n; d <= n; d++)
        if (n % d === 0n) sum += integerFunction("Moebius", [d]) as bigint;
      expect(sum).toBe(0n);
    }
  });

  test("Jacobi's symbol of a prime is Euler's power", () => {
    for (const p of [3n, 7n, 13n, 101n])
      for (let a = 1n; a < p; a++) {
        const power = powerModulo(a, (p - 1n) / 2n, p);
        expect(jacobi(a, p)).toBe(power === p - 1n ? -1n : power);
      }
  });

  test("orders and logarithms undo powers", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 3, max: 2000 }),
        fc.integer({ min: 2, max: 500 }),
        fc.integer({ min: 0, max: 999 }),
        (n, g, x) => {
          const [modulus, base] = [BigInt(n), BigInt(g)];
          const order = multiplicativeOrder(base, modulus);
          fc.pre(order !== null);
          expect(powerModulo(base, order as bigint, modulus)).toBe(1n);
          const value = powerModulo(base, BigInt(x), modulus);
          const found = discreteLogarithm(base, value, modulus) as bigint;
          expect(found).toBe(BigInt(x) % (order as bigint));
        },
      ),
    );
  });
});

describe("primes past the range of Miller and Rabin", () => {
  test("a proof is found for 2^127 - 1 and for 10^30 + 57, and none for a composite", () => {
    expect(provePrime(2n ** 127n - 1n, someFactors)).toBe("lucas-lehmer");
    expect(provePrime(10n ** 30n + 57n, someFactors)).toBe("pocklington");
    // 2^67 - 1 has no small factor and is composite.
    expect(provePrime(2n ** 67n - 1n, someFactors)).toBeNull();
    expect(isPrime(2n ** 67n - 1n)).toBe(false);
  });

  test("the answer says how", async () => {
    const { answer, certificate } = await engine.query({ query: "is 2^521-1 prime" });
    expect([answer?.short, certificate?.method]).toEqual(["yes", "lucas-lehmer"]);
    expect(await ask("is 2^128+1 prime")).toBe("no");
  });
});

describe("congruences", () => {
  test.each([
    ["solve x ≡ 2 (mod 3), x ≡ 3 (mod 5), x ≡ 2 (mod 7)", "23 (mod 105)"],
    ["solve 6x ≡ 3 (mod 9)", "2 (mod 3)"],
    ["solve 2x ≡ 1 (mod 4)", "no solution"],
    ["solve x ≡ 1 (mod 4), x ≡ 2 (mod 6)", "no solution"],
    ["x^2 \\equiv 2 \\pmod{7}", "3, 4 (mod 7)"],
    ["solve 5^x ≡ 3 (mod 23)", "16 (mod 22)"],
    ["solve 3^x = 13 mod 17", "4 (mod 16)"],
    ["有一个数，除以3余2，除以5余3，除以7余2，求这个数", "23 (mod 105)"],
  ])("%s", async (query, expected) => {
    expect(await ask(query)).toBe(expected);
  });
});

describe("digits", () => {
  test("a fraction written with a period is read back as itself", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -500, max: 500 }),
        fc.integer({ min: 1, max: 300 }),
        (over, under) => {
          const text = pointForm(new Fraction(over, under), 10) as string;
          expect(new Fraction(text).equals(new Fraction(over, under))).toBe(true);
        },
      ),
    );
  });

  test("the square of many digits of a root is the number", async () => {
    const root = await ask("sqrt(2) to 300 decimal places");
    const Wide = Decimal.clone({ precision: 700 });
    expect(new Wide(root).pow(2).sub(2).abs().lt("1e-299")).toBe(true);
  });

  test("a thousand digits of pi end as they should", async () => {
    const text = await ask("pi to 1000 digits");
    expect(text).toHaveLength(1002);
    expect(text.endsWith("2164201989")).toBe(true);
  });

  // The ends by mpmath 1.3 at 1,030 digits, rounded once.
  test.each([
    ["e", "9570350354"],
    ["ln(2)", "2344535348"],
    ["sin(1)", "5678167948"],
    ["e^(1/3)", "1631625718"],
    ["atan(1/7)", "0404238771"],
    ["zeta(3)", "7661810922"],
    ["gamma(1/3)", "6009697291"],
    ["eulergamma", "8574739302"],
    ["erf(1)", "1182701238"],
  ])("a thousand digits of %s end as they should", async (number, end) => {
    const text = await ask(`${number} to 1000 digits`);
    expect(text.split(".")[1]).toHaveLength(1000);
    expect(text.endsWith(end)).toBe(true);
  });

  test("what has no such decimal has no answer", async () => {
    expect(await ask("sqrt(-2) to 500 digits")).toBe("undecided");
  });
});

describe("named polynomials", () => {
  test("a wrong coefficient does not fit the second description", () => {
    for (const family of [
      "legendre",
      "chebyshev",
      "hermite",
      "laguerre",
      "bernoulli",
      "cyclotomic",
    ]) {
      const name = `${family}-polynomial`;
      const right = namedPolynomial(name, 5) ?? [];
      expect(fitsDescription(name, 5, right), family).toBe(true);
      const wrong = right.map((c, k) => (k === 1 ? c.add(1) : c));
      expect(fitsDescription(name, 5, wrong), family).toBe(false);
    }
  });
});

describe("what could be misread", () => {
  test.each([
    ["log base 3 of 1/27", "-3"],
    ["sigma(28)", "56"],
    ["sigma_2(6)", "50"],
    ["phi(36)", "12"],
    ["mu(30)", "-1"],
    ["beta(2,3)", "1/12"],
    ["5^(-1) mod 7", "3"],
    ["psi(1)", "-eulergamma"],
    ["gamma + 1", "gamma + 1"],
    ["sigma*28", "28*sigma"],
  ])("%s is %s", async (query, expected) => {
    expect(await ask(query)).toBe(expected);
  });
});
