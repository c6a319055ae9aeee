import { AnsatzError } from "../../../core/errors.ts";
import { exactForm } from "../exact/exact-form.ts";
import { differentiate } from "../expression/differentiate.ts";
import type { Expression } from "../expression/expression.ts";

/** The derivative in exact form, or null where there is no rule for a function or no short form. */
export function exactDerivative(expression: Expression, variable: string): Expression | null {
  try {
    return exactForm(differentiate(expression, variable));
  } catch (error) {
    if (AnsatzError.isInstance(error) && error.code !== "timed_out") return null;
    throw error;
  }
}
