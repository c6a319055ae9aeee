import { isDeadEnd } from "./deadline.ts";
import type { Expression } from "../expression/expression.ts";
import { NormalForm } from "./normal-form.ts";
import { rationalExpression } from "./to-expression.ts";

/** The expression written out from its exact normal form, or null when it has no short one. */
export function exactForm(expression: Expression): Expression | null {
  try {
    const form = new NormalForm();
    return rationalExpression(form, form.normalize(expression));
  } catch (error) {
    if (isDeadEnd(error)) return null;
    throw error;
  }
}
