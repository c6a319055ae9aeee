import type { Certificate } from "../../../core/truth.ts";
import { argumentsOf, type Expression, substitute, variablesOf } from "../expression/expression.ts";
import { LATEX_OR, printLatex } from "../expression/print-latex.ts";
import { printPlain } from "../expression/print-plain.ts";
import { decideEqual } from "../prove/decide-zero.ts";
import { sortRoots } from "../solve/solve-equation.ts";
import { type LinearSystemSolution, solveLinearSystem } from "../solve/solve-linear-system.ts";
import {
  type PolynomialSystemSolution,
  solvePolynomialSystem,
} from "../solve/solve-polynomial-system.ts";
import { solveRealSystem } from "../solve/solve-real-system.ts";
import { solveSystem } from "../solve/solve-system.ts";
import { EXACT } from "./candidates.ts";
import { type ComputeContext, openOutcome, type Outcome } from "./outcome.ts";
import { allProposals } from "./portfolio.ts";
import { isRealNumber } from "./solution-domain.ts";
import { noSolution, rootsOutcome } from "./roots-outcome.ts";

/** Solves a system; unknowns that were not asked for are worked out and not shown. */
export async function solveSystemQuery(
  equations: readonly Expression[],
  unknowns: readonly string[],
  isReal: boolean,
  context: ComputeContext,
): Promise<Outcome> {
  const inDomain = (solutions: readonly Assignment[]): readonly Assignment[] =>
    isReal ? context.proving(() => solutions.filter(isRealSolution)) : solutions;
  const all = variablesOf(["And", ...equations]);
  // Asked for fewer unknowns than there are equations: all are solved for, the asked ones are shown.
  const solvedFor =
    equations.length > unknowns.length && all.length <= equations.length ? all : unknowns;
  const sides = equations.map((equation) => argumentsOf(equation) as [Expression, Expression]);
  const differences = sides.map(([left, right]): Expression => ["Add", left, ["Negate", right]]);
  const linear = context.proving(() => solveLinearSystem(differences, solvedFor));
  if (linear !== null)
    return linear.solution !== null && inDomain([linear.solution]).length === 0
      ? noSolution(NOT_REAL, EXACT)
      : linearOutcome(linear, unknowns);
  const polynomial = context.proving(() => solvePolynomialSystem(differences, solvedFor));
  if (polynomial !== null)
    return polynomialOutcome(polynomial, inDomain(polynomial.solutions), unknowns);
  const solution = context.proving(() => solveSystem(equations, solvedFor));
  if (solution !== null) {
    const certificate: Certificate = {
      grade: solution.isComplete ? "proved" : "exact-check",
      method: solution.method,
      detail: solution.detail,
      engines: [EXACT],
    };
    const kept = inDomain(solution.solutions);
    if (kept.length > 0 || solution.isComplete)
      return systemOutcome(kept, unknowns, solution.isComplete, certificate, EXACT);
  }
  const real = context.proving(() =>
    all.every((name) => solvedFor.includes(name)) ? solveRealSystem(sides, solvedFor) : null,
  );
  if (real !== null)
    return systemOutcome(
      real,
      unknowns,
      true,
      {
        grade: "proved",
        method: "substitute-and-solve",
        detail:
          "All real solutions, from equations that hold wherever those of the system do; each was put into the system as written.",
        engines: [EXACT],
        conditions: [`${solvedFor.join(", ")} ${solvedFor.length === 1 ? "is" : "are"} real`],
      },
      EXACT,
    );
  return solveSystemByEngine(equations, unknowns, inDomain, context);
}

type Assignment = Readonly<Record<string, Expression>>;

/** Values with further symbols in them are left to the reader. */
function isRealSolution(assignment: Assignment): boolean {
  return Object.values(assignment).every(
    (value) => variablesOf(value).length > 0 || isRealNumber(value),
  );
}

const NOT_REAL: Certificate = {
  grade: "proved",
  method: "exact-elimination",
  detail: "Elimination leaves one value for each unknown, and not all of them are real.",
  engines: [EXACT],
};

/** One solution, all of them in free unknowns, or none. */
function linearOutcome(
  { solution, free, conditions }: LinearSystemSolution,
  unknowns: readonly string[],
): Outcome {
  const certificate: Certificate = {
    grade: "proved",
    method: "exact-elimination",
    detail:
      solution === null
        ? "Elimination leaves an equation without a solution."
        : free.length === 0
          ? "Elimination leaves one value for each unknown; the solution was put into every equation."
          : `Elimination leaves ${free.join(", ")} free; the solution was put into every equation.`,
    engines: [EXACT],
    ...(conditions.length === 0 ? {} : { conditions: [...conditions] }),
  };
  if (solution === null) return noSolution(certificate, EXACT);
  const outcome = systemOutcome([solution], unknowns, true, certificate, EXACT);
  const shown = free.filter((name) => unknowns.includes(name));
  if (outcome.kind !== "answer" || outcome.value.kind !== "solutions" || shown.length === 0)
    return outcome;
  const bound = unknowns.filter((name) => !free.includes(name));
  const line = (print: (value: Expression) => string): string =>
    bound.map((name) => `${name} = ${print(solution[name] as Expression)}`).join(", ");
  const values = `${shown.join(", ")} any number${shown.length === 1 ? "" : "s"}`;
  const text = bound.length === 0 ? values : `${line(printPlain)}, ${values}`;
  return {
    ...outcome,
    value: { ...outcome.value, family: text },
    short: text,
    plain: text,
    latex: `${line(printLatex)},\\; ${shown.join(", ")} \\in \\mathbb{C}`,
  };
}

function polynomialOutcome(
  { isExact, isProved, count, solutions: all }: PolynomialSystemSolution,
  solutions: readonly Assignment[],
  unknowns: readonly string[],
): Outcome {
  const many = `${count} complex solution${count === 1 ? "" : "s"}`;
  const left =
    solutions.length === all.length
      ? "that many are shown"
      : `${solutions.length} of them ${solutions.length === 1 ? "is" : "are"} real`;
  return systemOutcome(
    solutions,
    unknowns,
    true,
    {
      grade: isProved ? "proved" : "numeric-check",
      method: "groebner-basis",
      detail:
        count === 0
          ? "A combination of the equations is 1 = 0, so no real or complex numbers satisfy them."
          : isProved
            ? `The dimension of the quotient algebra says that there are ${many}; ${left}, and each was substituted into every equation exactly.`
            : `The dimension of the quotient algebra says that there are ${many}; ${left}, ${isExact ? "and each was substituted into every equation numerically" : "as decimals where there is no short closed form"}.`,
      engines: [EXACT],
    },
    EXACT,
  );
}

async function solveSystemByEngine(
  equations: readonly Expression[],
  unknowns: readonly string[],
  inDomain: (solutions: readonly Assignment[]) => readonly Assignment[],
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
        equations.every((equation) => holds(equation, assignment)) &&
        inDomain([assignment]).length > 0
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
    latex: solutions.map((assignment) => line(assignment, printLatex, ",\\; ")).join(LATEX_OR),
    certificate,
    engine,
  };
}
