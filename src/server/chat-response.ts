import type { AskResult, Usage } from "../core/ask-result.ts";
import { AnsatzError, FAILURES, toErrorBody, type FailureCode } from "../core/errors.ts";
import type { RunEvent } from "../core/events.ts";
import { reasoningText } from "./reasoning-text.ts";

/** What stays the same in every part of one chat reply. */
export interface ChatFrame {
  /** `chatcmpl-` and the first run's id, so that a client can find and stop the run. */
  readonly id: string;
  readonly created: number;
  readonly model: string;
  readonly includeUsage: boolean;
  readonly choices: number;
}

/** One choice that has come to its end. */
export interface ChatChoice {
  readonly result: AskResult;
  readonly reasoning: string;
}

/** With several choices each carries its own `ansatz`; at the top stands that of the first. */
export function chatCompletion(frame: ChatFrame, choices: readonly ChatChoice[]) {
  const results = choices.map(({ result }) => result);
  return {
    id: frame.id,
    object: "chat.completion",
    created: frame.created,
    model: frame.model,
    choices: choices.map(({ result, reasoning }, index) => ({
      index,
      message: {
        role: "assistant",
        ...spokenPart(result),
        ...(reasoning === "" ? {} : { reasoning_content: reasoning }),
      },
      finish_reason: finishReason(result),
      logprobs: null,
      ...(frame.choices > 1 ? { ansatz: result } : {}),
    })),
    usage: chatUsage(results),
    ansatz: results[0],
  };
}

function spokenPart(result: AskResult) {
  const calls = toolCalls(result);
  if (calls.length > 0) return { content: null, refusal: null, tool_calls: calls };
  if (result.isRefusal === true) return { content: null, refusal: result.reply };
  return { content: result.reply, refusal: null };
}

export function openingChunk(frame: ChatFrame, index: number) {
  return chunk(frame, index, { role: "assistant", content: "" });
}

/** The chunks that one event of a choice's run becomes; many become none. */
export function eventChunks(frame: ChatFrame, index: number, event: RunEvent): unknown[] {
  if (event.type === "answer-delta") return [chunk(frame, index, { content: event.text })];
  if (event.type === "run-error") return [toErrorBody(runError(event))];
  if (event.type === "run-end") {
    const { result } = event;
    const calls = toolCalls(result).map((call, at) => ({ index: at, ...call }));
    const isLast = frame.choices === 1 && !frame.includeUsage;
    const closing = chunk(frame, index, {}, finishReason(result));
    return [
      ...(calls.length > 0 ? [chunk(frame, index, { tool_calls: calls })] : []),
      ...(result.isRefusal === true ? [chunk(frame, index, { refusal: result.reply })] : []),
      isLast || frame.choices > 1 ? { ...closing, ansatz: result } : closing,
    ];
  }
  const reasoning = reasoningText(event);
  return reasoning === "" ? [] : [chunk(frame, index, { reasoning_content: reasoning })];
}

/** The last chunk where usage was asked for. */
export function usageChunk(frame: ChatFrame, results: readonly AskResult[]) {
  const usage = chatUsage(results);
  return { ...chunk(frame, 0, {}), choices: [], usage, ansatz: results[0] };
}

/** A run's stored failure as the error a caller gets. */
export function runError(failure: { code: string; message: string }): AnsatzError {
  const isKnown = Object.hasOwn(FAILURES, failure.code);
  return new AnsatzError(isKnown ? (failure.code as FailureCode) : "internal", failure.message);
}

type FinishReason = "stop" | "length" | "tool_calls";

function finishReason(result: AskResult): FinishReason {
  if (toolCalls(result).length > 0) return "tool_calls";
  return result.cut === "length" ? "length" : "stop";
}

function chunk(
  frame: ChatFrame,
  index: number,
  delta: Readonly<Record<string, unknown>>,
  reason: FinishReason | null = null,
) {
  return {
    id: frame.id,
    object: "chat.completion.chunk",
    created: frame.created,
    model: frame.model,
    choices: [{ index, delta, finish_reason: reason, logprobs: null }],
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

/** The sum over every model call of every choice. */
function chatUsage(results: readonly AskResult[]) {
  const sum = (of: (usage: Usage) => number | undefined): number =>
    results.reduce((total, { usage }) => total + (of(usage) ?? 0), 0);
  const prompt = sum((usage) => usage.promptTokens);
  const completion = sum((usage) => usage.completionTokens);
  return {
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: prompt + completion,
    prompt_tokens_details: { cached_tokens: sum((usage) => usage.cachedTokens) },
    completion_tokens_details: { reasoning_tokens: sum((usage) => usage.reasoningTokens) },
  };
}
