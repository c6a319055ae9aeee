import { z } from "zod";
import { inputLanguageSchema, MAX_QUERY_CHARACTERS, type QueryResult } from "./query-result.ts";
import { solutionStepSchema } from "./solution-step.ts";

export const stepsRequestSchema = z.strictObject({
  query: z.string().max(MAX_QUERY_CHARACTERS),
  language: inputLanguageSchema.optional(),
  /** How many steps are shown; all without. With fewer than all, the answer stays hidden. */
  reveal: z.number().int().min(0).max(200).optional(),
  timeoutMs: z.number().int().min(1).max(60_000).optional(),
});
export type StepsRequest = z.infer<typeof stepsRequestSchema>;

/** A worked solution, whole or up to where a learner has come. */
export const stepsResultSchema = z.object({
  status: z.enum(["worked", "no-steps", "not-answered"]),
  reading: z.string().nullable(),
  steps: z.array(solutionStepSchema),
  totalSteps: z.number().int(),
  /** What to try next; null when every step is shown. */
  hint: z.string().nullable(),
  /** Null until every step is shown. */
  answer: z.string().nullable(),
  /** False when the working stops before the answer, at the last step that could be proved. */
  isComplete: z.boolean(),
  reason: z.object({ code: z.string(), message: z.string() }).optional(),
});
export type StepsResult = z.infer<typeof stepsResultSchema>;

/** Shows the first `reveal` steps of the worked solution in `result`, and the hint for the next one. */
export function revealSteps(result: QueryResult, reveal: number | undefined): StepsResult {
  const pod = result.pods.find(({ id }) => id === "steps");
  const all = pod?.steps ?? [];
  const shown = all.slice(0, reveal ?? all.length);
  const next = all[shown.length];
  const isWhole = next === undefined;
  const isLate = result.timedOutPods?.some(({ id }) => id === "steps") === true;
  const reason =
    result.reason ??
    (isLate
      ? { code: "timed_out", message: "The steps were not done in time. Allow more time." }
      : all.length > 0
        ? undefined
        : {
            code: "no_steps",
            message: "There is no worked solution for this kind of question yet.",
          });
  return {
    status: result.answer === null ? "not-answered" : all.length === 0 ? "no-steps" : "worked",
    reading: result.reading?.text ?? null,
    steps: shown,
    totalSteps: all.length,
    hint: next?.hint ?? null,
    answer: isWhole && all.length > 0 ? (result.answer?.plain ?? null) : null,
    isComplete: pod?.isComplete ?? false,
    ...(reason === undefined ? {} : { reason }),
  };
}
