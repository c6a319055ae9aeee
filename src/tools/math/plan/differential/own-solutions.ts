import { exactForm } from "../../exact/exact-form.ts";
import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  mapHeads,
  substitute,
  variablesOf,
  ZERO,
} from "../../expression/expression.ts";
import { resolveSpecialAngles } from "../../prove/special-angles.ts";
import { constantsOf } from "../../prove/differential-equation-proof.ts";
import {
  derivativeName,
  type DifferentialEquationQuery,
} from "../../read/differential-equation-query.ts";
import type { ComputeContext } from "../outcome.ts";
import { clairautSolution, exactPotential } from "./exact-equation.ts";
import { differentiateOrNull, METHODS, type SlopeEquation } from "./first-order.ts";
import { reducedOrder } from "./second-order.ts";
import { invert, settled } from "./invert.ts";

const CONSTANT = "c1";

/** Solutions that may hold, one method after the other; `isEnough` stops when one of them was proved. */
export type Judge = (solutions: readonly Expression[]) => boolean;

/**
 * Closed forms of a nonlinear equation of the first order by the methods of the textbooks, with the condition
 * imposed where there is one. They are handed to the judge, who puts them into the equation.
 */
export async function offerSolutions(
  query: DifferentialEquationQuery,
  context: ComputeContext,
  isEnough: Judge,
): Promise<readonly Expression[]> {
  const relations: Expression[] = [];
  if (variablesOf(query.equation).some((name) => /^c\d+$/.test(name))) return relations;
  if (query.order === 2 && query.conditions.length === 0)
    await reducedOrder(query, context, isEnough);
  if (query.order !== 1 || query.conditions.length > 1) return relations;
  const offer = (solutions: readonly Expression[]): boolean =>
    solutions.length > 0 && isEnough(context.proving(() => imposed(query, solutions)));
  const lines = context.proving(() => clairautSolution(query));
  if (lines !== null && offer([lines])) return relations;
  for (const slope of context.proving(() => slopesOf(query))) {
    const equation: SlopeEquation = { ...query, slope, constant: CONSTANT };
    for (const method of METHODS) {
      const { solutions, potentials } = await method(equation, context);
      relations.push(...potentials);
      if (offer(solutions)) return relations;
      // Whatever separates has no other solutions by the methods after it.
      if (potentials.length > 0) break;
    }
  }
  const equation: SlopeEquation = { ...query, slope: ZERO, constant: CONSTANT };
  for (const { rest, lead } of context.proving(() => differentialForms(query))) {
    const found = await exactPotential(rest, lead, equation, context, relations.length === 0);
    relations.push(...found.potentials);
    if (offer(found.solutions)) break;
  }
  return relations;
}

/** Each solution with its constant chosen so that the condition holds; as it is where there is no condition. */
function imposed(
  query: DifferentialEquationQuery,
  solutions: readonly Expression[],
): readonly Expression[] {
  const [condition] = query.conditions;
  if (condition === undefined) return solutions;
  if (condition.order !== 0) return [];
  return solutions.flatMap((solution) => {
    if (!constantsOf(query, solution).includes(CONSTANT)) return [];
    const at = settled(substitute(solution, query.variable, condition.point));
    return invert(at, CONSTANT, condition.value).map((value) =>
      settled(substitute(solution, CONSTANT, withKnownValues(value))),
    );
  });
}

/** Constants in their exact forms: pi/4 for atan(1), 1 for sqrt(1). */
function withKnownValues(expression: Expression): Expression {
  return resolveSpecialAngles(
    mapHeads(expression, (node) =>
      variablesOf(node).length === 0 ? (exactForm(node) ?? node) : node,
    ),
  );
}

/** M and N of an equation M + N y' = 0 as it was written. */
function linearInSlope({
  equation,
  unknown,
}: DifferentialEquationQuery): { rest: Expression; lead: Expression } | null {
  const first = derivativeName(unknown, 1);
  const [left, right] = argumentsOf(equation) as [Expression, Expression];
  const residual: Expression = ["Add", left, ["Negate", right]];
  const lead = differentiateOrNull(residual, first);
  return lead === null || contains(lead, first)
    ? null
    : { lead, rest: settled(substitute(residual, first, ZERO)) };
}

/** M + N y' = 0 as it was written, and with the denominator of y' for N. */
function differentialForms(
  query: DifferentialEquationQuery,
): { rest: Expression; lead: Expression }[] {
  const written = linearInSlope(query);
  if (written === null) return [];
  const slope = settled(["Negate", ["Divide", written.rest, written.lead]]);
  const [above, below] = argumentsOf(slope) as [Expression, Expression];
  return headOf(slope) === "Divide"
    ? [written, { rest: ["Negate", above], lead: below }]
    : [written];
}

/** y' as functions of x and y, of an equation that has degree one or two in it. */
function slopesOf(query: DifferentialEquationQuery): Expression[] {
  const parts = linearInSlope(query);
  if (parts !== null) return [settled(["Negate", ["Divide", parts.rest, parts.lead]])];
  const first = derivativeName(query.unknown, 1);
  const [left, right] = argumentsOf(query.equation) as [Expression, Expression];
  return invert(["Add", left, ["Negate", right]], first, ZERO);
}
