import type { Fraction } from "fraction.js";
import { checkDeadline } from "./deadline.ts";

const LONG = 10n ** 150n;

/** Decimal digits of numerator and denominator together, about; 0 for those that cost no more than short ones. */
export function longDigits(value: Fraction): number {
  if (value.n < LONG && value.d < LONG) return 0;
  // The hexadecimal length of a BigInt is linear to compute.
  return (value.n.toString(16).length + value.d.toString(16).length) * 1.21;
}

/** Looks at the clock the sooner the longer a fraction is: bringing it to lowest terms takes the square of its length. */
export function checkDeadlineFor(value: Fraction): void {
  const digits = longDigits(value);
  if (digits > 0) checkDeadline(Math.ceil((digits / 100) ** 2));
}
