import type { Certificate } from "../../../core/truth.ts";
import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  substitute,
  variablesOf,
} from "../expression/expression.ts";
import { printLatex } from "../expression/print-latex.ts";
import { printPlain } from "../expression/print-plain.ts";
import { evaluateComplex } from "../numeric/evaluate-complex.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { decideEqual } from "../prove/decide-zero.ts";
import type { SolveDomain } from "../read/math-query.ts";
import { parseExpression } from "../read/parse.ts";
import { compareReals } from "../prove/real-sign.ts";
import { periodOf } from "../solve/period.ts";
import { solveByInverse } from "../solve/solve-by-inverse.ts";
import { solveByLogarithms } from "../solve/solve-by-logarithms.ts";
import { solveBySubstitution } from "../solve/solve-by-substitution.ts";
import { solveCircular } from "../solve/solve-circular.ts";
import {
  type EquationSolution,
  solvePolynomialEquation,
  sortRoots,
} from "../solve/solve-equation.ts";
import { solveSquareRoot } from "../solve/solve-square-root.ts";
import { solveFloor } from "../solve/solve-floor.ts";
import { solveLambert } from "../solve/solve-lambert.ts";
import { zeroSets } from "../solve/zero-sets.ts";
import type { ZeroSet } from "../solve/zeros-by-pieces.ts";
import { EXACT } from "./candidates.ts";
import { lostConditions } from "./evaluate.ts";
import { solveInequality } from "./inequality.ts";
import { subjectOutcome } from "./make-subject.ts";
import { type ComputeContext, openOutcome, type Outcome } from "./outcome.ts";
import { allProposals } from "./portfolio.ts";
import { type RealRoots, realRoots } from "./real-roots.ts";
import { familyOf, familyOfSets, rootsOutcome } from "./roots-outcome.ts";
import { missedRoots, rootsIn } from "./solution-domain.ts";
import { divisorConditions, domainConditions, rootsWithSides } from "./sides-defined.ts";
import { solveSystemQuery } from "./solve-systems.ts";

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
  return solveSystemQuery(equations, unknowns, domain.isReal, context);
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
  if (cleared !== null) return squareRootOutcome(cleared, equation, variable, domain);
  const isReal = domain.isReal || domain.interval !== null || holdsRealFunctions(equation);
  const hasCases = holdsRealFunctions(equation);
  const real = context.proving(() => allReal(left, right, variable, hasCases));
  if (real !== null) return realOutcome(real, equation, variable, { ...domain, isReal });
  const steps = hasCases ? context.proving(() => solveFloor(left, right, variable)) : null;
  if (steps !== null)
    return realOutcome(
      { sets: [{ points: steps.roots, period: null }], detail: steps.detail },
      equation,
      variable,
      { ...domain, isReal: true },
    );
  const pieces = hasCases ? context.proving(() => byPieces(equation, variable, domain)) : null;
  if (pieces !== null) return pieces;
  const isolated = domain.interval === null ? subjectOutcome(left, right, variable) : null;
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
    ...(solution.isIdentity
      ? [...lostConditions(equation, variable), ...domainConditions(equation, variable, domain)]
      : []),
    ...divisorConditions(equation, variable, solution.roots),
    ...(domain.isReal && solution.roots.some((root) => variablesOf(root).length > 0)
      ? ["only values that are real count"]
      : []),
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
    rootsIn(domain, rootsWithSides(equation, variable, solution.roots, domain), null),
    variable,
    solution.isComplete,
    certificate,
    EXACT,
  );
}

function squareRootOutcome(
  roots: readonly Expression[],
  equation: Expression,
  variable: string,
  domain: SolveDomain,
): Outcome {
  return rootsOutcome(
    rootsIn(domain, rootsWithSides(equation, variable, roots, domain), null),
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

/** All real solutions as sets of points; null where they cannot be established. */
function allReal(
  left: Expression,
  right: Expression,
  variable: string,
  hasCases: boolean,
): { readonly sets: readonly ZeroSet[]; readonly detail: string } | null {
  const one =
    solveByInverse(left, right, variable) ??
    solveCircular(left, right, variable) ??
    solveBySubstitution(left, right, variable) ??
    solveByLogarithms(left, right, variable, zeroSets) ??
    solveLambert(left, right, variable);
  if (one !== null)
    return { sets: [{ points: one.roots, period: one.period }], detail: one.detail };
  // Where the sides can be the same on a whole stretch, points are not all.
  const sets = hasCases ? null : zeroSets(left, right, variable);
  if (sets === null || !sets.flatMap(({ points }) => points).every(isRoot)) return null;
  return { sets, detail: "every factor" };

  function isRoot(root: Expression): boolean {
    const [a, b] = [left, right].map((side) => substitute(side, variable, root)) as [
      Expression,
      Expression,
    ];
    return (
      evaluateReal(a) !== null && evaluateReal(b) !== null && decideEqual(a, b).verdict === "proved"
    );
  }
}

/** All real solutions; that the unknown is taken to be real is then said as a condition. */
function realOutcome(
  { sets, detail }: { readonly sets: readonly ZeroSet[]; readonly detail: string },
  equation: Expression,
  variable: string,
  domain: SolveDomain,
): Outcome {
  const roots = distinctRoots(
    sets.flatMap(({ points, period }) => rootsIn(domain, points, period)),
  );
  if (roots.length === 0 && !domain.isReal)
    return openOutcome(
      "There is no real solution; whether there are complex ones is not established.",
    );
  const isRepeated = sets.some(({ points, period }) => period !== null && points.length > 0);
  const family = isRepeated && domain.interval === null ? familyOfSets(sets, variable) : undefined;
  return rootsOutcome(
    roots,
    variable,
    true,
    {
      grade: "proved",
      method: "substitute-and-solve",
      detail: `All real solutions, from ${detail}; each was put into the equation as written.`,
      engines: [EXACT],
      ...(domain.isReal ? {} : { conditions: [realityOf(equation, variable)] }),
    },
    EXACT,
    family,
  );
}

/** Logarithms and roots of negative numbers are left out, though they may cancel. */
function realityOf(equation: Expression, variable: string): string {
  const hasDomain = (part: Expression): boolean =>
    (["Ln", "Lg", "Lb", "Log", "Sqrt"].includes(headOf(part)) && contains(part, variable)) ||
    argumentsOf(part).some(hasDomain);
  return hasDomain(equation)
    ? `${variable} and every logarithm and root are real`
    : `${variable} is real`;
}

/** In order, each once: roots that agree to 25 digits are one only where that is shown. */
function distinctRoots(roots: readonly Expression[]): Expression[] {
  const kept: Expression[] = [];
  for (const root of roots) if (!kept.some((other) => isSameRoot(root, other))) kept.push(root);
  return sortRoots(kept);
}

function isSameRoot(a: Expression, b: Expression): boolean {
  const [x, y] = [evaluateReal(a), evaluateReal(b)];
  if (x === null || y === null) return printPlain(a) === printPlain(b);
  const areNear = x.sub(y).abs().lte(x.abs().add(1).mul(1e-24));
  return areNear && compareReals(a, b) !== 1 && compareReals(a, b) !== -1;
}

/** Absolute values, maxima and minima piece by piece: the sides may be the same on whole stretches. */
function byPieces(equation: Expression, variable: string, domain: SolveDomain): Outcome | null {
  const outcome = solveInequality([equation], variable, domain);
  if (outcome.kind !== "answer") return null;
  const { value, certificate } = outcome;
  if (value.kind !== "intervals" || value.family !== undefined)
    return value.kind === "none" ? outcome : null;
  if (value.intervals.some(({ lo, hi }) => lo !== hi)) return outcome;
  const roots = value.intervals.map(({ lo }) => parseExpression(lo).expression);
  return rootsOutcome(roots, variable, true, certificate, EXACT);
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
  const forms = context.proving(() =>
    rootsWithSides(
      equation,
      variable,
      kept.map(({ root }) => root),
      domain,
    ),
  );
  const isolated = context.proving(() =>
    period === null || domain.interval !== null
      ? realRoots(left, right, variable, domain, rootsIn(domain, forms, period))
      : null,
  );
  if (isolated !== null && !forms.some(isNotReal))
    return isolatedRootsOutcome(isolated, variable, domain);
  if (forms.length === 0)
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
      : familyOf(principal, period, variable);
  const detail =
    missed > 0
      ? `Every solution shown was substituted back, but the list is not complete: a numeric search saw ${missed} more real solution${missed === 1 ? "" : "s"}.`
      : period === null
        ? "Every solution shown was substituted back; a numeric search from -20 to 20 saw no other real one, which does not prove that there is none."
        : "Every solution shown was substituted back; a numeric search saw no real one beside these and their repetitions, which does not prove that there is none.";
  const shown = rootsIn(domain, principal, period);
  // That the solutions found lie elsewhere does not say that there is none.
  if (shown.length === 0)
    return openOutcome(
      "No solution could be established. A numeric search or another form of the equation may help.",
    );
  return rootsOutcome(
    shown,
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
