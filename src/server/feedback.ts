import { z } from "zod";
import type { RecordStore } from "../core/store-port.ts";

export const FEEDBACK_KIND = "feedback";
export const RANKING_KIND = "ranking";

/** Why something was found good or bad, in a word that can be counted. */
export const REASONS = [
  "wrong-answer",
  "wrong-reading",
  "wrong-step",
  "wrong-tool",
  "incomplete",
  "unclear",
  "language",
  "helpful",
  "other",
] as const;

/** The part of a run that is meant; the answer where it is left out. */
export const targetSchema = z.discriminatedUnion("part", [
  z.strictObject({ part: z.literal("reading") }),
  z.strictObject({ part: z.literal("tool-call"), index: z.number().int().min(0) }),
  z.strictObject({ part: z.literal("step"), index: z.number().int().min(0) }),
]);
export type FeedbackTarget = z.infer<typeof targetSchema>;

/** What someone thought of one answer. A second word of the same rater on the same part replaces the first. */
export const feedbackSchema = z.object({
  runId: z.string(),
  rating: z.enum(["good", "bad"]),
  rater: z.string(),
  target: targetSchema.optional(),
  reason: z.enum(REASONS).optional(),
  comment: z.string().optional(),
  /** The answer, the reading, the call or the step it should have been. */
  correction: z.string().optional(),
  /** May the run be exported to train on? */
  consent: z.boolean().optional(),
});
export type Feedback = z.infer<typeof feedbackSchema>;

/** Answers to one question, the best first. */
export const rankingSchema = z.object({ runIds: z.array(z.string()), rater: z.string() });
export type Ranking = z.infer<typeof rankingSchema>;

export function storeFeedback(
  records: RecordStore,
  feedback: Feedback,
  nowMs: number,
): Promise<void> {
  const { runId, rater, target } = feedback;
  const place =
    target === undefined ? "" : `:${target.part}:${"index" in target ? target.index : 0}`;
  return replace(
    records,
    FEEDBACK_KIND,
    { id: `${runId}:${rater}${place}`, value: feedback },
    nowMs,
  );
}

export function storeRanking(records: RecordStore, ranking: Ranking, nowMs: number): Promise<void> {
  const id = `${ranking.runIds.toSorted().join("+")}:${ranking.rater}`;
  return replace(records, RANKING_KIND, { id, value: ranking }, nowMs);
}

async function replace(
  records: RecordStore,
  kind: string,
  { id, value }: { readonly id: string; readonly value: unknown },
  nowMs: number,
): Promise<void> {
  if (await records.insertRecord(kind, { id, value, createdAtMs: nowMs }))
    await records.updateRecord(kind, id, value);
}
