import type { PlotWindow } from "../../core/plot.ts";

/** The service draws no farther from zero and no closer; a little is left for rounding. */
const FARTHEST = 9e11;
const NARROWEST = 4e-9;
/** Closer to zero than this the numbers beside an axis say nothing. */
const SMALLEST = 1e-9;

/** The window moved by shares of its width and height. */
export function panned(window: PlotWindow, right: number, up: number): PlotWindow {
  const [dx, dy] = [(window.xMax - window.xMin) * right, (window.yMax - window.yMin) * up];
  return {
    xMin: window.xMin + dx,
    xMax: window.xMax + dx,
    yMin: window.yMin + dy,
    yMax: window.yMax + dy,
  };
}

/** The window grown by a factor about a place that stays where it is. A number line keeps its height. */
export function zoomed(
  { xMin, xMax, yMin, yMax }: PlotWindow,
  factor: number,
  [x, y]: readonly [number, number],
  hasVerticalAxis: boolean,
): PlotWindow {
  const across = { xMin: x + (xMin - x) * factor, xMax: x + (xMax - x) * factor };
  return hasVerticalAxis
    ? { ...across, yMin: y + (yMin - y) * factor, yMax: y + (yMax - y) * factor }
    : { ...across, yMin, yMax };
}

/** Can the service draw there, and doubles tell places apart? */
export function isUsable({ xMin, xMax, yMin, yMax }: PlotWindow): boolean {
  return [
    [xMin, xMax],
    [yMin, yMax],
  ].every(([low = 0, high = 0]) => {
    const farthest = Math.max(Math.abs(low), Math.abs(high));
    return farthest <= FARTHEST && high - low >= Math.max(NARROWEST * farthest, SMALLEST);
  });
}
