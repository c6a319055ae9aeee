import { fractionOf } from "../exact/fraction-of.ts";
import { argumentsOf, type Expression, isSymbol, variablesOf } from "../expression/expression.ts";

/** Digits beyond those written in a candidate that must agree before the agreement says anything. */
const MARGIN = 3;
const MOST_DIGITS = 15;

/**
 * How many decimal digits of choice are written into an expression: those of its numbers, each as a
 * fraction. 1/2 has hardly any; 0.78343051071213 has as many as it shows, and so matches any value it was
 * read off from.
 */
export function writtenDigits(expression: Expression): number {
  if (isSymbol(expression)) return 0;
  if (variablesOf(expression).length === 0) {
    const value = fractionOf(expression);
    if (value !== null) return lengthOf(value.n) + lengthOf(value.d);
  }
  return argumentsOf(expression).reduce((sum, part) => sum + writtenDigits(part), 0);
}

/** Digits to which two numbers agree, relative to the larger of their size and one. */
export function agreeingDigits(a: number, b: number): number {
  const error = Math.abs(a - b) / Math.max(1, Math.abs(a), Math.abs(b));
  return error === 0 ? MOST_DIGITS : Math.min(MOST_DIGITS, -Math.log10(error));
}

/**
 * Whether agreement to so many digits speaks for a candidate. A number with many digits of its own agrees
 * with what it was rounded from, and with much else, by construction.
 */
export function isEvidence(candidate: Expression, digits: number): boolean {
  return digits >= writtenDigits(candidate) + MARGIN;
}

function lengthOf(value: bigint): number {
  return value <= 1n ? 0 : value.toString().length - 1 + Math.log10(Number(value.toString()[0]));
}
