import type { ModelStanding } from "../../core/model-standing.ts";
import type { ModelMessage, ToolSpecification } from "../../core/model-port.ts";

/** One trial's request; `image` (a data address) is shown with the last message. */
export interface ProbeRequest {
  readonly messages: readonly ModelMessage[];
  readonly tools?: readonly ToolSpecification[];
  readonly schema?: Record<string, unknown>;
  readonly image?: string;
  readonly logProbabilities?: boolean;
  readonly maxTokens: number;
}

/** A reply as it came over the wire, before anything is evened out. */
export interface ProbeReply {
  /** The content field, tags included. */
  readonly text: string;
  readonly reasoningField: "reasoning" | "reasoning_content" | "thinking" | null;
  readonly calls: readonly { readonly name: string; readonly argumentsText: string }[];
  readonly finishReason: string | null;
  readonly hasLogProbabilities: boolean;
  readonly completionTokens: number;
}

/** A reply, or the server's refusal of a feature, which is an answer too. Failures are thrown. */
export type ProbeOutcome =
  | { readonly kind: "reply"; readonly reply: ProbeReply }
  | { readonly kind: "refused"; readonly detail: string };

/** Something the probe can ask: a server over its wire, or a model in this process. */
export interface ProbeTarget {
  readonly server: string;
  /** Name, fingerprint and context size; throws when the server cannot be reached. */
  describe(signal: AbortSignal): Promise<{
    readonly model: string;
    readonly fingerprint: string;
    readonly contextTokens: number | null;
  }>;
  /** Whether the model is there; only of a server, which can be away. */
  check?(signal: AbortSignal): Promise<ModelStanding>;
  exchange(request: ProbeRequest, signal: AbortSignal): Promise<ProbeOutcome>;
}
