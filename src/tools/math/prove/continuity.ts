import { differentiate } from "../expression/differentiate.ts";
import {
  argumentsOf,
  type Expression,
  headOf,
  isFunction,
  isNumber,
  isSymbol,
  ONE,
  substitute,
  variablesOf,
  ZERO,
} from "../expression/expression.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { enclose, type Interval } from "../numeric/interval.ts";
import { decideEqual } from "./decide-zero.ts";
import { AnsatzError } from "../../../core/errors.ts";
import { hasSign, type Signs } from "./signs.ts";

/** One end of a range: what it is exactly, and a double at or just beyond it. */
export interface RangeEnd {
  readonly exact: Expression;
  readonly value: number;
}

const MOST_PIECES = 1_500;
/** Pieces are halved no further than to this share of the whole. */
const FINEST = 2 ** -22;
/** Where an infinite range is cut, at first and at last. */
const FAR = 16;
const FARTHEST = 2 ** 40;
const HIGHEST_ORDER = 4;

/** What must hold of an expression for the function around it to be continuous. */
interface Need {
  readonly of: Expression;
  readonly kind: "positive" | "not-negative" | "not-zero";
}

const ENTIRE: ReadonlySet<string> = new Set(
  (
    "Add Multiply Negate Sin Cos Sinh Cosh Tanh Sech Arctan Arsinh Abs Max Min Erf Erfc Erfi SinIntegral SinhIntegral " +
    "FresnelS FresnelC"
  ).split(" "),
);
const LOGARITHMIC: ReadonlySet<string> = new Set("Ln Lg Lb CosIntegral CoshIntegral".split(" "));

/**
 * Is the function defined and continuous on the whole open range? By the signs of its parts, where
 * `signs` says what is known of the symbols; else by interval arithmetic on ever smaller pieces, and next
 * to an end by the first derivative that does not vanish there. False means only that it was not shown.
 */
export function isContinuousInside(
  expression: Expression,
  variable: string,
  lower: RangeEnd,
  upper: RangeEnd,
  signs: Signs,
): boolean {
  const needs = needsOf(expression);
  if (needs === null) return false;
  if (needs.every((need) => meetsBySign(need, signs))) return true;
  if (variablesOf(expression).some((name) => name !== variable)) return false;
  return holdsInside(expression, needs, variable, lower, upper);
}

/** Has the expression no zero on the open range? */
export function hasNoZeroInside(
  expression: Expression,
  variable: string,
  lower: RangeEnd,
  upper: RangeEnd,
): boolean {
  const inner = needsOf(expression);
  if (inner === null || variablesOf(expression).some((name) => name !== variable)) return false;
  const needs: Need[] = [...inner, { of: expression, kind: "not-zero" }];
  return holdsInside(["Divide", ONE, expression], needs, variable, lower, upper);
}

function holdsInside(
  expression: Expression,
  needs: readonly Need[],
  variable: string,
  lower: RangeEnd,
  upper: RangeEnd,
): boolean {
  if (Number.isNaN(lower.value) || Number.isNaN(upper.value)) return false;
  const [from, to] = [
    Number.isFinite(lower.value) ? lower.value : -FAR,
    Number.isFinite(upper.value) ? upper.value : FAR,
  ];
  if (lower.value === -Infinity && !isTotalBeyond(expression, variable, -FAR)) return false;
  if (upper.value === Infinity && !isTotalBeyond(expression, variable, FAR)) return false;
  if (from >= to) return upper.value === Infinity || lower.value === -Infinity;
  const open: [number, number][] = [[from, to]];
  const smallest = (to - from) * FINEST;
  for (let count = 0; open.length > 0; count++) {
    if (count > MOST_PIECES) return false;
    const [lo, hi] = open.pop() as [number, number];
    if (enclose(expression, variable, { lo, hi })?.isTotal === true) continue;
    if (hi - lo < 64 * smallest) {
      const at = lo === lower.value ? lower : hi === upper.value ? upper : null;
      if (at !== null && needs.every((need) => meetsNextTo(need, variable, at, lo, hi))) continue;
    }
    if (hi - lo < smallest) return false;
    const middle = lo + (hi - lo) / 2;
    open.push([lo, middle], [middle, hi]);
  }
  return true;
}

/** The far part of an infinite range at once, in pieces that double in length up to the last one. */
function isTotalBeyond(expression: Expression, variable: string, start: number): boolean {
  const sign = Math.sign(start);
  for (let at = Math.abs(start); ; at *= 2) {
    const last = sign > 0 ? { lo: at, hi: Infinity } : { lo: -Infinity, hi: -at };
    if (enclose(expression, variable, last)?.isTotal === true) return true;
    if (at >= FARTHEST) return false;
    const piece = sign > 0 ? { lo: at, hi: 2 * at } : { lo: -2 * at, hi: -at };
    if (enclose(expression, variable, piece)?.isTotal !== true) return false;
  }
}

/** What its functions need; null where one is not known to be continuous. */
function needsOf(node: Expression): Need[] | null {
  if (!isFunction(node)) return isSymbol(node) && /Infinity/.test(node) ? null : [];
  const own = ownNeeds(node);
  if (own === null) return null;
  const found = [...own];
  for (const part of argumentsOf(node)) {
    const inner = needsOf(part);
    if (inner === null) return null;
    found.push(...inner);
  }
  return found;
}

function ownNeeds(node: Expression): Need[] | null {
  const head = headOf(node);
  const [first, second] = argumentsOf(node) as [Expression, Expression?];
  const need = (of: Expression, kind: Need["kind"]): Need[] => [{ of, kind }];
  const beside = (u: Expression): Expression => [
    "Add",
    ONE,
    ["Negate", ["Power", u, { num: "2" }]],
  ];
  if (ENTIRE.has(head)) return [];
  if (LOGARITHMIC.has(head) && second === undefined) return need(first, "positive");
  switch (head) {
    case "Divide":
      return notZero(second as Expression);
    case "Sqrt":
      return need(first, "not-negative");
    case "Power":
      return powerNeeds(first, second as Expression);
    case "Tan":
    case "Sec":
      return need(["Cos", first], "not-zero");
    case "Cot":
    case "Csc":
      return need(["Sin", first], "not-zero");
    case "Coth":
    case "Csch":
    case "ExpIntegralEi":
      return need(first, "not-zero");
    case "Arcsin":
    case "Arccos":
      return need(beside(first), "not-negative");
    case "Artanh":
      return need(beside(first), "positive");
    case "Arcosh":
      return need(["Add", first, ["Negate", ONE]], "not-negative");
    case "LogIntegral":
      return [...need(first, "positive"), ...need(["Add", first, ["Negate", ONE]], "not-zero")];
    default:
      return null;
  }
}

/** What makes a denominator differ from zero: all factors do, and a root where its square is positive. */
function notZero(of: Expression): Need[] {
  const [first] = argumentsOf(of);
  switch (headOf(of)) {
    case "Multiply":
      return argumentsOf(of).flatMap(notZero);
    case "Negate":
      return notZero(first as Expression);
    case "Sqrt":
      return [{ of: first as Expression, kind: "positive" }];
    default:
      return [{ of, kind: "not-zero" }];
  }
}

function powerNeeds(base: Expression, exponent: Expression): Need[] {
  if (base === "ExponentialE") return [];
  const digits =
    headOf(exponent) === "Negate" ? (argumentsOf(exponent)[0] as Expression) : exponent;
  const isWhole = isNumber(digits) && /^\d+$/.test(digits.num);
  if (isWhole) return digits === exponent ? [] : [{ of: base, kind: "not-zero" }];
  const value = variablesOf(exponent).length === 0 ? evaluateReal(exponent) : null;
  return [{ of: base, kind: value?.gt(0) === true ? "not-negative" : "positive" }];
}

function meetsBySign({ of, kind }: Need, signs: Signs): boolean {
  if (kind === "positive") return hasSign(of, "positive", signs);
  if (kind === "not-negative") return hasSign(of, "not-negative", signs);
  return hasSign(of, "positive", signs) || hasSign(["Negate", of], "positive", signs);
}

function meets({ kind }: Need, { lo, hi }: Interval): boolean {
  if (kind === "positive") return lo > 0;
  if (kind === "not-negative") return lo >= 0;
  return lo > 0 || hi < 0;
}

/** At an end where the expression is exactly zero, its first other derivative gives its sign beside it. */
function meetsNextTo(need: Need, variable: string, end: RangeEnd, lo: number, hi: number): boolean {
  const value = enclose(need.of, variable, { lo, hi });
  if (value === null) return false;
  if (value.isTotal && meets(need, value)) return true;
  let derivative = need.of;
  try {
    for (let order = 1; order <= HIGHEST_ORDER; order++) {
      const atEnd = substitute(derivative, variable, end.exact);
      if (decideEqual(atEnd, ZERO).verdict !== "proved") return false;
      derivative = differentiate(derivative, variable);
      const slope = enclose(derivative, variable, { lo, hi });
      if (slope === null || !slope.isTotal || !(slope.lo > 0 || slope.hi < 0)) continue;
      const isAfter = end.value === lo;
      const sign = (slope.lo > 0 ? 1 : -1) * (isAfter || order % 2 === 0 ? 1 : -1);
      return need.kind === "not-zero" || sign > 0;
    }
    return false;
  } catch (error) {
    if (AnsatzError.isInstance(error) && error.code !== "timed_out") return false;
    throw error;
  }
}
