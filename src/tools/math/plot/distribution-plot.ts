import { formatTick } from "../../../core/plot-layout.ts";
import type { Plot } from "../../../core/plot.ts";

/** The chance of one whole number. */
export interface Mass {
  readonly k: number;
  readonly mass: number;
}

/** Chances of whole numbers as bars; those that are asked for are drawn darker. */
export function massPlot(
  masses: readonly Mass[],
  isAsked: (k: number) => boolean,
  isChinese: boolean,
): Plot {
  const bars = masses.map(({ k, mass }) => ({
    from: k - 0.45,
    to: k + 0.45,
    height: mass,
    label: String(k),
  }));
  const asked = bars.filter((_, index) => isAsked((masses[index] as Mass).k));
  const [first, last] = [masses[0] as Mass, masses.at(-1) as Mass];
  const top = Math.max(...masses.map(({ mass }) => mass));
  const ends = [...new Set([asked[0]?.label, asked.at(-1)?.label])];
  const counted = asked.length === 0 ? "" : ends.join("–");
  return {
    window: { xMin: first.k - 1, xMax: last.k + 1, yMin: 0, yMax: top * 1.1 },
    xLabel: "k",
    yLabel: "P(X = k)",
    isEqualScale: false,
    hasVerticalAxis: true,
    layers: [
      { kind: "bars", label: "P(X = k)", bars },
      ...(asked.length === 0
        ? []
        : [{ kind: "bars" as const, label: isChinese ? "所求" : "asked for", bars: asked }]),
    ],
    description: isChinese
      ? `k 从 ${first.k} 到 ${last.k} 的概率条形图，最高为 ${formatTick(top)}。${counted === "" ? "" : `所求的 ${counted} 颜色较深。`}`
      : `Bars of the chances of k from ${first.k} to ${last.k}, the highest ${formatTick(top)}.${counted === "" ? "" : ` Asked for and drawn darker: ${counted}.`}`,
  };
}
