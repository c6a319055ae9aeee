import { isDeadEnd } from "./deadline.ts";
import type { Fraction } from "fraction.js";
import type { Expression } from "../expression/expression.ts";
import { NormalForm } from "./normal-form.ts";
import { asFraction } from "./rational-function.ts";

/** The exact value of an expression that is a rational number; null when it is not, or is too large. */
export function fractionOf(expression: Expression): Fraction | null {
  try {
    return asFraction(new NormalForm().normalize(expression));
  } catch (error) {
    if (isDeadEnd(error)) return null;
    throw error;
  }
}
