import { exactForm } from "../exact/exact-form.ts";
import { differentiate } from "../expression/differentiate.ts";
import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  isFunction,
  isNumber,
  substitute,
  ZERO,
} from "../expression/expression.ts";
import { settled } from "./tidy.ts";

/** `slope * variable + offset`. */
export interface Linear {
  readonly slope: Expression;
  readonly offset: Expression;
}

const POLYNOMIAL_HEADS: ReadonlySet<string> = new Set(
  "Add Multiply Divide Negate Power".split(" "),
);

/** The parts of an expression that is linear in the variable with a slope that is not zero; else null. */
export function linearIn(expression: Expression, variable: string): Linear | null {
  if (expression === variable) return { slope: { num: "1" }, offset: ZERO };
  if (!contains(expression, variable) || !isPolynomialIn(expression, variable)) return null;
  const slope = settled(differentiate(expression, variable));
  if (contains(slope, variable) || (isNumber(slope) && slope.num === "0")) return null;
  const offset = substitute(expression, variable, ZERO);
  return { slope, offset: exactForm(offset) ?? offset };
}

/** No function of the variable but sums, products, quotients and powers. */
export function isPolynomialIn(node: Expression, variable: string): boolean {
  if (!isFunction(node) || !contains(node, variable)) return true;
  return (
    POLYNOMIAL_HEADS.has(headOf(node)) &&
    argumentsOf(node).every((part) => isPolynomialIn(part, variable))
  );
}
