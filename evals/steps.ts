import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { QueryResult } from "../src/core/query-result.ts";
import type { SolutionStep } from "../src/core/solution-step.ts";
import { fetchSympy } from "../src/downloads/fetch-sympy.ts";
import { createMathEngine } from "../src/tools/math/engine.ts";
import { resolveDataDir } from "./data-folder.ts";
import { stratifiedSample } from "./sampling.ts";

/**
 * `node evals/steps.ts --data DIR [--limit N] [--seed N]`: asks questions of the computer-algebra,
 * natural-language and generated sets (N of each) for their worked solutions. Counts answered questions of a kind with a
 * method, those with a chain, chains proved to the end, those cut, and those whose last line is not the answer.
 */
const FILES = [
  ["cas", "cas/dev.jsonl", "query", "area"],
  ["natural language", "nl-queries/dev.jsonl", "query", "topic"],
  ["natural language, wild", "nl-queries/wild.dev.jsonl", "query", "topic"],
  ["generated school mathematics", "deepmind-math/dev.jsonl", "question", "module"],
] as const;

/** Rules whose line says that there is no value or no solution. */
const NONE: ReadonlySet<string> = new Set([
  "sides-differ",
  "diverges",
  "no-limit-at-bound",
  "negative-absolute",
  "positive-power",
  "no-real-roots",
]);

function option(name: string): string | undefined {
  const place = process.argv.indexOf(name);
  return place === -1 ? undefined : process.argv[place + 1];
}

const limit = option("--limit") === undefined ? undefined : Number(option("--limit"));
const seed = Number(option("--seed") ?? "1");
const folder = resolveDataDir(option("--data"), process.env["ANSATZ_DATA"]);
const engine = createMathEngine({ sympyPackages: () => fetchSympy(process.env) });

/** Whether the last line of the working says what was answered. */
async function agreement(
  { answer }: QueryResult,
  last: SolutionStep,
): Promise<"agrees" | "undecided" | "disagrees"> {
  if (answer === null) return "disagrees";
  // An equation without unknowns that is false says that there is no solution.
  if (answer.value.kind === "none" && /(?:^|, )0 = -?[1-9]/.test(last.plain)) return "agrees";
  if (NONE.has(last.rule)) return answer.value.kind === "none" ? "agrees" : "disagrees";
  const texts = new Set([answer.plain, answer.short, answer.numeric]);
  const plain = last.plain.replace(/ ≈ \S+/, "").replace(/ \+ C$/, "");
  if (texts.has(plain) || texts.has(last.plain) || texts.has(plain.replace(/%$/, " %")))
    return "agrees";
  const { verdict } = await engine.equal(plain, answer.plain);
  return verdict === "proved" ? "agrees" : verdict === "refuted" ? "disagrees" : "undecided";
}

interface Tally {
  asked: number;
  answered: number;
  /** Of a kind for which there is a method. */
  stepable: number;
  chains: number;
  complete: number;
  cut: number;
  steps: number;
  undecided: number;
  disagree: number;
  late: number;
}

const examples: string[] = [];
const report: Record<string, Tally> = {};
const times: number[] = [];
try {
  await engine.warmUp();
  for (const [name, file, field, group] of FILES) {
    const lines = readFileSync(join(folder, file), "utf8").trim().split("\n");
    const rows = stratifiedSample(
      lines.map((line) => JSON.parse(line) as Record<string, unknown>),
      (row) => String(row[group]),
      limit,
      seed,
    );
    const tally: Tally = {
      asked: rows.length,
      answered: 0,
      stepable: 0,
      chains: 0,
      complete: 0,
      cut: 0,
      steps: 0,
      undecided: 0,
      disagree: 0,
      late: 0,
    };
    report[name] = tally;
    for (const row of rows) {
      const query = String(row[field]);
      const startedAt = performance.now();
      const first = await engine.query({ query });
      if (first.answer === null) continue;
      tally.answered += 1;
      if (first.morePods?.some(({ id }) => id === "steps") !== true) continue;
      tally.stepable += 1;
      const result = await engine.query({ query, pods: ["steps"] });
      if (result.timedOutPods?.some(({ id }) => id === "steps") === true) tally.late += 1;
      const pod = result.pods.find(({ id }) => id === "steps");
      const steps = pod?.steps ?? [];
      const last = steps.at(-1);
      if (pod === undefined || last === undefined) {
        examples.push(`no chain: ${query}`);
        continue;
      }
      times.push(performance.now() - startedAt);
      tally.chains += 1;
      tally.steps += steps.length;
      if (pod.isComplete !== true) {
        tally.cut += 1;
        examples.push(`cut: ${query}: ${last.plain}`);
        continue;
      }
      tally.complete += 1;
      const outcome = await agreement(result, last);
      if (outcome === "agrees") continue;
      tally[outcome === "disagrees" ? "disagree" : "undecided"] += 1;
      examples.unshift(`${outcome}: ${query}: ${last.plain} / ${result.answer?.plain}`);
    }
  }
} finally {
  await engine.close();
}
times.sort((a, b) => a - b);
const quantile = (share: number): number =>
  Math.round(times[Math.floor(times.length * share)] ?? 0);
process.stdout.write(
  `${JSON.stringify({ limit: limit ?? null, seed, report, p50Ms: quantile(0.5), p95Ms: quantile(0.95), examples: examples.slice(0, 60) }, null, 2)}\n`,
);
