import { contours } from "d3-contour";
import type { PlotWindow } from "../../../core/plot.ts";
import { checkDeadline } from "../exact/deadline.ts";
import type { CompiledReal } from "../numeric/compile-real.ts";

const GRID = 160;

export interface ImplicitSamples {
  /** Where F is zero. */
  readonly curve: [number, number][][];
  /** Closed outlines of where F is at least zero. */
  readonly outlines: [number, number][][];
}

/**
 * Marches squares over F(x, y) on a grid (d3-contour). Where F has no value it counts as far below zero;
 * pieces of an outline that run along the border of the window, or along a place without values, are no
 * part of the curve.
 */
export function sampleImplicit(f: CompiledReal, window: PlotWindow): ImplicitSamples {
  const { xMin, xMax, yMin, yMax } = window;
  const x = (column: number): number => xMin + ((xMax - xMin) * (column - 0.5)) / (GRID - 1);
  const y = (row: number): number => yMin + ((yMax - yMin) * (row - 0.5)) / (GRID - 1);
  const values = new Float64Array(GRID * GRID);
  for (let row = 0; row < GRID; row++) {
    checkDeadline(GRID);
    for (let column = 0; column < GRID; column++) {
      const value = f(x(column + 0.5), y(row + 0.5));
      values[row * GRID + column] = Number.isFinite(value) ? value : -Infinity;
    }
  }
  // d3-contour interpolates between the values, which must therefore be finite.
  const largest = values.reduce(
    (most, value) => (Number.isFinite(value) ? Math.max(most, Math.abs(value)) : most),
    1,
  );
  const finite = Array.from(values, (value) => (Number.isFinite(value) ? value : -largest));
  const [shape] = contours().size([GRID, GRID]).smooth(true).thresholds([0])(finite);
  const rings = (shape?.coordinates ?? []).flat();
  const outlines = rings.map((ring) =>
    ring.map(([column, row]): [number, number] => [x(column as number), y(row as number)]),
  );
  const tolerance = 1e-3 * largest;
  const isOnCurve = ([px, py]: readonly [number, number]): boolean => {
    const isInside =
      px > xMin + (xMax - xMin) * 1e-6 &&
      px < xMax - (xMax - xMin) * 1e-6 &&
      py > yMin + (yMax - yMin) * 1e-6 &&
      py < yMax - (yMax - yMin) * 1e-6;
    const value = f(px, py);
    return isInside && Number.isFinite(value) && Math.abs(value) <= Math.max(tolerance, 1e-9);
  };
  return { curve: outlines.flatMap((ring) => runsOf(ring, isOnCurve)), outlines };
}

/** The longest stretches of a ring whose points are wanted. */
function runsOf(
  ring: readonly [number, number][],
  isWanted: (point: readonly [number, number]) => boolean,
): [number, number][][] {
  const runs: [number, number][][] = [];
  let current: [number, number][] = [];
  for (const point of ring) {
    if (isWanted(point)) current.push([point[0], point[1]]);
    else {
      if (current.length > 1) runs.push(current);
      current = [];
    }
  }
  if (current.length > 1) runs.push(current);
  return runs;
}
