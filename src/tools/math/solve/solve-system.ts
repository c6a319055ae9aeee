import { isDeadEnd } from "../exact/deadline.ts";
import { NormalForm } from "../exact/normal-form.ts";
import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  substitute,
  variablesOf,
} from "../expression/expression.ts";
import { rationalExpression } from "../exact/to-expression.ts";
import { decideEqual } from "../prove/decide-zero.ts";
import { coefficientsIn, solvePolynomialEquation } from "./solve-equation.ts";

export interface SystemSolution {
  readonly solutions: readonly Readonly<Record<string, Expression>>[];
  readonly isComplete: boolean;
  readonly method: string;
  readonly detail: string;
  readonly conditions: readonly string[];
}

const MAX_UNKNOWNS = 8;

/**
 * Solves polynomial systems by elimination: an equation of degree one in some unknown (with a constant
 * coefficient) gives that unknown, which is put into the others; the last equation in one unknown is
 * solved exactly. Each solution is substituted into every equation. Null when this does not reach an end.
 */
export function solveSystem(
  equations: readonly Expression[],
  unknowns: readonly string[],
): SystemSolution | null {
  if (unknowns.length > MAX_UNKNOWNS || equations.length > 2 * MAX_UNKNOWNS) return null;
  const differences = equations.map((equation): Expression => {
    const [left, right] = argumentsOf(equation) as [Expression, Expression];
    return ["Add", left, ["Negate", right]];
  });
  const found = eliminate(differences, unknowns);
  if (found === null) return null;
  for (const solution of found)
    for (const difference of differences) {
      let value = difference;
      for (const [name, replacement] of Object.entries(solution))
        value = substitute(value, name, replacement);
      if (decideEqual(value, { num: "0" }).verdict !== "proved") return null;
    }
  const hasParameters = equations.some((equation) =>
    variablesOf(equation).some((name) => !unknowns.includes(name)),
  );
  if (found.length === 0 && hasParameters) return null;
  return {
    solutions: found,
    isComplete: !hasParameters,
    method: "eliminate-and-substitute",
    detail:
      found.length === 0
        ? "Elimination leaves an equation without a solution."
        : "The unknowns were eliminated one by one without losing a solution, and every solution was substituted into every equation.",
    conditions: [],
  };
}

type Assignment = Readonly<Record<string, Expression>>;

function eliminate(
  differences: readonly Expression[],
  unknowns: readonly string[],
): Assignment[] | null {
  const rest: Expression[] = [];
  for (const difference of differences) {
    const decision = decideEqual(difference, { num: "0" });
    if (decision.verdict === "proved") continue;
    if (!unknowns.some((name) => contains(difference, name))) {
      // A constant that is not zero: no solution. With other symbols it is a condition; not handled here.
      return variablesOf(difference).length === 0 && decision.verdict === "refuted" ? [] : null;
    }
    rest.push(simplified(difference) ?? difference);
  }
  if (unknowns.length === 0) return rest.length === 0 ? [{}] : null;
  if (rest.length === 0) return null;
  if (unknowns.length === 1) return solveLast(rest, unknowns[0] as string);
  const pick = pickLinear(rest, unknowns);
  if (pick !== null) {
    const others = rest
      .filter((_, index) => index !== pick.equation)
      .map((difference) => substitute(difference, pick.unknown, pick.value));
    const inner = eliminate(
      others,
      unknowns.filter((name) => name !== pick.unknown),
    );
    return (
      inner?.map((assignment) => ({
        ...assignment,
        [pick.unknown]: applyAll(pick.value, assignment),
      })) ?? null
    );
  }
  return eliminateByRoots(rest, unknowns);
}

/** An equation in one unknown alone is solved, and each root is carried into the others. */
function eliminateByRoots(
  rest: readonly Expression[],
  unknowns: readonly string[],
): Assignment[] | null {
  for (const [index, difference] of rest.entries()) {
    const involved = unknowns.filter((name) => contains(difference, name));
    if (involved.length !== 1) continue;
    const unknown = involved[0] as string;
    const solution = solvePolynomialEquation(difference, { num: "0" }, unknown);
    if (solution === null || !solution.isExact) return null;
    const all: Assignment[] = [];
    for (const root of solution.roots) {
      const others = rest
        .filter((_, other) => other !== index)
        .map((item) => substitute(item, unknown, root));
      const inner = eliminate(
        others,
        unknowns.filter((name) => name !== unknown),
      );
      if (inner === null) return null;
      all.push(...inner.map((assignment) => ({ ...assignment, [unknown]: root })));
    }
    return all;
  }
  return null;
}

function solveLast(rest: readonly Expression[], unknown: string): Assignment[] | null {
  const solution = solvePolynomialEquation(rest[0] as Expression, { num: "0" }, unknown);
  if (solution === null || !solution.isExact || solution.isIdentity) return null;
  const others = rest.slice(1);
  // With further symbols an equation left over is a condition on them, not a contradiction.
  if (
    others.length > 0 &&
    rest.some((difference) => variablesOf(difference).some((name) => name !== unknown))
  )
    return null;
  const verdicts = solution.roots.flatMap((root) =>
    others.map(
      (difference) => decideEqual(substitute(difference, unknown, root), { num: "0" }).verdict,
    ),
  );
  // An undecided check could drop a true solution, so the whole elimination is given up.
  if (verdicts.includes("undecided")) return null;
  return solution.roots
    .filter((root) =>
      others.every(
        (difference) =>
          decideEqual(substitute(difference, unknown, root), { num: "0" }).verdict === "proved",
      ),
    )
    .map((root) => ({ [unknown]: root }));
}

function applyAll(value: Expression, assignment: Assignment): Expression {
  let result = value;
  for (const [name, replacement] of Object.entries(assignment))
    result = substitute(result, name, replacement);
  return simplified(result) ?? result;
}

function simplified(expression: Expression): Expression | null {
  try {
    const form = new NormalForm();
    return rationalExpression(form, form.normalize(expression));
  } catch (error) {
    if (isDeadEnd(error)) return null;
    throw error;
  }
}

/** An equation of degree one in an unknown whose coefficient has no unknown in it. */
function pickLinear(
  rest: readonly Expression[],
  unknowns: readonly string[],
): { equation: number; unknown: string; value: Expression } | null {
  for (const [equation, difference] of rest.entries())
    for (const unknown of unknowns) {
      if (!contains(difference, unknown) || headOf(difference) === "") continue;
      const coefficient = linearCoefficient(difference, unknown, unknowns);
      if (!coefficient) continue;
      const solution = solvePolynomialEquation(difference, { num: "0" }, unknown);
      const value = solution?.roots[0];
      if (
        solution !== null &&
        solution.isExact &&
        solution.roots.length === 1 &&
        value !== undefined
      )
        return { equation, unknown, value };
    }
  return null;
}

function linearCoefficient(
  difference: Expression,
  unknown: string,
  unknowns: readonly string[],
): boolean {
  try {
    const form = new NormalForm();
    const value = form.normalize(difference);
    const index = form.indexOfVariable(unknown);
    if (index === null || value.denominator.asConstant() === null) return false;
    const used = [...value.numerator.generators()];
    if (used.some((generator) => generator !== index && form.dependsOn(generator, index)))
      return false;
    const coefficients = coefficientsIn(value.numerator, index);
    const lead = coefficients[1];
    if (coefficients.length !== 2 || lead === undefined) return false;
    const indexes = unknowns
      .map((name) => form.indexOfVariable(name))
      .filter((found) => found !== null);
    return [...lead.generators()].every((generator) =>
      indexes.every((other) => !form.dependsOn(generator, other)),
    );
  } catch (error) {
    if (isDeadEnd(error)) return false;
    throw error;
  }
}
