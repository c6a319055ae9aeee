import { exactForm } from "../exact/exact-form.ts";
import { argumentsOf, type Expression, nodeCount, substitute } from "../expression/expression.ts";
import { printLatex } from "../expression/print-latex.ts";
import { printPlain } from "../expression/print-plain.ts";
import { tidy } from "../matrix/matrix.ts";
import {
  isLinearEquation,
  proveSolution,
  type SolutionProof,
} from "../prove/differential-equation-proof.ts";
import { type DifferentialEquationQuery } from "../read/differential-equation-query.ts";
import { EXACT } from "./candidates.ts";
import { inTerms } from "../laplace/in-terms.ts";
import { engineQuestion } from "./differential-equation-question.ts";
import { constantCoefficientSolution } from "./constant-coefficients.ts";
import { imposeConditions } from "./initial-conditions.ts";
import { solutionByIntegrals } from "./linear-methods.ts";
import { isDrivenBySteps, stepResponse } from "./step-response.ts";
import { implicitSolution } from "./implicit-solution.ts";
import { offerSolutions } from "./differential/own-solutions.ts";
import { numericSolution } from "./numeric-solution.ts";
import { type CandidateAnswer, type ComputeContext, openOutcome, type Outcome } from "./outcome.ts";
import { firstProved } from "./portfolio.ts";

/**
 * Solves an ordinary differential equation. A solution must leave no residual, meet every condition
 * exactly, and hold as many independent constants as are left free. Without a closed form there is an implicit
 * solution, or for an initial-value problem a table of decimals by two methods that agree.
 */
export async function differentialEquationQuery(
  query: DifferentialEquationQuery,
  context: ComputeContext,
): Promise<Outcome> {
  if (query.isNumeric) {
    const table = context.proving(() => numericSolution(query));
    if (table !== null) return table;
  }
  const isLinear = context.proving(() => isLinearEquation(query));
  const { closed, relations } = isLinear
    ? { closed: await linear(query, context), relations: [] }
    : await nonlinear(query, context);
  if (closed !== null && "kind" in closed) return closed;
  if (closed !== null) return answerOf(query, closed);
  return (
    (query.at === null ? await implicitSolution(query, relations, context) : null) ??
    context.proving(() => numericSolution(query)) ??
    openOutcome(
      "No solution in closed form was found that leaves no residual and has all its constants.",
    )
  );
}

/** The general solution, whose constants the conditions then settle. */
async function linear(
  query: DifferentialEquationQuery,
  context: ComputeContext,
): Promise<CandidateAnswer | Outcome | null> {
  if (isDrivenBySteps(query)) return stepResponse(query, context);
  const open: DifferentialEquationQuery = { ...query, conditions: [] };
  const general =
    ownProof(
      open,
      context.proving(() => constantCoefficientSolution(query)),
      context,
    ) ??
    ownProof(open, await solutionByIntegrals(query, context), context) ??
    (await asked(open, context, true));
  if (general === null || query.conditions.length === 0)
    return general ?? (query.conditions.length > 0 ? asked(query, context, true) : null);
  const imposed = context.proving(() => imposeConditions(query, general.expression));
  if (imposed === null) return asked(query, context, true);
  if (imposed.kind === "contradiction")
    return {
      kind: "answer",
      value: { kind: "none", reason: "no-solution" },
      short: "no solution",
      plain: "no solution",
      latex: "\\text{no solution}",
      certificate: {
        grade: general.certificate.grade,
        method: "residual",
        detail: `All solutions are ${printPlain(general.expression)}, and the conditions contradict one another for every choice of the constants.`,
        engines: general.certificate.engines,
      },
      engine: general.engine,
    };
  const { solution, free } = imposed;
  return context.proving(() => {
    const proof = proveSolution(query, solution, free);
    return proof === null ? null : checked(query, solution, general.engine, proof, true);
  });
}

function ownProof(
  query: DifferentialEquationQuery,
  solution: Expression | null,
  context: ComputeContext,
): CandidateAnswer | null {
  if (solution === null) return null;
  return context.proving(() => {
    const turned = printPlain(solution).includes("-c1")
      ? substitute(solution, "c1", ["Negate", "c1"])
      : solution;
    const forms = [solution, inTerms(solution, query.variable) ?? solution, turned];
    return best(query, forms, EXACT, true);
  });
}

/** A closed form, of our own first, and the relations that were met on the way to it. */
async function nonlinear(
  query: DifferentialEquationQuery,
  context: ComputeContext,
): Promise<{ closed: CandidateAnswer | null; relations: readonly Expression[] }> {
  let own: CandidateAnswer | null = null;
  const relations = await offerSolutions(query, context, (solutions) => {
    const found = context.proving(() => best(query, solutions, EXACT, false));
    if (found !== null && (own === null || strengthOf(found) > strengthOf(own))) own = found;
    return own !== null && strengthOf(own) >= GRADES.indexOf("exact-check");
  });
  return { closed: own ?? (await asked(query, context, false)), relations };
}

const strengthOf = ({ certificate }: CandidateAnswer): number => GRADES.indexOf(certificate.grade);

function asked(
  query: DifferentialEquationQuery,
  context: ComputeContext,
  isLinear: boolean,
): Promise<CandidateAnswer | null> {
  return firstProved(
    context,
    engineQuestion(query, "dsolve"),
    (candidates, engine) => best(query, candidates, engine, isLinear),
    isLinear ? "proved" : "exact-check",
  );
}

const GRADES = ["unchecked", "numeric-check", "exact-check", "proved"];

/** The strongest, then one without i, then the shortest. */
function best(
  query: DifferentialEquationQuery,
  found: readonly Expression[],
  engine: string,
  isLinear: boolean,
): CandidateAnswer | null {
  const expected = Math.max(0, query.order - query.conditions.length);
  const weigh = ({ expression, certificate }: CandidateAnswer): number =>
    nodeCount(expression) +
    (holdsSymbol(expression, "ImaginaryUnit") ? 1_000 : 0) -
    10_000 * GRADES.indexOf(certificate.grade);
  let strongest: CandidateAnswer | null = null;
  for (const candidate of found)
    for (const solution of new Set([candidate, exactForm(candidate) ?? candidate])) {
      const proof = proveSolution(query, solution, expected);
      if (proof === null) continue;
      const answer = checked(query, solution, engine, proof, isLinear);
      if (strongest === null || weigh(answer) < weigh(strongest)) strongest = answer;
    }
  return strongest;
}

function holdsSymbol(expression: Expression, symbol: string): boolean {
  return expression === symbol || argumentsOf(expression).some((part) => holdsSymbol(part, symbol));
}

function checked(
  query: DifferentialEquationQuery,
  expression: Expression,
  engine: string,
  { constants, isExact, points, positive, nonzero }: SolutionProof,
  isLinear: boolean,
): CandidateAnswer {
  const count = constants.length;
  const conditions = [...positive.map((name) => `${name} > 0, as the roots are taken`), ...nonzero];
  return {
    expression,
    engine,
    certificate: {
      grade: !isExact ? "numeric-check" : isLinear ? "proved" : "exact-check",
      method: "residual",
      detail: `Put into the equation, the solution leaves no residual (${isExact ? "exactly" : `at ${points} points`}); ${
        query.conditions.length > 0 ? "the conditions hold exactly; " : ""
      }it has ${count} independent constant${count === 1 ? "" : "s"}${isLinear ? ", which is all for this linear equation" : "; whether a nonlinear equation has further solutions, as singular ones, is not established"}.`,
      engines: [...new Set([engine, EXACT])],
      ...(conditions.length === 0 ? {} : { conditions }),
    },
  };
}

/** The solution, or its value where one is asked for. */
function answerOf(query: DifferentialEquationQuery, found: CandidateAnswer): Outcome {
  const { unknown, variable, at } = query;
  const common = { certificate: found.certificate, engine: found.engine };
  const name = `${unknown}(${at === null ? variable : printPlain(at)})`;
  const shown = at === null ? found.expression : tidy(substitute(found.expression, variable, at));
  const plain = printPlain(shown);
  return {
    kind: "answer",
    value: { kind: "expression", plain },
    short: plain,
    plain: `${name} = ${plain}`,
    latex: `${name} = ${printLatex(shown)}`,
    ...common,
  };
}
