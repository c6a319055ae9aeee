import { z } from "zod";
import { toolCallRecordSchema } from "./tool-call-record.ts";
import { certificateSchema, verdictSchema } from "./truth.ts";

export const provenanceSchema = z.enum(["computed", "given", "retrieved", "model-only"]);
export type Provenance = z.infer<typeof provenanceSchema>;

export const claimKindSchema = z.enum([
  "equation",
  "arithmetic",
  "inequality",
  "number",
  "unit",
  "date",
  "comparison",
  "answer",
  "quoted-fact",
  "tool-statement",
]);
export type ClaimKind = z.infer<typeof claimKindSchema>;

export const claimSchema = z.object({
  /** UTF-16 offsets into the text; `text` is exactly that span. */
  start: z.number().int(),
  end: z.number().int(),
  text: z.string(),
  kind: claimKindSchema,
  verdict: verdictSchema,
  provenance: provenanceSchema,
  confidence: z.number().min(0).max(1),
  evidence: z.object({
    method: z.string(),
    expected: z.string().optional(),
    detail: z.string(),
    certificate: certificateSchema.optional(),
  }),
});
export type Claim = z.infer<typeof claimSchema>;

/** A place where a text breaks a principle of the constitution. It says nothing of what is true. */
export const breachSchema = z.object({
  /** The name of the principle. */
  rule: z.string(),
  start: z.number().int(),
  end: z.number().int(),
  text: z.string(),
  detail: z.string(),
  by: z.enum(["code", "model"]),
  /** A model's opinion; it changes nothing. */
  isWeak: z.boolean(),
  /** What it causes in a turn: the draft is sent back, or it is only told. */
  causes: z.enum(["repair", "note"]),
});
export type Breach = z.infer<typeof breachSchema>;

/** Which constitution a text was held to. */
export const constitutionMarkSchema = z.object({
  version: z.string(),
  /** The SHA-256 of its file. */
  hash: z.string(),
});
export type ConstitutionMark = z.infer<typeof constitutionMarkSchema>;

export const verifyResultSchema = z.object({
  verdict: verdictSchema,
  /** Likelihood that the text states something false. */
  errorScore: z.number().min(0).max(1),
  claims: z.array(claimSchema),
  /** Share of checkable claims that were decided; 1 when there is none to check. */
  coverage: z.number().min(0).max(1),
  /** The text with refuted spans mended; absent when nothing was refuted or could be mended. */
  corrected: z.string().optional(),
  /** What breaks the constitution; absent where none is in force. */
  breaches: z.array(breachSchema).optional(),
  constitution: constitutionMarkSchema.optional(),
});
export type VerifyResult = z.infer<typeof verifyResultSchema>;

export const MAX_VERIFY_CHARACTERS = 100_000;

export const MAX_SAMPLES = 16;

const MAX_TOKENS = 50_000;
const MAX_TOOL_CALLS = 200;

/** A token of the text and the logarithm of its probability, as servers of models give them. */
export const tokenLogprobSchema = z.object({
  token: z.string().max(1_000),
  logprob: z.number(),
});
export type TokenLogprob = z.infer<typeof tokenLogprobSchema>;

export const verifyRequestSchema = z.strictObject({
  text: z.string(),
  question: z.string().optional(),
  context: z.string().optional(),
  /** Other answers to the same question; agreement with them moves the error score. */
  samples: z.array(z.string()).max(MAX_SAMPLES).optional(),
  /**
   * Every call of a tool that was made for the text, and what it returned: the text's numbers and what it
   * says of tools are traced to these. Left out where that is not known; an empty list says that none was.
   */
  toolCalls: z.array(toolCallRecordSchema).max(MAX_TOOL_CALLS).optional(),
  /** The tokens the text was written in; doubt about its numbers moves the error score a little. */
  logprobs: z.array(tokenLogprobSchema).max(MAX_TOKENS).optional(),
});
export type VerifyRequest = z.infer<typeof verifyRequestSchema>;
