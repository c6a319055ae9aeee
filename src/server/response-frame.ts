import type { AskResult } from "../core/ask-result.ts";
import type { RunDetails } from "../core/store-port.ts";

export type ResponseStatus =
  | "queued"
  | "in_progress"
  | "completed"
  | "failed"
  | "cancelled"
  | "incomplete";

/** What stays the same through the life of one response. */
export interface ResponseFrame {
  readonly runId: string;
  readonly conversationId: string;
  readonly createdAtMs: number;
  readonly isKept: boolean;
  readonly details: RunDetails | null;
}

export interface ResponseState {
  readonly status: ResponseStatus;
  readonly output: readonly object[];
  readonly error?: { readonly code: string; readonly message: string };
  readonly result?: AskResult;
}

const PREFIX = "resp_";

/** For runs that began by another door. */
const NOTHING_ASKED = {
  tools: [],
  tool_choice: "auto",
  parallel_tool_calls: true,
  max_output_tokens: null,
  temperature: null,
  top_p: null,
  text: { format: { type: "text" } },
  reasoning: { effort: null, summary: null },
};

/** A response is a run under another name. */
export function responseId(runId: string): string {
  return PREFIX + runId.replace(/^run_/, "");
}

/** The run behind a response's id; null for what is no such id. */
export function runIdOf(id: string): string | null {
  return id.startsWith(PREFIX) ? `run_${id.slice(PREFIX.length)}` : null;
}

/** The response object, in any state of its life. */
export function responseObject(frame: ResponseFrame, state: ResponseState) {
  const details = frame.details ?? {};
  const { result } = state;
  const asked = (details["asked"] ?? NOTHING_ASKED) as Readonly<Record<string, unknown>>;
  return {
    id: responseId(frame.runId),
    object: "response",
    created_at: Math.floor(frame.createdAtMs / 1000),
    status: state.status,
    background: details["isBackground"] === true,
    error: state.error ?? null,
    incomplete_details: state.status === "incomplete" ? { reason: "max_output_tokens" } : null,
    instructions: details["instructions"] ?? null,
    model: details["model"] ?? "ansatz",
    output: state.output,
    previous_response_id: details["previousResponseId"] ?? null,
    conversation: frame.isKept ? { id: frame.conversationId } : null,
    store: frame.isKept,
    ...asked,
    truncation: "disabled",
    metadata: details["metadata"] ?? {},
    usage: result ? responseUsage(result) : null,
    ...(result ? { ansatz: result } : {}),
  };
}

function responseUsage({ usage }: AskResult) {
  return {
    input_tokens: usage.promptTokens,
    input_tokens_details: { cached_tokens: usage.cachedTokens ?? 0 },
    output_tokens: usage.completionTokens,
    output_tokens_details: { reasoning_tokens: usage.reasoningTokens ?? 0 },
    total_tokens: usage.promptTokens + usage.completionTokens,
  };
}
