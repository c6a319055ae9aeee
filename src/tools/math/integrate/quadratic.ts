import { differentiate } from "../expression/differentiate.ts";
import { contains, type Expression, integer, substitute, ZERO } from "../expression/expression.ts";
import { isPolynomialIn } from "./linear.ts";
import { settled } from "./tidy.ts";

const two = integer(2);

/** `a x^2 + b x + c`. */
export interface Quadratic {
  readonly a: Expression;
  readonly b: Expression;
  readonly c: Expression;
}

/** The coefficients of a polynomial of degree 2 or less; null for anything else. */
export function quadraticIn(expression: Expression, variable: string): Quadratic | null {
  if (!isPolynomialIn(expression, variable)) return null;
  const slope = settled(differentiate(expression, variable));
  const curve = settled(differentiate(slope, variable));
  if (contains(curve, variable)) return null;
  const at = (node: Expression): Expression => settled(substitute(node, variable, ZERO));
  return { a: settled(["Divide", curve, two]), b: at(slope), c: at(expression) };
}
