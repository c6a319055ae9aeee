import type { AskResult, Usage } from "../core/ask-result.ts";
import { AnsatzError, FAILURES, toErrorBody, type FailureCode } from "../core/errors.ts";
import type { RunEvent } from "../core/events.ts";
import { reasoningText } from "./reasoning-text.ts";

/** What stays the same in every part of one chat reply. */
export interface ChatFrame {
  /** `chatcmpl-` and the run's id, so that a client can find and stop the run. */
  readonly id: string;
  readonly created: number;
  readonly model: string;
  readonly includeUsage: boolean;
}

export function chatCompletion(frame: ChatFrame, result: AskResult, reasoning: string) {
  const calls = toolCalls(result);
  return {
    id: frame.id,
    object: "chat.completion",
    created: frame.created,
    model: frame.model,
    choices: [
      {
        index: 0,
        message: {
          role: "assistant",
          content: calls.length > 0 ? null : result.reply,
          refusal: null,
          ...(calls.length > 0 ? { tool_calls: calls } : {}),
          ...(reasoning === "" ? {} : { reasoning_content: reasoning }),
        },
        finish_reason: calls.length > 0 ? "tool_calls" : "stop",
        logprobs: null,
      },
    ],
    usage: chatUsage(result.usage),
    ansatz: result,
  };
}

export function openingChunk(frame: ChatFrame) {
  return chunk(frame, { role: "assistant", content: "" });
}

/** The chunks that one event of a run becomes; many become none. */
export function eventChunks(frame: ChatFrame, event: RunEvent): unknown[] {
  if (event.type === "answer-delta") return [chunk(frame, { content: event.text })];
  if (event.type === "run-error") return [toErrorBody(runError(event))];
  if (event.type === "run-end") {
    const { result } = event;
    const calls = toolCalls(result).map((call, index) => ({ index, ...call }));
    const opening = calls.length > 0 ? [chunk(frame, { tool_calls: calls })] : [];
    const closing = chunk(frame, {}, calls.length > 0 ? "tool_calls" : "stop");
    if (!frame.includeUsage) return [...opening, { ...closing, ansatz: result }];
    const usage = chatUsage(result.usage);
    return [...opening, closing, { ...chunk(frame, {}), choices: [], usage, ansatz: result }];
  }
  const reasoning = reasoningText(event);
  return reasoning === "" ? [] : [chunk(frame, { reasoning_content: reasoning })];
}

/** A run's stored failure as the error a caller gets. */
export function runError(failure: { code: string; message: string }): AnsatzError {
  const isKnown = Object.hasOwn(FAILURES, failure.code);
  return new AnsatzError(isKnown ? (failure.code as FailureCode) : "internal", failure.message);
}

function chunk(
  frame: ChatFrame,
  delta: Readonly<Record<string, unknown>>,
  finishReason: "stop" | "tool_calls" | null = null,
) {
  return {
    id: frame.id,
    object: "chat.completion.chunk",
    created: frame.created,
    model: frame.model,
    choices: [{ index: 0, delta, finish_reason: finishReason, logprobs: null }],
    ...(frame.includeUsage ? { usage: null } : {}),
  };
}

/** Only calls of the caller's tools; those of our own were run here and are told under `ansatz`. */
function toolCalls({ callerToolCalls = [] }: AskResult) {
  return callerToolCalls.map(({ id, name, arguments: text }) => ({
    id,
    type: "function",
    function: { name, arguments: text },
  }));
}

function chatUsage(usage: Usage) {
  return {
    prompt_tokens: usage.promptTokens,
    completion_tokens: usage.completionTokens,
    total_tokens: usage.promptTokens + usage.completionTokens,
  };
}
