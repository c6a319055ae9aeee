import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { argumentsOf, type Expression, headOf, variablesOf } from "./expression.ts";

/** Bits of the longest power that an engine may be given to write out: longer answers are not taken from it. */
const MOST_BITS = 1_300_000;

/** True where a power of numbers stands in it that would have hundreds of thousands of digits. */
export function holdsHugePower(expression: Expression): boolean {
  const parts = argumentsOf(expression);
  if (headOf(expression) === "Power" && variablesOf(expression).length === 0) {
    const [base, exponent] = parts.map((part) => evaluateReal(part));
    const size = base?.abs();
    // An exponent that is not real says nothing about the size.
    if (exponent === null || exponent === undefined) return parts.some(holdsHugePower);
    if (size !== undefined && size.gt(1) && exponent.abs().mul(size.log(2)).gt(MOST_BITS))
      return true;
  }
  return parts.some(holdsHugePower);
}
