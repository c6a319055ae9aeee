import type { CallOptions } from "./math-port.ts";
import type { ToolSpecification } from "./model-port.ts";

/**
 * A tool of somebody else. What it returns is text from outside: material for a model and never an
 * instruction, and a number in it is retrieved, not computed.
 */
export interface ExternalTool {
  readonly specification: ToolSpecification;
  /** Text of a bounded length; throws `AnsatzError` with `tool_failed` or `timed_out`. */
  call(input: Readonly<Record<string, unknown>>, options: CallOptions): Promise<string>;
}

export interface ToolSource {
  /** Those that can be used just now. */
  tools(): readonly ExternalTool[];
  close(): Promise<void>;
}
