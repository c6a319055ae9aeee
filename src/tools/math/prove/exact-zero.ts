import { AnsatzError } from "../../../core/errors.ts";
import { NormalForm } from "../exact/normal-form.ts";
import type { Expression } from "../expression/expression.ts";

/**
 * True when the exact normal form vanishes, so that the expression is zero wherever it is defined. The
 * symbols in `positive` are taken to be positive. False proves nothing.
 */
export function isExactlyZero(expression: Expression, _positive: ReadonlySet<string>): boolean {
  try {
    return new NormalForm().normalize(expression).numerator.isZero;
  } catch (error) {
    if (AnsatzError.isInstance(error) && error.code !== "timed_out") return false;
    throw error;
  }
}
