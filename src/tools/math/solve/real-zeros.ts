import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  integer,
  isNumber,
} from "../expression/expression.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { solveByInverse } from "./solve-by-inverse.ts";
import { solveBySubstitution } from "./solve-by-substitution.ts";
import { solvePolynomialEquation } from "./solve-equation.ts";
import { solveSquareRoot } from "./solve-square-root.ts";

/** All real zeros of left - right, exactly; null when they cannot be established or repeat forever. */
export function realZeros(
  left: Expression,
  right: Expression,
  variable: string,
): Expression[] | null {
  const polynomial = solvePolynomialEquation(left, right, variable);
  if (polynomial !== null) {
    if (polynomial.isIdentity) return [];
    if (!polynomial.isExact || !polynomial.isComplete) return null;
    return polynomial.roots.filter((root) => evaluateReal(root) !== null);
  }
  const rooted = solveSquareRoot(left, right, variable);
  if (rooted !== null) return rooted.filter((root) => evaluateReal(root) !== null);
  const substituted = solveBySubstitution(left, right, variable);
  if (substituted !== null) return substituted.isPeriodic ? null : [...substituted.roots];
  const inverted = solveByInverse(left, right, variable);
  if (inverted !== null) return inverted.period === null ? [...inverted.roots] : null;
  return zerosOfFactors(left, right, variable);
}

/** A product is zero where a factor is; the equation must be written as a product against zero. */
function zerosOfFactors(
  left: Expression,
  right: Expression,
  variable: string,
): Expression[] | null {
  if (headOf(left) !== "Multiply" || !isNumber(right) || right.num !== "0") return null;
  const zeros: Expression[] = [];
  for (const factor of argumentsOf(left)) {
    if (!contains(factor, variable)) continue;
    const found = realZeros(factor, integer(0), variable);
    if (found === null) return null;
    zeros.push(...found);
  }
  return zeros;
}

/** Heads that are continuous wherever they have a real value. */
const CONTINUOUS = new Set([
  "Add",
  "Negate",
  "Multiply",
  "Abs",
  "Max",
  "Min",
  "Exp",
  "Arctan",
  "Sinh",
  "Cosh",
  "Tanh",
]);

/**
 * Points that part the real line into pieces on which an expression is continuous, or has no real value at
 * all: zeros of denominators, arguments of logarithms, and what stands under roots. Null when the
 * expression has a function whose breaks are not known here, or when a zero cannot be found exactly.
 */
export function breakingPoints(expression: Expression, variable: string): Expression[] | null {
  if (!contains(expression, variable)) return [];
  if (expression === variable) return [];
  const head = headOf(expression);
  const parts = argumentsOf(expression);
  const zeros: Expression[] = [];
  const addZerosOf = (part: Expression): boolean => {
    if (!contains(part, variable)) return true;
    const found = realZeros(part, integer(0), variable);
    if (found === null) return false;
    zeros.push(...found);
    return true;
  };
  const [first, second] = parts as [Expression, Expression];
  if (head === "Divide") {
    if (!addZerosOf(second)) return null;
  } else if (
    head === "Sqrt" ||
    ((head === "Ln" || head === "Lg" || head === "Lb") && parts.length === 1)
  ) {
    if (!addZerosOf(first)) return null;
  } else if (head === "Power") {
    const isWhole = isNumber(second) && /^\d+$/.test(second.num);
    const isExponential = !contains(first, variable) && (evaluateReal(first)?.gt(0) ?? false);
    if (!isWhole && !isExponential && (contains(second, variable) || !addZerosOf(first)))
      return null;
  } else if (!CONTINUOUS.has(head)) return null;
  for (const part of parts) {
    const inner = breakingPoints(part, variable);
    if (inner === null) return null;
    zeros.push(...inner);
  }
  return zeros;
}
