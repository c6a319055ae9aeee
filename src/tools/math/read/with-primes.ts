import { argumentsOf, type Expression, headOf, isFunction } from "../expression/expression.ts";

/** Shows derivatives as they are written by hand: `y''` for the second derivative of y, which is named `y_2` inside. */
export function withPrimes(expression: Expression, unknowns: readonly string[]): Expression {
  const primed = (name: string): string => {
    const [, base = "", order = ""] = /^(.+)_(\d+)$/.exec(name) ?? [];
    return unknowns.includes(base) ? base + "'".repeat(Number(order)) : name;
  };
  if (typeof expression === "string") return primed(expression);
  if (!isFunction(expression)) return expression;
  return [
    primed(headOf(expression)),
    ...argumentsOf(expression).map((part) => withPrimes(part, unknowns)),
  ];
}
