import { z } from "zod";
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

export const verifyResultSchema = z.object({
  verdict: verdictSchema,
  /** Likelihood that the text states something false. */
  errorScore: z.number().min(0).max(1),
  claims: z.array(claimSchema),
  /** Share of checkable claims that were decided; 1 when there is none to check. */
  coverage: z.number().min(0).max(1),
  /** The text with refuted spans mended; absent when nothing was refuted or could be mended. */
  corrected: z.string().optional(),
});
export type VerifyResult = z.infer<typeof verifyResultSchema>;

export const MAX_VERIFY_CHARACTERS = 100_000;

export const MAX_SAMPLES = 16;

export const verifyRequestSchema = z.strictObject({
  text: z.string(),
  question: z.string().optional(),
  context: z.string().optional(),
  /** Other answers to the same question; agreement with them moves the error score. */
  samples: z.array(z.string()).max(MAX_SAMPLES).optional(),
});
export type VerifyRequest = z.infer<typeof verifyRequestSchema>;
