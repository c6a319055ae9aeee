import type { Answer } from "../../src/core/query-result.ts";
import { itemsOf } from "./answer-parts.ts";
import { isReal, Real } from "./complex-decimal.ts";
import { tryParse, valueAt } from "./equivalence.ts";
import { correct, unscorable, wrong } from "./mark.ts";
import type { Judgement } from "./mark.ts";

export interface Interval {
  readonly low: Real;
  readonly high: Real;
  readonly isLowClosed: boolean;
  readonly isHighClosed: boolean;
}

const BESIDE = new Real("1e-6");

/** The value of an end point; infinities are allowed. */
function endPoint(text: string): Real | null {
  const plain = text.trim();
  if (/^\+?\s*(infinity|oo|∞)$/.test(plain)) return new Real(Infinity);
  if (/^-\s*(infinity|oo|∞)$/.test(plain)) return new Real(-Infinity);
  const tree = tryParse(plain);
  const value = tree === null ? null : valueAt(tree, new Map());
  return value !== null && isReal(value) ? value.re : null;
}

export function makeInterval(
  low: string,
  high: string,
  isLowClosed: boolean,
  isHighClosed: boolean,
): Interval | null {
  const [lowValue, highValue] = [endPoint(low), endPoint(high)];
  if (lowValue === null || highValue === null) return null;
  return { low: lowValue, high: highValue, isLowClosed, isHighClosed };
}

/** Reads `(-infinity, -2] U [3, infinity)`; a member in braces is a single point. */
export function parseIntervals(text: string): Interval[] | null {
  const intervals: Interval[] = [];
  for (const part of text.split(/\s+U\s+|∪/)) {
    const match = /^\s*([[(])(.*),(.*)([\])])\s*$/.exec(part);
    const points = /^\s*\{(.*)\}\s*$/.exec(part);
    if (points !== null) {
      for (const point of (points[1] ?? "").split(",")) {
        const single = makeInterval(point, point, true, true);
        if (single === null) return null;
        intervals.push(single);
      }
      continue;
    }
    if (match === null) return null;
    const interval = makeInterval(
      match[2] ?? "",
      match[3] ?? "",
      match[1] === "[",
      match[4] === "]",
    );
    if (interval === null) return null;
    intervals.push(interval);
  }
  return intervals;
}

/** The subset of the reals an answer states, or null when it states none. */
export function intervalsOf(answer: Answer): Interval[] | null {
  const value = answer.value;
  if (value.kind === "intervals") {
    const all = value.intervals.map((interval) =>
      makeInterval(interval.lo, interval.hi, interval.loClosed, interval.hiClosed),
    );
    return all.every((interval) => interval !== null) ? all : null;
  }
  if (value.kind === "none" && value.reason === "no-solution") return [];
  if (value.kind === "solutions" || value.kind === "set") {
    const points = (itemsOf(answer) ?? []).map((item) => makeInterval(item, item, true, true));
    return points.length > 0 && points.every((point) => point !== null) ? points : null;
  }
  return null;
}

const isMember = (x: Real, intervals: readonly Interval[]): boolean =>
  intervals.some(
    ({ low, high, isLowClosed, isHighClosed }) =>
      (isLowClosed ? x.gte(low) : x.gt(low)) && (isHighClosed ? x.lte(high) : x.lt(high)),
  );

/** Compares membership at every end point, beside each, between them and on a grid. */
export function judgeIntervals(
  got: readonly Interval[] | null,
  expected: readonly Interval[] | null,
): Judgement {
  if (got === null) return unscorable("the answer is not a set of intervals that can be read");
  if (expected === null) return unscorable("the expectation cannot be read");
  const ends = [...got, ...expected]
    .flatMap(({ low, high }) => [low, high])
    .filter((end) => end.isFinite())
    .map(snapTo(expected));
  const places = ends.flatMap((end) => [end, end.minus(BESIDE), end.plus(BESIDE)]);
  for (let k = -40; k <= 40; k++) places.push(new Real(k).times("2.63").plus("0.0137"));
  places.push(new Real("-1e9"), new Real("1e9"));
  const snappedGot = got.map((interval) => snapInterval(interval, expected));
  for (const place of places)
    if (isMember(place, snappedGot) !== isMember(place, expected))
      return wrong(`membership differs at ${place.toPrecision(8)}`);
  return correct("the same subset of the reals");
}

/** End points that agree to twenty-five digits are the same point, so that open and closed can be told apart. */
function snapTo(expected: readonly Interval[]): (end: Real) => Real {
  const ends = expected.flatMap(({ low, high }) => [low, high]).filter((end) => end.isFinite());
  return (end) =>
    ends.find((other) => other.minus(end).abs().lte(Real.max(end.abs(), 1).times("1e-25"))) ?? end;
}

function snapInterval(interval: Interval, expected: readonly Interval[]): Interval {
  const snap = snapTo(expected);
  const fix = (end: Real): Real => (end.isFinite() ? snap(end) : end);
  return { ...interval, low: fix(interval.low), high: fix(interval.high) };
}
