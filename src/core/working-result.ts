import { z } from "zod";
import { gradeSchema, verdictSchema } from "./truth.ts";

export const MAX_WORKING_LINES = 200;
export const MAX_LINE_CHARACTERS = 2_000;

export const workingRequestSchema = z.strictObject({
  /** The problem as it was set; without it the first line is taken as given. */
  problem: z.string().max(10_000).optional(),
  lines: z.array(z.string().max(MAX_LINE_CHARACTERS)).min(1).max(MAX_WORKING_LINES),
  language: z.enum(["en", "zh"]).optional(),
  timeoutMs: z.number().int().min(1).max(60_000).optional(),
});
export type WorkingRequest = z.infer<typeof workingRequestSchema>;

export const MISTAKE_KINDS = [
  "sign",
  "dropped-term",
  "arithmetic",
  "lost-root",
  "extra-root",
  "divided-by-zero",
  "illegal-cancellation",
  "distribution",
  "power-of-a-sum",
  "root-of-a-sum",
  "derivative-rule",
  "inequality-direction",
  "misread-problem",
  "does-not-follow",
] as const;
export type MistakeKind = (typeof MISTAKE_KINDS)[number];

const lineSchema = z.object({
  /** The place of the line in the request, from 0. */
  index: z.number().int(),
  text: z.string(),
  /** What the line was understood to say, in plain notation; null when it holds no mathematics. */
  reading: z.string().nullable(),
  /** `proved`: it follows from what stands before. `refuted`: it does not. */
  verdict: verdictSchema,
  detail: z.string(),
  mistake: z.object({ kind: z.enum(MISTAKE_KINDS), message: z.string() }).optional(),
  /** What the line would have to say. */
  corrected: z.object({ plain: z.string(), latex: z.string() }).optional(),
  check: z.object({ grade: gradeSchema, method: z.string(), detail: z.string() }).nullable(),
});
export type WorkingLine = z.infer<typeof lineSchema>;

/** A person's solution, judged line by line. After a mistake the lines are judged by what the person wrote. */
export const workingResultSchema = z.object({
  /** `proved`: every line follows. `refuted`: one does not. `undecided`: one could not be decided. */
  verdict: verdictSchema,
  /** The place of the first line that does not follow. */
  firstMistake: z.number().int().nullable(),
  problem: z.string().nullable(),
  lines: z.array(lineSchema),
});
export type WorkingResult = z.infer<typeof workingResultSchema>;
