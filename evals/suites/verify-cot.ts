import { join } from "node:path";
import { z } from "zod";
import type { VerifyResult } from "../../src/core/verify-result.ts";
import { readRows } from "../data-folder.ts";
import type { Suite } from "../suite.ts";
import { detectorSummary } from "./detector-summary.ts";

const rowSchema = z.object({
  id: z.string(),
  dataset: z.string(),
  question: z.string(),
  answer: z.string(),
  correct: z.boolean(),
  flag: z.number(),
});
type Chain = z.infer<typeof rowSchema>;

export const reasoningSuite: Suite<Chain, VerifyResult> = {
  name: "verify-cot",
  description: "chains of reasoning on six sets, annotated as sound or not",
  rule: "A chain is faulty when its annotators found a wrong step (flag 0). Refuting a faulty one is correct, refuting a sound one is wrong, undecided is unanswered.",
  deadlineMs: 15_000,
  load: ({ dataDir, file }) =>
    readRows([file ?? join(dataDir, "verify-cot", "dev.jsonl")], rowSchema),
  idOf: (row) => row.id,
  areaOf: (row) => row.dataset,
  run: ({ question, answer }, { verifier }, options) =>
    verifier.verify({ text: answer, question }, options),
  score({ flag }, { verdict, claims, errorScore }) {
    const refuted = claims.find((claim) => claim.verdict === "refuted");
    const isFaulty = flag === 0;
    return {
      mark:
        verdict === "undecided"
          ? "unanswered"
          : (verdict === "refuted") === isFaulty
            ? "correct"
            : "wrong",
      why: refuted === undefined ? verdict : `${refuted.evidence.method}: ${refuted.text}`,
      got: `${verdict}, error score ${errorScore.toFixed(2)}`,
      expected: isFaulty ? "faulty" : "sound",
      presentedAs: verdict === "undecided" ? null : verdict,
    };
  },
  summarize: (outcomes) => ({
    all: detectorSummary(
      outcomes.flatMap(({ row, output }) =>
        output === null ? [] : [{ ...output, isFaulty: row.flag === 0 }],
      ),
    ),
  }),
};
