import { join } from "node:path";
import { z } from "zod";
import type { VerifyResult } from "../../src/core/verify-result.ts";
import { readRows } from "../data-folder.ts";
import type { Suite } from "../suite.ts";
import { ratio } from "./detector-summary.ts";

const rowSchema = z.object({
  input: z.string(),
  steps: z.array(z.string()),
  target: z.string(),
  answer: z.string(),
  mistake_index: z.number().nullable(),
});
type Trace = z.infer<typeof rowSchema>;

/** The step that holds the first refuted claim; null when none is refuted. */
function firstWrongStep({ steps }: Trace, { claims }: VerifyResult): number | null {
  const first = claims.find(({ verdict, kind }) => verdict === "refuted" && kind !== "answer");
  if (first === undefined) return null;
  let end = 0;
  for (const [index, step] of steps.entries()) {
    end += step.length + 1;
    if (first.start < end) return index;
  }
  return null;
}

export const mistakeSuite: Suite<Trace, VerifyResult> = {
  name: "bigbench-mistake",
  description: "multi-step arithmetic by a model: where is the first wrong step?",
  rule: "Correct when the step of the first refuted claim is the annotated one, or no claim is refuted where there is no mistake. Annotators mark the step in which the reasoning goes wrong.",
  deadlineMs: 10_000,
  load: ({ dataDir, file }) =>
    readRows(
      [file ?? join(dataDir, "bigbench-mistake", "multistep_arithmetic_dev.jsonl")],
      rowSchema,
    ),
  idOf: (row) => row.input,
  areaOf: (row) => (row.mistake_index === null ? "no mistake" : "mistake"),
  run: (row, { verifier }, options) =>
    verifier.verify({ text: row.steps.join("\n"), question: row.input }, options),
  score(row, output) {
    const found = firstWrongStep(row, output);
    const refuted = output.claims.find(({ verdict }) => verdict === "refuted");
    return {
      mark: found === row.mistake_index ? "correct" : found === null ? "unanswered" : "wrong",
      why: refuted === undefined ? output.verdict : `${refuted.text}`,
      got: String(found),
      expected: String(row.mistake_index),
      presentedAs: found === null ? null : "refuted",
    };
  },
  summarize(outcomes) {
    const judged = outcomes.flatMap(({ row, output }) =>
      output === null ? [] : [{ row, found: firstWrongStep(row, output), output }],
    );
    const sound = judged.filter(({ row }) => row.mistake_index === null);
    const faulty = judged.filter(({ row }) => row.mistake_index !== null);
    return {
      firstMistake: {
        located: ratio(
          faulty.filter(({ row, found }) => found === row.mistake_index).length,
          faulty.length,
        ),
        soundKept: ratio(sound.filter(({ found }) => found === null).length, sound.length),
        wrongAnswersRefuted: ratio(
          judged.filter(
            ({ row, output }) => row.answer !== row.target && output.verdict === "refuted",
          ).length,
          judged.filter(({ row }) => row.answer !== row.target).length,
        ),
      },
    };
  },
};
