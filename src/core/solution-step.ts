import { z } from "zod";
import { gradeSchema } from "./truth.ts";

/** One step of a worked solution, written for a learner, with the check that ties it to the step before. */
export const solutionStepSchema = z.object({
  /** What is done and why, one or two sentences in the language of the question. */
  text: z.string(),
  /** Stable name of the rule that is used, e.g. `product-rule`. */
  rule: z.string(),
  /** What stands after the step. */
  plain: z.string(),
  latex: z.string(),
  /** What to try, without what comes out. */
  hint: z.string(),
  /** 0 for the main line; deeper for the working of a part of it. */
  depth: z.number().int().min(0),
  /** How this step was checked against what stands before it. A step that is not proved is never shown as fact. */
  check: z.object({ grade: gradeSchema, method: z.string(), detail: z.string() }),
});
export type SolutionStep = z.infer<typeof solutionStepSchema>;
