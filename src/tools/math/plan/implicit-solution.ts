import { isDeadEnd } from "../exact/deadline.ts";
import { differentiate } from "../expression/differentiate.ts";
import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  nodeCount,
  substitute,
  variablesOf,
  ZERO,
} from "../expression/expression.ts";
import { printLatex } from "../expression/print-latex.ts";
import { printPlain } from "../expression/print-plain.ts";
import { tidy } from "../matrix/matrix.ts";
import { decideEqual } from "../prove/decide-zero.ts";
import { isDefinedReal } from "../prove/defined-at.ts";
import { undefinedPart } from "../prove/undefined-part.ts";
import {
  derivativeName,
  type DifferentialEquationQuery,
} from "../read/differential-equation-query.ts";
import { EXACT } from "./candidates.ts";
import { engineQuestion } from "./differential-equation-question.ts";
import type { CandidateAnswer, ComputeContext, Outcome } from "./outcome.ts";
import { firstProved } from "./portfolio.ts";

const CONSTANT = "c1";

/**
 * A relation F(x, y) = c1 for an equation of the first order that was not solved for y, from potentials that are known or from an engine. Along each curve
 * F(x, y) = c1 the derivative F_x + F_y y' vanishes: that is checked exactly with y' taken from the equation.
 */
export async function implicitSolution(
  query: DifferentialEquationQuery,
  potentials: readonly Expression[],
  context: ComputeContext,
): Promise<Outcome | null> {
  const { order, unknown, variable } = query;
  if (order !== 1 || query.conditions.length > 1) return null;
  const slope = context.proving(() => slopeOf(query));
  if (slope === null || variablesOf(query.equation).includes(CONSTANT)) return null;
  const relations = potentials.map((potential): Expression => ["Equal", potential, CONSTANT]);
  const own = context.proving(() => bestRelation(query, slope, relations, EXACT));
  const found =
    own ??
    (await firstProved(
      context,
      {
        ...engineQuestion({ ...query, conditions: [] }, "dsolve-implicit"),
        variables: [variable, unknown],
      },
      (candidates, engine) => bestRelation(query, slope, candidates, engine),
      "exact-check",
    ));
  if (found === null) return null;
  const relation = context.proving(() => withCondition(query, slope, found.expression));
  if (relation === null) return null;
  const plain = printPlain(relation);
  return {
    kind: "answer",
    value: { kind: "expression", plain },
    short: plain,
    plain,
    latex: printLatex(relation),
    certificate: found.certificate,
    engine: found.engine,
    pods: [
      {
        id: "form",
        title: "Form",
        plain: `An implicit solution: ${unknown} as a function of ${variable} is what this relation says.`,
      },
    ],
  };
}

/** y' as a function of x and y, where the equation is linear in it. */
function slopeOf({ equation, unknown }: DifferentialEquationQuery): Expression | null {
  const first = derivativeName(unknown, 1);
  const [left, right] = argumentsOf(equation) as [Expression, Expression];
  const residual: Expression = ["Add", left, ["Negate", right]];
  try {
    const lead = tidy(differentiate(residual, first));
    if (contains(lead, first)) return null;
    return ["Negate", ["Divide", substitute(residual, first, ZERO), lead]];
  } catch (error) {
    if (isDeadEnd(error)) return null;
    throw error;
  }
}

function bestRelation(
  query: DifferentialEquationQuery,
  slope: Expression,
  candidates: readonly Expression[],
  engine: string,
): CandidateAnswer | null {
  const { unknown, variable } = query;
  let best: CandidateAnswer | null = null;
  for (const candidate of candidates) {
    const potential = potentialOf(candidate);
    if (potential === null || contains(potential, CONSTANT) || !contains(potential, unknown))
      continue;
    const verdict = isConserved(potential, slope, variable, unknown);
    if (verdict === "refuted") continue;
    if (best !== null && nodeCount(potential) >= nodeCount(best.expression)) continue;
    best = {
      expression: potential,
      engine,
      certificate: {
        grade: verdict === "proved" ? "exact-check" : "numeric-check",
        method: "implicit-residual",
        detail: `With F for the left side, F_${variable} + F_${unknown} ${unknown}' vanishes ${verdict === "proved" ? "exactly" : "at the sample points"} when ${unknown}' is taken from the equation, so F is constant along every solution. Solutions where F or what was divided by has no value may be missing.`,
        engines: [...new Set([engine, EXACT])],
      },
    };
  }
  return best;
}

/** F of a relation F = c1, c1 = F, or F - c1 = 0 with c1 alone as a term. */
function potentialOf(relation: Expression): Expression | null {
  if (headOf(relation) !== "Equal") return null;
  const [left, right] = argumentsOf(relation) as [Expression, Expression];
  const difference: Expression = ["Add", left, ["Negate", right]];
  const weight = decideEqual(differentiateSafely(difference, CONSTANT) ?? ZERO, { num: "1" });
  const opposite = decideEqual(differentiateSafely(difference, CONSTANT) ?? ZERO, [
    "Negate",
    { num: "1" },
  ]);
  const rest = substitute(difference, CONSTANT, ZERO);
  if (weight.verdict === "proved") return tidy(["Negate", rest]);
  return opposite.verdict === "proved" ? tidy(rest) : null;
}

function differentiateSafely(expression: Expression, name: string): Expression | null {
  try {
    return differentiate(expression, name);
  } catch (error) {
    if (isDeadEnd(error)) return null;
    throw error;
  }
}

function isConserved(
  potential: Expression,
  slope: Expression,
  variable: string,
  unknown: string,
): "proved" | "agrees" | "refuted" {
  const [inX, inY] = [variable, unknown].map((name) => differentiateSafely(potential, name));
  if (inX === null || inY === null || inX === undefined || inY === undefined) return "refuted";
  if (decideEqual(inY, ZERO).verdict !== "refuted") return "refuted";
  const decision = decideEqual(["Add", inX, ["Multiply", inY, slope]], ZERO);
  if (decision.verdict === "proved") return "proved";
  return decision.verdict === "undecided" && decision.agreesNumerically && decision.points >= 5
    ? "agrees"
    : "refuted";
}

/**
 * F(x, y) = c1, or the value of F at the point of the condition. Null where F or y' has no real value there, or
 * F_y is zero: then no function is said to go through the point.
 */
function withCondition(
  { unknown, variable, conditions }: DifferentialEquationQuery,
  slope: Expression,
  potential: Expression,
): Expression | null {
  const [condition] = conditions;
  if (condition === undefined) return ["Equal", potential, CONSTANT];
  if (condition.order !== 0) return null;
  const at = (expression: Expression): Expression =>
    substitute(substitute(expression, variable, condition.point), unknown, condition.value);
  const steepness = differentiateSafely(potential, unknown);
  if (steepness === null) return null;
  const parts = [potential, slope, steepness].map(at);
  if (parts.some((part) => undefinedPart(part) !== null || isDefinedReal(part) === false))
    return null;
  const [value, , across] = parts as [Expression, Expression, Expression];
  return decideEqual(across, ZERO).verdict === "proved" ? null : ["Equal", potential, tidy(value)];
}
