import type { CallOptions } from "./math-port.ts";
import type { QueryResult } from "./query-result.ts";
import type { VerifyRequest, VerifyResult } from "./verify-result.ts";

export interface VerifierInput extends VerifyRequest {
  /** What the engine already made of the question; without it the question is put to the engine. */
  readonly questionResult?: QueryResult;
  /**
   * The text is the beginning of one that is still being written: only what its complete sentences state is
   * looked at, not its final answer and nothing that is put to the engine as a question.
   */
  readonly isPartial?: boolean;
}

/** The hallucination detector: decides every claim of a text, or leaves it openly undecided. */
export interface VerifierPort {
  verify(input: VerifierInput, options?: CallOptions): Promise<VerifyResult>;
}
