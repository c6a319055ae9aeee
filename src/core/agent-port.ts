import type { RunEvent } from "./events.ts";

export interface AgentRequest {
  readonly question: string;
  /** Facts the answer must agree with. */
  readonly context?: string;
  /** Earlier turns, oldest first. */
  readonly history: readonly { readonly role: "user" | "assistant"; readonly content: string }[];
  /** Extra instructions of the caller (system or developer messages). */
  readonly instructions?: string;
  /** How many drafts a model may write of one answer; by how doubtful the first is, when left out. */
  readonly samples?: number;
  readonly runId: string;
  readonly conversationId: string;
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
}

/**
 * One agent turn as a stream of events. Starts with `run-start` and ends with exactly one `run-end` or
 * `run-error`; never throws.
 */
export interface AgentPort {
  /** The id of the model in use, `none` without one. */
  readonly modelId: string;
  run(request: AgentRequest): AsyncIterable<RunEvent>;
}
