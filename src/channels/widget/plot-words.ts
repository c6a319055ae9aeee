import { formatNear } from "../../core/plot-layout.ts";
import type { Plot, PlotWindow } from "../../core/plot.ts";
import type { PlotStrings } from "./plot-strings.ts";
import type { Stop } from "./plot-tracks.ts";

/** How much more finely than the window shows it a traced place is told. */
const FINER = 100;
/** So much larger than what may be wrong is the last digit of y that is shown. */
const SURE = 1_000;

/** A traced place in words; `label` names its curve where there are several. */
export function wordsOfStop(
  stop: Stop,
  label: string,
  { xLabel, yLabel, hasVerticalAxis }: Plot,
  { xMin, xMax, yMin, yMax }: PlotWindow,
  strings: PlotStrings,
): string {
  const x = formatNear(stop.x, (xMax - xMin) / FINER);
  if (!hasVerticalAxis) {
    const isClosed = stop.text === "[" || stop.text === "]";
    return `${xLabel} = ${x} (${isClosed ? strings.closedEnd : strings.openEnd})`;
  }
  if (stop.text !== undefined) return stop.text;
  const height = Math.max((yMax - yMin) / FINER, stop.slack * SURE);
  const y =
    stop.y === null || stop.role === "hole"
      ? strings.noValue
      : `${yLabel} = ${formatNear(stop.y, height)}`;
  const role = stop.role === undefined ? "" : strings.roles[stop.role];
  return `${label === "" ? "" : `${label}: `}${xLabel} = ${x}, ${y}${role === "" ? "" : ` (${role})`}`;
}

/** What is in sight, in words. */
export function wordsOfWindow(
  { xLabel, yLabel, hasVerticalAxis }: Plot,
  { xMin, xMax, yMin, yMax }: PlotWindow,
  strings: PlotStrings,
): string {
  const range = (name: string, low: number, high: number): string =>
    strings.window(name, formatNear(low, (high - low) / 2), formatNear(high, (high - low) / 2));
  return [range(xLabel, xMin, xMax), ...(hasVerticalAxis ? [range(yLabel, yMin, yMax)] : [])].join(
    strings.comma,
  );
}
