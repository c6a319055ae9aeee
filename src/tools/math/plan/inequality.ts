import { AnsatzError } from "../../../core/errors.ts";
import { NormalForm } from "../exact/normal-form.ts";
import { factorUnivariate, trim, type Univariate } from "../exact/univariate.ts";
import { argumentsOf, type Expression, headOf, substitute } from "../expression/expression.ts";
import { printLatex } from "../expression/print-latex.ts";
import { printPlain } from "../expression/print-plain.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { parseExpression } from "../read/parse.ts";
import { decideEqual } from "../prove/decide-zero.ts";
import { rootsOfFactor } from "../solve/polynomial-roots.ts";
import { solveBySubstitution } from "../solve/solve-by-substitution.ts";
import { coefficientsIn } from "../solve/solve-equation.ts";
import { EXACT } from "./candidates.ts";
import { openOutcome, type Outcome } from "./outcome.ts";

interface Interval {
  lo: string;
  hi: string;
  loClosed: boolean;
  hiClosed: boolean;
}

/**
 * Inequalities between rational functions of one variable: between two neighbouring zeros of the
 * numerators and denominators no sign changes, so one exact test in each gap and one at each zero decide
 * everything.
 */
export function solveInequality(relations: readonly Expression[], variable: string): Outcome {
  const critical = new Map<string, { expression: Expression; value: number }>();
  for (const relation of relations) {
    const roots = criticalPoints(relation, variable) ?? continuousRoots(relation, variable);
    if (roots === null)
      return openOutcome(
        "Only inequalities between polynomials or fractions of one variable are solved so far.",
        "unsupported",
      );
    for (const root of roots) {
      const value = evaluateReal(root)?.toNumber();
      if (value !== undefined) critical.set(printPlain(root), { expression: root, value });
    }
  }
  const points = [...critical.values()].sort((a, b) => a.value - b.value);
  const holdsAt = (x: Expression): boolean =>
    relations.every((relation) => relationHolds(relation, variable, x));
  const intervals: Interval[] = [];
  let open: Interval | null = null;
  const begin = (lo: string, loClosed: boolean): Interval => ({
    lo,
    hi: "infinity",
    loClosed,
    hiClosed: false,
  });
  for (let gap = 0; gap <= points.length; gap++) {
    const before = points[gap - 1];
    const after = points[gap];
    const inside = holdsAt(testPoint(before?.value, after?.value));
    if (inside)
      open ??= begin(before === undefined ? "-infinity" : printPlain(before.expression), false);
    if (after === undefined) break;
    const name = printPlain(after.expression);
    const atPoint = holdsAt(after.expression);
    if (open !== null && !atPoint) {
      intervals.push({ ...open, hi: name, hiClosed: false });
      open = null;
    } else if (atPoint) {
      open ??= begin(name, true);
      const next = holdsAt(testPoint(after.value, points[gap + 1]?.value));
      if (!next) {
        intervals.push({ ...open, hi: name, hiClosed: true });
        open = null;
      }
    }
  }
  if (open !== null) intervals.push(open);
  return intervalsOutcome(intervals, variable);
}

function testPoint(before: number | undefined, after: number | undefined): Expression {
  const value =
    before === undefined
      ? after === undefined
        ? 0
        : Math.floor(after) - 1
      : after === undefined
        ? Math.ceil(before) + 1
        : (before + after) / 2;
  const text = Math.abs(value)
    .toFixed(12)
    .replace(/\.?0+$/, "");
  return value < 0 ? ["Negate", { num: text }] : { num: text };
}

function relationHolds(relation: Expression, variable: string, x: Expression): boolean {
  const [left, right] = argumentsOf(relation).map((side) => substitute(side, variable, x)) as [
    Expression,
    Expression,
  ];
  const head = headOf(relation);
  const a = evaluateReal(left);
  const b = evaluateReal(right);
  if (a === null || b === null) return false;
  if (decideEqual(left, right).verdict === "proved")
    return head === "LessEqual" || head === "GreaterEqual";
  return head.startsWith("Less") ? a.lt(b) : a.gt(b);
}

/** Exact real zeros of the numerator and denominator of left - right, or null. */
function criticalPoints(relation: Expression, variable: string): Expression[] | null {
  const [left, right] = argumentsOf(relation) as [Expression, Expression];
  try {
    const form = new NormalForm();
    const value = form.normalize(["Add", left, ["Negate", right]]);
    const index = form.indexOfVariable(variable);
    if (index === null) return [];
    const roots: Expression[] = [];
    // Uncancelled denominators matter for where the relation is defined.
    const polynomials = [
      value.numerator,
      value.denominator,
      ...denominators(relation).map((part) => form.normalize(part).numerator),
    ];
    for (const polynomial of polynomials) {
      if ([...polynomial.generators()].some((generator) => generator !== index)) return null;
      const coefficients = trim(
        coefficientsIn(polynomial, index)
          .map((part) => part.asConstant())
          .filter((part) => part !== null),
      ) as Univariate;
      if (coefficients.length < 2) continue;
      for (const { factor } of factorUnivariate(coefficients)) {
        const found = rootsOfFactor(factor);
        if (found === null || found.some((root) => !root.isExact)) return null;
        roots.push(
          ...found.map((root) => root.expression).filter((root) => evaluateReal(root) !== null),
        );
      }
    }
    return roots;
  } catch (error) {
    if (AnsatzError.isInstance(error)) return null;
    throw error;
  }
}

const CONTINUOUS = new Set(["Add", "Negate", "Multiply", "Abs", "Max", "Min"]);

/** The boundary of a relation between polynomials, absolute values and maxima, which change sign at roots only. */
function continuousRoots(relation: Expression, variable: string): Expression[] | null {
  const [left, right] = argumentsOf(relation) as [Expression, Expression];
  const isContinuous = (node: Expression): boolean =>
    argumentsOf(node).length === 0
      ? headOf(node) === ""
      : CONTINUOUS.has(headOf(node)) && argumentsOf(node).every(isContinuous);
  if (!isContinuous(left) || !isContinuous(right)) return null;
  const found = solveBySubstitution(left, right, variable);
  return found === null || found.isPeriodic ? null : [...found.roots];
}

function denominators(expression: Expression): Expression[] {
  const own = headOf(expression) === "Divide" ? [argumentsOf(expression)[1] as Expression] : [];
  return [...own, ...argumentsOf(expression).flatMap(denominators)];
}

function intervalsOutcome(intervals: readonly Interval[], variable: string): Outcome {
  const certificate = {
    grade: "proved" as const,
    method: "sign-chart",
    detail:
      "The zeros and poles were found exactly; between neighbouring ones the sign cannot change, and each gap and each end point was tested.",
    engines: [EXACT],
  };
  if (intervals.length === 0)
    return {
      kind: "answer",
      value: { kind: "none", reason: "no-solution" },
      short: "no solution",
      plain: "no solution",
      latex: "\\text{no solution}",
      certificate,
      engine: EXACT,
    };
  const text = intervals.map((interval) => describeInterval(interval, variable)).join(" or ");
  return {
    kind: "answer",
    value: {
      kind: "intervals",
      variable,
      intervals: intervals.map((interval) => ({ ...interval })),
    },
    short: text,
    plain: text,
    latex: intervals
      .map(
        ({ lo, hi, loClosed, hiClosed }) =>
          `\\left${loClosed ? "[" : "("}${toLatex(lo)}, ${toLatex(hi)}\\right${hiClosed ? "]" : ")"}`,
      )
      .join(" \\cup "),
    certificate,
    engine: EXACT,
  };
}

function describeInterval({ lo, hi, loClosed, hiClosed }: Interval, variable: string): string {
  if (lo === hi) return `${variable} = ${lo}`;
  if (lo === "-infinity" && hi === "infinity") return `all real ${variable}`;
  if (lo === "-infinity") return `${variable} ${hiClosed ? "<=" : "<"} ${hi}`;
  if (hi === "infinity") return `${variable} ${loClosed ? ">=" : ">"} ${lo}`;
  return `${lo} ${loClosed ? "<=" : "<"} ${variable} ${hiClosed ? "<=" : "<"} ${hi}`;
}

function toLatex(bound: string): string {
  if (bound === "infinity") return "\\infty";
  if (bound === "-infinity") return "-\\infty";
  return printLatex(parseExpression(bound).expression);
}
