import { AnsatzError } from "../../../core/errors.ts";
import { differentiate } from "../expression/differentiate.ts";
import { type Expression, nodeCount } from "../expression/expression.ts";
import { add, enclose, type Interval, multiply } from "./interval.ts";

interface Range {
  readonly lo: number;
  readonly hi: number;
}

export interface IsolatedRoots {
  /** Each holds exactly one real root, rising. */
  readonly boxes: readonly Range[];
  /** Parts of the searched range about which nothing is established. */
  readonly open: readonly Range[];
  /** What was searched, `null` for the whole real line. */
  readonly searched: Range | null;
}

const MOST_BOXES = 40_000;
const MOST_ROOTS = 60;
/** Where the search stops when nothing bounds the roots. */
const WINDOW: Range = { lo: -20, hi: 20 };
const LARGEST_DERIVATIVE = 4_000;

/**
 * Isolates the real zeros of `expression` by interval arithmetic: a box without zero in its range of values
 * has no root; one on which the function is monotone and changes sign has exactly one. On the whole line
 * the two tails are settled by their derivatives where that succeeds. Null when the function has too
 * many roots or is not made of known functions.
 */
export function isolateRealRoots(
  expression: Expression,
  variable: string,
  within: Range | null,
): IsolatedRoots | null {
  const derivatives = derivativesOf(expression, variable);
  const derivative = derivatives[1];
  if (derivative === undefined) return null;
  const bound = within === null ? boundOfRoots(derivatives, variable) : null;
  const searched = within ?? (bound === null ? WINDOW : { lo: -bound, hi: bound });
  const boxes: Range[] = [];
  const open: Range[] = [];
  const waiting: Range[] = [searched];
  for (let count = 0; waiting.length > 0; count++) {
    if (count > MOST_BOXES || boxes.length > MOST_ROOTS) return null;
    const box = waiting.pop() as Range;
    const found = settle(expression, derivative, variable, box);
    if (found === "none") continue;
    if (found === "one") {
      boxes.push(box);
      continue;
    }
    const width = box.hi - box.lo;
    const size = Math.max(1, Math.abs(box.lo), Math.abs(box.hi));
    if (width <= (found === "unknown" ? 1e-3 : 1e-7) * size) {
      if (!isEmptyBesideZero(expression, variable, box)) addOpen(open, box);
      continue;
    }
    // Cut at an odd place, so that no root of a textbook equation lies on the cut.
    const cut = box.lo + width * 0.487_139_213;
    waiting.push({ lo: cut, hi: box.hi }, { lo: box.lo, hi: cut });
  }
  return { boxes, open, searched: within === null && bound === null ? WINDOW : within };
}

function settle(
  expression: Expression,
  derivative: Expression,
  variable: string,
  box: Range,
): "none" | "one" | "open" | "unknown" {
  const values = enclose(expression, variable, box);
  if (values === null || signOf(values) !== 0) return "none";
  if (!values.isTotal)
    return values.lo === -Infinity && values.hi === Infinity ? "unknown" : "open";
  const slope = enclose(derivative, variable, box);
  if (slope === null || !slope.isTotal) return "open";
  if (signOf(slope) === 0)
    return signOf(meanValueForm(expression, slope, variable, box)) === 0 ? "open" : "none";
  const [left, right] = [
    signAt(expression, variable, box.lo),
    signAt(expression, variable, box.hi),
  ];
  if (left === 0 || right === 0) return "open";
  return left === right ? "none" : "one";
}

/** The values on the box by the mean value theorem, tighter than direct evaluation on a small box. */
function meanValueForm(
  expression: Expression,
  slope: Interval,
  variable: string,
  box: Range,
): Interval {
  const middle = (box.lo + box.hi) / 2;
  const value = enclose(expression, variable, { lo: middle, hi: middle });
  if (value === null) return { lo: -Infinity, hi: Infinity, isTotal: false };
  const reach = (box.hi - box.lo) * 0.500_001;
  return add(value, multiply(slope, { lo: -reach, hi: reach, isTotal: true }));
}

/** A pole or an end of the domain at zero: both sides up to zero hold no root. */
function isEmptyBesideZero(expression: Expression, variable: string, { lo, hi }: Range): boolean {
  if (lo >= 0 || hi <= 0) return false;
  return [
    { lo, hi: 0 },
    { lo: 0, hi },
  ].every((half) => {
    const values = enclose(expression, variable, half);
    return values === null || signOf(values) !== 0;
  });
}

/** Boxes come from left to right; neighbours become one. */
function addOpen(open: Range[], box: Range): void {
  const last = open.at(-1);
  if (last !== undefined && last.hi === box.lo) open[open.length - 1] = { lo: last.lo, hi: box.hi };
  else open.push(box);
}

function signOf({ lo, hi }: Interval): number {
  return lo > 0 ? 1 : hi < 0 ? -1 : 0;
}

/** The certain sign at one point, 0 where it is not certain. */
function signAt(expression: Expression, variable: string, at: number): number {
  const value = enclose(expression, variable, { lo: at, hi: at });
  return value === null || !value.isTotal ? 0 : signOf(value);
}

function derivativesOf(expression: Expression, variable: string): Expression[] {
  const all = [expression];
  try {
    for (let order = 1; order <= 4; order++) {
      const next = differentiate(all.at(-1) as Expression, variable);
      if (nodeCount(next) > LARGEST_DERIVATIVE) break;
      all.push(next);
    }
  } catch (error) {
    if (!AnsatzError.isInstance(error)) throw error;
  }
  return all;
}

/** A number beyond which, on either side, there is certainly no root; null when none was found. */
function boundOfRoots(derivatives: readonly Expression[], variable: string): number | null {
  for (const bound of [4.1, 16.3, 64.7, 257.3, 1025.7, 16_387.3, 1_000_003.7])
    if (
      isRootless(derivatives, variable, { lo: bound, hi: Infinity }) &&
      isRootless(derivatives, variable, { lo: -Infinity, hi: -bound })
    )
      return bound;
  return null;
}

function isRootless(derivatives: readonly Expression[], variable: string, tail: Range): boolean {
  const values = enclose(derivatives[0] as Expression, variable, tail);
  return values === null || tailSign(derivatives, variable, tail) !== 0;
}

/** The one sign on a whole tail, by the sign of the derivative on it and the value at its finite end. */
function tailSign(derivatives: readonly Expression[], variable: string, tail: Range): number {
  const [expression, ...higher] = derivatives;
  if (expression === undefined) return 0;
  const values = enclose(expression, variable, tail);
  if (values === null) return 0;
  const direct = signOf(values);
  if (direct !== 0 || !values.isTotal) return direct;
  const isRight = tail.hi === Infinity;
  const start = signAt(expression, variable, isRight ? tail.lo : tail.hi);
  if (start === 0) return 0;
  const slope = tailSign(higher, variable, tail);
  return slope !== 0 && (isRight ? slope : -slope) === start ? start : 0;
}
