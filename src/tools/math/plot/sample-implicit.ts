import { contours } from "d3-contour";
import type { PlotWindow } from "../../../core/plot.ts";
import { checkDeadline } from "../exact/deadline.ts";
import type { CompiledReal } from "../numeric/compile-real.ts";

const GRID = 160;
const BISECTIONS = 24;
/** F must have come down to this share of its size at the ends of an edge: at a pole it grows instead. */
const VANISHED = 1e-3;

export interface ImplicitSamples {
  /** Where F is zero. */
  readonly curve: [number, number][][];
  /** Closed outlines of where F is at least zero. */
  readonly outlines: [number, number][][];
}

/**
 * Marches squares over F(x, y) on a grid (d3-contour); each point of an outline, which lies on an edge of
 * the grid, is then moved to the zero of F there by bisection. Where F has no value it counts as far below
 * zero; pieces of an outline that run along the border of the window, along a place without values, or
 * where F changes its sign without a zero, are no part of the curve.
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
    0,
  );
  const finite = Array.from(values, (value) => (Number.isFinite(value) ? value : -largest - 1));
  const [shape] = contours().size([GRID, GRID]).smooth(true).thresholds([0])(finite);
  const rings = (shape?.coordinates ?? []).flat();
  const outlines: [number, number][][] = [];
  const curve: [number, number][][] = [];
  for (const ring of rings) {
    const outline: [number, number][] = [];
    let run: [number, number][] = [];
    const close = (): void => {
      if (run.length > 1) curve.push(run);
      run = [];
    };
    for (const [column, row] of ring as [number, number][]) {
      const zero = zeroOnEdge(f, column, row, x, y);
      outline.push(zero ?? [x(column), y(row)]);
      if (zero === null) close();
      else run.push(zero);
    }
    close();
    outlines.push(outline);
  }
  return { curve, outlines };
}

/** The zero of F on the edge of the grid on which a point lies; null where there is none. */
function zeroOnEdge(
  f: CompiledReal,
  column: number,
  row: number,
  x: (column: number) => number,
  y: (row: number) => number,
): [number, number] | null {
  const [across, up] = [column - 0.5, row - 0.5];
  if (across < 0 || up < 0 || across > GRID - 1 || up > GRID - 1) return null;
  const isLevel = Math.abs(across - Math.round(across)) >= Math.abs(up - Math.round(up));
  let [a, b] = isLevel
    ? [Math.floor(across), Math.floor(across) + 1]
    : [Math.floor(up), Math.floor(up) + 1];
  const at = (place: number): [number, number] =>
    isLevel ? [x(place + 0.5), y(row)] : [x(column), y(place + 0.5)];
  const value = (place: number): number => f(...at(place));
  checkDeadline(BISECTIONS);
  const here = value(isLevel ? across : up);
  if (here === 0) return at(isLevel ? across : up);
  const [fa, fb] = [value(a), value(b)];
  if (fa === 0) return at(a);
  if (fb === 0) return at(b);
  if (!(fa * fb < 0)) return null;
  for (let count = 0; count < BISECTIONS; count++) {
    const m = (a + b) / 2;
    const fm = value(m);
    if (fm === 0) return at(m);
    if (!Number.isFinite(fm)) return null;
    if (fm * fa < 0) b = m;
    else a = m;
  }
  const left = Math.abs(value((a + b) / 2));
  return left <= VANISHED * Math.max(Math.abs(fa), Math.abs(fb)) ? at((a + b) / 2) : null;
}
