import { z } from "zod";
import { verdictSchema } from "./truth.ts";

/**
 * Why a draft was chosen. `proved`: the engine settles its answer. `reward`: the rules hold least against
 * it. `vote`: several are as good by the rules, and more drafts came to its answer. `first`: neither tells
 * them apart.
 */
const choiceReasonSchema = z.enum(["proved", "reward", "vote", "first"]);
export type ChoiceReason = z.infer<typeof choiceReasonSchema>;

/** What one rule of rewards says of a text. */
export const ruleScoreSchema = z.object({
  rule: z.string(),
  weight: z.number(),
  score: z.number(),
  /** False where a check could not tell; its score is then 0. */
  isDecided: z.boolean(),
  detail: z.string(),
});

const drawnDraftSchema = z.object({
  /** The answer that it names; absent where it names none, or was withheld. */
  answer: z.string().optional(),
  verdict: verdictSchema,
  /** Drafts that came to this answer, itself among them. */
  votes: z.number().int(),
  /** The weighted mean of the scores, from 0 to 1. */
  reward: z.number().min(0).max(1),
  scores: z.array(ruleScoreSchema),
});

/** The drafts of one answer in the order they were drawn, and which of them became the reply. */
export const draftChoiceSchema = z.object({
  /** Its place among the drafts, from 0. */
  chosen: z.number().int(),
  because: choiceReasonSchema,
  drafts: z.array(drawnDraftSchema),
});
export type DraftChoice = z.infer<typeof draftChoiceSchema>;
