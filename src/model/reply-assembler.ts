import type { ModelPart } from "../core/model-port.ts";
import { type TokenLogprob, tokenLogprobSchema } from "../core/verify-result.ts";
import type { Usage } from "../core/ask-result.ts";
import type { Chunk } from "./openai-chunk.ts";
import { createTagSplitter } from "./tag-splitter.ts";
import { createToolCallAssembler } from "./tool-call-assembler.ts";

const TAGS = [
  { kind: "reasoning", open: "<think>", close: "</think>" },
  { kind: "tool-call", open: "<tool_call>", close: "</tool_call>" },
] as const;

export interface ReplyAssembler {
  /** The parts a chunk completes. */
  add(chunk: Chunk): ModelPart[];
  readonly hasFinishReason: boolean;
  /** The closing parts, `finish` last. */
  finish(): ModelPart[];
}

function readTextToolCall(text: string): { name: string; arguments: unknown } | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof parsed !== "object" || parsed === null) return null;
  const { name, arguments: input } = parsed as Record<string, unknown>;
  return typeof name === "string" && name !== "" ? { name, arguments: input } : null;
}

function readUsage(usage: NonNullable<Chunk["usage"]>): Usage {
  const cachedTokens = usage.prompt_tokens_details?.cached_tokens;
  const reasoningTokens = usage.completion_tokens_details?.reasoning_tokens;
  return {
    promptTokens: usage.prompt_tokens,
    completionTokens: usage.completion_tokens,
    ...(typeof cachedTokens === "number" ? { cachedTokens } : {}),
    ...(typeof reasoningTokens === "number" ? { reasoningTokens } : {}),
  };
}

/** Entries of another form are passed over. */
function readTokens(entries: readonly unknown[]): readonly TokenLogprob[] {
  return entries.flatMap((entry) => tokenLogprobSchema.safeParse(entry).data ?? []);
}

function toReason(wire: string | null, hasToolCalls: boolean): "stop" | "length" | "tool-calls" {
  if (wire === "length" || wire === "content_filter") return "length";
  return hasToolCalls ? "tool-calls" : "stop";
}

/**
 * Turns the chunks of one streamed chat completion into parts. Reasoning is found in its own fields and
 * in `<think>` tags; when tools were offered, a call written into the text as `<tool_call>` counts too.
 */
export function createReplyAssembler(offersTools: boolean): ReplyAssembler {
  const splitter = createTagSplitter(offersTools ? TAGS : TAGS.slice(0, 1));
  const calls = createToolCallAssembler();
  let callText = "";
  let textCalls = 0;
  let hasText = false;
  let finishReason: string | null = null;
  let usage: Usage | null = null;
  let pieceCount = 0;
  const tokens: TokenLogprob[] = [];

  function toTextParts(text: string): ModelPart[] {
    // Templates put blank lines between the reasoning and the reply.
    const visible = hasText ? text : text.trimStart();
    if (visible === "") return [];
    hasText = true;
    return [{ type: "text-delta", text: visible }];
  }

  function endTextToolCall(): ModelPart[] {
    const text = callText;
    callText = "";
    const call = readTextToolCall(text);
    if (call === null) return toTextParts(`<tool_call>${text}</tool_call>`);
    textCalls += 1;
    calls.add({ index: -textCalls, name: call.name, argumentsPart: call.arguments });
    return [];
  }

  function toParts(pieces: ReturnType<typeof splitter.push>): ModelPart[] {
    return pieces.flatMap((piece): ModelPart[] => {
      if (piece.kind === "text") return toTextParts(piece.text);
      if (piece.kind === "reasoning")
        return piece.text === "" ? [] : [{ type: "reasoning-delta", text: piece.text }];
      callText += piece.text;
      return piece.isEnd ? endTextToolCall() : [];
    });
  }

  return {
    add(chunk) {
      if (chunk.usage) usage = readUsage(chunk.usage);
      const choice = chunk.choices?.[0];
      if (!choice) return [];
      if (choice.finish_reason) finishReason = choice.finish_reason;
      tokens.push(...readTokens(choice.logprobs?.content ?? []));
      const delta = choice.delta;
      if (!delta) return [];
      const parts: ModelPart[] = [];
      const reasoning = delta.reasoning || delta.reasoning_content || delta.thinking;
      if (reasoning) parts.push({ type: "reasoning-delta", text: reasoning });
      const content = delta.content || delta.refusal;
      if (content) parts.push(...toParts(splitter.push(content)));
      for (const fragment of delta.tool_calls ?? [])
        calls.add({
          index: fragment.index,
          id: fragment.id,
          name: fragment.function?.name,
          argumentsPart: fragment.function?.arguments,
        });
      pieceCount += 1;
      return parts;
    },
    get hasFinishReason() {
      return finishReason !== null;
    },
    finish() {
      const parts = toParts(splitter.flush());
      if (callText !== "") parts.push(...endTextToolCall());
      const toolCalls = calls.finish(finishReason === "length");
      parts.push(...toolCalls.map((call): ModelPart => ({ type: "tool-call", call })));
      parts.push({
        type: "finish",
        reason: toReason(finishReason, toolCalls.length > 0),
        usage: usage ?? { promptTokens: 0, completionTokens: pieceCount },
        ...(tokens.length === 0 ? {} : { tokens }),
      });
      return parts;
    },
  };
}
