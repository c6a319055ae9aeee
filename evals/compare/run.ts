import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { QueryResult } from "../../src/core/query-result.ts";
import { fetchSympy } from "../../src/downloads/fetch-sympy.ts";
import { createMathEngine } from "../../src/tools/math/engine.ts";
import { type CasRow, casRowSchema, judgeCas } from "../scoring/cas-rules.ts";

/**
 * `node evals/compare/run.ts --data DIR [--without-sympy]`: the same rows of the computer-algebra set through
 * this project and through SymPy under CPython (`python3` with sympy), judged by the same rules in one run.
 */
type Answer = NonNullable<QueryResult["answer"]>;

const texts = z.array(z.string());
const foundSchema = z
  .union([
    z.object({ expression: z.string() }),
    z.object({ roots: texts }),
    z.object({ items: texts }),
    z.object({ rows: z.array(texts) }),
    z.object({ assignments: z.array(z.record(z.string(), z.string())) }),
    z.object({ intervals: z.array(z.tuple([z.string(), z.string(), z.number(), z.number()])) }),
  ])
  .nullable();
const lineSchema = z.object({
  id: z.string(),
  answer: foundSchema,
  failure: z.string().nullable(),
  ms: z.number(),
});

interface Tally {
  solved: number;
  wrong: number;
  other: number;
  unanswered: number;
  readonly ms: number[];
  readonly wrongRows: string[];
}

const DEADLINE_MS = 20_000;

function valueOf(found: NonNullable<z.infer<typeof foundSchema>>, row: CasRow): Answer["value"] {
  const variable = String(row.args["var"] ?? "x");
  if ("expression" in found)
    return found.expression === "singular"
      ? { kind: "text", text: "singular" }
      : { kind: "expression", plain: found.expression };
  if ("roots" in found)
    return {
      kind: "solutions",
      variables: [variable],
      solutions: found.roots.map((root) => ({ [variable]: root })),
      complete: true,
    };
  if ("items" in found) return { kind: "list", items: found.items };
  if ("rows" in found) return { kind: "matrix", rows: found.rows };
  if ("assignments" in found)
    return {
      kind: "solutions",
      variables: Object.keys(found.assignments[0] ?? {}),
      solutions: found.assignments,
      complete: true,
    };
  return {
    kind: "intervals",
    variable,
    intervals: found.intervals.map(([lo, hi, loClosed, hiClosed]) => ({
      lo,
      hi,
      loClosed: loClosed !== 0,
      hiClosed: hiClosed !== 0,
    })),
  };
}

function count(tally: Tally, row: CasRow, answer: Answer | null, ms: number): void {
  tally.ms.push(ms);
  if (answer === null) {
    tally.unanswered += 1;
    return;
  }
  const { mark } = judgeCas(row, answer);
  if (mark === "correct") tally.solved += 1;
  else if (mark === "wrong") {
    tally.wrong += 1;
    tally.wrongRows.push(row.id);
  } else if (mark === "unanswered") tally.unanswered += 1;
  else tally.other += 1;
}

const tally = (): Tally => ({
  solved: 0,
  wrong: 0,
  other: 0,
  unanswered: 0,
  ms: [],
  wrongRows: [],
});

function option(name: string): string | undefined {
  const place = process.argv.indexOf(name);
  return place === -1 ? undefined : process.argv[place + 1];
}

const file = join(option("--data") ?? "../shared/data", "cas", "dev.jsonl");
const rows = readFileSync(file, "utf8")
  .trim()
  .split("\n")
  .map((line) => casRowSchema.parse(JSON.parse(line)));

async function ours(deep: boolean): Promise<Tally> {
  const result = tally();
  const engine = createMathEngine(deep ? { sympyPackages: () => fetchSympy(process.env) } : {});
  try {
    for (const row of rows) {
      const startedAt = performance.now();
      const { answer } = await engine.query({ query: row.query, timeoutMs: DEADLINE_MS });
      count(result, row, answer, performance.now() - startedAt);
    }
  } finally {
    await engine.close();
  }
  return result;
}

function sympy(): Tally {
  const result = tally();
  const run = spawnSync("python3", [join(import.meta.dirname, "sympy_runner.py")], {
    input: rows.map((row) => JSON.stringify(row)).join("\n"),
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
  if (run.status !== 0) throw new Error(`sympy_runner.py failed: ${run.stderr.slice(-500)}`);
  const lines = new Map(
    run.stdout
      .trim()
      .split("\n")
      .map((line) => lineSchema.parse(JSON.parse(line)))
      .map((line) => [line.id, line]),
  );
  for (const row of rows) {
    const line = lines.get(row.id);
    const found = line?.answer ?? null;
    const text = found === null ? "" : JSON.stringify(found);
    const answer: Answer | null =
      found === null
        ? null
        : {
            short: text,
            plain: "expression" in found ? found.expression : text,
            latex: "",
            value: valueOf(found, row),
          };
    count(result, row, answer, line?.ms ?? 0);
  }
  return result;
}

function report(name: string, { solved, wrong, other, unanswered, ms, wrongRows }: Tally): object {
  const sorted = ms.sort((a, b) => a - b);
  return {
    name,
    rows: rows.length,
    solved,
    wrong,
    other,
    unanswered,
    p50Ms: Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0),
    p95Ms: Math.round(sorted[Math.floor(sorted.length * 0.95)] ?? 0),
    wrongRows,
  };
}

const reports = [
  report("ansatz", await ours(true)),
  report("ansatz without SymPy", await ours(false)),
];
if (!process.argv.includes("--without-sympy")) reports.push(report("SymPy, CPython", sympy()));
console.log(JSON.stringify(reports, null, 2));
