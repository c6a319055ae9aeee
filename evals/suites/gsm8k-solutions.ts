import { join } from "node:path";
import type { VerifyResult } from "../../src/core/verify-result.ts";
import { readRows } from "../data-folder.ts";
import { type SolutionRow, solutionRowSchema, withoutAnnotations } from "../question-row.ts";
import type { LoadedSuite, LoadOptions, Suite } from "../suite.ts";
import { detectorSummary } from "./detector-summary.ts";

const DEADLINE_MS = 30_000;

/** A solution, with the other solutions of its question. */
type ModelSolution = SolutionRow & { readonly others: readonly string[] };

async function load({ dataDir, file }: LoadOptions): Promise<LoadedSuite<ModelSolution>> {
  const path = file ?? join(dataDir, "gsm8k-model-solutions", "dev.jsonl");
  const loaded = await readRows([path], solutionRowSchema);
  const byQuestion = Map.groupBy(loaded.rows, ({ question }) => question);
  const rows = loaded.rows.map((row) => ({
    ...row,
    others: (byQuestion.get(row.question) ?? [])
      .filter((other) => other !== row)
      .map(({ solution }) => withoutAnnotations(solution)),
  }));
  return { ...loaded, rows };
}

function solutionSuiteOf(
  name: string,
  description: string,
  hasSamples: boolean,
): Suite<ModelSolution, VerifyResult> {
  return {
    name,
    description,
    rule: "A wrong solution refuted and a right one proved are correct; a right solution refuted and a wrong one proved are wrong, and were presented as decided; undecided is unanswered. The error score is judged by the area under its curve against the labels.",
    deadlineMs: DEADLINE_MS,
    load,
    idOf: (row) => row.id,
    areaOf: (row) => `${row.model}/${row.is_correct ? "right" : "wrong"}`,
    run: ({ solution, question, others }, { verifier }, options) =>
      verifier.verify(
        {
          text: withoutAnnotations(solution),
          question,
          ...(hasSamples ? { samples: [...others] } : {}),
        },
        options,
      ),
    score(row, { verdict, claims, errorScore }) {
      const isDecided = verdict !== "undecided";
      const isRight = (verdict === "proved") === row.is_correct;
      const refuted = claims.find((claim) => claim.verdict === "refuted");
      return {
        mark: isDecided ? (isRight ? "correct" : "wrong") : "unanswered",
        why: refuted === undefined ? verdict : `${refuted.evidence.method}: ${refuted.text}`,
        got: `${verdict}, error score ${errorScore.toFixed(2)}`,
        expected: row.is_correct ? "right solution" : "wrong solution",
        presentedAs: verdict === "undecided" ? null : verdict,
      };
    },
    summarize: (outcomes) => ({
      detector: detectorSummary(
        outcomes.flatMap(({ row, output }) =>
          output === null ? [] : [{ ...output, isFaulty: !row.is_correct }],
        ),
      ),
    }),
  };
}

export const solutionSuite = solutionSuiteOf(
  "gsm8k-solutions",
  "solutions of word problems by language models, right and wrong: does the detector tell?",
  false,
);
export const sampledSolutionSuite = solutionSuiteOf(
  "gsm8k-samples",
  "the same with the other solutions of each question as samples",
  true,
);
