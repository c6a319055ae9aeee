import type { RunEvent } from "./events.ts";
import type { Picture, ToolCall, ToolSpecification } from "./model-port.ts";
import type { PolicyName } from "./policy.ts";

/** Which of the caller's tools a model has to call: any one of them, or the one named. */
export type ToolChoice = "required" | { readonly name: string };

/** Calls of the caller's tools that a model made earlier in this turn, and what each returned. */
export interface CallerToolRound {
  readonly calls: readonly ToolCall[];
  /** One for each call, in their order. */
  readonly results: readonly string[];
}

/** The reply has to be a JSON object: any, or what the schema describes. */
export interface JsonForm {
  readonly schema: Readonly<Record<string, unknown>> | null;
}

export interface AgentRequest {
  readonly question: string;
  /** Facts the answer must agree with. */
  readonly context?: string;
  /** Earlier turns, oldest first. */
  readonly history: readonly {
    readonly role: "user" | "assistant";
    readonly content: string;
    readonly pictures?: readonly Picture[];
  }[];
  /** Pictures that belong to the question; only models that see are asked, and not the engine. */
  readonly pictures?: readonly Picture[];
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
  /** The turn ends in a call of the caller's tools, or fails; the engine is not asked. */
  readonly toolChoice?: ToolChoice;
  /** False: the turn ends with one call of the caller's tools at most. */
  readonly parallelCalls?: boolean;
  /** The reply ends before the first of these; no statement that was checked is cut in two. */
  readonly stop?: readonly string[];
  /** The most tokens that a model may write in this turn, and the longest reply. */
  readonly maxTokens?: number;
  readonly form?: JsonForm;
  /** How a model draws its drafts; its own usual way, where left out. */
  readonly temperature?: number;
  readonly topP?: number;
  /** Seed of a model's first draft. */
  readonly seed?: number;
  /** Which of several replies to one question this is, from 0; a model draws each of them anew. */
  readonly variant?: number;
  readonly runId: string;
  readonly conversationId: string;
  /** Whose turn it is: what the engine remembers of it is kept for this tenant alone. */
  readonly tenant?: string;
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
