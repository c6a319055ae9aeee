import type { Decimal } from "decimal.js";
import { AnsatzError } from "../../../core/errors.ts";
import { NormalForm } from "../exact/normal-form.ts";
import { factorUnivariate, trim, type Univariate } from "../exact/univariate.ts";
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
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { parseExpression } from "../read/parse.ts";
import { decideEqual } from "../prove/decide-zero.ts";
import { rootsOfFactor } from "../solve/polynomial-roots.ts";
import { rationalOf } from "../solve/kernel-substitutions.ts";
import { naturalLogarithms } from "../solve/solve-by-inverse.ts";
import { breakingPoints, realZeros } from "../solve/real-zeros.ts";
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
 * Inequalities of one variable: between two neighbouring zeros or breaks of the sides no sign changes, so
 * one exact test in each gap and one at each such point decide everything.
 */
export function solveInequality(relations: readonly Expression[], variable: string): Outcome {
  const others = variablesOf(["And", ...relations]).filter((name) => name !== variable);
  if (others.length > 0)
    return openOutcome(
      `The answer depends on the sign of an expression in ${others.join(", ")}. Give ${others.length === 1 ? "it a value" : "them values"}, or ask about one unknown.`,
      "unsupported",
    );
  const critical = new Map<string, Point>();
  const zeros = new Map<Expression, ReadonlySet<string>>();
  for (const relation of relations) {
    const found = criticalPoints(relation, variable) ?? boundary(relation, variable);
    if (found === null)
      return openOutcome(
        "The zeros of this inequality could not be found exactly. Polynomials, fractions, roots, logarithms, exponentials and absolute values of one variable are solved.",
        "unsupported",
      );
    for (const expression of [...found.zeros, ...found.breaks]) {
      const value = evaluateReal(expression);
      if (value !== null) critical.set(keyOf(value), { expression, value });
    }
    const own = found.zeros.map((zero) => evaluateReal(zero)).filter((value) => value !== null);
    zeros.set(relation, new Set(own.map(keyOf)));
  }
  const points = [...critical.values()].sort((a, b) => a.value.cmp(b.value));
  let isOpen = false;
  const holdsAt = (x: Expression): boolean => {
    const key = keyOf(evaluateReal(x) as Decimal);
    return relations.every((relation) => {
      const holds = relationHolds(relation, variable, x, zeros.get(relation)?.has(key) ?? false);
      isOpen ||= holds === null;
      return holds ?? false;
    });
  };
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
  if (isOpen)
    return openOutcome(
      "Whether the two sides are equal at the end of an interval could not be decided.",
    );
  if (open !== null) intervals.push(open);
  return intervalsOutcome(intervals, variable);
}

interface Point {
  readonly expression: Expression;
  readonly value: Decimal;
}

/** Zeros of the difference of the sides, and where a side may break. */
interface CriticalPoints {
  readonly zeros: readonly Expression[];
  readonly breaks: readonly Expression[];
}

function keyOf(value: Decimal): string {
  return value.toSignificantDigits(25).toString();
}

function testPoint(before: Decimal | undefined, after: Decimal | undefined): Expression {
  const value =
    before === undefined
      ? (after?.floor().sub(1) ?? null)
      : after === undefined
        ? before.ceil().add(1)
        : before.add(after).div(2);
  if (value === null) return { num: "0" };
  const text = value.abs().toFixed();
  return value.isNegative() ? ["Negate", { num: text }] : { num: text };
}

const NEAR = 1e-30;

/** Undefined sides hold nothing; sides that agree to 30 digits must be known or proved to be equal, else null. */
function relationHolds(
  relation: Expression,
  variable: string,
  x: Expression,
  isZero: boolean,
): boolean | null {
  const [left, right] = argumentsOf(relation).map((side) => substitute(side, variable, x)) as [
    Expression,
    Expression,
  ];
  const head = headOf(relation);
  const a = evaluateReal(left);
  const b = evaluateReal(right);
  if (a === null || b === null) return false;
  if (a.sub(b).abs().lte(a.abs().add(1).mul(NEAR))) {
    if (!isZero && decideEqual(left, right).verdict !== "proved") return null;
    return head === "LessEqual" || head === "GreaterEqual";
  }
  return head.startsWith("Less") ? a.lt(b) : a.gt(b);
}

/** Exact real zeros of the numerator and denominator of left - right, or null. */
function criticalPoints(relation: Expression, variable: string): CriticalPoints | null {
  const [left, right] = argumentsOf(relation) as [Expression, Expression];
  // The normal form may cancel a root or a logarithm, and with it the end of the domain.
  if (![left, right].every((side) => isRational(side, variable))) return null;
  try {
    const form = new NormalForm();
    const value = form.normalize(["Add", left, ["Negate", right]]);
    const index = form.indexOfVariable(variable);
    if (index === null) return { zeros: [], breaks: [] };
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
    return { zeros: [], breaks: roots };
  } catch (error) {
    if (AnsatzError.isInstance(error)) return null;
    throw error;
  }
}

/** Built from the unknown and constants by the four operations and whole powers. */
function isRational(expression: Expression, variable: string): boolean {
  if (!contains(expression, variable) || expression === variable) return true;
  const parts = argumentsOf(expression);
  const isPower = headOf(expression) === "Power" && !contains(parts[1] as Expression, variable);
  return (
    (isPower
      ? rationalOf(parts[1] as Expression)?.d === 1n
      : ["Add", "Multiply", "Negate", "Divide"].includes(headOf(expression))) &&
    parts.every((part) => isRational(part, variable))
  );
}

/** Zeros of left - right, and the points between which both sides are continuous or undefined. */
function boundary(relation: Expression, variable: string): CriticalPoints | null {
  const [left, right] = argumentsOf(relation).map(naturalLogarithms) as [Expression, Expression];
  const breaks = breakingPoints(["Add", left, right], variable);
  if (breaks === null) return null;
  const zeros = realZeros(left, right, variable);
  return zeros === null ? null : { zeros, breaks };
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
