import { AnsatzError } from "../core/errors.ts";
import type { Usage } from "../core/ask-result.ts";
import type { RunEvent } from "../core/events.ts";
import type { ModelPart, ModelPort, ModelRequest, ToolCall } from "../core/model-port.ts";
import type { TokenLogprob } from "../core/verify-result.ts";
import { interruptible, stopIfAborted } from "../core/interrupt.ts";
import { messageTokens, textTokens } from "./estimate-tokens.ts";
import { separateReasoning } from "./separate-reasoning.ts";
import type { Turn } from "./turn.ts";
import { visibleCharacters } from "./visible-characters.ts";

export type ModelOutcome =
  | {
      readonly ok: true;
      /** Without anything the model said to itself. */
      readonly text: string;
      readonly reasoning: string;
      readonly toolCalls: readonly ToolCall[];
      /** The reply ended at the token limit. */
      readonly isCut: boolean;
      /** Probabilities of its tokens; empty where the server gives none. */
      readonly tokens: readonly TokenLogprob[];
    }
  | { readonly ok: false; readonly failure: AnsatzError };

/** A text that grows past this is no reply any more. */
const MAX_REPLY_CHARACTERS = 100_000;

/** Calls of one reply and characters of their arguments beyond which nothing is kept. */
const MAX_CALLS = 64;
const MAX_ARGUMENT_CHARACTERS = 20_000;

/** Constrained decoding was seen to write nothing but blanks for ever. */
const ENDLESS_SPACE = /\s{1500}$/;

/**
 * One reply of the model. Its reasoning streams on; its text is held back until it is checked. A failure
 * of the model is a value; only `stopped` by the caller is thrown.
 */
export async function* callModel(
  turn: Turn,
  model: ModelPort,
  request: Omit<ModelRequest, "signal">,
): AsyncGenerator<RunEvent, ModelOutcome> {
  const sinceMs = turn.nowMs();
  let parts: AsyncIterator<ModelPart> | null = null;
  const toolCalls: ToolCall[] = [];
  let text = "";
  let reasoning = "";
  try {
    const maxTokens = Math.min(request.maxTokens, tokensLeft(turn));
    parts = model.stream({ ...request, maxTokens, signal: turn.signal })[Symbol.asyncIterator]();
    for (;;) {
      const next = await interruptible(parts.next(), turn.signal);
      if (next.done === true) return failed(turn, model, sinceMs, text, brokenStream());
      const part = next.value;
      if (part.type === "reasoning-delta") {
        const said = visibleCharacters(part.text);
        reasoning += said;
        if (said !== "") yield { type: "reasoning-delta", text: said };
      } else if (part.type === "text-delta") text += part.text;
      else if (part.type === "tool-call") {
        if (toolCalls.length < MAX_CALLS) toolCalls.push(bounded(part.call));
      } else {
        turn.noteModelCall(model.id, sinceMs, withEstimate(part.usage, request, text, reasoning));
        const separated = separateReasoning(visibleCharacters(text));
        if (separated.reasoning !== "")
          yield { type: "reasoning-delta", text: separated.reasoning };
        return {
          ok: true,
          text: separated.text,
          reasoning: [reasoning, separated.reasoning].filter((words) => words !== "").join("\n"),
          toolCalls,
          isCut: part.reason === "length",
          tokens: part.tokens ?? [],
        };
      }
      if (isEndless(text) || isEndless(reasoning))
        return failed(turn, model, sinceMs, reasoning + text, endlessReply());
    }
  } catch (error) {
    // Whatever a model makes of being stopped, it was the caller's stop.
    stopIfAborted(turn.request.signal);
    return failed(turn, model, sinceMs, text, AnsatzError.from(error));
  } finally {
    // A stream that hangs must not hold the turn back, so its end is not awaited.
    parts?.return?.().catch(() => undefined);
  }
}

/** What the caller's limit leaves; a call that is made may write one at least. */
function tokensLeft(turn: Turn): number {
  const { completionTokens: most = Infinity } = turn.budget;
  return Math.max(1, most - turn.spending().completionTokens);
}

function isEndless(text: string): boolean {
  return text.length > MAX_REPLY_CHARACTERS || ENDLESS_SPACE.test(text.slice(-2_000));
}

/** Arguments past the limit are cut, and so are no valid call any more. */
function bounded(call: ToolCall): ToolCall {
  return call.argumentsText.length <= MAX_ARGUMENT_CHARACTERS
    ? call
    : { ...call, argumentsText: call.argumentsText.slice(0, MAX_ARGUMENT_CHARACTERS) };
}

function failed(
  turn: Turn,
  model: ModelPort,
  sinceMs: number,
  text: string,
  failure: AnsatzError,
): ModelOutcome {
  turn.noteModelCall(model.id, sinceMs, {
    promptTokens: 0,
    completionTokens: textTokens(text),
  });
  return { ok: false, failure };
}

function brokenStream(): AnsatzError {
  return new AnsatzError(
    "model_protocol",
    "The model's reply ended before it was complete. Ask again; if it happens every time, check the model server's log.",
  );
}

function endlessReply(): AnsatzError {
  return new AnsatzError(
    "model_protocol",
    "The model's reply did not come to an end. Ask again, or use another model.",
  );
}

/** What a server does not report, or reports in numbers that cannot be, is estimated from the texts. */
function withEstimate(
  usage: Usage,
  request: Omit<ModelRequest, "signal">,
  text: string,
  streamedReasoning: string,
): Usage {
  const reasoning = streamedReasoning + separateReasoning(text).reasoning;
  const sent = request.messages.reduce((sum, message) => sum + messageTokens(message), 0);
  const isCounted = [usage.promptTokens, usage.completionTokens].every(isCount);
  const isReported = isCounted && usage.promptTokens + usage.completionTokens > 0;
  const completionTokens = isReported
    ? usage.completionTokens
    : textTokens(text + streamedReasoning);
  return {
    ...usage,
    promptTokens: isReported ? usage.promptTokens : sent,
    completionTokens,
    reasoningTokens: Math.min(
      completionTokens,
      isCount(usage.reasoningTokens) ? usage.reasoningTokens : textTokens(reasoning),
    ),
  };
}

function isCount(count: number | undefined): count is number {
  return Number.isSafeInteger(count) && Number(count) >= 0;
}
