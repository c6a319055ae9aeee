import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  isFunction,
  substitute,
  variablesOf,
} from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { decideEqual } from "../prove/decide-zero.ts";
import { decideRoot } from "./decide-root.ts";
import { solvePolynomialEquation } from "./solve-equation.ts";

/**
 * All solutions of an equation with one square root of the unknown: isolated and squared, solved as a
 * polynomial, and the roots that squaring let in sorted out by substitution. Complete because squaring
 * loses no root. Null when the equation is not of that shape, when a root stays undecided, and with further
 * symbols, on whose signs it would depend which roots hold.
 */
export function solveSquareRoot(
  left: Expression,
  right: Expression,
  variable: string,
): Expression[] | null {
  const difference: Expression = ["Add", left, ["Negate", right]];
  if (variablesOf(difference).some((name) => name !== variable)) return null;
  const roots = squareRootsIn(difference, variable);
  if (roots.length !== 1) return null;
  const root = roots[0] as Expression;
  const mark = "__root";
  const linear = replaceNode(difference, root, mark);
  // difference = a + b root with a, b free of it; then a^2 - b^2 radicand = 0.
  const a = substitute(linear, mark, { num: "0" });
  const b: Expression = ["Add", substitute(linear, mark, { num: "1" }), ["Negate", a]];
  const isLinear = decideEqual(linear, ["Add", a, ["Multiply", b, mark]]);
  if (isLinear.verdict !== "proved") return null;
  const radicand = argumentsOf(root)[0] as Expression;
  const solution = solvePolynomialEquation(
    ["Power", a, { num: "2" }],
    ["Multiply", ["Power", b, { num: "2" }], radicand],
    variable,
  );
  if (solution === null || !solution.isExact || solution.isIdentity) return null;
  const verdicts = solution.roots.map((candidate) => decideRoot(left, right, variable, candidate));
  if (verdicts.includes("undecided")) return null;
  return solution.roots.filter((_, index) => verdicts[index] === "proved");
}

function squareRootsIn(expression: Expression, variable: string): Expression[] {
  const found = new Map<string, Expression>();
  const visit = (node: Expression): void => {
    if (headOf(node) === "Sqrt" && contains(node, variable)) found.set(printPlain(node), node);
    else for (const part of argumentsOf(node)) visit(part);
  };
  visit(expression);
  return [...found.values()];
}

function replaceNode(expression: Expression, target: Expression, replacement: string): Expression {
  if (printPlain(expression) === printPlain(target)) return replacement;
  if (!isFunction(expression)) return expression;
  return [
    expression[0],
    ...argumentsOf(expression).map((part) => replaceNode(part, target, replacement)),
  ];
}
