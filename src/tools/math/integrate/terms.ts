import { argumentsOf, contains, type Expression, headOf, ONE } from "../expression/expression.ts";
import { tidySigns } from "../expression/tidy-signs.ts";
import { settled, tidyRational, wholeOf } from "./tidy.ts";

/** The terms of a sum, its quotients multiplied out: `(a + b)/c` has the terms a/c and b/c. */
export function termsOf(expression: Expression): Expression[] {
  const tidied = tidyRational(expression) ?? expression;
  const split = (node: Expression): Expression[] => {
    const [first, second] = argumentsOf(node) as [Expression, Expression];
    switch (headOf(node)) {
      case "Add":
        return argumentsOf(node).flatMap(split);
      case "Negate":
        return split(first).map((term) => tidySigns(["Negate", term]));
      case "Divide":
        return split(first).map(
          (term) => tidyRational(["Divide", term, second]) ?? ["Divide", term, second],
        );
      default:
        return [node];
    }
  };
  return split(tidied);
}

/** A product apart: what does not depend on the variable, and the factors that do, quotients as powers of -1. */
export function factorsOf(
  expression: Expression,
  variable: string,
): { readonly constant: Expression; readonly factors: readonly Expression[] } {
  const constants: Expression[] = [];
  const factors: Expression[] = [];
  const visit = (node: Expression, isBelow: boolean): void => {
    const [first, second] = argumentsOf(node) as [Expression, Expression];
    if (headOf(node) === "Multiply")
      return argumentsOf(node).forEach((part) => visit(part, isBelow));
    if (headOf(node) === "Negate") {
      constants.push(["Negate", ONE]);
      return visit(first, isBelow);
    }
    if (headOf(node) === "Divide") {
      visit(first, isBelow);
      return visit(second, !isBelow);
    }
    const whole = headOf(node) === "Power" ? wholeOf(second) : null;
    const factor: Expression = !isBelow
      ? node
      : whole !== null
        ? ["Power", first, whole < 0 ? { num: String(-whole) } : ["Negate", { num: String(whole) }]]
        : ["Power", node, ["Negate", ONE]];
    (contains(node, variable) ? factors : constants).push(factor);
  };
  visit(expression, false);
  return { constant: productOf(constants), factors };
}

export function productOf(factors: readonly Expression[]): Expression {
  return factors.length === 0
    ? ONE
    : factors.length === 1
      ? (factors[0] as Expression)
      : ["Multiply", ...factors];
}

const HALF: Expression = ["Divide", ONE, { num: "2" }];

/** A factor as a power, whole powers of powers and roots taken together: `(f^r)^(-1)` is `f^(-r)`. */
export function asPower(factor: Expression): {
  readonly base: Expression;
  readonly exponent: Expression;
} {
  const [first, second] = argumentsOf(factor) as [Expression, Expression];
  if (headOf(factor) === "Sqrt") return { base: first, exponent: HALF };
  if (headOf(factor) !== "Power") return { base: factor, exponent: ONE };
  const inner = wholeOf(second) === null ? null : asPower(first);
  return inner === null || inner.exponent === ONE
    ? { base: first, exponent: second }
    : { base: inner.base, exponent: settled(["Multiply", inner.exponent, second]) };
}
