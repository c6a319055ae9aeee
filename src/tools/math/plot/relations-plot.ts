import type { Plot, PlotLayer, PlotWindow } from "../../../core/plot.ts";
import { argumentsOf, type Expression, headOf } from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { compileReal, type CompiledReal } from "../numeric/compile-real.ts";
import { formatNear, formatTick } from "../../../core/plot-layout.ts";
import { plotSource } from "./plot-source.ts";
import type { Point } from "./sample-curve.ts";
import { sampleImplicit } from "./sample-implicit.ts";

/** How much wider than high a picture is, so that a drawing with equal scales fills it. */
const ASPECT = 1.5;

export interface RelationsPlotOptions {
  readonly isChinese: boolean;
  /** For x and y alike; chosen where neither it nor a window is given. */
  readonly range?: Point | null;
  readonly window?: PlotWindow;
  /** Places that are marked, and in sight when the window is chosen. */
  readonly marks?: readonly Point[];
}

/** Curves F(x, y) = 0, and the region in which all inequalities hold. */
export function relationsPlot(
  relations: readonly Expression[],
  { isChinese, range = null, window: given, marks = [] }: RelationsPlotOptions,
): Plot {
  const parts = relations.map((relation) => ({ relation, f: differenceOf(relation) }));
  const functions = parts.map(({ f }) => f);
  const window =
    given ?? (range === null ? widestWindow(functions, marks.flat()) : squareOf(range));
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
      ...(inequalities.length > 0 ? { border: isStrict(relation) ? "open" : "closed" } : {}),
    });
  const [width, height] = [window.xMax - window.xMin, window.yMax - window.yMin];
  const points = marks.map(([x, y]) => ({
    x,
    y,
    label: `(${formatNear(x, width)}, ${formatNear(y, height)})`,
  }));
  if (points.length > 0) layers.push({ kind: "points", label: "", role: "intersection", points });
  const text = relations.map(printPlain).join(isChinese ? " 且 " : " and ");
  const [left, right] = [formatTick(window.xMin), formatTick(window.xMax)];
  const [low, high] = [formatTick(window.yMin), formatTick(window.yMax)];
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
    ...plotSource(relations, (texts) => ({
      kind: "relations",
      relations: texts,
      ...(marks.length > 0 ? { marks: marks.map(([x, y]): [number, number] => [x, y]) } : {}),
    })),
  };
}

function isStrict(relation: Expression): boolean {
  return headOf(relation) === "Less" || headOf(relation) === "Greater";
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
function widestWindow(functions: readonly CompiledReal[], places: readonly number[]): PlotWindow {
  const farthest = Math.max(0, ...places.map(Math.abs)) * 1.3;
  const closed = functions.map((f) =>
    WINDOWS.find((size) => changesSign(f, size) && !crossesBorder(f, size)),
  );
  const open = functions.map((f) => WINDOWS.find((size) => crossesBorder(f, size)));
  const needed = closed.every((size) => size === undefined)
    ? Math.max(4, ...open.map((size) => 2 * (size ?? 0)))
    : Math.max(...closed.map((size) => size ?? 0));
  const size = Math.max(needed, farthest);
  return { xMin: -size * ASPECT, xMax: size * ASPECT, yMin: -size, yMax: size };
}

function squareOf([from, to]: Point): PlotWindow {
  return { xMin: from, xMax: to, yMin: from, yMax: to };
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
