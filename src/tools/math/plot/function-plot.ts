import type { Plot, PlotLayer, PlotWindow } from "../../../core/plot.ts";
import type { Expression } from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { compileReal } from "../numeric/compile-real.ts";
import {
  calmRange,
  chooseRange,
  chooseValues,
  definedRange,
  isCountedInPi,
  windowOf,
} from "./choose-window.ts";
import { findHoles, findPoles } from "./find-poles.ts";
import { findTurns, findZeros, type Turn } from "./find-marks.ts";
import { formatNear, formatTick } from "../../../core/plot-layout.ts";
import { plotSource } from "./plot-source.ts";
import { type Point, sampleCurve } from "./sample-curve.ts";

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
  readonly isChinese: boolean;
}

/** Curves y = f(x) with their roots, turning points, crossings and vertical asymptotes. */
export function functionPlot(request: FunctionPlotRequest): Plot {
  const { functions, variable, isChinese } = request;
  const [first, second] = functions as [Expression, Expression?];
  const wide =
    request.range ??
    definedRange(
      first,
      variable,
      calmRange(first, variable, chooseRange(first, request.places ?? [])),
    );
  const difference: Expression | null =
    second === undefined ? null : ["Add", first, ["Negate", second]];
  const zeros = findZeros(difference ?? first, variable, wide);
  const turns = second === undefined ? findTurns(first, variable, wide) : [];
  const range =
    request.range ?? closerRange(first, wide, [...zeros, ...turns.map(({ x }) => x)], request);
  const valueOf = compileReal(first, [variable]);
  const crossings = difference === null ? [] : zeros.map((x) => ({ x, y: valueOf(x) }));
  const values =
    request.values ??
    chooseValues(functions, variable, range, [
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
  const poles: number[] = [];
  const holes: Point[] = [];
  for (const f of functions) {
    const samples = sampleCurve(f, variable, range, values);
    const value = compileReal(f, [variable]);
    poles.push(...findPoles(value, samples, range));
    holes.push(...findHoles(samples, range, values));
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
      label: `${variable} = ${formatNear(pole, range[1] - range[0])}`,
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
  layers.push(...markLayers(zeros, turns, crossings, difference === null, window));
  return {
    window,
    xLabel: variable,
    yLabel: "y",
    isEqualScale: false,
    ...(functions.some((f) => isCountedInPi(f)) ? { isInPi: true } : {}),
    hasVerticalAxis: true,
    layers,
    description: describe(request, window, { zeros, turns, crossings, poles, holes }),
    ...plotSource(functions, (texts) => ({
      kind: "functions",
      functions: texts,
      variable,
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
): PlotLayer[] {
  const [width, height] = [window.xMax - window.xMin, window.yMax - window.yMin];
  const point = (x: number, y: number) => ({
    x,
    y,
    label: `(${formatNear(x, width)}, ${formatNear(y, height)})`,
  });
  const isSeen = ({ x }: { x: number }): boolean => x >= window.xMin && x <= window.xMax;
  const layers: PlotLayer[] = [
    {
      kind: "points",
      label: "",
      role: "root",
      points: areRoots
        ? zeros.map((x) => ({ x, y: 0, label: formatNear(x, width) })).filter(isSeen)
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

interface Found {
  readonly zeros: readonly number[];
  readonly turns: readonly Turn[];
  readonly crossings: readonly { x: number; y: number }[];
  readonly poles: readonly number[];
  readonly holes: readonly Point[];
}

/** What a reader who does not see the picture has to know. Places read off a picture are approximate. */
function describe(
  { functions, variable, isChinese, shaded }: FunctionPlotRequest,
  { xMin: from, xMax: to, yMin, yMax }: PlotWindow,
  { zeros, turns, crossings, poles, holes }: Found,
): string {
  const names = functions.map((f) => `y = ${printPlain(f)}`);
  const xText = (x: number): string => formatNear(x, to - from);
  const yText = (y: number): string => formatNear(y, yMax - yMin);
  const places = (all: readonly number[]): string => all.map(xText).join(isChinese ? "、" : ", ");
  const points = (all: readonly { x: number; y: number }[]): string =>
    all.map(({ x, y }) => `(${xText(x)}, ${yText(y)})`).join(isChinese ? "、" : ", ");
  const [highs, lows] = [turns.filter((t) => t.isMaximum), turns.filter((t) => !t.isMaximum)];
  const say = (isThere: boolean, en: string, zh: string): string[] =>
    isThere ? [isChinese ? zh : en] : [];
  return [
    isChinese
      ? `${names.join("、")} 的图像，${variable} 从 ${xText(from)} 到 ${xText(to)}。`
      : `Graph of ${names.join(" and ")} for ${variable} from ${xText(from)} to ${xText(to)}.`,
    ...say(
      shaded !== undefined,
      `The area from ${formatTick(shaded?.[0] ?? 0)} to ${formatTick(shaded?.[1] ?? 0)} is shaded.`,
      `从 ${formatTick(shaded?.[0] ?? 0)} 到 ${formatTick(shaded?.[1] ?? 0)} 的面积已涂色。`,
    ),
    ...say(
      crossings.length === 0 && zeros.length > 0,
      `It crosses the axis near ${variable} = ${places(zeros)}.`,
      `与横轴交于 ${variable} ≈ ${places(zeros)}。`,
    ),
    ...say(
      crossings.length > 0,
      `They meet near ${points(crossings)}.`,
      `交点约为 ${points(crossings)}。`,
    ),
    ...say(
      highs.length > 0,
      `High points near ${points(highs)}.`,
      `极大值点约为 ${points(highs)}。`,
    ),
    ...say(lows.length > 0, `Low points near ${points(lows)}.`, `极小值点约为 ${points(lows)}。`),
    ...say(
      holes.length > 0,
      `It has no value near ${variable} = ${places(holes.map(([x]) => x))}, where a hole is drawn.`,
      `在 ${variable} ≈ ${places(holes.map(([x]) => x))} 处无定义，以空心点表示。`,
    ),
    ...say(
      poles.length > 0,
      `Vertical asymptotes near ${variable} = ${places(poles)}.`,
      `铅直渐近线约在 ${variable} = ${places(poles)}。`,
    ),
  ].join(isChinese ? "" : " ");
}
