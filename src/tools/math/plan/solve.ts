import { exactForm } from "../exact/exact-form.ts";
import type { Certificate } from "../../../core/truth.ts";
import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  isFunction,
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
import { type RealSolutions, solveBySubstitution } from "../solve/solve-by-substitution.ts";
import { solveSystem } from "../solve/solve-system.ts";
import { ENGINE, engineCandidates, EXACT } from "./candidates.ts";
import { lostConditions, numericText } from "./evaluate.ts";
import type { SolveDomain } from "../read/math-query.ts";
import { type ComputeContext, openOutcome, type Outcome } from "./outcome.ts";

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
  const found = await context.pool.solveSystem({
    operation: "solve",
    expression: ["List", ...equations],
    variables: unknowns,
    timeoutMs: Math.max(1, context.remainingMs()),
    signal: context.signal,
  });
  const kept = context.proving(() =>
    found.filter(
      (assignment) =>
        unknowns.every((name) => name in assignment) &&
        equations.every((equation) => holds(equation, assignment)),
    ),
  );
  if (kept.length === 0) return openOutcome("No solution of this system could be established.");
  return systemOutcome(
    kept,
    unknowns,
    false,
    {
      grade: "exact-check",
      method: "substitute-back",
      detail:
        "Every solution shown was substituted into every equation exactly; whether there are others is not established.",
      engines: [ENGINE, EXACT],
    },
    ENGINE,
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
  const cleared = context.proving(() => squareAway(left, right, variable, domain));
  if (cleared !== null) return cleared;
  const real = context.proving(() => solveBySubstitution(left, right, variable));
  if (real !== null) return realOutcome(real, variable, domain);
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

/**
 * Equations with one square root of the unknown: isolated and squared, solved as a polynomial, and the
 * roots that squaring let in are sorted out by substitution. Complete because squaring loses no root.
 */
function squareAway(
  left: Expression,
  right: Expression,
  variable: string,
  domain: SolveDomain,
): Outcome | null {
  const difference: Expression = ["Add", left, ["Negate", right]];
  const roots = squareRootsIn(difference, variable);
  if (roots.length !== 1) return null;
  const root = roots[0] as Expression;
  const mark = "__root";
  const linear = replaceNode(difference, root, mark);
  // difference = a + b root with a, b free of it; then a^2 - b^2 radicand = 0.
  const a = substitute(linear, mark, { num: "0" });
  const b: Expression = ["Add", substitute(linear, mark, { num: "1" }), ["Negate", a]];
  const isLinear = decideEqual(linear, ["Add", a, ["Multiply", b, mark]]);
  if (isLinear.verdict !== "proved") return null;
  const radicand = argumentsOf(root)[0] as Expression;
  const solution = solvePolynomialEquation(
    ["Power", a, { num: "2" }],
    ["Multiply", ["Power", b, { num: "2" }], radicand],
    variable,
  );
  if (solution === null || !solution.isExact || solution.isIdentity) return null;
  const verdicts = solution.roots.map(
    (candidate) =>
      decideEqual(substitute(left, variable, candidate), substitute(right, variable, candidate))
        .verdict,
  );
  if (verdicts.includes("undecided")) return null;
  const kept = solution.roots.filter((_, index) => verdicts[index] === "proved");
  return rootsOutcome(
    rootsIn(domain, kept, null),
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

function squareRootsIn(expression: Expression, variable: string): Expression[] {
  const found = new Map<string, Expression>();
  const visit = (node: Expression): void => {
    if (headOf(node) === "Sqrt" && contains(node, variable)) found.set(printPlain(node), node);
    else for (const part of argumentsOf(node)) visit(part);
  };
  visit(expression);
  return [...found.values()];
}

function replaceNode(expression: Expression, target: Expression, replacement: string): Expression {
  if (printPlain(expression) === printPlain(target)) return replacement;
  if (!isFunction(expression)) return expression;
  return [
    expression[0],
    ...argumentsOf(expression).map((part) => replaceNode(part, target, replacement)),
  ];
}

/** All real solutions; that the unknown is taken to be real is then said as a condition. */
function realOutcome(real: RealSolutions, variable: string, domain: SolveDomain): Outcome {
  const period: Expression | null = real.isPeriodic ? ["Multiply", { num: "2" }, "Pi"] : null;
  const roots = sortRoots(rootsIn(domain, real.roots, period));
  if (roots.length === 0 && !domain.isReal)
    return openOutcome(
      "There is no real solution; whether there are complex ones is not established.",
    );
  const family =
    period === null || domain.interval !== null || roots.length === 0
      ? undefined
      : `${roots.map((root) => `${variable} = ${printPlain(root)}`).join(" or ")}, plus 2*pi*k for every integer k`;
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
  const found = await engineCandidates(context, "solve", equation, [variable]);
  const checked = context.proving(() =>
    found.map((root) => ({
      root,
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
      engines: [ENGINE, EXACT],
      ...(variablesOf(equation).length > 1
        ? { conditions: ["the other symbols take values for which both sides are defined"] }
        : {}),
    },
    ENGINE,
    family,
  );
}
