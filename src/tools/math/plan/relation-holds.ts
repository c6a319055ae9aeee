import { argumentsOf, type Expression, headOf, substitute } from "../expression/expression.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { isDefinedReal } from "../prove/defined-at.ts";
import { compareReals } from "../prove/real-sign.ts";
import { decideConstants } from "../solve/decide-root.ts";

/** A zero given as a decimal is that near to the true one. */
const NEAR_A_ZERO = 1e-9;

/**
 * Does the relation hold at one point? Sides without a real value hold nothing; sides that are not told
 * apart must be known (`isZero`) or proved to be equal, else null. At a zero or break (`isPlace`) it is decided exactly
 * whether the sides have values.
 */
export function relationHolds(
  relation: Expression,
  variable: string,
  x: Expression,
  isZero: boolean,
  isPlace: boolean,
): boolean | null {
  const [left, right] = argumentsOf(relation).map((side) => substitute(side, variable, x)) as [
    Expression,
    Expression,
  ];
  const head = headOf(relation);
  const isMetByEqual = ["LessEqual", "GreaterEqual", "Equal"].includes(head);
  const a = evaluateReal(left);
  const b = evaluateReal(right);
  // At a pole rounding can leave a large number.
  const defined = isPlace || a === null || b === null ? [left, right].map(isDefinedReal) : [];
  if (defined.includes(false)) return false;
  if (a === null || b === null) {
    // Rounding took the value away: where the sides are equal exactly, that decides.
    return !defined.includes(null) && decideConstants(left, right) === "proved"
      ? isMetByEqual
      : null;
  }
  if (isZero) return a.sub(b).abs().lte(a.abs().add(1).mul(NEAR_A_ZERO)) ? isMetByEqual : null;
  const order = compareReals(left, right);
  if (order === null) return null;
  if (order === 0) return isMetByEqual;
  if (head === "Equal") return false;
  if (head === "NotEqual") return true;
  return order < 0 === head.startsWith("Less");
}
