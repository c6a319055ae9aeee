import { Fraction } from "fraction.js";
import { gcdBigint } from "../exact/integers.ts";

/**
 * The whole number by which the primitive common divisor or multiple is to be multiplied: the greatest
 * common divisor or least common multiple of the contents. One where a coefficient is no whole number,
 * since then there is no distinguished factor.
 */
export function commonContent(
  isMultiple: boolean,
  p: readonly Fraction[],
  q: readonly Fraction[],
): Fraction {
  const [first, second] = [p, q].map(contentOf);
  if (!first || !second) return new Fraction(1);
  const common = gcdBigint(first, second);
  return new Fraction(isMultiple ? (first / common) * second : common);
}

/** The factor that makes coefficients coprime whole numbers with a positive first one. */
export function primitiveFactor(leadingFirst: readonly Fraction[]): Fraction {
  const denominator = leadingFirst.reduce((all, { d }) => (all / gcdBigint(all, d)) * d, 1n);
  const whole = leadingFirst.map(({ n, d }) => (n * denominator) / d);
  const content = whole.reduce(gcdBigint, 0n);
  const sign = leadingFirst[0]?.s === -1n ? -1n : 1n;
  return content === 0n ? new Fraction(1) : new Fraction(sign * denominator, content);
}

function contentOf(coefficients: readonly Fraction[]): bigint | null {
  return coefficients.every(({ d }) => d === 1n)
    ? coefficients.map(({ n }) => n).reduce(gcdBigint, 0n)
    : null;
}
