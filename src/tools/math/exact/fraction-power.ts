import type { Fraction } from "fraction.js";

/** Longest power that is written out, in bits; about six thousand digits. */
const MOST_BITS = 20_000n;

/** A power of a rational number; null where it is not rational, has no value, or would be too long to write out. */
export function fractionPower(base: Fraction, exponent: Fraction): Fraction | null {
  if (base.equals(0) && exponent.compare(0) <= 0) return null;
  const bits = BigInt((base.n > base.d ? base.n : base.d).toString(2).length);
  if (bits > 1n && bits * exponent.n > MOST_BITS * exponent.d) return null;
  return base.pow(exponent);
}
