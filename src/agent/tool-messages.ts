import type { ToolCallRecord } from "../core/tool-call-record.ts";
import type { ModelMessage, ToolCall } from "../core/model-port.ts";
import type { CallStyle } from "./conversation.ts";
import { plainMaterial } from "./plain-material.ts";
import { parseJson } from "./parse-json.ts";

/** Longest output of one tool that a model is shown. */
const MAX_OUTPUT = 8_000;
const MAX_NAME = 64;

/** The messages that give a model the results of its calls; calls and results are added together. */
export function toolResultMessages(
  style: CallStyle,
  reply: { readonly text: string; readonly calls: readonly ToolCall[] },
  records: readonly ToolCallRecord[],
): ModelMessage[] {
  const results = records.map((record) => shownOutput(record.result));
  if (style === "native")
    return [
      { role: "assistant", content: reply.text, toolCalls: reply.calls.map(sentCall) },
      ...reply.calls.map((call, index): ModelMessage => ({
        role: "tool",
        toolCallId: call.id,
        content: results[index] ?? "null",
      })),
    ];
  const written = reply.calls
    .map(sentCall)
    .map(
      (call) =>
        `<tool_call>{"name": ${JSON.stringify(call.name)}, "arguments": ${call.argumentsText}}</tool_call>`,
    );
  return [
    {
      role: "assistant",
      content: [reply.text, ...written].filter((part) => part !== "").join("\n"),
    },
    {
      role: "user",
      content: results.map((result) => `<tool_response>${result}</tool_response>`).join("\n"),
    },
  ];
}

function shownOutput(result: unknown): string {
  const text = plainMaterial(JSON.stringify(result) ?? "null");
  return text.length <= MAX_OUTPUT ? text : `${text.slice(0, MAX_OUTPUT)}… (cut)`;
}

/**
 * A call as it is sent back. Servers refuse a conversation whose calls are no JSON objects or have odd
 * names, so a call that was not valid goes back in a form that is.
 */
function sentCall(call: ToolCall): ToolCall {
  const name = call.name.replace(/[^\w.-]+/g, "_").slice(0, MAX_NAME) || "unknown";
  return { id: call.id, name, argumentsText: sentArguments(call.argumentsText) };
}

function sentArguments(text: string): string {
  const value = parseJson(text);
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return text;
  return JSON.stringify({ unreadable: text.slice(0, 500) });
}
