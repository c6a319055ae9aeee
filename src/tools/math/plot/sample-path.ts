import { checkDeadline } from "../exact/deadline.ts";
import type { CompiledReal } from "../numeric/compile-real.ts";
import type { Point } from "./sample-curve.ts";

const CELLS = 240;
const MAX_DEPTH = 7;

/**
 * Samples a path t ↦ (x(t), y(t)), more densely where it bends. Points are joined where the middle of a
 * cell lies near its chord, measured in `size`, the larger side of what is drawn.
 */
export function samplePath(
  x: CompiledReal,
  y: CompiledReal,
  [from, to]: Point,
): [number, number][][] {
  const at = (t: number): [number, number] => [x(t), y(t)];
  const coarse = Array.from({ length: CELLS + 1 }, (_, index) =>
    at(from + ((to - from) * index) / CELLS),
  ).filter(isFinitePoint);
  if (coarse.length === 0) return [];
  const tolerance = sizeOf(coarse) / 500;
  const segments: [number, number][][] = [];
  let current: [number, number][] = [];
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
      isDefined &&
      Math.hypot(pm[0] - (pa[0] + pb[0]) / 2, pm[1] - (pa[1] + pb[1]) / 2) <= tolerance;
    if (isFlat) {
      if (current.length === 0) current.push([pa[0], pa[1]]);
      current.push([pb[0], pb[1]]);
      return;
    }
    if (depth >= MAX_DEPTH) return close();
    cell(a, pa, m, pm, depth + 1);
    cell(m, pm, b, pb, depth + 1);
  };
  for (let index = 0; index < CELLS; index++) {
    const a = from + ((to - from) * index) / CELLS;
    const b = from + ((to - from) * (index + 1)) / CELLS;
    cell(a, at(a), b, at(b), 0);
  }
  close();
  return segments;
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
