import { percentile } from "../evals/statistics.ts";
import type { MathPort } from "../src/core/math-port.ts";
import { EASY_QUERIES } from "./easy-queries.ts";
import { milliseconds, timeRuns } from "./measurement.ts";
import type { Measurement } from "./measurement.ts";

const ROUNDS = 5;
const AIM_P50_MS = 5;
const AIM_P95_MS = 50;

/** Time of a warm engine on easy questions, each asked several times; unanswered ones are counted. */
export async function measureQueryLatency(math: MathPort): Promise<Measurement[]> {
  const queries = EASY_QUERIES;
  const unanswered = new Set<string>();
  const slowest: { query: string; ms: number }[] = [];
  const times = await timeRuns(queries.length * ROUNDS, queries.length, async (index) => {
    const query = queries[index % queries.length] ?? "";
    const started = performance.now();
    const result = await math.query({ query });
    slowest.push({ query, ms: performance.now() - started });
    if (result.status !== "answered") unanswered.add(query);
  });
  const [p50, p95] = [percentile(times, 0.5) ?? 0, percentile(times, 0.95) ?? 0];
  const note =
    unanswered.size === 0 ? "" : `, ${unanswered.size} of ${queries.length} not answered`;
  const figures = {
    p50Ms: p50,
    p95Ms: p95,
    runs: times.length,
    unanswered: [...unanswered],
    slowest: slowest.sort((a, b) => b.ms - a.ms).slice(0, 5),
  };
  return [
    {
      what: "query, warm, fast path, p50",
      aim: `${AIM_P50_MS} ms`,
      measured: `${milliseconds(p50)}${note}`,
      isMet: p50 <= AIM_P50_MS,
      figures,
    },
    {
      what: "query, warm, fast path, p95",
      aim: `${AIM_P95_MS} ms`,
      measured: milliseconds(p95),
      isMet: p95 <= AIM_P95_MS,
      figures: {},
    },
  ];
}
