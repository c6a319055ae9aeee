import { formatTick, ticksOf } from "../../../core/plot-layout.ts";
import type { Plot } from "../../../core/plot.ts";
import { compileReal } from "../numeric/compile-real.ts";
import { parseExpression } from "../read/parse.ts";

const ROWS = 10;
/** What double precision leaves of zero. */
const NOTHING = 1e-12;

/**
 * Values of the functions of a plot at round places, or how often values occur, for readers who do not see
 * the picture; the first row is the heading. Empty for other drawings, which have no one y for an x.
 */
export function valueTable(plot: Plot): string[][] {
  const bars = plot.layers.filter((layer) => layer.kind === "bars");
  if (bars.length > 0)
    return [
      [plot.xLabel, plot.yLabel],
      ...bars.flatMap((layer) =>
        layer.bars.map(({ label, height }) => [label, formatTick(height)]),
      ),
    ];
  const { source, window, xLabel } = plot;
  if (source?.kind !== "functions") return [];
  const unit = plot.isInPi === true ? "pi" : undefined;
  const { places, texts } = ticksOf(window.xMin, window.xMax, ROWS, unit);
  const values = source.functions.map((text) =>
    compileReal(parseExpression(text).expression, [source.variable]),
  );
  // A double beside a pole such as pi/2 has a value that the function has not.
  const [width, height] = [window.xMax - window.xMin, window.yMax - window.yMin];
  const poles = plot.layers.flatMap((layer) => (layer.kind === "asymptote" ? [layer.from[0]] : []));
  const isPole = (x: number): boolean => poles.some((pole) => Math.abs(pole - x) < width * 1e-6);
  const isHuge = (y: number): boolean => Math.abs(y) > height * 1e4;
  return [
    [xLabel, ...source.functions.map((text) => `y = ${text}`)],
    ...places.map((x, index) => [
      texts[index] as string,
      ...values.map((value) => textOf(isPole(x) && isHuge(value(x)) ? Number.NaN : value(x))),
    ]),
  ];
}

function textOf(value: number): string {
  if (!Number.isFinite(value)) return "–";
  return Math.abs(value) < NOTHING ? "0" : formatTick(value);
}
