import { isDeadEnd } from "../exact/deadline.ts";
import { argumentsOf, type Expression, headOf, variablesOf } from "../expression/expression.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { solveInequality } from "../plan/inequality.ts";
import { decideEqual } from "../prove/decide-zero.ts";
import { parseExpression } from "../read/parse.ts";

export interface WrittenInterval {
  readonly lo: Expression;
  readonly hi: Expression;
  readonly loClosed: boolean;
  readonly hiClosed: boolean;
}

const BRACKETED = /^([[(\]])([^,;]+)[,;]([^,;]+)([\])[])$/;

/**
 * Interval notation, also unions of it. Ambiguous when it could as well be a pair or a list of two: a
 * single `(a, b)` or `[a, b]` with finite ends. Null for anything else.
 */
export function readIntervals(
  text: string,
): { readonly intervals: readonly WrittenInterval[]; readonly isAmbiguous: boolean } | null {
  const bare = text.trim();
  if (
    /^(?:\\mathbb\{?R\}?|ℝ|R|all real numbers|all reals|any real number|任意实数|全体实数|一切实数|所有实数)$/i.test(
      bare,
    )
  )
    return {
      intervals: [
        { lo: "NegativeInfinity", hi: "PositiveInfinity", loClosed: false, hiClosed: false },
      ],
      isAmbiguous: false,
    };
  const pieces = bare.split(/\s*(?:\\cup|∪|\bU\b)\s*/);
  const intervals: WrittenInterval[] = [];
  for (const piece of pieces) {
    const found = BRACKETED.exec(piece.trim());
    if (found === null) return null;
    const [, opening, lo, hi, closing] = found as unknown as [
      string,
      string,
      string,
      string,
      string,
    ];
    try {
      intervals.push({
        lo: endOf(lo),
        hi: endOf(hi),
        loClosed: opening === "[",
        hiClosed: closing === "]",
      });
    } catch (error) {
      if (isDeadEnd(error)) return null;
      throw error;
    }
  }
  const [only] = intervals;
  const isAmbiguous =
    only !== undefined &&
    intervals.length === 1 &&
    only.loClosed === only.hiClosed &&
    !isInfinite(only.lo) &&
    !isInfinite(only.hi);
  return { intervals, isAmbiguous };
}

function endOf(text: string): Expression {
  const expression = parseExpression(text.trim().replace(/^\+(?=\\infty|∞|inf)/, "")).expression;
  const [inner] = argumentsOf(expression);
  return headOf(expression) === "Negate" && inner === "PositiveInfinity"
    ? "NegativeInfinity"
    : expression;
}

function isInfinite(expression: Expression): boolean {
  return expression === "PositiveInfinity" || expression === "NegativeInfinity";
}

const ORDER_HEADS = new Set(["Less", "LessEqual", "Greater", "GreaterEqual"]);

/** `x ≠ 3`: every number but one. */
function punctured(expression: Expression, variable: string): WrittenInterval[] | null {
  const [left, right] = argumentsOf(expression) as [Expression, Expression];
  const point = left === variable ? right : right === variable ? left : null;
  if (point === null || variablesOf(point).length > 0) return null;
  const open = { loClosed: false, hiClosed: false };
  return [
    { lo: "NegativeInfinity", hi: point, ...open },
    { lo: point, hi: "PositiveInfinity", ...open },
  ];
}

/** The solution set of a written inequality in one variable, when it can be solved; else null. */
export function intervalsOfRelation(expression: Expression): WrittenInterval[] | null {
  const head = headOf(expression);
  const variables = variablesOf(expression);
  const [variable] = variables;
  if (variable === undefined || variables.length !== 1) return null;
  if (head === "NotEqual") return punctured(expression, variable);
  if (head === "Or") {
    const parts = argumentsOf(expression).map(intervalsOfRelation);
    return parts.includes(null) ? null : (parts as WrittenInterval[][]).flat();
  }
  const relations = head === "And" ? argumentsOf(expression) : [expression];
  if (!relations.every((relation) => ORDER_HEADS.has(headOf(relation)))) return null;
  const outcome = solveInequality(relations, variable);
  if (outcome.kind !== "answer" || outcome.value.kind !== "intervals") return null;
  return outcome.value.intervals.map(({ lo, hi, loClosed, hiClosed }) => ({
    lo: endOf(lo),
    hi: endOf(hi),
    loClosed,
    hiClosed,
  }));
}

/**
 * Do two unions of intervals hold the same numbers? Between neighbouring ends membership does not change,
 * so every end and every gap is compared once; null when two ends cannot be told apart for certain.
 */
export function sameNumbers(
  a: readonly WrittenInterval[],
  b: readonly WrittenInterval[],
): boolean | null {
  const ends: { expression: Expression; value: number }[] = [];
  for (const { lo, hi } of [...a, ...b])
    for (const expression of [lo, hi]) {
      if (isInfinite(expression)) continue;
      const value = evaluateReal(expression)?.toNumber();
      if (value === undefined) return null;
      const near = ends.find((end) => Math.abs(end.value - value) <= 1e-9 * (1 + Math.abs(value)));
      if (near === undefined) ends.push({ expression, value });
      else if (decideEqual(near.expression, expression).verdict !== "proved") return null;
    }
  ends.sort((x, y) => x.value - y.value);
  const position = (expression: Expression): number => {
    if (expression === "NegativeInfinity") return -1;
    if (expression === "PositiveInfinity") return ends.length;
    const value = evaluateReal(expression)?.toNumber() ?? Number.NaN;
    return ends.findIndex((end) => Math.abs(end.value - value) <= 1e-9 * (1 + Math.abs(value)));
  };
  const holds = (set: readonly WrittenInterval[], at: number, isGap: boolean): boolean =>
    set.some(({ lo, hi, loClosed, hiClosed }) => {
      const [first, last] = [position(lo), position(hi)];
      if (isGap) return first <= at && last >= at + 1;
      return (first < at && at < last) || (first === at && loClosed) || (last === at && hiClosed);
    });
  for (let at = -1; at < ends.length; at++) {
    if (holds(a, at, true) !== holds(b, at, true)) return false;
    if (at >= 0 && holds(a, at, false) !== holds(b, at, false)) return false;
  }
  return true;
}
