import type { Expression } from "../expression/expression.ts";

export interface DeepCall {
  /** One of the operations that the Python side registers, e.g. "dsolve". */
  readonly operation: string;
  readonly arguments: readonly Expression[];
  readonly variables: readonly string[];
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

/** A slow and strong engine. Its answers are candidates: nothing it says is shown unproved. */
export interface DeepEngine {
  readonly name: string;
  /**
   * Candidate answers, the likeliest first; empty when the engine is not there, failed or left the
   * request unevaluated. Throws `timed_out` at the deadline and `stopped` when the signal aborts.
   */
  run(call: DeepCall): Promise<Expression[]>;
  warmUp(): Promise<void>;
  /** Null when the engine works or was not needed yet, else a sentence that says how to get it. */
  readonly problem: string | null;
  close(): Promise<void>;
}

/** Where no deep engine was configured. */
export const NO_DEEP_ENGINE: DeepEngine = {
  name: "none",
  run: () => Promise.resolve([]),
  warmUp: () => Promise.resolve(),
  problem: "This process was started without the deep engine.",
  close: () => Promise.resolve(),
};
