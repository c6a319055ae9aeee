import { z } from "zod";
import { draftChoiceSchema } from "./draft-choice.ts";
import { appliedPolicySchema } from "./policy.ts";
import { queryResultSchema } from "./query-result.ts";
import { toolCallRecordSchema } from "./tool-call-record.ts";
import { verdictSchema } from "./truth.ts";
import { breachSchema, claimSchema, constitutionMarkSchema } from "./verify-result.ts";

export const usageSchema = z.object({
  promptTokens: z.number().int(),
  completionTokens: z.number().int(),
  /** Of the prompt tokens those a server had kept; of the written ones those of the model's reasoning. */
  cachedTokens: z.number().int().optional(),
  reasoningTokens: z.number().int().optional(),
  /** Calls of the model in all, and drafts of the answer they were for. */
  modelCalls: z.number().int().optional(),
  samples: z.number().int().optional(),
  /** The same by model, where several took part. */
  models: z
    .array(
      z.object({
        model: z.string(),
        promptTokens: z.number().int(),
        completionTokens: z.number().int(),
        modelCalls: z.number().int(),
      }),
    )
    .optional(),
});
export type Usage = z.infer<typeof usageSchema>;

export const stepSchema = z.object({
  kind: z.enum(["route", "engine", "model", "tool", "check", "repair", "reply"]),
  text: z.string(),
  ms: z.number(),
});
export type Step = z.infer<typeof stepSchema>;

/** One full agent turn. */
export const askResultSchema = z.object({
  reply: z.string(),
  /** The short answer, where the question has one. */
  answer: z.string().optional(),
  verdict: verdictSchema,
  claims: z.array(claimSchema),
  route: z.enum(["direct", "loop"]),
  steps: z.array(stepSchema),
  toolCalls: z.array(toolCallRecordSchema),
  /** Calls of the caller's own tools that the turn waits for; the reply is then empty. */
  callerToolCalls: z
    .array(z.object({ id: z.string(), name: z.string(), arguments: z.string() }))
    .optional(),
  /** The answer could not be given in the form that was asked for; the reply says why, in words. */
  isRefusal: z.boolean().optional(),
  /** Why the reply ends before what was worked out: a stop string of the caller, or the caller's limit. */
  cut: z.enum(["stop", "length"]).optional(),
  /** The engine's result that the answer rests on: reading, certificate, pods. */
  query: queryResultSchema.optional(),
  /** How likely the draft that left states something false; where a model wrote one. */
  errorScore: z.number().min(0).max(1).optional(),
  /** What was done with the draft before it left; absent on runs of earlier versions. */
  policy: appliedPolicySchema.optional(),
  /** What in the reply breaks the constitution, and which constitution that is; absent without one. */
  breaches: z.array(breachSchema).optional(),
  constitution: constitutionMarkSchema.optional(),
  /** Where several drafts were drawn: their rewards, and why one became the reply. */
  drafts: draftChoiceSchema.optional(),
  usage: usageSchema,
  timing: z.object({ totalMs: z.number(), modelMs: z.number(), toolMs: z.number() }),
  /** The model that was used, `none` when no model took part. */
  model: z.string(),
  runId: z.string(),
  conversationId: z.string(),
});
export type AskResult = z.infer<typeof askResultSchema>;

export const MAX_ASK_CHARACTERS = 20_000;
