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
 * `node evals/compare/ablation.ts --data DIR [--limit N] [--seed N] [--json]`: what each engine adds, on the
 * rows of the computer-algebra set. Every configuration gets the same replies of an engine, so the figures
 * differ by what was asked and not by the load of the machine.
 */
const DEADLINE_MS = 60_000;

const CUMULATIVE = [computeEngineMember, integrationRulesMember, sympyMember, nerdamerMember];

interface Configuration {
  readonly name: string;
  readonly members: readonly PortfolioMember[];
}

interface Tally {
  solved: number;
  proved: number;
  wrong: number;
  readonly provedRows: Set<string>;
}

function configurations(members: readonly PortfolioMember[]): Configuration[] {
  const added = members.map((member, index) => ({
    name: `+ ${member.name}`,
    members: members.slice(0, index + 1),
  }));
  const without = members.map((left) => ({
    name: `all four without ${left.name}`,
    members: members.filter((member) => member !== left),
  }));
  return [{ name: "own algorithms only", members: [] }, ...added, ...without];
}

async function ask(math: MathEngine, row: CasRow, tally: Tally): Promise<void> {
  const { answer, certificate } = await math.query({ query: row.query, timeoutMs: DEADLINE_MS });
  if (answer === null || certificate === null) return;
  const { mark } = judgeCas(row, answer);
  if (mark === "wrong") tally.wrong += 1;
  if (mark !== "correct") return;
  tally.solved += 1;
  if (certificate.grade !== "proved") return;
  tally.proved += 1;
  tally.provedRows.add(row.id);
}

const options = compareOptions();
const rows = await casRows(options);
const settings = { sympyPackages: () => fetchSympy(process.env) };
const shared = CUMULATIVE.map((member) => shareMember(member, settings));
const runs = configurations(shared.map(({ member }) => member)).map((configuration) => ({
  ...configuration,
  math: createMathEngine({ ...settings, portfolio: configuration.members, cacheEntries: 0 }),
  tally: { solved: 0, proved: 0, wrong: 0, provedRows: new Set<string>() } satisfies Tally,
}));
try {
  for (const [index, row] of rows.entries()) {
    for (const { math, tally } of runs) await ask(math, row, tally);
    process.stderr.write(`\r${index + 1} of ${rows.length}`);
  }
} finally {
  process.stderr.write("\n");
  for (const { math } of runs) await math.close();
  for (const { close } of shared) await close();
}
const [own, ...others] = runs as [(typeof runs)[number], ...typeof runs];
const all = others[CUMULATIVE.length - 1] ?? own;
const report = runs.map(({ name, tally: { solved, proved, wrong, provedRows } }) => ({
  name,
  solved,
  proved,
  wrong,
  provedFewerThanAll: [...all.tally.provedRows].filter((id) => !provedRows.has(id)),
}));
if (options.isJson) console.log(JSON.stringify({ rows: rows.length, report }, null, 2));
else {
  console.log(
    `| engines, ${rows.length} rows | solved | of them proved | wrong |\n|---|---|---|---|`,
  );
  for (const { name, solved, proved, wrong } of report)
    console.log(`| ${name} | ${solved} | ${proved} | ${wrong} |`);
}
