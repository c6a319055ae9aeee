import type { Claim } from "../../core/verify-result.ts";
import { sentencesOf } from "../support/sentences.ts";
import { judgeByBox } from "./judge-box.ts";
import { judgeByGrid, type TableJudgement } from "./judge-grid.ts";
import { judgeJoint } from "./judge-joint.ts";
import { type Grid, readTable } from "./read-table.ts";

const MAX_SENTENCES = 200;

/**
 * Compares the sentences of a text with a context that is a table: cells, comparisons of two rows, greatest
 * and least, totals and averages. What does not fit exactly one reading stays undecided. Null when the
 * context is no table.
 */
export function checkTable(text: string, context: string): readonly Claim[] | null {
  const table = readTable(context);
  if (table === null) return null;
  return sentencesOf(text)
    .slice(0, MAX_SENTENCES)
    .flatMap((sentence): Claim[] => {
      if (/[?？]$/.test(sentence.text)) return [];
      const judged =
        table.kind === "grid" ? judgeRows(sentence.text, table) : judgeByBox(sentence.text, table);
      const verdict = judged === null ? "undecided" : judged.holds ? "proved" : "refuted";
      return [
        {
          ...sentence,
          kind: "quoted-fact",
          verdict,
          provenance: verdict === "proved" ? "retrieved" : "model-only",
          confidence: judged === null ? 0.5 : 0.9,
          evidence: {
            method: "table",
            detail: judged?.detail ?? "The table has no one reading that decides this.",
            ...(verdict === "refuted" && judged?.expected !== undefined
              ? { expected: judged.expected }
              : {}),
          },
        },
      ];
    });
}

/** Two ways to read a sentence about rows; where both decide and differ, neither counts. */
function judgeRows(sentence: string, grid: Grid): TableJudgement | null {
  const single = judgeByGrid(sentence, grid);
  const joint = judgeJoint(sentence, grid);
  if (single === null || joint === null) return single ?? joint;
  return single.holds === joint.holds ? single : null;
}
