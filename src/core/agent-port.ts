import type { RunEvent } from "./events.ts";
import type { ToolCall, ToolSpecification } from "./model-port.ts";
import type { PolicyName } from "./policy.ts";

/** Calls of the caller's tools that a model made earlier in this turn, and what each returned. */
export interface CallerToolRound {
  readonly calls: readonly ToolCall[];
  /** One for each call, in their order. */
  readonly results: readonly string[];
}

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
  /**
   * Tools that the caller runs itself. When a model asks for one the turn ends with `callerToolCalls`, and
   * goes on in a new turn that brings the results.
   */
  readonly tools?: readonly ToolSpecification[];
  readonly toolRounds?: readonly CallerToolRound[];
  /** What is done with what is refuted or undecided; the deployment's own policy when left out. */
  readonly policy?: PolicyName;
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
