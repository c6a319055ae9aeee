import { percentile } from "../evals/statistics.ts";
import type { MathPort } from "../src/core/math-port.ts";
import type { Plot, PlotSource, PlotWindow } from "../src/core/plot.ts";
import { EASY_QUERIES } from "./easy-queries.ts";
import { milliseconds, timeRuns } from "./measurement.ts";
import type { Measurement } from "./measurement.ts";

const ROUNDS = 5;
const AIM_FIRST_MS = 20;
const AIM_PLOT_MS = 50;

/** Drawings of every kind, as people ask for them. Fixed, so that figures can be compared. */
export const PLOT_QUERIES: readonly string[] = [
  "plot x^2",
  "plot x^3 - 3x",
  "plot 1/(x^2-1)",
  "plot tan(x)",
  "plot sin(x)/x from -20 to 20",
  "plot e^(-x^2)",
  "plot floor(x)",
  "plot x ln(x)",
  "plot sin(x) and cos(x) from 0 to 2pi",
  "画出 y=x^2 和 y=x+2 的图像",
  "plot x, x^2, x^3, x^4 from -1.5 to 1.5",
  "plot x^2 + y^2 = 25",
  "plot y^2 = x^3 - x",
  "graph y > x^2 and y < x + 2",
  "parametric plot (cos(3t), sin(2t))",
  "polar plot r = 1 + cos(theta)",
  "plot the points (1,2), (3,4), (5,1)",
  "histogram of 1, 2, 2, 3, 5",
];

/** How long one waits for a result with its first pods, for a drawing, and for one in another window. */
export async function measurePods(math: MathPort): Promise<Measurement[]> {
  const first = await timeRuns(EASY_QUERIES.length * ROUNDS, EASY_QUERIES.length, async (index) => {
    const query = EASY_QUERIES[index % EASY_QUERIES.length] ?? "";
    // The first event is the result with its quick pods; the rest is not waited for.
    for await (const _event of math.queryEvents({ query })) break;
  });
  const plots = new Map<string, Plot>();
  const drawn = await timeRuns(PLOT_QUERIES.length * ROUNDS, PLOT_QUERIES.length, async (index) => {
    const query = PLOT_QUERIES[index % PLOT_QUERIES.length] ?? "";
    const { pods } = await math.query({ query, pods: ["plot"] });
    const plot = pods.find(({ id }) => id === "plot")?.plot;
    if (plot !== undefined) plots.set(query, plot);
  });
  const movable = [...plots.values()].flatMap(({ source, window }) =>
    source === undefined ? [] : [{ source, window }],
  );
  const moved =
    movable.length === 0
      ? []
      : await timeRuns(movable.length * ROUNDS, movable.length, async (index) => {
          const { source, window } = movable[index % movable.length] as {
            source: PlotSource;
            window: PlotWindow;
          };
          await math.plot({ source, window: closer(window, 1 + (index % ROUNDS) / 10) });
        });
  return [
    row("first pods, warm, p50", AIM_FIRST_MS, first),
    row("plot, warm, p50", AIM_PLOT_MS, drawn, PLOT_QUERIES.length - plots.size),
    row("plot in another window, warm, p50", AIM_PLOT_MS, moved),
  ];
}

function row(what: string, aimMs: number, times: readonly number[], missing = 0): Measurement {
  const [p50, p95] = [percentile(times, 0.5), percentile(times, 0.95)];
  const note = missing > 0 ? `, ${missing} not drawn` : "";
  return {
    what,
    aim: `${aimMs} ms`,
    measured:
      p50 === null
        ? "nothing to measure"
        : `${milliseconds(p50)} (p95 ${milliseconds(p95 ?? 0)})${note}`,
    isMet: p50 !== null && p50 <= aimMs && missing === 0,
    figures: { p50Ms: p50, p95Ms: p95, runs: times.length },
  };
}

function closer({ xMin, xMax, yMin, yMax }: PlotWindow, times: number): PlotWindow {
  const share = (1 - 1 / times) / 2;
  const [dx, dy] = [(xMax - xMin) * share, (yMax - yMin) * share];
  return { xMin: xMin + dx, xMax: xMax - dx, yMin: yMin + dy, yMax: yMax - dy };
}
