import type { Plot, PlotLayer } from "../../../core/plot.ts";
import { argumentsOf, type Expression, headOf } from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { compileReal, type CompiledReal } from "../numeric/compile-real.ts";
import { formatTick } from "./format-tick.ts";
import type { Point } from "./sample-curve.ts";
import { sampleImplicit } from "./sample-implicit.ts";
import { samplePath } from "./sample-path.ts";

/** How much wider than high a picture is, so that a drawing with equal scales fills it. */
const ASPECT = 1.5;
const TURN: Point = [0, 2 * Math.PI];

/** The curve t ↦ (x(t), y(t)). */
export function parametricPlot(
  x: Expression,
  y: Expression,
  parameter: string,
  range: Point | null,
  isChinese: boolean,
): Plot {
  const places = range ?? TURN;
  const label = `(${printPlain(x)}, ${printPlain(y)})`;
  const segments = samplePath(compileReal(x, [parameter]), compileReal(y, [parameter]), places);
  const [start, end] = places.map((place) => formatTick(place));
  return pathPlot(
    segments,
    label,
    isChinese
      ? `点 ${label} 的轨迹，${parameter} 从 ${start} 到 ${end}。`
      : `Path of ${label} for ${parameter} from ${start} to ${end}.`,
  );
}

/** The curve r = r(θ). A negative radius is drawn on the other side, as is usual. */
export function polarPlot(
  radius: Expression,
  parameter: string,
  range: Point | null,
  isChinese: boolean,
): Plot {
  const places = range ?? TURN;
  const r = compileReal(radius, [parameter]);
  const segments = samplePath(
    (t) => r(t) * Math.cos(t),
    (t) => r(t) * Math.sin(t),
    places,
  );
  const label = `r = ${printPlain(radius)}`;
  return pathPlot(
    segments,
    label,
    isChinese
      ? `极坐标曲线 ${label}，${parameter} 从 ${formatTick(places[0])} 到 ${formatTick(places[1])}。`
      : `Polar curve ${label} for ${parameter} from ${formatTick(places[0])} to ${formatTick(places[1])}.`,
  );
}

function pathPlot(segments: [number, number][][], label: string, description: string): Plot {
  const points = segments.flat();
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
  return {
    window: { xMin, xMax, yMin, yMax },
    xLabel: "x",
    yLabel: "y",
    isEqualScale: true,
    hasVerticalAxis: true,
    layers: [{ kind: "curve", label, plain: label, segments }],
    description,
  };
}

/** Curves F(x, y) = 0, and the region in which all inequalities hold. */
export function relationsPlot(
  relations: readonly Expression[],
  range: Point | null,
  isChinese: boolean,
  places: readonly number[] = [],
): Plot {
  const parts = relations.map((relation) => ({ relation, f: differenceOf(relation) }));
  const [from, to] =
    range ??
    widestWindow(
      parts.map(({ f }) => f),
      places,
    );
  const stretch = range === null ? ASPECT : 1;
  const window = { xMin: from * stretch, xMax: to * stretch, yMin: from, yMax: to };
  const inequalities = parts.filter(({ relation }) => headOf(relation) !== "Equal");
  const layers: PlotLayer[] = [];
  if (inequalities.length > 0) {
    const all: CompiledReal = (x, y) =>
      Math.min(...inequalities.map(({ f }) => f(x as number, y as number)));
    layers.push({
      kind: "region",
      label: inequalities.map(({ relation }) => printPlain(relation)).join(", "),
      outlines: sampleImplicit(all, window).outlines,
    });
  }
  for (const { relation, f } of parts)
    layers.push({
      kind: "curve",
      label: printPlain(relation),
      plain: printPlain(relation),
      segments: sampleImplicit(f, window).curve,
    });
  const text = relations.map(printPlain).join(isChinese ? " 且 " : " and ");
  const [left, right] = [formatTick(window.xMin), formatTick(window.xMax)];
  const [low, high] = [formatTick(from), formatTick(to)];
  const isRegion = inequalities.length > 0;
  return {
    window,
    xLabel: "x",
    yLabel: "y",
    isEqualScale: true,
    hasVerticalAxis: true,
    layers,
    description: isChinese
      ? `${text} 的${isRegion ? "区域（涂色部分）" : "曲线"}，x 从 ${left} 到 ${right}，y 从 ${low} 到 ${high}。`
      : isRegion
        ? `Region where ${text}, shaded for x from ${left} to ${right} and y from ${low} to ${high}.`
        : `Curve ${text} for x from ${left} to ${right} and y from ${low} to ${high}.`,
  };
}

/** A function of x and y that is at least zero where the relation holds. */
function differenceOf(relation: Expression): CompiledReal {
  const [left, right] = argumentsOf(relation) as [Expression, Expression];
  const isLess = headOf(relation) === "Less" || headOf(relation) === "LessEqual";
  const [upper, lower] = isLess ? [right, left] : [left, right];
  return compileReal(["Add", upper, ["Negate", lower]], ["x", "y"]);
}

const WINDOWS = [1.5, 3, 4, 6, 10, 20, 50];

/**
 * A square around zero that holds every closed curve whole, and of curves that run on at least twice the
 * size at which they come in sight.
 */
function widestWindow(functions: readonly CompiledReal[], places: readonly number[]): Point {
  const farthest = Math.max(0, ...places.map(Math.abs)) * 1.3;
  const closed = functions.map((f) =>
    WINDOWS.find((size) => changesSign(f, size) && !crossesBorder(f, size)),
  );
  const open = functions.map((f) => WINDOWS.find((size) => crossesBorder(f, size)));
  const needed = closed.every((size) => size === undefined)
    ? Math.max(4, ...open.map((size) => 2 * (size ?? 0)))
    : Math.max(...closed.map((size) => size ?? 0));
  const size = Math.max(needed, farthest);
  return [-size, size];
}

const STEPS = 80;

function changesSign(f: CompiledReal, size: number): boolean {
  let [hasLess, hasMore] = [false, false];
  for (let i = 0; i <= STEPS; i++)
    for (let j = 0; j <= STEPS; j++) {
      const value = f(((2 * i) / STEPS - 1) * size, ((2 * j) / STEPS - 1) * size);
      if (value < 0) hasLess = true;
      if (value > 0) hasMore = true;
    }
  return hasLess && hasMore;
}

function crossesBorder(f: CompiledReal, size: number): boolean {
  let before = Number.NaN;
  for (let index = 0; index <= 4 * STEPS; index++) {
    const side = Math.floor(index / STEPS);
    const along = ((2 * (index % STEPS)) / STEPS - 1) * size;
    const point: [number, number] =
      side === 0
        ? [along, -size]
        : side === 1
          ? [size, along]
          : side === 2
            ? [-along, size]
            : [-size, -along];
    const value = f(...point);
    if (value * before < 0 || value === 0) return true;
    if (Number.isFinite(value)) before = value;
  }
  return false;
}

/** Single points, each with its coordinates. */
export function pointsPlot(points: readonly Point[], isChinese: boolean): Plot {
  const padded = (values: number[]): Point => {
    const [low, high] = [Math.min(...values, 0), Math.max(...values, 0)];
    const margin = Math.max((high - low) * 0.15, 0.5);
    return [low - margin, high + margin];
  };
  const [xMin, xMax] = padded(points.map(([x]) => x));
  const [yMin, yMax] = padded(points.map(([, y]) => y));
  return {
    window: { xMin, xMax, yMin, yMax },
    xLabel: "x",
    yLabel: "y",
    isEqualScale: false,
    hasVerticalAxis: true,
    layers: [
      {
        kind: "points",
        label: "",
        role: "data",
        points: points.map(([x, y]) => ({ x, y, label: `(${formatTick(x)}, ${formatTick(y)})` })),
      },
    ],
    description: isChinese ? `${points.length} 个点。` : `${points.length} points.`,
  };
}

/** How often values fall into bins of equal width; whole numbers with few values get a bin each. */
export function histogramPlot(data: readonly number[], isChinese: boolean): Plot {
  const [low, high] = [Math.min(...data), Math.max(...data)];
  const areWhole = data.every(Number.isInteger) && high - low <= 20;
  // Sturges (1926): one more than the binary logarithm of the number of values.
  const count = areWhole ? high - low + 1 : Math.max(1, Math.ceil(Math.log2(data.length)) + 1);
  const start = areWhole ? low - 0.5 : low;
  const width = areWhole ? 1 : high > low ? (high - low) / count : 1;
  const bars = Array.from({ length: count }, (_, index) => {
    const [from, to] = [start + width * index, start + width * (index + 1)];
    const isLast = index === count - 1;
    const height = data.filter(
      (value) => value >= from && (value < to || (isLast && value <= to)),
    ).length;
    const label = areWhole ? formatTick(low + index) : `${formatTick(from)} – ${formatTick(to)}`;
    return { from, to, height, label };
  });
  const top = Math.max(...bars.map(({ height }) => height));
  return {
    window: {
      xMin: start - width / 2,
      xMax: start + width * (count + 0.5),
      yMin: 0,
      yMax: top * 1.1,
    },
    xLabel: isChinese ? "数值" : "value",
    yLabel: isChinese ? "频数" : "count",
    isEqualScale: false,
    hasVerticalAxis: true,
    layers: [{ kind: "bars", label: "", bars }],
    description: isChinese
      ? `${data.length} 个数的直方图，从 ${formatTick(low)} 到 ${formatTick(high)}。`
      : `Histogram of ${data.length} values from ${formatTick(low)} to ${formatTick(high)}.`,
  };
}
