import { readFileSync } from "node:fs";
import { fetchSympy } from "../src/downloads/fetch-sympy.ts";
import { createMathEngine } from "../src/tools/math/engine.ts";
import { createVerifier } from "../src/hallucination/verifier.ts";
import { type FuzzCall, fuzzCall, type FuzzTargets } from "./fuzz-generator/fuzz-call.ts";
import { seededRandom } from "./fuzz-generator/random.ts";

/**
 * `npm run fuzz -- [--count N] [--seed N] [--timeout MS] [--memory MB] [--deep] [--progress]`: random
 * inputs through the engine as the command line uses it, and through the doors beside questions: pods,
 * comparing, working, plots, reading, the detector. Nothing may be thrown, no answer may come more than
 * 100 ms after its deadline, and the memory of the process must stay under the limit. One JSON report;
 * status 1 when a promise was broken. `--progress` writes findings to stderr as they come.
 */
const OVERRUN_MS = 100;
const MOST_SHOWN = 50;
/** An input is late when it is late every time. */
const RETRIES = 2;
const MEMORY_POINTS = 20;

export interface FuzzOptions {
  readonly count: number;
  readonly seed: number;
  readonly timeoutMs: number;
  readonly deep: boolean;
  /** How long after its deadline an answer may come before it is reported. */
  readonly overrunMs?: number;
  onProgress?(finding: string): void;
}

export interface FuzzReport {
  readonly count: number;
  readonly seed: number;
  readonly timeoutMs: number;
  readonly statuses: Readonly<Record<string, number>>;
  readonly thrown: readonly string[];
  /** Inputs that came late each time they were asked. */
  readonly overruns: readonly string[];
  /** Times are without those in which other programs had the processor. Inputs that came late once and in time when they were asked again. */
  readonly lateOnce: number;
  readonly ms: { readonly p50: number; readonly p95: number; readonly p99: number; max: number };
  /** Inputs that kept the main thread busy for longer than they may take in all, by its own clock. */
  readonly busy: readonly string[];
  /** The most that one question kept the main thread busy, in milliseconds of its own time. */
  readonly mainThreadMs: number;
  /** Resident memory in MB at equal steps of the run. */
  readonly memoryMb: readonly number[];
  readonly peakMemoryMb: number;
}

export async function fuzz(options: FuzzOptions): Promise<FuzzReport> {
  const engine = createMathEngine(
    options.deep ? { sympyPackages: () => fetchSympy(process.env) } : {},
  );
  if (options.deep) await engine.warmUpDeep();
  const targets: FuzzTargets = { engine, verifier: createVerifier(engine) };
  const random = seededRandom(options.seed);
  const statuses: Record<string, number> = {};
  const [thrown, overruns, busy]: [string[], string[], string[]] = [[], [], []];
  const [times, memoryMb]: [number[], number[]] = [[], []];
  let [peak, lateOnce, mainThreadMs] = [0, 0, 0];
  const note = (list: string[], finding: string): void => {
    options.onProgress?.(finding);
    if (list.length < MOST_SHOWN) list.push(finding);
  };
  try {
    for (let index = 0; index < options.count; index++) {
      const call = fuzzCall(random);
      const limitMs = options.timeoutMs + (call.ownMs ?? 0) + (options.overrunMs ?? OVERRUN_MS);
      const run = await timed(targets, call, options.timeoutMs);
      const status = call.door === "query" ? run.status : `${call.door} ${run.status}`;
      statuses[status] = (statuses[status] ?? 0) + 1;
      times.push(run.ms);
      mainThreadMs = Math.max(mainThreadMs, run.mainThreadMs);
      const shown = `${call.door} ${JSON.stringify(call.shown.slice(0, 800))}`;
      if (run.error !== undefined) note(thrown, `${shown} → ${run.error}`);
      if (run.mainThreadMs > limitMs) note(busy, `${Math.round(run.mainThreadMs)} ms: ${shown}`);
      if (run.ms > limitMs) {
        const again = await repeat(targets, call, options.timeoutMs, limitMs);
        if (again === null) lateOnce += 1;
        else note(overruns, `${Math.round(again)} ms: ${shown}`);
      }
      const rss = Math.round(process.memoryUsage.rss() / 2 ** 20);
      peak = Math.max(peak, rss);
      if (index % Math.max(1, Math.floor(options.count / MEMORY_POINTS)) === 0) memoryMb.push(rss);
      if (index % 1_000 === 999)
        options.onProgress?.(
          `${index + 1} inputs, ${rss} MB, peak ${peak} MB, ${JSON.stringify(statuses)}`,
        );
    }
  } finally {
    await engine.close();
  }
  const sorted = times.sort((a, b) => a - b);
  const at = (share: number): number =>
    round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
  return {
    count: options.count,
    seed: options.seed,
    timeoutMs: options.timeoutMs,
    statuses,
    thrown,
    overruns,
    lateOnce,
    busy,
    ms: { p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) },
    mainThreadMs: round(mainThreadMs),
    memoryMb,
    peakMemoryMb: peak,
  };
}

interface TimedRun {
  readonly status: string;
  readonly ms: number;
  readonly mainThreadMs: number;
  readonly error?: string;
}

/** How long the main thread was ready to run while other programs had the processor; 0 where unknown. */
function waitedMs(): number {
  try {
    return Number(readFileSync("/proc/self/schedstat", "utf8").split(" ")[1]) / 1e6;
  } catch {
    return 0;
  }
}

async function timed(targets: FuzzTargets, call: FuzzCall, timeoutMs: number): Promise<TimedRun> {
  const startedAt = performance.now();
  const before = process.threadCpuUsage();
  const waitedBefore = waitedMs();
  const measured = (): { ms: number; mainThreadMs: number } => {
    const { user, system } = process.threadCpuUsage(before);
    return {
      ms: performance.now() - startedAt - (waitedMs() - waitedBefore),
      mainThreadMs: (user + system) / 1_000,
    };
  };
  try {
    const status = await call.make(targets, timeoutMs);
    return { status, ...measured() };
  } catch (error) {
    const text =
      error instanceof Error
        ? `${error.stack} ${error.cause instanceof Error ? error.cause.stack : ""}`
        : String(error);
    return { status: "thrown", error: text, ...measured() };
  }
}

/** The shortest time of some further runs, or null as soon as one is in time. */
async function repeat(
  targets: FuzzTargets,
  call: FuzzCall,
  timeoutMs: number,
  limitMs: number,
): Promise<number | null> {
  let shortest = Number.POSITIVE_INFINITY;
  for (let trial = 0; trial < RETRIES; trial++) {
    const { ms } = await timed(targets, call, timeoutMs);
    if (ms <= limitMs) return null;
    shortest = Math.min(shortest, ms);
  }
  return shortest;
}

const round = (value: number): number => Math.round(value * 100) / 100;

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
    ...(process.argv.includes("--progress")
      ? { onProgress: (finding: string) => process.stderr.write(`${finding}\n`) }
      : {}),
  });
  console.log(JSON.stringify(report, null, 2));
  const isBroken =
    report.thrown.length > 0 || report.overruns.length > 0 || report.peakMemoryMb > limitMb;
  process.exitCode = isBroken ? 1 : 0;
}
