import { isDeadEnd } from "../exact/deadline.ts";
import { exactForm } from "../exact/exact-form.ts";
import { differentiate } from "../expression/differentiate.ts";
import {
  argumentsOf,
  type Expression,
  integer,
  nodeCount,
  substitute,
  variablesOf,
  ZERO,
} from "../expression/expression.ts";
import { printLatex } from "../expression/print-latex.ts";
import { printPlain } from "../expression/print-plain.ts";
import { decideEqual } from "../prove/decide-zero.ts";
import { determinantOf } from "../prove/small-determinant.ts";
import {
  derivativeName,
  type DifferentialEquationQuery,
} from "../read/differential-equation-query.ts";
import { EXACT } from "./candidates.ts";
import { type CandidateAnswer, type ComputeContext, openOutcome, type Outcome } from "./outcome.ts";
import { firstProved } from "./portfolio.ts";

/**
 * Solves an ordinary differential equation by the engines. A candidate must leave no residual, meet
 * every initial condition exactly, and hold as many independent constants as the order leaves free.
 */
export async function differentialEquationQuery(
  query: DifferentialEquationQuery,
  context: ComputeContext,
): Promise<Outcome> {
  const { equation, unknown, variable, order } = query;
  const applied: Expression = [unknown, variable];
  let asked = equation;
  for (let k = order; k >= 0; k--)
    asked = substitute(
      asked,
      derivativeName(unknown, k),
      k === 0 ? applied : ["D", applied, variable, integer(k)],
    );
  const conditions: Expression[] = query.conditions.map((condition) => [
    "List",
    integer(condition.order),
    condition.point,
    condition.value,
  ]);
  const best = await firstProved(
    context,
    { operation: "dsolve", arguments: [asked, ["List", ...conditions]], variables: [variable] },
    (candidates, engine) => bestSolution(query, candidates, engine),
    "exact-check",
  );
  if (best === null)
    return openOutcome(
      "No solution in closed form was found that leaves no residual and has all its constants.",
    );
  const plain = printPlain(best.expression);
  const latex = `${unknown}(${variable}) = ${printLatex(best.expression)}`;
  return {
    kind: "answer",
    value: { kind: "expression", plain },
    short: plain,
    plain: `${unknown}(${variable}) = ${plain}`,
    latex,
    certificate: best.certificate,
    engine: best.engine,
  };
}

function bestSolution(
  query: DifferentialEquationQuery,
  found: readonly Expression[],
  engine: string,
): CandidateAnswer | null {
  let best: CandidateAnswer | null = null;
  for (const candidate of found) {
    for (const solution of [candidate, exactForm(candidate) ?? candidate]) {
      const checked = check(query, solution, engine);
      if (checked === null) continue;
      const isBetter =
        best === null ||
        (checked.certificate.grade === "proved" && best.certificate.grade !== "proved") ||
        (checked.certificate.grade === best.certificate.grade &&
          nodeCount(checked.expression) < nodeCount(best.expression));
      if (isBetter) best = checked;
    }
  }
  return best;
}

function check(
  query: DifferentialEquationQuery,
  solution: Expression,
  engine: string,
): CandidateAnswer | null {
  const { equation, unknown, variable, order } = query;
  const names = variablesOf(solution);
  if (names.includes(unknown)) return null;
  const constants = names.filter((name) => /^c\d+$/.test(name));
  if (constants.length !== Math.max(0, order - query.conditions.length)) return null;
  let derivatives: Expression[];
  try {
    derivatives = derivativesOf(solution, variable, order);
    if (!areIndependent(derivatives, constants)) return null;
  } catch (error) {
    if (isDeadEnd(error)) return null;
    throw error;
  }
  let [left, right] = argumentsOf(equation) as [Expression, Expression];
  for (let k = order; k >= 0; k--) {
    left = substitute(left, derivativeName(unknown, k), derivatives[k] as Expression);
    right = substitute(right, derivativeName(unknown, k), derivatives[k] as Expression);
  }
  const residual = decideEqual(left, right);
  if (residual.verdict === "refuted") return null;
  if (residual.verdict === "undecided" && (!residual.agreesNumerically || residual.points < 5))
    return null;
  const meetsConditions = query.conditions.every(
    ({ order: k, point, value }) =>
      decideEqual(substitute(derivatives[k] as Expression, variable, point), value).verdict ===
      "proved",
  );
  if (!meetsConditions) return null;
  const isLinear = isLinearIn(query);
  const grade =
    residual.verdict !== "proved" ? "numeric-check" : isLinear ? "proved" : "exact-check";
  const count = constants.length;
  return {
    expression: solution,
    engine,
    certificate: {
      grade,
      method: "residual",
      detail: `Put into the equation, the solution leaves no residual (${residual.verdict === "proved" ? "exactly" : `at ${residual.points} points`}); ${
        query.conditions.length > 0 ? "the initial conditions hold exactly; " : ""
      }it has ${count} independent constant${count === 1 ? "" : "s"}${isLinear ? ", which is all for a linear equation of this order" : "; whether a nonlinear equation has further solutions is not established"}.`,
      engines: [engine, EXACT],
    },
  };
}

function derivativesOf(solution: Expression, variable: string, order: number): Expression[] {
  const derivatives = [solution];
  for (let k = 0; k < order; k++)
    derivatives.push(differentiate(derivatives[k] as Expression, variable));
  return derivatives;
}

/** The constants are independent where the matrix of d/dc of the derivatives has a determinant other than zero. */
function areIndependent(derivatives: readonly Expression[], constants: readonly string[]): boolean {
  if (constants.length === 0) return true;
  const jacobian = constants.map((name) =>
    derivatives.slice(0, constants.length).map((derivative) => differentiate(derivative, name)),
  );
  return decideEqual(determinantOf(jacobian), ZERO).verdict === "refuted";
}

/** Linear in the unknown and its derivatives: every second derivative by them is zero. */
function isLinearIn({ equation, unknown, order }: DifferentialEquationQuery): boolean {
  const [left, right] = argumentsOf(equation) as [Expression, Expression];
  const difference: Expression = ["Add", left, ["Negate", right]];
  const names = Array.from({ length: order + 1 }, (_, k) => derivativeName(unknown, k));
  try {
    return names.every((a) =>
      names.every(
        (b) =>
          decideEqual(differentiate(differentiate(difference, a), b), ZERO).verdict === "proved",
      ),
    );
  } catch (error) {
    if (isDeadEnd(error)) return false;
    throw error;
  }
}
