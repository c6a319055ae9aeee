import { checkDeadline } from "../exact/deadline.ts";
import type { Expression } from "../expression/expression.ts";
import { compileReal, isFast } from "../numeric/compile-real.ts";
import { enclose } from "../numeric/interval.ts";

export type Point = readonly [number, number];

/** How finely is looked: functions that are slow to evaluate are drawn more coarsely. */
const FINE = { cells: 160, maxDepth: 9 };
const COARSE = { cells: 64, maxDepth: 2 };
const MAX_POINTS = 6_000;

export interface CurveSamples {
  /** Polylines; between two of them the curve is not joined. */
  readonly segments: [number, number][][];
}

/**
 * Samples y = f(x) more densely where it bends. Two neighbouring points are joined where interval arithmetic
 * shows the function continuous between them, or, for functions without such a rule, where points between
 * them lie on the chord. So no jump or pole is bridged; a cell that stays unsettled at the finest level is
 * left open.
 */
export function sampleCurve(
  f: Expression,
  variable: string,
  xRange: Point,
  yRange: Point,
): CurveSamples {
  const value = compileReal(f, [variable]);
  const [from, to] = xRange;
  const { cells, maxDepth } = isFast(f) ? FINE : COARSE;
  const height = yRange[1] - yRange[0];
  const flatness = height / 600;
  const segments: [number, number][][] = [];
  let current: [number, number][] = [];
  let points = 0;
  const close = (): void => {
    if (current.length > 1) segments.push(current);
    current = [];
  };
  const line = (ax: number, ay: number, bx: number, by: number): void => {
    if (current.length === 0) current.push([ax, ay]);
    current.push([bx, by]);
    points += 1;
  };
  const cell = (ax: number, ay: number, bx: number, by: number, depth: number): void => {
    checkDeadline(4);
    const mx = (ax + bx) / 2;
    const my = value(mx);
    if (!isFinite(ay) && !isFinite(my) && !isFinite(by) && depth >= 2) return close();
    const isFarOutside = isOutside(ay, by, my, yRange, height);
    const isFlat = isFinite(my) && Math.abs(my - (ay + by) / 2) <= flatness;
    const isOnChord = (share: number): boolean =>
      Math.abs(value(ax + (bx - ax) * share) - (ay + (by - ay) * share)) <= flatness;
    const isSettled =
      isFinite(ay) &&
      isFinite(by) &&
      (isContinuous(f, variable, ax, bx) ||
        (depth >= 2 && isFlat && [0.137, 0.319, 0.683, 0.871].every(isOnChord)));
    if (isSettled && ((isFlat && depth >= 1) || isFarOutside || points > MAX_POINTS))
      return line(ax, ay, bx, by);
    if (depth >= maxDepth || points > MAX_POINTS) {
      if (isSettled) line(ax, ay, bx, by);
      else close();
      return;
    }
    cell(ax, ay, mx, my, depth + 1);
    cell(mx, my, bx, by, depth + 1);
  };
  for (let index = 0; index < cells; index++) {
    const ax = from + ((to - from) * index) / cells;
    const bx = from + ((to - from) * (index + 1)) / cells;
    cell(ax, value(ax), bx, value(bx), 0);
  }
  close();
  return { segments };
}

function isOutside(a: number, b: number, m: number, [low, high]: Point, height: number): boolean {
  const top = high + height;
  const bottom = low - height;
  return (a > top && b > top && m > top) || (a < bottom && b < bottom && m < bottom);
}

function isContinuous(f: Expression, variable: string, lo: number, hi: number): boolean {
  return enclose(f, variable, { lo, hi })?.isTotal === true;
}
