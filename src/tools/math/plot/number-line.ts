import type { Plot } from "../../../core/plot.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { parseExpression } from "../read/parse.ts";
import { formatTick } from "../../../core/plot-layout.ts";

interface WrittenInterval {
  readonly lo: string;
  readonly hi: string;
  readonly loClosed: boolean;
  readonly hiClosed: boolean;
}

/** Intervals on the line of numbers; null where an end is no real number. */
export function numberLine(
  variable: string,
  intervals: readonly WrittenInterval[],
  isChinese: boolean,
): Plot | null {
  const pieces: {
    from: number | null;
    to: number | null;
    isFromClosed: boolean;
    isToClosed: boolean;
  }[] = [];
  for (const { lo, hi, loClosed, hiClosed } of intervals) {
    const [from, to] = [endOf(lo), endOf(hi)];
    if (from === undefined || to === undefined) return null;
    pieces.push({ from, to, isFromClosed: loClosed, isToClosed: hiClosed });
  }
  if (pieces.length > 50) return null;
  const ends = pieces.flatMap(({ from, to }) => [from, to]).filter((end) => end !== null);
  const [low, high] = ends.length === 0 ? [-1, 1] : [Math.min(...ends), Math.max(...ends)];
  const margin = Math.max((high - low) * 0.5, 2);
  const texts = intervals.map(
    ({ lo, hi, loClosed, hiClosed }) =>
      `${loClosed ? "[" : "("}${lo}, ${hi}${hiClosed ? "]" : ")"}`,
  );
  const joined = texts.join(isChinese ? "、" : ", ");
  return {
    window: { xMin: low - margin, xMax: high + margin, yMin: -1, yMax: 1 },
    xLabel: variable,
    yLabel: "",
    isEqualScale: false,
    hasVerticalAxis: false,
    layers: [{ kind: "intervals", label: joined, intervals: pieces }],
    description:
      pieces.length === 0
        ? isChinese
          ? "数轴上没有标出任何点。"
          : "Nothing is marked on the number line."
        : isChinese
          ? `数轴上标出 ${joined}；实心端点包含在内，空心端点不包含。从 ${formatTick(low - margin)} 到 ${formatTick(high + margin)}。`
          : `The number line from ${formatTick(low - margin)} to ${formatTick(high + margin)} with ${joined} marked; full ends belong to it, hollow ones do not.`,
  };
}

/** Null for an infinite end, undefined for what is no real number. */
function endOf(text: string): number | null | undefined {
  if (/^-?infinity$/.test(text)) return null;
  return evaluateReal(parseExpression(text).expression)?.toNumber();
}
