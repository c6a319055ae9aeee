import { z } from "zod";
import type { RecordStore } from "../core/store-port.ts";

export const FEEDBACK_KIND = "feedback";

/** What someone thought of one answer. A second word of the same rater replaces the first. */
export const feedbackSchema = z.object({
  runId: z.string(),
  rating: z.enum(["good", "bad"]),
  rater: z.string(),
  comment: z.string().optional(),
  /** The answer it should have been. */
  correction: z.string().optional(),
});
export type Feedback = z.infer<typeof feedbackSchema>;

export async function storeFeedback(
  records: RecordStore,
  feedback: Feedback,
  nowMs: number,
): Promise<void> {
  const id = `${feedback.runId}:${feedback.rater}`;
  const record = { id, value: feedback, createdAtMs: nowMs };
  if (await records.insertRecord(FEEDBACK_KIND, record))
    await records.updateRecord(FEEDBACK_KIND, id, feedback);
}
