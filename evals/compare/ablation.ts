import { fetchSympy } from "../../src/downloads/fetch-sympy.ts";
import { createMathEngine, type MathEngine } from "../../src/tools/math/engine.ts";
import {
  computeEngineMember,
  integrationRulesMember,
} from "../../src/tools/math/engines/compute-engine.ts";
import type { PortfolioMember } from "../../src/tools/math/engines/portfolio-member.ts";
import { sympyMember } from "../../src/tools/math/engines/sympy.ts";
import { type CasRow, judgeCas } from "../scoring/cas-rules.ts";
import { casRows, compareOptions } from "./cas-rows.ts";
import { nerdamerMember } from "./nerdamer.ts";
import { shareMember } from "./shared-member.ts";

/**
 * `node evals/compare/ablation.ts --data DIR [--limit N] [--seed N] [--deadline SECONDS] [--json]`: what each
 * engine adds, on the
 * rows of the computer-algebra set. Every configuration gets the same replies of an engine, so the figures
 * differ by what was asked and not by the load of the machine.
 */
const CUMULATIVE = [computeEngineMember, integrationRulesMember, sympyMember, nerdamerMember];

interface Configuration {
  readonly name: string;
  readonly members: readonly PortfolioMember[];
}

/** How a row ended in one configuration. */
type End = "proved" | "solved" | "wrong" | "open";

function configurations(members: readonly PortfolioMember[]): Configuration[] {
  const added = members.map((member, index) => ({
    name: `+ ${member.name}`,
    members: members.slice(0, index + 1),
  }));
  // All without the last one is a step of the first list already.
  const without = members.slice(0, -1).map((left) => ({
    name: `all without ${left.name}`,
    members: members.filter((member) => member !== left),
  }));
  return [{ name: "own algorithms only", members: [] }, ...added, ...without];
}

async function endOf(math: MathEngine, row: CasRow): Promise<End> {
  const { answer, certificate } = await math.query({
    query: row.query,
    timeoutMs: options.deadlineMs,
  });
  const mark = answer === null ? "unanswered" : judgeCas(row, answer).mark;
  if (mark === "correct") return certificate?.grade === "proved" ? "proved" : "solved";
  return mark === "wrong" ? "wrong" : "open";
}

const options = compareOptions(60_000);
const rows = await casRows(options);
const settings = { sympyPackages: () => fetchSympy(process.env) };
const shared = CUMULATIVE.map((member) => shareMember(member, settings));
const runs = configurations(shared.map(({ member }) => member)).map((configuration) => ({
  ...configuration,
  math: createMathEngine({ ...settings, portfolio: configuration.members, cacheEntries: 0 }),
  ends: new Map<string, End>(),
}));
const full = runs[CUMULATIVE.length] as (typeof runs)[number];
const askedSoFar = (): number => shared.reduce((sum, { asked }) => sum + asked(), 0);
try {
  for (const { warmUp } of shared) await warmUp();
  for (const [index, row] of rows.entries()) {
    const before = askedSoFar();
    const end = await endOf(full.math, row);
    // Where no engine was asked, it makes no difference which there are.
    const isOwn = askedSoFar() === before;
    for (const run of runs)
      run.ends.set(row.id, isOwn || run === full ? end : await endOf(run.math, row));
    process.stderr.write(`\r${index + 1} of ${rows.length}`);
  }
} finally {
  process.stderr.write("\n");
  for (const { math } of runs) await math.close();
  for (const { close } of shared) await close();
}
const rowsThat = (run: (typeof runs)[number], ...wanted: End[]): string[] =>
  [...run.ends].filter(([, end]) => wanted.includes(end)).map(([id]) => id);
const report = runs.map((run) => {
  const proved = new Set(rowsThat(run, "proved"));
  return {
    name: run.name,
    solved: rowsThat(run, "solved", "proved").length,
    proved: proved.size,
    wrong: rowsThat(run, "wrong"),
    provedOnlyWithAll: rowsThat(full, "proved").filter((id) => !proved.has(id)),
  };
});
if (options.isJson) console.log(JSON.stringify({ rows: rows.length, report }, null, 2));
else {
  console.log(
    `| engines, ${rows.length} rows | solved | of them proved | wrong |\n|---|---|---|---|`,
  );
  for (const { name, solved, proved, wrong } of report)
    console.log(`| ${name} | ${solved} | ${proved} | ${wrong.length} |`);
}
