import type { Usage } from "./ask-result.ts";
import type { TokenLogprob } from "./verify-result.ts";

export interface ToolCall {
  readonly id: string;
  readonly name: string;
  /** The arguments as the model wrote them: JSON text, not yet validated. */
  readonly argumentsText: string;
}

/** A picture as a data address. */
export interface Picture {
  readonly url: string;
  readonly detail?: "auto" | "low" | "high";
}

export type ModelMessage =
  | { readonly role: "system"; readonly content: string }
  | {
      readonly role: "user";
      readonly content: string;
      /** Sent only to a model that sees. */
      readonly pictures?: readonly Picture[];
    }
  | {
      readonly role: "assistant";
      readonly content: string;
      readonly toolCalls?: readonly ToolCall[];
    }
  | { readonly role: "tool"; readonly toolCallId: string; readonly content: string };

export interface ToolSpecification {
  readonly name: string;
  readonly description: string;
  /** JSON Schema of the input object. */
  readonly parameters: Record<string, unknown>;
  /** A call whose input does not follow the schema is no call. */
  readonly strict?: boolean;
}

export interface ModelRequest {
  readonly messages: readonly ModelMessage[];
  readonly tools?: readonly ToolSpecification[];
  /** The reply has to be a call: of any of the tools, or of the one named. */
  readonly toolChoice?: "required" | { readonly name: string };
  /** JSON Schema the reply must follow; never sent together with `tools`. */
  readonly schema?: Record<string, unknown>;
  readonly maxTokens: number;
  readonly temperature?: number;
  readonly topP?: number;
  readonly seed?: number;
  /** Sent along where the model is behind HTTP, as a `traceparent`. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** Parts of a model's reply, in order; the last is always `finish`. */
export type ModelPart =
  | { readonly type: "text-delta"; readonly text: string }
  | { readonly type: "reasoning-delta"; readonly text: string }
  | { readonly type: "tool-call"; readonly call: ToolCall }
  | {
      readonly type: "finish";
      readonly reason: "stop" | "length" | "tool-calls";
      readonly usage: Usage;
      /** The tokens of the reply with their probabilities, where the server gives them. */
      readonly tokens?: readonly TokenLogprob[];
    };

export interface ModelCapabilities {
  /** The server returns tool calls in their own field. */
  readonly nativeTools: boolean;
  /** `schema` constrains decoding. */
  readonly schema: boolean;
  /** Fit to reason and set problems up; false for tiny models, which only chat, fill slots and word results. */
  readonly canReason: boolean;
  /** Measured to set small problems up in one constrained slot, though not fit to reason. */
  readonly fillsSlots?: boolean;
  /** Was measured to see pictures. */
  readonly vision?: boolean;
  /** Takes well to several calls in one reply; unknown when left out. */
  readonly parallelTools?: boolean;
  /** Reasons before it speaks: it needs more room, and repeats itself at temperature 0. */
  readonly thinks?: boolean;
  readonly contextTokens: number;
}

/**
 * A language model. `stream` is the only path: a whole reply is its fold. Throws `AnsatzError` with a
 * `model_*` code, or `stopped` when the signal aborts; nothing is retried after the first part was
 * yielded.
 */
export interface ModelPort {
  readonly id: string;
  readonly capabilities: ModelCapabilities;
  stream(request: ModelRequest): AsyncIterable<ModelPart>;
  /** Brings `id` and `capabilities` up to date with what was measured; never throws. */
  refresh?(signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

export interface ModelReply {
  readonly text: string;
  readonly reasoning: string;
  readonly toolCalls: readonly ToolCall[];
  readonly finishReason: "stop" | "length" | "tool-calls";
  readonly usage: Usage;
}
