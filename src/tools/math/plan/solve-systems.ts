import type { Certificate } from "../../../core/truth.ts";
import { argumentsOf, type Expression, substitute, variablesOf } from "../expression/expression.ts";
import { printLatex } from "../expression/print-latex.ts";
import { printPlain } from "../expression/print-plain.ts";
import { decideEqual } from "../prove/decide-zero.ts";
import { sortRoots } from "../solve/solve-equation.ts";
import { solveSystem } from "../solve/solve-system.ts";
import { EXACT } from "./candidates.ts";
import { type ComputeContext, openOutcome, type Outcome } from "./outcome.ts";
import { allProposals } from "./portfolio.ts";
import { noSolution, rootsOutcome } from "./roots-outcome.ts";

/** Solves a system; unknowns that were not asked for are worked out and not shown. */
export async function solveSystemQuery(
  equations: readonly Expression[],
  unknowns: readonly string[],
  context: ComputeContext,
): Promise<Outcome> {
  const all = variablesOf(["And", ...equations]);
  // Asked for fewer unknowns than there are equations: all are solved for, the asked ones are shown.
  const solvedFor =
    equations.length > unknowns.length && all.length <= equations.length ? all : unknowns;
  const solution = context.proving(() => solveSystem(equations, solvedFor));
  if (solution !== null) {
    const certificate: Certificate = {
      grade: solution.isComplete ? "proved" : "exact-check",
      method: solution.method,
      detail: solution.detail,
      engines: [EXACT],
    };
    return systemOutcome(solution.solutions, unknowns, solution.isComplete, certificate, EXACT);
  }
  return solveSystemByEngine(equations, unknowns, context);
}

async function solveSystemByEngine(
  equations: readonly Expression[],
  unknowns: readonly string[],
  context: ComputeContext,
): Promise<Outcome> {
  const proposals = await allProposals(context, {
    operation: "solve-system",
    arguments: equations,
    variables: unknowns,
  });
  const kept = context.proving(() =>
    proposals.flatMap(({ expression, engine }) => {
      const assignment = assignmentOf(expression);
      return unknowns.every((name) => name in assignment) &&
        equations.every((equation) => holds(equation, assignment))
        ? [{ assignment, engine }]
        : [];
    }),
  );
  if (kept.length === 0) return openOutcome("No solution of this system could be established.");
  const engines = [...new Set(kept.map(({ engine }) => engine))];
  return systemOutcome(
    kept.map(({ assignment }) => assignment),
    unknowns,
    false,
    {
      grade: "exact-check",
      method: "substitute-back",
      detail:
        "Every solution shown was substituted into every equation exactly; whether there are others is not established.",
      engines: [...engines, EXACT],
    },
    engines[0] ?? EXACT,
  );
}

/** Names and values of one solution, which engines write as a list of tuples. */
function assignmentOf(expression: Expression): Record<string, Expression> {
  const pairs = argumentsOf(expression).map(argumentsOf);
  return Object.fromEntries(
    pairs.flatMap(([name, value]) =>
      typeof name === "string" && value !== undefined ? [[name, value] as const] : [],
    ),
  );
}

function holds(equation: Expression, assignment: Readonly<Record<string, Expression>>): boolean {
  let [left, right] = argumentsOf(equation) as [Expression, Expression];
  for (const [name, value] of Object.entries(assignment)) {
    left = substitute(left, name, value);
    right = substitute(right, name, value);
  }
  return decideEqual(left, right).verdict === "proved";
}

function systemOutcome(
  solutions: readonly Readonly<Record<string, Expression>>[],
  unknowns: readonly string[],
  complete: boolean,
  certificate: Certificate,
  engine: string,
): Outcome {
  if (solutions.length === 0) return noSolution(certificate, engine);
  const only = unknowns.length === 1 ? unknowns[0] : undefined;
  if (only !== undefined) {
    const values = new Map(
      solutions.map((assignment) => [
        printPlain(assignment[only] as Expression),
        assignment[only] as Expression,
      ]),
    );
    return rootsOutcome(sortRoots([...values.values()]), only, complete, certificate, engine);
  }
  const line = (
    assignment: Readonly<Record<string, Expression>>,
    print: (value: Expression) => string,
    separator: string,
  ): string =>
    unknowns.map((name) => `${name} = ${print(assignment[name] as Expression)}`).join(separator);
  const plain = solutions.map((assignment) => line(assignment, printPlain, ", ")).join(" or ");
  return {
    kind: "answer",
    value: {
      kind: "solutions",
      variables: [...unknowns],
      solutions: solutions.map((assignment) =>
        Object.fromEntries(
          unknowns.map((name) => [name, printPlain(assignment[name] as Expression)]),
        ),
      ),
      complete,
    },
    short: plain,
    plain,
    latex: solutions
      .map((assignment) => line(assignment, printLatex, ",\\; "))
      .join(" \\;\\lor\\; "),
    certificate,
    engine,
  };
}
