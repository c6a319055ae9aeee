import { z } from "zod";
import { inputLanguageSchema, MAX_QUERY_CHARACTERS, queryResultSchema } from "./query-result.ts";

export const readRequestSchema = z.strictObject({
  query: z.string().max(MAX_QUERY_CHARACTERS),
  language: inputLanguageSchema.optional(),
});
export type ReadRequest = z.infer<typeof readRequestSchema>;

/** How an input is understood, before anything is computed. */
export const readingResultSchema = queryResultSchema
  .pick({ input: true, language: true, reading: true, assumptions: true, reason: true })
  .extend({ timing: z.object({ totalMs: z.number() }) });
export type ReadingResult = z.infer<typeof readingResultSchema>;
