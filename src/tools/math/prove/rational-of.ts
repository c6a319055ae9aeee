import { Fraction } from "fraction.js";
import { type Expression, rational, variablesOf } from "../expression/expression.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { decideEqual } from "./decide-zero.ts";

/** The constant as a fraction with a small denominator, proved equal; null when it is none. */
export function rationalOf(expression: Expression): Fraction | null {
  if (variablesOf(expression).length > 0) return null;
  const value = evaluateReal(expression);
  if (value === null) return null;
  for (let d = 1; d <= 24; d++) {
    const n = value.mul(d).round();
    if (value.mul(d).sub(n).abs().lt(1e-40)) {
      const exact = new Fraction(BigInt(n.toFixed()), BigInt(d));
      const same = decideEqual(expression, rational(exact.s * exact.n, exact.d)).verdict;
      return same === "proved" ? exact : null;
    }
  }
  return null;
}
