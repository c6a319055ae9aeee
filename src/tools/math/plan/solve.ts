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
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { decideEqual } from "../prove/decide-zero.ts";
import {
  type EquationSolution,
  solvePolynomialEquation,
  sortRoots,
} from "../solve/solve-equation.ts";
import { solveSystem } from "../solve/solve-system.ts";
import { ENGINE, engineCandidates, EXACT } from "./candidates.ts";
import { numericText } from "./evaluate.ts";
import { type ComputeContext, openOutcome, type Outcome } from "./outcome.ts";

/** Solves one equation or a system for the named unknowns. */
export async function solveQuery(
  equations: readonly Expression[],
  unknowns: readonly string[],
  context: ComputeContext,
): Promise<Outcome> {
  if (equations.length === 1 && unknowns.length === 1)
    return solveOne(equations[0] as Expression, unknowns[0] as string, context);
  const solution = context.proving(() => solveSystem(equations, unknowns));
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
  context: ComputeContext,
): Promise<Outcome> {
  const [left, right] = argumentsOf(equation) as [Expression, Expression];
  const solution = context.proving(() => solvePolynomialEquation(left, right, variable));
  if (solution !== null) return polynomialOutcome(solution, variable);
  const cleared = context.proving(() => squareAway(left, right, variable));
  if (cleared !== null) return cleared;
  return solveByEngine(equation, variable, context);
}

function polynomialOutcome(solution: EquationSolution, variable: string): Outcome {
  const certificate: Certificate = {
    grade: solution.isExact ? "proved" : "numeric-check",
    method: solution.method,
    detail: solution.detail,
    engines: [EXACT],
    ...(solution.conditions.length === 0 ? {} : { conditions: [...solution.conditions] }),
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
  return rootsOutcome(solution.roots, variable, solution.isComplete, certificate, EXACT);
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
  const plain = texts.map((text) => `${variable} = ${text}`).join(" or ");
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
function squareAway(left: Expression, right: Expression, variable: string): Outcome | null {
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
    kept,
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

async function solveByEngine(
  equation: Expression,
  variable: string,
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
  if (kept.length === 0)
    return openOutcome(
      "No solution could be established. A numeric search or another form of the equation may help.",
    );
  const roots = sortRoots(kept.map(({ root }) => root));
  const isExact = kept.every(({ decision }) => decision.verdict === "proved");
  const missed = context.proving(() => missedRoots(left, right, variable, roots));
  const period = periodOf(equation, variable);
  const family =
    period === null
      ? undefined
      : `${roots.map((root) => `${variable} = ${printPlain(root)}`).join(" or ")}, plus ${period}*k for every integer k`;
  const detail =
    missed > 0
      ? `Every solution shown was substituted back; a numeric search saw ${missed} more real solution${missed === 1 ? "" : "s"} that ${missed === 1 ? "is" : "are"} not listed.`
      : "Every solution shown was substituted back; whether there are others is not established.";
  return rootsOutcome(
    roots,
    variable,
    false,
    {
      grade: isExact ? "exact-check" : "numeric-check",
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

/** Sign changes of left - right on [-20, 20] that are not near a listed root. */
function missedRoots(
  left: Expression,
  right: Expression,
  variable: string,
  roots: readonly Expression[],
): number {
  if (
    variablesOf(left)
      .concat(variablesOf(right))
      .some((name) => name !== variable)
  )
    return 0;
  const known = roots
    .map((root) => evaluateReal(root)?.toNumber())
    .filter((value) => value !== undefined);
  const at = (x: number): number | null => {
    const difference = evaluateReal(["Add", left, ["Negate", right]], { [variable]: x });
    return difference === null ? null : difference.toNumber();
  };
  let missed = 0;
  let previous: number | null = null;
  for (let step = 0; step <= 200; step++) {
    const x = -20.0137 + step * 0.2;
    const value = at(x);
    const isCrossing =
      previous !== null &&
      value !== null &&
      previous * value < 0 &&
      Math.abs(previous) + Math.abs(value) < 1e3;
    if (isCrossing && !known.some((root) => root > x - 0.21 && root < x + 0.01)) missed += 1;
    previous = value;
  }
  return missed;
}

/** The common period of the circular functions of the unknown, for the family of solutions. */
function periodOf(expression: Expression, variable: string): string | null {
  const periods = new Set<string>();
  const visit = (node: Expression): void => {
    if (["Sin", "Cos", "Sec", "Csc"].includes(headOf(node)) && contains(node, variable))
      periods.add(argumentsOf(node)[0] === variable ? "2*pi" : "?");
    else if (["Tan", "Cot"].includes(headOf(node)) && contains(node, variable))
      periods.add(argumentsOf(node)[0] === variable ? "pi" : "?");
    else if (node === variable) periods.add("?");
    else for (const part of argumentsOf(node)) visit(part);
  };
  visit(expression);
  if (periods.size === 0 || periods.has("?")) return null;
  return periods.has("2*pi") ? "2*pi" : "pi";
}
