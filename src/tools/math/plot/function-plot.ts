import type { Plot, PlotLayer, PlotWindow } from "../../../core/plot.ts";
import type { Expression } from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { compileReal } from "../numeric/compile-real.ts";
import { chooseRange, chooseValues, isCountedInPi, windowOf } from "./choose-window.ts";
import { describeFunctionPlot } from "./describe-function-plot.ts";
import { findJumps, type Jump } from "./find-jumps.ts";
import { findHoles, findPoles } from "./find-poles.ts";
import { findTurns, findZeros, type Turn } from "./find-marks.ts";
import { formatNear, formatPlace } from "../../../core/plot-layout.ts";
import { lookAround, type Marks } from "./look-around.ts";
import { plotSource } from "./plot-source.ts";
import { type Point, sampleCurve } from "./sample-curve.ts";

/** Null where a stretch has no end. */
export type Band = readonly [number | null, number | null];

export interface FunctionPlotRequest {
  readonly functions: readonly Expression[];
  readonly variable: string;
  /** Where to look; chosen when not given. */
  readonly range?: Point;
  readonly values?: Point;
  /** Places that must be in sight, such as known solutions. */
  readonly places?: readonly number[];
  /** Shades the area between the first function and the second, or the axis, on this range. */
  readonly shaded?: Point;
  /** Stretches that are shaded from top to bottom, such as the solutions of an inequality. */
  readonly bands?: readonly Band[];
  /** What is marked belongs to the first function; the others are drawn beside it. */
  readonly marksFirst?: boolean;
  readonly isChinese: boolean;
}

/** Curves y = f(x) with their roots, turning points, crossings and vertical asymptotes. */
export function functionPlot(request: FunctionPlotRequest): Plot {
  const { functions, variable, isChinese } = request;
  const [first, second] = functions as [Expression, Expression?];
  const isInPi = functions.some(isCountedInPi);
  const isAlone = second === undefined || request.marksFirst === true;
  const difference: Expression | null = isAlone ? null : ["Add", first, ["Negate", second]];
  const find = (range: Point): Marks => ({
    zeros: findZeros(difference ?? first, variable, range),
    turns: isAlone ? findTurns(first, variable, range) : [],
  });
  const { wide, zeros, turns } = lookAround(request, find);
  const range =
    request.range ?? closerRange(first, wide, [...zeros, ...turns.map(({ x }) => x)], request);
  const valueOf = compileReal(first, [variable]);
  const crossings = difference === null ? [] : zeros.map((x) => ({ x, y: valueOf(x) }));
  const values =
    request.values ??
    chooseValues(isAlone ? [first] : functions, variable, range, [
      ...turns.map(({ y }) => y),
      ...crossings.map(({ y }) => y),
      ...(difference === null && zeros.length > 0 ? [0] : []),
    ]);
  const window = windowOf(range, values);
  const layers: PlotLayer[] = [];
  if (request.shaded !== undefined)
    layers.push(
      shadedArea(
        first,
        second ?? { num: "0" },
        variable,
        seenPart(request.shaded, range),
        isChinese,
      ),
    );
  if (request.bands !== undefined && request.bands.length > 0)
    layers.push(bandLayer(request.bands, window, isChinese));
  const poles: number[] = [];
  const holes: Point[] = [];
  const jumps: Jump[] = [];
  for (const f of functions) {
    const samples = sampleCurve(f, variable, range, values);
    const value = compileReal(f, [variable]);
    poles.push(...findPoles(value, samples, range));
    holes.push(...findHoles(samples, range, values));
    jumps.push(...findJumps(value, samples, range, values));
    layers.push({
      kind: "curve",
      label: `y = ${printPlain(f)}`,
      plain: printPlain(f),
      segments: samples.segments,
    });
  }
  for (const pole of poles)
    layers.push({
      kind: "asymptote",
      label: `${variable} = ${formatPlace(pole, range[1] - range[0], isInPi)}`,
      from: [pole, values[0]],
      to: [pole, values[1]],
    });
  if (holes.length > 0)
    layers.push({
      kind: "points",
      label: "",
      role: "hole",
      points: holes.map(([x, y]) => ({ x, y, label: "" })),
    });
  layers.push(...endLayers(jumps, values));
  layers.push(...markLayers(zeros, turns, crossings, difference === null, window, isInPi));
  return {
    window,
    xLabel: variable,
    yLabel: "y",
    isEqualScale: false,
    ...(isInPi ? { isInPi } : {}),
    hasVerticalAxis: true,
    layers,
    description: describeFunctionPlot(request, window, {
      zeros,
      turns,
      crossings,
      poles,
      holes,
      jumps,
    }),
    ...plotSource(functions, (texts) => ({
      kind: "functions",
      functions: texts,
      variable,
      ...(request.bands === undefined
        ? {}
        : { bands: request.bands.map(([from, to]): [number | null, number | null] => [from, to]) }),
      ...(request.marksFirst === true ? { marksFirst: true } : {}),
      ...(request.shaded === undefined
        ? {}
        : { shaded: [request.shaded[0], request.shaded[1]] as [number, number] }),
    })),
  };
}

/** Zooms in on what there is to see when all of it lies close together. */
function closerRange(
  f: Expression,
  wide: Point,
  places: readonly number[],
  { places: wanted = [] }: FunctionPlotRequest,
): Point {
  if (wanted.length > 0 || places.length < 2) return wide;
  const [low, high] = [Math.min(...places), Math.max(...places)];
  if (high - low > (wide[1] - wide[0]) * 0.5 || high - low < 0.5) return wide;
  const near = chooseRange(f, places);
  return [Math.max(wide[0], near[0]), Math.min(wide[1], near[1])];
}

function markLayers(
  zeros: readonly number[],
  turns: readonly Turn[],
  crossings: readonly { x: number; y: number }[],
  areRoots: boolean,
  window: PlotWindow,
  isInPi: boolean,
): PlotLayer[] {
  const [width, height] = [window.xMax - window.xMin, window.yMax - window.yMin];
  const point = (x: number, y: number) => ({
    x,
    y,
    label: `(${formatPlace(x, width, isInPi)}, ${formatNear(y, height)})`,
  });
  const isSeen = ({ x }: { x: number }): boolean => x >= window.xMin && x <= window.xMax;
  const layers: PlotLayer[] = [
    {
      kind: "points",
      label: "",
      role: "root",
      points: areRoots
        ? zeros.map((x) => ({ x, y: 0, label: formatPlace(x, width, isInPi) })).filter(isSeen)
        : [],
    },
    {
      kind: "points",
      label: "",
      role: "intersection",
      points: crossings.map(({ x, y }) => point(x, y)).filter(isSeen),
    },
    {
      kind: "points",
      label: "",
      role: "maximum",
      points: turns
        .filter(({ isMaximum }) => isMaximum)
        .map(({ x, y }) => point(x, y))
        .filter(isSeen),
    },
    {
      kind: "points",
      label: "",
      role: "minimum",
      points: turns
        .filter(({ isMaximum }) => !isMaximum)
        .map(({ x, y }) => point(x, y))
        .filter(isSeen),
    },
  ];
  return layers.filter((layer) => layer.kind !== "points" || layer.points.length > 0);
}

/** The ends of the pieces at jumps, full where they belong to the curve. */
function endLayers(jumps: readonly Jump[], [yMin, yMax]: Point): PlotLayer[] {
  const isSame = (a: number, b: number): boolean => Math.abs(a - b) < (yMax - yMin) / 1e5;
  const open = jumps.flatMap(({ x, left, right, value }) =>
    [left, right].filter((y) => !isSame(y, value)).map((y) => ({ x, y, label: "" })),
  );
  const closed = jumps
    .filter(({ value }) => Number.isFinite(value))
    .map(({ x, value }) => ({ x, y: value, label: "" }));
  return [
    { kind: "points" as const, label: "", role: "open-end" as const, points: open },
    { kind: "points" as const, label: "", role: "end" as const, points: closed },
  ].filter(({ points }) => points.length > 0);
}

function bandLayer(
  bands: readonly Band[],
  { xMin, xMax, yMin, yMax }: PlotWindow,
  isChinese: boolean,
): PlotLayer {
  // Beyond the window by its own size, so that a small movement shows no edge.
  const [width, height] = [xMax - xMin, yMax - yMin];
  const [low, high] = [yMin - height, yMax + height];
  return {
    kind: "region",
    label: isChinese ? "解" : "solutions",
    outlines: bands.flatMap(([start, end]): [number, number][][] => {
      const from = Math.max(start ?? -Infinity, xMin - width);
      const to = Math.min(end ?? Infinity, xMax + width);
      if (from >= to) return [];
      return [
        [
          [from, low],
          [to, low],
          [to, high],
          [from, high],
        ],
      ];
    }),
  };
}

const AREA_POINTS = 200;

/** The part of what is shaded that lies in the window or near it, so that it keeps its shape close by. */
function seenPart([from, to]: Point, [low, high]: Point): Point {
  const margin = high - low;
  const [start, end] = [Math.max(from, low - margin), Math.min(to, high + margin)];
  return start < end ? [start, end] : [from, from];
}

function shadedArea(
  upper: Expression,
  lower: Expression,
  variable: string,
  [from, to]: Point,
  isChinese: boolean,
): PlotLayer {
  const top = compileReal(upper, [variable]);
  const bottom = compileReal(lower, [variable]);
  const places = Array.from(
    { length: AREA_POINTS + 1 },
    (_, index) => from + ((to - from) * index) / AREA_POINTS,
  );
  const edge = (f: (x: number) => number): [number, number][] =>
    places.map((x): [number, number] => [x, f(x)]).filter(([, y]) => Number.isFinite(y));
  return {
    kind: "region",
    label: isChinese ? "面积" : "area",
    outlines: [[...edge(top), ...edge(bottom).toReversed()]],
  };
}
