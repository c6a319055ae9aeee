import type { Plot, PlotSource, PlotWindow } from "../../../core/plot.ts";
import type { Expression } from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { compileReal } from "../numeric/compile-real.ts";
import { formatTick } from "../../../core/plot-layout.ts";
import { plotSource } from "./plot-source.ts";
import type { Point } from "./sample-curve.ts";
import { samplePath } from "./sample-path.ts";

const TURN: Point = [0, 2 * Math.PI];

interface PathPlotOptions {
  readonly parameter: string;
  /** One turn where none is given. */
  readonly range: Point | null;
  readonly isChinese: boolean;
  /** Chosen so that the whole path is in sight where none is given. */
  readonly window?: PlotWindow;
}

/** The curve t ↦ (x(t), y(t)). */
export function parametricPlot({
  x,
  y,
  parameter,
  range,
  isChinese,
  window,
}: PathPlotOptions & { readonly x: Expression; readonly y: Expression }): Plot {
  const places = range ?? TURN;
  const label = `(${printPlain(x)}, ${printPlain(y)})`;
  const [xAt, yAt] = [compileReal(x, [parameter]), compileReal(y, [parameter])];
  const [start, end] = places.map((place) => formatTick(place));
  return pathPlot(
    samplePath(xAt, yAt, places, window),
    label,
    isChinese
      ? `点 ${label} 的轨迹，${parameter} 从 ${start} 到 ${end}。`
      : `Path of ${label} for ${parameter} from ${start} to ${end}.`,
    plotSource([x, y], ([xText = "", yText = ""]) => ({
      kind: "parametric",
      x: xText,
      y: yText,
      parameter,
      range: [places[0], places[1]],
    })),
    window,
  );
}

/** The curve r = r(θ). A negative radius is drawn on the other side, as is usual. */
export function polarPlot({
  radius,
  parameter,
  range,
  isChinese,
  window,
}: PathPlotOptions & { readonly radius: Expression }): Plot {
  const places = range ?? TURN;
  const r = compileReal(radius, [parameter]);
  const segments = samplePath(
    (t) => r(t) * Math.cos(t),
    (t) => r(t) * Math.sin(t),
    places,
    window,
  );
  const label = `r = ${printPlain(radius)}`;
  const [start, end] = places.map((place) => formatTick(place));
  return pathPlot(
    segments,
    label,
    isChinese
      ? `极坐标曲线 ${label}，${parameter} 从 ${start} 到 ${end}。`
      : `Polar curve ${label} for ${parameter} from ${start} to ${end}.`,
    plotSource([radius], ([text = ""]) => ({
      kind: "polar",
      radius: text,
      parameter,
      range: [places[0], places[1]],
    })),
    window,
  );
}

function pathPlot(
  segments: [number, number][][],
  label: string,
  description: string,
  source: { source?: PlotSource },
  window?: PlotWindow,
): Plot {
  return {
    window: window ?? windowAround(segments.flat()),
    xLabel: "x",
    yLabel: "y",
    isEqualScale: true,
    hasVerticalAxis: true,
    layers: [{ kind: "curve", label, plain: label, segments }],
    description,
    ...source,
  };
}

/** Holds all points, or, of a path that runs off, the middle ones. */
function windowAround(points: readonly Point[]): PlotWindow {
  const spread = (values: number[]): Point => {
    const sorted = values.toSorted((a, b) => a - b);
    if (sorted.length === 0) return [-1, 1];
    const [all, middle] = [
      [sorted[0] as number, sorted.at(-1) as number],
      [
        sorted[Math.floor(sorted.length * 0.03)] as number,
        sorted[Math.ceil(sorted.length * 0.97) - 1] as number,
      ],
    ] as [Point, Point];
    const [low, high] = all[1] - all[0] > 6 * (middle[1] - middle[0]) + 1e-9 ? middle : all;
    const margin = Math.max((high - low) * 0.08, 1e-6);
    return [low - margin, high + margin];
  };
  const [xMin, xMax] = spread(points.map(([x]) => x));
  const [yMin, yMax] = spread(points.map(([, y]) => y));
  return { xMin, xMax, yMin, yMax };
}
