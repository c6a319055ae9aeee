import { type Expression, headOf, isFunction } from "../expression/expression.ts";

/** A product, kept flat. */
export function multiply(left: Expression, right: Expression): Expression {
  return headOf(left) === "Multiply" && isFunction(left)
    ? [...left, right]
    : ["Multiply", left, right];
}
