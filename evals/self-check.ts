import { parseArgs } from "node:util";
import type { Answer } from "../src/core/query-result.ts";
import { resolveDataDir } from "./data-folder.ts";
import { judgeCas } from "./scoring/cas-rules.ts";
import { expectedCas, expectedGenerated, expectedNatural } from "./scoring/expected-answer.ts";
import { judgeGenerated } from "./scoring/generated-rules.ts";
import type { Judgement } from "./scoring/mark.ts";
import { judgeNatural } from "./scoring/natural-rules.ts";
import { casSuite } from "./suites/cas.ts";
import { generatedSuite } from "./suites/deepmind-math.ts";
import { naturalSuite } from "./suites/nl-queries.ts";

/**
 * Checks the scorers themselves against the shared data: every row's own expectation should be
 * accepted, and that of the next row with another one rejected. Lists what is not.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { data: { type: "string" } } });
  const options = {
    dataDir: resolveDataDir(values.data, process.env["ANSATZ_DATA"]),
    file: undefined,
  };
  const cas = await casSuite.load(options);
  check("cas", cas.rows, (row) => row.id, expectedCas, judgeCas);
  const natural = await naturalSuite.load(options);
  check("nl-queries", natural.rows, (row) => row.id, expectedNatural, judgeNatural);
  const generated = await generatedSuite.load(options);
  check("deepmind-math", generated.rows, (row) => row.id, expectedGenerated, judgeGenerated);
}

function check<Row>(
  name: string,
  rows: readonly Row[],
  idOf: (row: Row) => string,
  expected: (row: Row) => Answer,
  judge: (row: Row, answer: Answer) => Judgement,
): void {
  const own: Record<string, number> = {};
  const swapped: Record<string, number> = {};
  rows.forEach((row, index) => {
    const right = judge(row, expected(row));
    own[right.mark] = (own[right.mark] ?? 0) + 1;
    if (right.mark !== "correct") report(name, "own", idOf(row), right);
    const other = nextDifferent(rows, index, expected);
    if (other === null) return;
    const next = judge(row, other);
    swapped[next.mark] = (swapped[next.mark] ?? 0) + 1;
    if (next.mark === "correct") report(name, "swapped", idOf(row), next);
  });
  process.stdout.write(
    `${name}: own expectations ${JSON.stringify(own)}, the next row's ${JSON.stringify(swapped)}\n`,
  );
}

/** The expectation of the first later row that expects something else. */
function nextDifferent<Row>(
  rows: readonly Row[],
  index: number,
  expected: (row: Row) => Answer,
): Answer | null {
  const own = JSON.stringify(expected(rows[index] as Row));
  for (let step = 1; step < rows.length; step++) {
    const answer = expected(rows[(index + step) % rows.length] as Row);
    if (JSON.stringify(answer) !== own) return answer;
  }
  return null;
}

const report = (suite: string, which: string, id: string, judgement: Judgement): void => {
  process.stdout.write(`  ${suite} ${which} ${id}: ${judgement.mark}, ${judgement.why}\n`);
};

if (import.meta.main) await main();
