import type { Plot } from "../../../core/plot.ts";
import { formatTick } from "../../../core/plot-layout.ts";
import type { Point } from "./sample-curve.ts";

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
