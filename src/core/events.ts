import { z } from "zod";
import { askResultSchema, stepSchema } from "./ask-result.ts";
import { appliedPolicySchema } from "./policy.ts";
import { queryResultSchema } from "./query-result.ts";
import { claimSchema } from "./verify-result.ts";

/**
 * Everything a run tells the world while it works, in order. Steps, reasoning and tool calls stream
 * live; `answer-delta` appears only after the check, so what a reader sees as the answer was checked.
 * The folded result is the `result` of `run-end`.
 */
export const runEventSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("run-start"), runId: z.string(), conversationId: z.string() }),
  z.object({ type: z.literal("status"), text: z.string() }),
  z.object({ type: z.literal("reading"), text: z.string(), latex: z.string() }),
  z.object({ type: z.literal("reasoning-delta"), text: z.string() }),
  z.object({ type: z.literal("tool-start"), id: z.string(), name: z.string(), input: z.unknown() }),
  z.object({ type: z.literal("tool-end"), id: z.string(), name: z.string(), result: z.unknown() }),
  z.object({ type: z.literal("query-result"), result: queryResultSchema }),
  z.object({ type: z.literal("claim-checked"), claim: claimSchema }),
  z.object({ type: z.literal("policy-applied"), policy: appliedPolicySchema }),
  z.object({ type: z.literal("step-end"), step: stepSchema }),
  z.object({ type: z.literal("answer-delta"), text: z.string() }),
  z.object({ type: z.literal("run-end"), result: askResultSchema }),
  z.object({ type: z.literal("run-error"), code: z.string(), message: z.string() }),
]);
export type RunEvent = z.infer<typeof runEventSchema>;
