import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  substitute,
  variablesOf,
  ZERO,
} from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { decideEqual } from "../prove/decide-zero.ts";
import { solvePolynomialEquation } from "../solve/solve-equation.ts";

/** What stands below a fraction line anywhere in an expression and holds the variable. */
export function denominatorsIn(expression: Expression, variable: string): Expression[] {
  const parts = argumentsOf(expression);
  const below = parts[1];
  const isNegativePower =
    headOf(expression) === "Power" && below !== undefined && headOf(below) === "Negate";
  const own =
    headOf(expression) === "Divide" && below !== undefined
      ? [below]
      : isNegativePower
        ? [parts[0] as Expression]
        : [];
  return [
    ...own.filter((part) => contains(part, variable)),
    ...parts.flatMap((part) => denominatorsIn(part, variable)),
  ];
}

/**
 * The real values of the variable for which a denominator is zero, exact and without repetition; null where
 * one of the denominators is no polynomial with zeros that can be written down.
 */
export function placesWithoutValue(expression: Expression, variable: string): Expression[] | null {
  const found = new Map<string, Expression>();
  for (const denominator of denominatorsIn(expression, variable)) {
    if (variablesOf(denominator).length !== 1) return null;
    const zeros = solvePolynomialEquation(denominator, ZERO, variable);
    if (zeros === null || !zeros.isExact) return null;
    for (const root of zeros.roots) {
      if (evaluateReal(root) === null) continue;
      if (decideEqual(substitute(denominator, variable, root), ZERO).verdict !== "proved")
        return null;
      found.set(printPlain(root), root);
    }
  }
  return [...found.values()].toSorted(
    (a, b) => (evaluateReal(a)?.toNumber() ?? 0) - (evaluateReal(b)?.toNumber() ?? 0),
  );
}
