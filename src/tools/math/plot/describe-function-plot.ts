import { formatNear, formatPlace, formatTick } from "../../../core/plot-layout.ts";
import type { PlotWindow } from "../../../core/plot.ts";
import { printPlain } from "../expression/print-plain.ts";
import { isCountedInPi } from "./choose-window.ts";
import type { Jump } from "./find-jumps.ts";
import type { Turn } from "./find-marks.ts";
import type { FunctionPlotRequest } from "./function-plot.ts";
import type { Point } from "./sample-curve.ts";

/** What was found in the window. */
export interface Found {
  readonly zeros: readonly number[];
  readonly turns: readonly Turn[];
  readonly crossings: readonly { x: number; y: number }[];
  readonly poles: readonly number[];
  readonly holes: readonly Point[];
  readonly jumps: readonly Jump[];
}

/** What a reader who does not see the picture has to know. Places read off a picture are approximate. */
export function describeFunctionPlot(
  { functions, variable, isChinese, shaded, bands = [] }: FunctionPlotRequest,
  { xMin: from, xMax: to, yMin, yMax }: PlotWindow,
  { zeros, turns, crossings, poles, holes, jumps }: Found,
): string {
  const names = functions.map((f) => `y = ${printPlain(f)}`);
  const xText = (x: number): string => formatPlace(x, to - from, functions.some(isCountedInPi));
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
      bands.length > 0,
      `The inequality holds where it is shaded.`,
      `涂色部分为不等式成立的范围。`,
    ),
    ...say(
      crossings.length === 0 && zeros.length > 0,
      `It meets the axis near ${variable} = ${places(zeros)}.`,
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
      jumps.length > 0,
      `It jumps at ${variable} = ${places(jumps.map(({ x }) => x))}.`,
      `在 ${variable} = ${places(jumps.map(({ x }) => x))} 处跳跃。`,
    ),
    ...say(
      poles.length > 0,
      `Vertical asymptotes near ${variable} = ${places(poles)}.`,
      `铅直渐近线约在 ${variable} = ${places(poles)}。`,
    ),
  ].join(isChinese ? "" : " ");
}
