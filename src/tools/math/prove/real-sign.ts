import { Decimal } from "decimal.js";
import { exactForm } from "../exact/exact-form.ts";
import { fractionOf } from "../exact/fraction-of.ts";
import { type Expression, isNumber } from "../expression/expression.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { signOf } from "../numeric/evaluate-with-error.ts";
import { decideEqual } from "./decide-zero.ts";
import { isZeroByTripleAngle } from "./triple-angle.ts";

export type RealSign = -1 | 0 | 1;

/**
 * The sign of a real constant, however small: told by decimals whose error is followed, zero only where that
 * is proved. Null where it has no real value, or is too near to zero to tell and not proved to be zero.
 */
export function realSign(value: Expression): RealSign | null {
  if (isNumber(value)) return new Decimal(value.num).comparedTo(0) as RealSign;
  const found = signOf(value);
  if (found !== null) return found;
  const exact = fractionOf(value);
  if (exact !== null) return exact.compare(0) as RealSign;
  if (isProvedZero(value)) return 0;
  // The root of what rounding leaves of zero has no error that can be followed; in exact form it is gone.
  const form = exactForm(value);
  return form === null ? null : signOf(form);
}

/** The sign of a - b. */
export function compareReals(a: Expression, b: Expression): RealSign | null {
  return realSign(["Add", a, ["Negate", b]]);
}

/** The decimal value, which is zero exactly where the number is; null where that cannot be told. */
export function settledValue(expression: Expression): Decimal | null {
  const value = evaluateReal(expression);
  if (value === null || value.abs().gt(SURELY_NOT_ZERO)) return value;
  const sign = realSign(expression);
  if (sign === null) return null;
  return sign === 0 ? value.mul(0) : value;
}

/** Of what forty digits and more of a value near one leave when its parts cancel. */
const SURELY_NOT_ZERO = 1e-15;

function isProvedZero(value: Expression): boolean {
  const zero: Expression = { num: "0" };
  if (decideEqual(value, zero).verdict === "proved" || isZeroByTripleAngle(value)) return true;
  const form = exactForm(value);
  return form !== null && decideEqual(form, zero).verdict === "proved";
}
