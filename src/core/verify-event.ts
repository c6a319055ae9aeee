import { z } from "zod";
import { claimSchema, verifyResultSchema } from "./verify-result.ts";

/**
 * What a streamed check tells, in order. A claim comes as soon as its sentence is complete; one that comes
 * again under its `id` takes the place of the earlier. With the last event the claims that were told and
 * not withdrawn are exactly those of `result`, which is what a check of the whole text gives.
 */
export const verifyEventSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("claim-checked"), id: z.string(), claim: claimSchema }),
  z.object({ type: z.literal("claim-withdrawn"), id: z.string() }),
  z.object({ type: z.literal("verify-end"), result: verifyResultSchema }),
]);
export type VerifyEvent = z.infer<typeof verifyEventSchema>;
