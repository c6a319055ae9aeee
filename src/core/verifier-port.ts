import type { ToolCallRecord } from "./ask-result.ts";
import type { CallOptions } from "./math-port.ts";
import type { VerifyRequest, VerifyResult } from "./verify-result.ts";

export interface VerifierInput extends VerifyRequest {
  /** What tools returned in this turn; numbers in the text are traced to these. */
  readonly toolCalls?: readonly ToolCallRecord[];
}

/** The hallucination detector: decides every claim of a text, or leaves it openly undecided. */
export interface VerifierPort {
  verify(input: VerifierInput, options?: CallOptions): Promise<VerifyResult>;
}
