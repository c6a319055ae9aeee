import { isDeadEnd } from "../exact/deadline.ts";
import { differentiate } from "../expression/differentiate.ts";
import {
  argumentsOf,
  type Expression,
  headOf,
  isNumber,
  nodeCount,
  substitute,
  variablesOf,
  ZERO,
} from "../expression/expression.ts";
import { exactForm } from "../exact/exact-form.ts";
import { tidySigns } from "../expression/tidy-signs.ts";
import { dot, tidy, verdictOfZero } from "../matrix/matrix.ts";
import { reduceMatrix } from "../matrix/reduce.ts";
import { constantsOf, derivativesOf } from "../prove/differential-equation-proof.ts";
import type { DifferentialEquationQuery } from "../read/differential-equation-query.ts";

/**
 * What conditions make of the constants of a general solution of a linear equation: one solution, a family
 * that keeps some constants, or a contradiction. Null where that was not settled.
 */
export type Imposed =
  | { readonly kind: "solution"; readonly solution: Expression; readonly free: number }
  | { readonly kind: "contradiction" }
  | null;

export function imposeConditions(query: DifferentialEquationQuery, general: Expression): Imposed {
  const { conditions, variable } = query;
  const constants = constantsOf(query, general);
  const highest = Math.max(0, ...conditions.map(({ order }) => order));
  try {
    const derivatives = derivativesOf(general, variable, highest);
    const without = (expression: Expression): Expression =>
      constants.reduce<Expression>((all, name) => substitute(all, name, ZERO), expression);
    const rows = conditions.map(({ order, point, value }) => {
      const at = (expression: Expression): Expression =>
        evaluated(substitute(expression, variable, point));
      const derivative = derivatives[order] as Expression;
      return [
        ...constants.map((name) => at(differentiate(derivative, name))),
        evaluated(["Add", value, ["Negate", at(without(derivative))]]),
      ];
    });
    const { rows: reduced, pivots, divisors } = reduceMatrix(rows, constants.length);
    if (divisors.length > 0) return null;
    const rest = reduced
      .slice(pivots.length)
      .map((row) => verdictOfZero(row[constants.length] as Expression));
    // With letters in them the conditions may agree for some of their values.
    const contradicts = reduced
      .slice(pivots.length)
      .some(
        (row, k) =>
          rest[k] === "refuted" && variablesOf(row[constants.length] as Expression).length === 0,
      );
    if (contradicts) return { kind: "contradiction" };
    if (rest.includes("refuted")) return null;
    if (rest.includes("undecided")) return null;
    const kept = constants.filter((_, j) => !pivots.includes(j));
    const free = constants.map((name, j): Expression => (pivots.includes(j) ? ZERO : name));
    let solution = general;
    // Values go in under names of their own first, so that a constant kept is not replaced again.
    constants.forEach((name, j) => {
      const row = pivots.indexOf(j);
      if (row < 0) return;
      const entries = reduced[row] as readonly Expression[];
      const value = tidy([
        "Add",
        entries[constants.length] as Expression,
        ["Negate", dot(entries.slice(0, constants.length), free)],
      ]);
      solution = substitute(solution, name, value);
    });
    const renamed = kept.reduce<Expression>(
      (all, name, k) => substitute(all, name, `__c${k + 1}`),
      solution,
    );
    const named = kept.reduce<Expression>(
      (all, _, k) => substitute(all, `__c${k + 1}`, `c${k + 1}`),
      renamed,
    );
    return { kind: "solution", solution: shortest(named), free: kept.length };
  } catch (error) {
    if (isDeadEnd(error)) return null;
    throw error;
  }
}

/** A value at a point in its exact form where it has one. */
function evaluated(expression: Expression): Expression {
  for (const plain of [0, 1, -1] as const) {
    const value: Expression = plain < 0 ? ["Negate", { num: "1" }] : { num: String(plain) };
    if (verdictOfZero(["Add", expression, ["Negate", value]]) === "proved") return value;
  }
  return tidy(expression);
}

function shortest(expression: Expression): Expression {
  const cleaned = withoutZeros(tidySigns(expression));
  const exact = exactForm(cleaned);
  return exact !== null && nodeCount(exact) < nodeCount(cleaned) ? exact : cleaned;
}

/** Products with a factor 0 are left out, and numbers in fractions stand above and below: e^x/2. */
function withoutZeros(expression: Expression): Expression {
  if (!Array.isArray(expression)) return expression;
  const [head, ...parts] = expression as [string, ...Expression[]];
  const inner = parts.map(withoutZeros);
  if (head === "Multiply" && inner.some(isZero)) return ZERO;
  if (head === "Divide" && isZero(inner[0] as Expression)) return ZERO;
  const [first, ...others] = inner;
  if (head === "Multiply" && first !== undefined && headOf(first) === "Divide") {
    const [top, bottom] = argumentsOf(first) as [Expression, Expression];
    return tidySigns(["Divide", ["Multiply", top, ...others], bottom]);
  }
  if (head === "Multiply" && first !== undefined && headOf(first) === "Negate")
    return tidySigns(["Negate", withoutZeros(["Multiply", ...argumentsOf(first), ...others])]);
  return tidySigns([head, ...inner]);
}

const isZero = (part: Expression): boolean => isNumber(part) && part.num === "0";
