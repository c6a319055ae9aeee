import { z } from "zod";

/** One call of a tool and what it returned. */
export const toolCallRecordSchema = z.object({
  name: z.string(),
  input: z.unknown(),
  result: z.unknown(),
  /** A tool of somebody else: what it returned is retrieved, not computed. */
  isExternal: z.boolean().optional(),
});
export type ToolCallRecord = z.infer<typeof toolCallRecordSchema>;
