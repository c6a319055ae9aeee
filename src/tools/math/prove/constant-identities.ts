import { productOfTurns, turnsOf } from "../exact/angle-turns.ts";
import { isZeroSurd, surdExpression } from "../exact/surd.ts";
import { magnitudesAsRoots } from "../exact/magnitudes.ts";
import { type Expression, integer } from "../expression/expression.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { evaluateComplex } from "../numeric/evaluate-complex.ts";

/** Below this the sign of a value that is known to a few digits is not told. */
const CLEARLY_NOT_ZERO = 1e-2;

/**
 * Whether two constants whose values agree are the same number, where the normal form does not see it: equal
 * squares of values that are clearly no opposites, magnitudes written as roots, or angles that are arguments of
 * one positive number. `isZero` decides exactly; the caller has compared the values.
 */
export function areSameConstants(
  left: Expression,
  right: Expression,
  isZero: (difference: Expression) => boolean,
): "equal-squares" | "magnitudes" | "argument-of-product" | null {
  const difference: Expression = ["Add", left, ["Negate", right]];
  const rewritten = magnitudesAsRoots(difference);
  if (rewritten !== null && isZero(rewritten)) return "magnitudes";
  if (isArgumentOfOne(difference)) return "argument-of-product";
  const size = evaluateComplex(left, {})?.abs() ?? 0;
  if (size < CLEARLY_NOT_ZERO) return null;
  const squares: Expression[] = [left, right].map((side) => ["Power", side, integer(2)]);
  const [a, b] = squares as [Expression, Expression];
  return isZero(["Add", a, ["Negate", b]]) ? "equal-squares" : null;
}

/**
 * A sum of inverse circular functions and multiples of pi/12: the product of the vectors whose arguments they
 * are is a positive number, so the sum is a multiple of 2 pi, of which its value leaves 0 only.
 */
function isArgumentOfOne(difference: Expression): boolean {
  const turns = turnsOf(difference);
  const product = turns === null ? null : productOfTurns(turns);
  return (
    product !== null &&
    isZeroSurd(product.im) &&
    evaluateReal(surdExpression(product.re))?.gt("1e-20") === true
  );
}
