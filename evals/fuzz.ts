import { createMathEngine } from "../src/tools/math/engine.ts";
import { fetchSympy } from "../src/downloads/fetch-sympy.ts";
import { fuzzInput, randomSource } from "./fuzz-inputs.ts";

/**
 * `node evals/fuzz.ts [--count N] [--seed N] [--timeout MS] [--memory MB] [--deep]`: random inputs through
 * the engine as the command line uses it. Nothing may be thrown, no answer may come more than 100 ms after
 * its deadline, and the memory of the process must stay under the limit. One JSON report; status 1 when a
 * promise was broken.
 */
const OVERRUN_MS = 100;
const MOST_SHOWN = 20;

export interface FuzzReport {
  readonly count: number;
  readonly seed: number;
  readonly timeoutMs: number;
  readonly statuses: Readonly<Record<string, number>>;
  readonly thrown: readonly string[];
  readonly overruns: readonly string[];
  readonly ms: { readonly p50: number; readonly p95: number; readonly max: number };
  /** Resident memory in MB at tenths of the run. */
  readonly memoryMb: readonly number[];
  readonly peakMemoryMb: number;
}

export async function fuzz(options: {
  readonly count: number;
  readonly seed: number;
  readonly timeoutMs: number;
  readonly deep: boolean;
  /** How long after its deadline an answer may come before it is reported. */
  readonly overrunMs?: number;
}): Promise<FuzzReport> {
  const engine = createMathEngine(
    options.deep ? { sympyPackages: () => fetchSympy(process.env) } : {},
  );
  const random = randomSource(options.seed);
  const statuses: Record<string, number> = {};
  const thrown: string[] = [];
  const overruns: string[] = [];
  const times: number[] = [];
  const memoryMb: number[] = [];
  let peak = 0;
  try {
    for (let index = 0; index < options.count; index++) {
      const input = fuzzInput(random);
      const startedAt = performance.now();
      try {
        const { status } = await engine.query({ query: input, timeoutMs: options.timeoutMs });
        statuses[status] = (statuses[status] ?? 0) + 1;
      } catch (error) {
        if (thrown.length < MOST_SHOWN)
          thrown.push(
            `${input.slice(0, 200)} → ${error instanceof Error ? error.stack : String(error)}`,
          );
      }
      const ms = performance.now() - startedAt;
      times.push(ms);
      if (
        ms > options.timeoutMs + (options.overrunMs ?? OVERRUN_MS) &&
        overruns.length < MOST_SHOWN
      )
        overruns.push(`${Math.round(ms)} ms: ${input.slice(0, 200)}`);
      const rss = Math.round(process.memoryUsage.rss() / 2 ** 20);
      peak = Math.max(peak, rss);
      if (index % Math.max(1, Math.floor(options.count / 10)) === 0) memoryMb.push(rss);
    }
  } finally {
    await engine.close();
  }
  const sorted = times.sort((a, b) => a - b);
  const at = (share: number): number =>
    Math.round(
      (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0) * 100,
    ) / 100;
  return {
    count: options.count,
    seed: options.seed,
    timeoutMs: options.timeoutMs,
    statuses,
    thrown,
    overruns,
    ms: { p50: at(0.5), p95: at(0.95), max: at(1) },
    memoryMb,
    peakMemoryMb: peak,
  };
}

function numberOption(name: string, fallback: number): number {
  const place = process.argv.indexOf(`--${name}`);
  const value = place === -1 ? fallback : Number(process.argv[place + 1]);
  if (!Number.isInteger(value) || value < 0) throw new Error(`--${name} takes a whole number.`);
  return value;
}

if (process.argv[1] === import.meta.filename) {
  const limitMb = numberOption("memory", 1_500);
  const report = await fuzz({
    count: numberOption("count", 2_000),
    seed: numberOption("seed", 1),
    timeoutMs: numberOption("timeout", 500),
    deep: process.argv.includes("--deep"),
  });
  console.log(JSON.stringify(report, null, 2));
  const isBroken =
    report.thrown.length > 0 || report.overruns.length > 0 || report.peakMemoryMb > limitMb;
  process.exitCode = isBroken ? 1 : 0;
}
