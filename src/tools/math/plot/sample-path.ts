import type { PlotWindow } from "../../../core/plot.ts";
import { checkDeadline } from "../exact/deadline.ts";
import type { CompiledReal } from "../numeric/compile-real.ts";
import type { Point } from "./sample-curve.ts";

const CELLS = 240;
const MAX_DEPTH = 7;
/** In a small window only the few cells that touch it are looked at so closely. */
const MAX_DEPTH_IN_WINDOW = 34;
const MAX_POINTS = 12_000;

/**
 * Samples a path t ↦ (x(t), y(t)), more densely where it bends. Points are joined where the middle of a
 * cell lies near its chord, measured in the larger side of what is drawn: of the window where one is
 * given, else of the path. What lies beyond one side of the window is joined as it comes.
 */
export function samplePath(
  x: CompiledReal,
  y: CompiledReal,
  [from, to]: Point,
  window?: PlotWindow,
): [number, number][][] {
  const at = (t: number): [number, number] => [x(t), y(t)];
  const coarse = Array.from({ length: CELLS + 1 }, (_, index) =>
    at(from + ((to - from) * index) / CELLS),
  );
  const defined = coarse.filter(isFinitePoint);
  if (defined.length === 0) return [];
  const size =
    window === undefined
      ? sizeOf(defined)
      : Math.max(window.xMax - window.xMin, window.yMax - window.yMin);
  const tolerance = size / 500;
  const longest = window === undefined ? Number.POSITIVE_INFINITY : size / 60;
  const maxDepth = window === undefined ? MAX_DEPTH : MAX_DEPTH_IN_WINDOW;
  const isBeyond = (a: Point, m: Point, b: Point): boolean =>
    window !== undefined && isBeyondOneSide(window, [a, m, b]);
  const segments: [number, number][][] = [];
  let current: [number, number][] = [];
  let points = 0;
  const close = (): void => {
    if (current.length > 1) segments.push(current);
    current = [];
  };
  const cell = (a: number, pa: Point, b: number, pb: Point, depth: number): void => {
    checkDeadline(4);
    const m = (a + b) / 2;
    const pm = at(m);
    const isDefined = isFinitePoint(pa) && isFinitePoint(pb) && isFinitePoint(pm);
    const isFlat =
      Math.hypot(pm[0] - (pa[0] + pb[0]) / 2, pm[1] - (pa[1] + pb[1]) / 2) <= tolerance &&
      Math.hypot(pb[0] - pa[0], pb[1] - pa[1]) <= longest;
    const isSettled = isDefined && (isFlat || (depth >= 2 && isBeyond(pa, pm, pb)));
    if (isSettled) {
      if (current.length === 0) current.push([pa[0], pa[1]]);
      current.push([pb[0], pb[1]]);
      points += 1;
      return;
    }
    if (depth >= maxDepth || points > MAX_POINTS) return close();
    cell(a, pa, m, pm, depth + 1);
    cell(m, pm, b, pb, depth + 1);
  };
  for (let index = 0; index < CELLS; index++) {
    const a = from + ((to - from) * index) / CELLS;
    const b = from + ((to - from) * (index + 1)) / CELLS;
    cell(a, coarse[index] as Point, b, coarse[index + 1] as Point, 0);
  }
  close();
  return segments;
}

function isBeyondOneSide({ xMin, xMax, yMin, yMax }: PlotWindow, points: Point[]): boolean {
  return (
    points.every(([x]) => x < xMin) ||
    points.every(([x]) => x > xMax) ||
    points.every(([, y]) => y < yMin) ||
    points.every(([, y]) => y > yMax)
  );
}

function isFinitePoint(point: Point): boolean {
  return Number.isFinite(point[0]) && Number.isFinite(point[1]);
}

function sizeOf(points: readonly Point[]): number {
  const spread = (values: number[]): number => {
    const sorted = values.toSorted((a, b) => a - b);
    const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] as number;
    return at(0.95) - at(0.05);
  };
  return Math.max(spread(points.map(([x]) => x)), spread(points.map(([, y]) => y)), 1e-9);
}
