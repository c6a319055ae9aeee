import { checkDeadline } from "./deadline.ts";
import { Fraction } from "fraction.js";
import { combinatorialNumber } from "./combinatorial-numbers.ts";
import { integerFunction } from "./integer-functions.ts";
import { bitLength, factorialBigint, gcdBigint } from "./integers.ts";

/** 20,000! has 77,338 digits. */
export const MAX_FACTORIAL = 20_000;
export const MAX_FIBONACCI = 50_000;
export const MAX_BINOMIAL = 100_000;
/** Bringing a fraction of twice this size to lowest terms takes some 20 ms, and is done a few times. */
const MOST_BINOMIAL_BITS = 10_000;

function asInteger(value: Fraction | undefined): bigint | null {
  return value !== undefined && value.d === 1n ? value.s * value.n : null;
}

function floor(value: Fraction): bigint {
  const signed = value.s * value.n;
  const quotient = signed / value.d;
  return signed < 0n && signed % value.d !== 0n ? quotient - 1n : quotient;
}

/** The exact value of a number-theoretic or rounding function at rational arguments, or null. */
export function computeExactly(head: string, values: readonly Fraction[]): Fraction | null {
  const [first, second] = values as [Fraction, Fraction | undefined];
  const integers = values.map(asInteger);
  const [m, n] = integers as [bigint | null, bigint | null | undefined];
  switch (head) {
    case "Abs":
      return first.abs();
    case "Sign":
      return new Fraction(first.compare(0));
    case "Floor":
      return new Fraction(floor(first));
    case "Ceil":
      return new Fraction(-floor(first.neg()));
    case "Max":
      return values.reduce((a, b) => (a.compare(b) >= 0 ? a : b));
    case "Min":
      return values.reduce((a, b) => (a.compare(b) <= 0 ? a : b));
    case "Mod":
      if (second === undefined || second.equals(0)) return null;
      return first.sub(second.mul(new Fraction(floor(first.div(second)))));
    case "Numerator":
      return new Fraction(first.s * first.n);
    case "Denominator":
      return new Fraction(first.d);
    case "GCD":
    case "LCM":
      return combineIntegers(head, integers);
    case "Factorial":
      return m !== null && m >= 0n && m <= MAX_FACTORIAL
        ? new Fraction(factorialBigint(Number(m)))
        : null;
    case "Factorial2":
      return m !== null && m >= 0n && m <= MAX_FACTORIAL ? new Fraction(doubleFactorial(m)) : null;
    case "Gamma":
      return m !== null && m >= 1n && m <= MAX_FACTORIAL
        ? new Fraction(factorialBigint(Number(m) - 1))
        : null;
    case "Binomial":
      return n === null || n === undefined
        ? null
        : m !== null && m >= 0n
          ? binomial(m, n)
          : generalBinomial(first, n);
    case "Fibonacci":
      return m !== null && m >= 0n && m <= MAX_FIBONACCI
        ? new Fraction(fibonacci(Number(m)))
        : null;
    case "Heaviside":
      return first.equals(0) ? null : new Fraction(first.compare(0) > 0 ? 1 : 0);
    default:
      return ofIntegers(head, integers);
  }
}

function ofIntegers(head: string, integers: readonly (bigint | null)[]): Fraction | null {
  if (integers.includes(null)) return null;
  const value = integerFunction(head, integers as bigint[]);
  return value === null ? combinatorialNumber(head, integers as bigint[]) : new Fraction(value);
}

function combineIntegers(head: string, integers: readonly (bigint | null)[]): Fraction | null {
  if (integers.some((value) => value === null)) return null;
  const values = integers as bigint[];
  if (head === "GCD") return new Fraction(values.reduce(gcdBigint, 0n));
  if (values.some((value) => value === 0n)) return new Fraction(0);
  const result = values.reduce((a, b) => (a / gcdBigint(a, b)) * b, 1n);
  return new Fraction(result < 0n ? -result : result);
}

function doubleFactorial(m: bigint): bigint {
  let result = 1n;
  for (let k = m; k > 1n; k -= 2n) {
    checkDeadline();
    result *= k;
  }
  return result;
}

function binomial(n: bigint, k: bigint): Fraction | null {
  if (n < 0n || n > MAX_BINOMIAL || (k > 10_000n && n - k > 10_000n)) return null;
  if (k < 0n || k > n) return new Fraction(0);
  const steps = k < n - k ? k : n - k;
  let result = 1n;
  for (let j = 1n; j <= steps; j++) {
    checkDeadline();
    result = (result * (n - steps + j)) / j;
  }
  return new Fraction(result);
}

/** n (n-1) … (n-k+1)/k! for any rational n (DLMF 1.2.6); zero below k = 0. */
function generalBinomial(n: Fraction, k: bigint): Fraction | null {
  if (n.d === 1n && n.s < 0n && k < 0n) return null;
  if (k < 0n) return new Fraction(0);
  const bits = bitLength(n.n) + bitLength(n.d) + bitLength(k);
  if (k > BigInt(Math.floor(MOST_BINOMIAL_BITS / bits))) return null;
  // Cleared of fractions until the end: a fraction is brought to lowest terms at every step.
  let [over, under] = [1n, 1n];
  for (let j = 0n; j < k; j++) {
    checkDeadline();
    over *= n.s * n.n - j * n.d;
    under *= n.d * (j + 1n);
  }
  return new Fraction(over, under);
}

function fibonacci(n: number): bigint {
  let [a, b] = [0n, 1n];
  for (let k = 0; k < n; k++) {
    checkDeadline();
    [a, b] = [b, a + b];
  }
  return a;
}
