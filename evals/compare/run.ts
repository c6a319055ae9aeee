import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { Piscina } from "piscina";
import { z } from "zod";
import { AnsatzError } from "../../src/core/errors.ts";
import { fetchSympy } from "../../src/downloads/fetch-sympy.ts";
import { createMathEngine } from "../../src/tools/math/engine.ts";
import { PORTFOLIO } from "../../src/tools/math/engines/portfolio-members.ts";
import type { CasRow } from "../scoring/cas-rules.ts";
import { casRows, compareOptions } from "./cas-rows.ts";
import { answerOf, type Found, foundSchema } from "./found.ts";
import { Tally } from "./tally.ts";

/**
 * `node evals/compare/run.ts --data DIR [--limit N] [--seed N] [--deadline SECONDS]`: the same rows of the computer-algebra set
 * through this project, through this project without SymPy, through SymPy under CPython (`python3` with
 * sympy), and through mathjs with nerdamer, judged by the same rules in one run. Every system is loaded
 * before its first row and is stopped at the same deadline. Ansatz reads the question as typed; the others
 * get the operation and its arguments ready made.
 */
async function ours(name: string, withSympy: boolean, rows: readonly CasRow[]): Promise<Tally> {
  const tally = new Tally(name);
  const math = createMathEngine({
    cacheEntries: 0,
    portfolio: PORTFOLIO.filter((member) => withSympy || member.family !== "sympy"),
    sympyPackages: () => fetchSympy(process.env),
  });
  try {
    await math.warmUp();
    await math.warmUpDeep();
    for (const row of rows) {
      const startedAt = performance.now();
      const { answer, status } = await math.query({
        query: row.query,
        timeoutMs: options.deadlineMs,
      });
      tally.add(row, answer, performance.now() - startedAt, status === "timed-out");
    }
  } finally {
    await math.close();
  }
  return tally;
}

const lineSchema = z.object({
  id: z.string(),
  answer: foundSchema.nullable(),
  failure: z.string().nullable(),
  ms: z.number(),
});

function sympy(rows: readonly CasRow[]): Tally {
  const tally = new Tally("SymPy, CPython");
  const run = spawnSync("python3", [join(import.meta.dirname, "sympy_runner.py")], {
    env: { ...process.env, TIMEOUT_S: String(Math.ceil(options.deadlineMs / 1_000)) },
    input: rows.map((row) => JSON.stringify(row)).join("\n"),
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
  if (run.status !== 0)
    throw new AnsatzError("engine_failed", `sympy_runner.py failed: ${run.stderr.slice(-500)}`);
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
    const isLate = line?.failure?.startsWith("TimeoutError") === true;
    tally.add(row, found === null ? null : answerOf(found, row), line?.ms ?? 0, isLate);
  }
  return tally;
}

async function mathjsAndNerdamer(rows: readonly CasRow[]): Promise<Tally> {
  const tally = new Tally("mathjs + nerdamer");
  const pool = new Piscina({
    filename: new URL("./mathjs-nerdamer-worker.ts", import.meta.url).href,
    minThreads: 1,
    maxThreads: 1,
    execArgv: ["--disable-warning=ExperimentalWarning"],
  });
  const ask = async ({ op, args }: CasRow): Promise<Found | "late" | null> => {
    const signal = AbortSignal.timeout(options.deadlineMs);
    try {
      return (await pool.run({ op, args }, { signal })) as Found | null;
    } catch {
      // The worker turns every other failure into null, so it was ended.
      return "late";
    }
  };
  try {
    if (rows[0] !== undefined) await ask({ ...rows[0], op: "evaluate", args: { expr: "1" } });
    for (const row of rows) {
      const startedAt = performance.now();
      const found = await ask(row);
      const ms = performance.now() - startedAt;
      const answer = found === null || found === "late" ? null : answerOf(found, row);
      tally.add(row, answer, ms, found === "late");
    }
  } finally {
    await pool.destroy();
  }
  return tally;
}

const options = compareOptions(20_000);
const rows = await casRows(options);
const tallies = [
  await ours("Ansatz", true, rows),
  await ours("Ansatz without SymPy", false, rows),
  sympy(rows),
  await mathjsAndNerdamer(rows),
];
console.log(
  JSON.stringify(
    tallies.map((tally) => tally.report()),
    null,
    2,
  ),
);
