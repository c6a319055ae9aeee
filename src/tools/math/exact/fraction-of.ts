import type { Fraction } from "fraction.js";
import { AnsatzError } from "../../../core/errors.ts";
import type { Expression } from "../expression/expression.ts";
import { NormalForm } from "./normal-form.ts";
import { asFraction } from "./rational-function.ts";

/** The exact value of an expression that is a rational number; null when it is not, or is too large. */
export function fractionOf(expression: Expression): Fraction | null {
  try {
    return asFraction(new NormalForm().normalize(expression));
  } catch (error) {
    if (AnsatzError.isInstance(error)) return null;
    throw error;
  }
}
