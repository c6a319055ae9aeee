import {
  argumentsOf,
  contains,
  type Expression,
  substitute,
  variablesOf,
  ZERO,
} from "../../expression/expression.ts";
import { decideEqual } from "../../prove/decide-zero.ts";
import {
  derivativeName,
  type DifferentialEquationQuery,
} from "../../read/differential-equation-query.ts";
import type { ComputeContext } from "../outcome.ts";
import { differentiateOrNull, type Found, NOTHING, type SlopeEquation } from "./first-order.ts";
import { antiderivative, exponentialOf } from "./integrals.ts";
import { invert, settled } from "./invert.ts";

/** y = x y' + g(y') has the lines y = c x + g(c); null for any other equation. */
export function clairautSolution(query: DifferentialEquationQuery): Expression | null {
  const { equation, unknown, variable } = query;
  const first = derivativeName(unknown, 1);
  const [left, right] = argumentsOf(equation) as [Expression, Expression];
  const residual: Expression = ["Add", left, ["Negate", right]];
  const lead = differentiateOrNull(residual, unknown);
  if (
    lead === null ||
    variablesOf(lead).length > 0 ||
    decideEqual(lead, ZERO).verdict !== "refuted"
  )
    return null;
  const rest = settled(["Divide", ["Negate", substitute(residual, unknown, ZERO)], lead]);
  const slope = differentiateOrNull(rest, variable);
  if (slope === null || decideEqual(slope, first).verdict !== "proved") return null;
  return settled(substitute(rest, first, "c1"));
}

/** M + N y' = 0, exact as it stands or, where it may be, after a factor that depends on one of the two names: F(x, y) = c. */
export async function exactPotential(
  constantPart: Expression,
  lead: Expression,
  { variable, unknown, constant }: SlopeEquation,
  context: ComputeContext,
  mayHaveFactor: boolean,
): Promise<Found> {
  const scaledParts = await closedForm(
    constantPart,
    lead,
    variable,
    unknown,
    context,
    mayHaveFactor,
  );
  if (scaledParts === null) return NOTHING;
  const [m, n] = scaledParts;
  const first = await antiderivative(m, variable, context);
  if (first === null) return NOTHING;
  const left = context.proving(() => {
    const inUnknown = differentiateOrNull(first, unknown);
    return inUnknown === null ? null : settled(["Add", n, ["Negate", inUnknown]]);
  });
  const second =
    left === null || contains(left, variable) ? null : await antiderivative(left, unknown, context);
  if (second === null) return NOTHING;
  return context.proving(() => {
    const potential = settled(["Add", first, second]);
    return { solutions: invert(potential, unknown, constant), potentials: [potential] };
  });
}

async function closedForm(
  m: Expression,
  n: Expression,
  variable: string,
  unknown: string,
  context: ComputeContext,
  mayHaveFactor: boolean,
): Promise<readonly [Expression, Expression] | null> {
  const turn = context.proving(() => {
    const [a, b] = [differentiateOrNull(m, unknown), differentiateOrNull(n, variable)];
    return a === null || b === null ? null : settled(["Add", a, ["Negate", b]]);
  });
  if (turn === null) return null;
  if (context.proving(() => decideEqual(turn, ZERO).verdict) === "proved") return [m, n];
  if (!mayHaveFactor) return null;
  for (const [rate, name, other] of [
    [settled(["Divide", turn, n]), variable, unknown],
    [settled(["Negate", ["Divide", turn, m]]), unknown, variable],
  ] as const) {
    if (contains(rate, other)) continue;
    const exponent = await antiderivative(rate, name, context);
    if (exponent === null) continue;
    const factor = exponentialOf(exponent);
    return [settled(["Multiply", factor, m]), settled(["Multiply", factor, n])];
  }
  return null;
}
