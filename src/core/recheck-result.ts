import { z } from "zod";
import { certificateSchema, verdictSchema } from "./truth.ts";

/** What came of running the check of an earlier result again. */
export const recheckResultSchema = z.object({
  /** `proved`: the check holds again. `refuted`: the answer is proved to be another one. */
  verdict: verdictSchema,
  detail: z.string(),
  /** The certificate as it comes out now; null when no check could be run. */
  certificate: certificateSchema.nullable(),
  /** The answer that stands now, in short form. */
  answer: z.string().nullable(),
});
export type RecheckResult = z.infer<typeof recheckResultSchema>;
