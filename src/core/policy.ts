import { z } from "zod";

/** What is done with a reply that is refuted or undecided, the strictest first. */
export const POLICY_NAMES = ["strict", "balanced", "annotate"] as const;
export const policyNameSchema = z.enum(POLICY_NAMES);
export type PolicyName = z.infer<typeof policyNameSchema>;

/**
 * What the policy made of the last draft. `passed`: it left as it was written. `repaired`: it was sent back
 * and left after a new check. `corrected`: wrong numbers were replaced by the engine's. `noted`: it left
 * with what is wrong named in a note. `engine`: the engine's own answer took its place. `withheld`: no
 * answer was given.
 */
export const policyOutcomeSchema = z.enum([
  "passed",
  "repaired",
  "corrected",
  "noted",
  "engine",
  "withheld",
]);
export type PolicyOutcome = z.infer<typeof policyOutcomeSchema>;

/** One thing that was found in a draft; its words, since it may stand no more in the reply. */
export const policyFindingSchema = z.object({
  kind: z.enum(["refuted", "undecided", "breach"]),
  /** The principle that was broken. */
  rule: z.string().optional(),
  text: z.string(),
  detail: z.string(),
  expected: z.string().optional(),
});
export type PolicyFinding = z.infer<typeof policyFindingSchema>;

export const appliedPolicySchema = z.object({
  name: policyNameSchema,
  outcome: policyOutcomeSchema,
  /** How often a model was sent back with what was found. */
  rounds: z.number().int(),
  /** What was found in the last draft, at most 20. */
  findings: z.array(policyFindingSchema),
});
export type AppliedPolicy = z.infer<typeof appliedPolicySchema>;

export const MAX_POLICY_FINDINGS = 20;
