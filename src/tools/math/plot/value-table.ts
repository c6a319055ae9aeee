import type { Plot } from "../../../core/plot.ts";
import { formatTick } from "../../../core/plot-layout.ts";

const ROWS = 11;

/** Values read off the curves at evenly spaced places, for readers who do not see them; the first row is the heading. */
export function valueTable(plot: Plot): string[][] {
  const curves = plot.layers.filter((layer) => layer.kind === "curve");
  const bars = plot.layers.filter((layer) => layer.kind === "bars");
  if (bars.length > 0)
    return [
      [plot.xLabel, plot.yLabel],
      ...bars.flatMap((layer) =>
        layer.bars.map(({ label, height }) => [label, formatTick(height)]),
      ),
    ];
  if (curves.length === 0) return [];
  const { xMin, xMax } = plot.window;
  const heading = [plot.xLabel, ...curves.map(({ label }) => label)];
  const rows = Array.from({ length: ROWS }, (_, index) => {
    const x = xMin + ((xMax - xMin) * index) / (ROWS - 1);
    return [formatTick(x), ...curves.map(({ segments }) => readOff(segments, x))];
  });
  return [heading, ...rows];
}

function readOff(segments: readonly (readonly (readonly [number, number])[])[], x: number): string {
  for (const points of segments)
    for (let index = 1; index < points.length; index++) {
      const [a, b] = [points[index - 1], points[index]] as [[number, number], [number, number]];
      if (x < a[0] || x > b[0]) continue;
      const share = b[0] === a[0] ? 0 : (x - a[0]) / (b[0] - a[0]);
      return formatTick(a[1] + share * (b[1] - a[1]), 3);
    }
  return "–";
}
