import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { z } from "zod";
import { fetchSympy } from "../src/downloads/fetch-sympy.ts";
import { createMathEngine } from "../src/tools/math/engine.ts";

/**
 * `node evals/differential.ts [--count N] [--seed N] [--operation NAME] [--timeout MS] [--deep]`: random
 * questions with a planted or independently computed truth, judged by mpmath under CPython (`python3` with
 * sympy and mpmath). One JSON report: right, wrong and open by operation, and every wrong answer with its
 * grade. Status 1 when a wrong answer was presented as verified.
 */
const FOLDER = join(import.meta.dirname, "differential");
const MOST_BYTES = 2 ** 28;

const rowSchema = z.looseObject({ id: z.string(), operation: z.string(), query: z.string() });
const verdictSchema = z.object({
  id: z.string(),
  mark: z.enum(["right", "wrong", "open", "unjudged"]),
  why: z.string(),
});

function option(name: string): string | undefined {
  const place = process.argv.indexOf(`--${name}`);
  return place === -1 ? undefined : process.argv[place + 1];
}

function python(script: string, parts: readonly string[], input = ""): unknown[] {
  const run = spawnSync("python3", [join(FOLDER, script), ...parts], {
    input,
    encoding: "utf8",
    maxBuffer: MOST_BYTES,
  });
  if (run.status !== 0) throw new Error(`${script} failed: ${run.stderr.slice(-2_000)}`);
  return run.stdout
    .trim()
    .split("\n")
    .map((line): unknown => JSON.parse(line));
}

const operation = option("operation");
const rows = python("questions.py", [
  "--seed",
  option("seed") ?? "1",
  "--count",
  option("count") ?? "1000",
  ...(operation === undefined ? [] : ["--operation", operation]),
]).map((row) => rowSchema.parse(row));

const engine = createMathEngine(
  process.argv.includes("--deep") ? { sympyPackages: () => fetchSympy(process.env) } : {},
);
const answered = [];
const thrown: string[] = [];
try {
  for (const row of rows)
    try {
      const result = await engine.query({
        query: row.query,
        timeoutMs: Number(option("timeout") ?? 5_000),
      });
      answered.push({ ...row, result });
    } catch (error) {
      thrown.push(`${row.query} → ${error instanceof Error ? error.message : String(error)}`);
    }
} finally {
  await engine.close();
}

const verdicts = python("judge.py", [], answered.map((row) => JSON.stringify(row)).join("\n")).map(
  (verdict) => verdictSchema.parse(verdict),
);

const operations: Record<string, Record<string, number>> = {};
const shown: unknown[] = [];
let isWrongVerified = false;
for (const [index, { mark, why }] of verdicts.entries()) {
  const row = answered[index] as (typeof answered)[number];
  const counts = (operations[row.operation] ??= { right: 0, wrong: 0, open: 0, unjudged: 0 });
  counts[mark] = (counts[mark] ?? 0) + 1;
  const { answer, certificate, reading } = row.result;
  const grade = certificate?.grade ?? "none";
  if (mark === "wrong" && grade !== "unchecked") isWrongVerified = true;
  if (mark === "wrong" || (mark === "unjudged" && process.argv.includes("--unjudged")))
    shown.push({
      id: row.id,
      mark,
      query: row.query,
      answer: answer?.plain,
      grade,
      method: certificate?.method,
      reading: reading?.plain,
      why,
    });
}
console.log(JSON.stringify({ rows: rows.length, thrown, operations, shown }, null, 2));
process.exitCode = isWrongVerified || thrown.length > 0 ? 1 : 0;
