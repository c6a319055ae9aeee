import { AnsatzError } from "../../core/errors.ts";

/** What a tool of the protocol answers with. */
export interface ToolResult {
  content: (
    | { type: "text"; text: string }
    | { type: "resource"; resource: { uri: string; mimeType: string; text: string } }
  )[];
  structuredContent?: Record<string, unknown>;
  isError?: boolean;
  [key: string]: unknown;
}

export function textResult(text: string, structuredContent: Record<string, unknown>): ToolResult {
  return { content: [{ type: "text", text }], structuredContent };
}

/** A failure is told to the model as a result, so that it can try something else. */
export function failedResult(text: string): ToolResult {
  return { content: [{ type: "text", text }], isError: true };
}

/** Runs a tool; what it throws becomes a failed result with the sentence a caller may see. */
export async function guarded(work: () => Promise<ToolResult>): Promise<ToolResult> {
  try {
    return await work();
  } catch (thrown) {
    return failedResult(AnsatzError.from(thrown).message);
  }
}
