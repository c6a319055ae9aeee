import { z } from "zod";

const text = z.string();

/** A question with its answer in words or figures, under the names that the sets give them. */
export const questionRowSchema = z.union([
  z.object({ question: text, answer: text }),
  z.object({ query: text, answer: text }).transform((row) => ({ ...row, question: row.query })),
  z
    .object({ input: text, golden: text })
    .transform((row) => ({ question: row.input, answer: row.golden })),
]);
export type QuestionRow = z.infer<typeof questionRowSchema>;

/** A solution that a model wrote of a word problem. */
export const solutionRowSchema = z.object({
  id: text,
  question: text,
  solution: text,
  is_correct: z.boolean(),
  model: text,
});
export type SolutionRow = z.infer<typeof solutionRowSchema>;

/** Takes out the calculator annotations `<<16-3=13>>`; what a reader sees stays. */
export const withoutAnnotations = (written: string): string => written.replace(/<<[^<>]*>>/g, "");
