import { join } from "node:path";
import { z } from "zod";
import type { VerifyResult } from "../../src/core/verify-result.ts";
import { readRows } from "../data-folder.ts";
import { areaUnderCurve, calibration } from "../statistics.ts";
import type { RowOutcome, Suite } from "../suite.ts";

const DEADLINE_MS = 30_000;

const rowSchema = z.object({
  id: z.string(),
  question: z.string(),
  solution: z.string(),
  is_correct: z.boolean(),
  model: z.string(),
});
type ModelSolution = z.infer<typeof rowSchema>;

/** Takes out the calculator annotations `<<16-3=13>>`; what a reader sees stays. */
export const withoutAnnotations = (text: string): string => text.replace(/<<[^<>]*>>/g, "");

export const solutionSuite: Suite<ModelSolution, VerifyResult> = {
  name: "gsm8k-solutions",
  description:
    "solutions of word problems by language models, right and wrong: does the detector tell?",
  rule: "A wrong solution refuted and a right one proved are correct; a right solution refuted and a wrong one proved are wrong, and were presented as decided; undecided is unanswered. The error score is judged by the area under its curve against the labels.",
  deadlineMs: DEADLINE_MS,
  load: ({ dataDir, file }) =>
    readRows([file ?? join(dataDir, "gsm8k-model-solutions", "dev.jsonl")], rowSchema),
  idOf: (row) => row.id,
  areaOf: (row) => `${row.model}/${row.is_correct ? "right" : "wrong"}`,
  run: (row, { verifier }, options) =>
    verifier.verify({ text: withoutAnnotations(row.solution), question: row.question }, options),
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
  summarize: (outcomes) => ({ detector: summarizeDetector(outcomes) }),
};

function summarizeDetector(
  outcomes: readonly RowOutcome<ModelSolution, VerifyResult>[],
): Record<string, unknown> {
  const judged = outcomes.flatMap(({ row, output }) => (output === null ? [] : [{ row, output }]));
  const scored = judged.map(({ row, output }) => ({
    score: output.errorScore,
    isPositive: !row.is_correct,
  }));
  const refuted = judged.filter(({ output }) => output.verdict === "refuted");
  const rightlyRefuted = refuted.filter(({ row }) => !row.is_correct).length;
  const wrongSolutions = judged.filter(({ row }) => !row.is_correct).length;
  const proved = judged.filter(({ output }) => output.verdict === "proved");
  return {
    rows: judged.length,
    wrongSolutions,
    areaUnderCurve: areaUnderCurve(scored),
    refuted: {
      count: refuted.length,
      precision: ratio(rightlyRefuted, refuted.length),
      recall: ratio(rightlyRefuted, wrongSolutions),
    },
    proved: {
      count: proved.length,
      precision: ratio(proved.filter(({ row }) => row.is_correct).length, proved.length),
    },
    decidedShare: ratio(refuted.length + proved.length, judged.length),
    meanClaimCoverage: ratio(
      judged.reduce((sum, { output }) => sum + output.coverage, 0),
      judged.length,
    ),
    calibration: calibration(scored),
  };
}

const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);
