import { exactForm } from "../exact/exact-form.ts";
import type { Certificate } from "../../../core/truth.ts";
import {
  argumentsOf,
  type Expression,
  headOf,
  substitute,
  variablesOf,
} from "../expression/expression.ts";
import { printLatex } from "../expression/print-latex.ts";
import { printPlain } from "../expression/print-plain.ts";
import { decideEqual } from "../prove/decide-zero.ts";
import {
  type EquationSolution,
  solvePolynomialEquation,
  sortRoots,
} from "../solve/solve-equation.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { evaluateComplex } from "../numeric/evaluate-complex.ts";
import { type RealRoots, realRoots } from "./real-roots.ts";
import { isolate } from "../solve/isolate.ts";
import { missedRoots, periodOf, rootsIn } from "./solution-domain.ts";
import { type InverseSolutions, solveByInverse } from "../solve/solve-by-inverse.ts";
import { solveSquareRoot } from "../solve/solve-square-root.ts";
import { solveBySubstitution } from "../solve/solve-by-substitution.ts";
import { solveSystem } from "../solve/solve-system.ts";
import { EXACT } from "./candidates.ts";
import { lostConditions, numericText } from "./evaluate.ts";
import type { SolveDomain } from "../read/math-query.ts";
import { type ComputeContext, openOutcome, type Outcome } from "./outcome.ts";
import { allProposals } from "./portfolio.ts";

/** Solves one equation or a system for the named unknowns. */
export async function solveQuery(
  equations: readonly Expression[],
  unknowns: readonly string[],
  domain: SolveDomain,
  context: ComputeContext,
): Promise<Outcome> {
  if (equations.length === 1 && unknowns.length === 1)
    return solveOne(equations[0] as Expression, unknowns[0] as string, domain, context);
  if (domain.interval !== null)
    return openOutcome("A range can only be given for one equation in one unknown.", "unsupported");
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

function noSolution(certificate: Certificate, engine: string): Outcome {
  return {
    kind: "answer",
    value: { kind: "none", reason: "no-solution" },
    short: "no solution",
    plain: "no solution",
    latex: "\\text{no solution}",
    certificate,
    engine,
  };
}

async function solveOne(
  equation: Expression,
  variable: string,
  domain: SolveDomain,
  context: ComputeContext,
): Promise<Outcome> {
  const [left, right] = argumentsOf(equation) as [Expression, Expression];
  const solution = context.proving(() => solvePolynomialEquation(left, right, variable));
  if (solution !== null) return polynomialOutcome(solution, variable, domain, equation);
  const cleared = context.proving(() => solveSquareRoot(left, right, variable));
  if (cleared !== null) return squareRootOutcome(cleared, variable, domain);
  const isReal = domain.isReal || domain.interval !== null || holdsRealFunctions(equation);
  const real = context.proving(() => allReal(left, right, variable));
  if (real !== null) return realOutcome(real, variable, { ...domain, isReal });
  const isolated = domain.interval === null ? isolatedOutcome(left, right, variable) : null;
  return isolated ?? solveByEngine(equation, variable, domain, context);
}

function polynomialOutcome(
  solution: EquationSolution,
  variable: string,
  domain: SolveDomain,
  equation: Expression,
): Outcome {
  // An identity between fractions holds where their denominators are not zero.
  const conditions = [
    ...solution.conditions,
    ...(solution.isIdentity ? lostConditions(equation, variable) : []),
  ];
  const certificate: Certificate = {
    grade: solution.isExact ? "proved" : "numeric-check",
    method: solution.method,
    detail: solution.detail,
    engines: [EXACT],
    ...(conditions.length === 0 ? {} : { conditions }),
  };
  if (solution.isIdentity)
    return {
      kind: "answer",
      value: { kind: "text", text: `true for every ${variable}` },
      short: `true for every ${variable}`,
      plain: `true for every ${variable}`,
      latex: `\\text{true for every } ${printLatex(variable)}`,
      certificate,
      engine: EXACT,
    };
  return rootsOutcome(
    rootsIn(domain, solution.roots, null),
    variable,
    solution.isComplete,
    certificate,
    EXACT,
  );
}

function rootsOutcome(
  roots: readonly Expression[],
  variable: string,
  complete: boolean,
  certificate: Certificate,
  engine: string,
  family?: string,
): Outcome {
  if (roots.length === 0) return noSolution(certificate, engine);
  const texts = roots.map(printPlain);
  const numeric = roots.map(numericText);
  const plain = family ?? texts.map((text) => `${variable} = ${text}`).join(" or ");
  const needsNumeric =
    numeric.every((text) => text !== null) && numeric.some((text, index) => text !== texts[index]);
  return {
    kind: "answer",
    value: {
      kind: "solutions",
      variables: [variable],
      solutions: texts.map((text) => ({ [variable]: text })),
      complete,
      ...(family === undefined ? {} : { family }),
    },
    short: texts.length === 1 ? (texts[0] as string) : texts.join(", "),
    plain,
    latex: roots
      .map((root) => `${printLatex(variable)} = ${printLatex(root)}`)
      .join(" \\;\\lor\\; "),
    ...(needsNumeric
      ? { numeric: numeric.map((text) => `${variable} ≈ ${text}`).join(" or ") }
      : {}),
    certificate,
    engine,
  };
}

function squareRootOutcome(
  roots: readonly Expression[],
  variable: string,
  domain: SolveDomain,
): Outcome {
  return rootsOutcome(
    rootsIn(domain, roots, null),
    variable,
    true,
    {
      grade: "proved",
      method: "square-and-substitute",
      detail:
        "The root was isolated and squared, which loses no solution, and each candidate was substituted into the equation as written.",
      engines: [EXACT],
    },
    EXACT,
  );
}

/** Absolute values, maxima and minima are asked about over the real numbers. */
function holdsRealFunctions(expression: Expression): boolean {
  return (
    ["Abs", "Max", "Min", "Floor", "Ceil"].includes(headOf(expression)) ||
    argumentsOf(expression).some(holdsRealFunctions)
  );
}

function allReal(left: Expression, right: Expression, variable: string): InverseSolutions | null {
  const inverted = solveByInverse(left, right, variable);
  if (inverted !== null) return inverted;
  const found = solveBySubstitution(left, right, variable);
  if (found === null) return null;
  return { ...found, period: found.isPeriodic ? ["Multiply", { num: "2" }, "Pi"] : null };
}

/** All real solutions; that the unknown is taken to be real is then said as a condition. */
function realOutcome(real: InverseSolutions, variable: string, domain: SolveDomain): Outcome {
  const { period } = real;
  const roots = sortRoots(rootsIn(domain, real.roots, period));
  if (roots.length === 0 && !domain.isReal)
    return openOutcome(
      "There is no real solution; whether there are complex ones is not established.",
    );
  const family =
    period === null || domain.interval !== null || roots.length === 0
      ? undefined
      : `${roots.map((root) => `${variable} = ${printPlain(root)}`).join(" or ")}, plus ${printPlain(period)}*k for every integer k`;
  return rootsOutcome(
    roots,
    variable,
    true,
    {
      grade: "proved",
      method: "substitute-and-solve",
      detail: `All real solutions, from ${real.detail}; each was put into the equation as written.`,
      engines: [EXACT],
      ...(domain.isReal ? {} : { conditions: [`${variable} is real`] }),
    },
    EXACT,
    family,
  );
}

/** One unknown made the subject of a formula; put back, it must satisfy the equation for positive symbols. */
function isolatedOutcome(left: Expression, right: Expression, variable: string): Outcome | null {
  const isolated = isolate(left, right, variable);
  if (isolated === null) return null;
  const root = exactForm(isolated.root) ?? isolated.root;
  const others = new Set(variablesOf(root));
  if (others.size === 0 && evaluateReal(root) === null) return null;
  for (const shown of [root, isolated.root]) {
    const decision = decideEqual(
      substitute(left, variable, shown),
      substitute(right, variable, shown),
      others,
    );
    if (decision.verdict !== "proved" && !(decision.agreesNumerically && decision.points >= 5))
      continue;
    return rootsOutcome(
      [shown],
      variable,
      isolated.isOnlyRoot,
      {
        grade: decision.verdict === "proved" ? "exact-check" : "numeric-check",
        method: "substitute-back",
        detail:
          "The unknown was made the subject by undoing one operation after the other, and put back into the equation.",
        engines: [EXACT],
        conditions: [...isolated.conditions, ...[...others].map((name) => `${name} > 0`)],
      },
      EXACT,
    );
  }
  return null;
}

function isolatedRootsOutcome(
  { roots, isComplete, certificate }: RealRoots,
  variable: string,
  domain: SolveDomain,
): Outcome {
  return roots.length === 0 && !domain.isReal && domain.interval === null
    ? openOutcome("There is no real solution; whether there are complex ones is not established.")
    : rootsOutcome(roots, variable, isComplete, certificate, EXACT);
}

function isNotReal(root: Expression): boolean {
  const value = evaluateComplex(root);
  return value !== null && Math.abs(value.im) > 1e-12;
}

async function solveByEngine(
  equation: Expression,
  variable: string,
  domain: SolveDomain,
  context: ComputeContext,
): Promise<Outcome> {
  const [left, right] = argumentsOf(equation) as [Expression, Expression];
  const found = await allProposals(context, {
    operation: "solve",
    arguments: [equation],
    variables: [variable],
  });
  const checked = context.proving(() =>
    found.map(({ expression: root, engine }) => ({
      root,
      engine,
      decision: decideEqual(substitute(left, variable, root), substitute(right, variable, root)),
    })),
  );
  const kept = checked.filter(
    ({ decision }) =>
      decision.verdict === "proved" ||
      (decision.verdict === "undecided" && decision.agreesNumerically),
  );
  const period = periodOf(equation, variable);
  const forms = kept.map(({ root }) => root);
  const isolated = context.proving(() =>
    period === null || domain.interval !== null
      ? realRoots(left, right, variable, domain, rootsIn(domain, forms, period))
      : null,
  );
  if (isolated !== null && !forms.some(isNotReal))
    return isolatedRootsOutcome(isolated, variable, domain);
  if (kept.length === 0)
    return openOutcome(
      "No solution could be established. A numeric search or another form of the equation may help.",
    );
  const engines = [...new Set(kept.map(({ engine }) => engine))];
  const isExact = kept.every(({ decision }) => decision.verdict === "proved");
  const principal = sortRoots(forms);
  const missed = context.proving(() =>
    missedRoots(left, right, variable, principal, period, domain),
  );
  const family =
    period === null || missed > 0 || domain.interval !== null
      ? undefined
      : `${principal.map((root) => `${variable} = ${printPlain(root)}`).join(" or ")}, plus ${printPlain(period)}*k for every integer k`;
  const detail =
    missed > 0
      ? `Every solution shown was substituted back, but the list is not complete: a numeric search saw ${missed} more real solution${missed === 1 ? "" : "s"}.`
      : period === null
        ? "Every solution shown was substituted back; a numeric search from -20 to 20 saw no other real one, which does not prove that there is none."
        : "Every solution shown was substituted back; a numeric search saw no real one beside these and their repetitions, which does not prove that there is none.";
  return rootsOutcome(
    rootsIn(domain, principal, period),
    variable,
    false,
    {
      grade: missed > 0 ? "unchecked" : isExact ? "exact-check" : "numeric-check",
      method: "substitute-back",
      detail,
      engines: [...engines, EXACT],
      ...(variablesOf(equation).length > 1
        ? { conditions: ["the other symbols take values for which both sides are defined"] }
        : {}),
    },
    engines[0] ?? EXACT,
    family,
  );
}
