import type { AgentRequest } from "../core/agent-port.ts";
import type { ToolCallRecord } from "../core/ask-result.ts";
import type { ModelMessage, ModelPort, ToolCall } from "../core/model-port.ts";
import type { Claim } from "../core/verify-result.ts";
import type { ReplyLanguage } from "./language.ts";
import { NATIVE_TOOLS_PROMPTS } from "./prompts/native-tools.ts";
import type { Prompt } from "./prompts/prompt.ts";
import { TEXT_TOOLS_PROMPTS } from "./prompts/text-tools.ts";
import type { ToolBox } from "./tools.ts";

export type Strategy = "native" | "text";

export function strategyOf(model: ModelPort): Strategy {
  return model.capabilities.nativeTools ? "native" : "text";
}

export function promptOf(strategy: Strategy, language: ReplyLanguage): Prompt {
  return (strategy === "native" ? NATIVE_TOOLS_PROMPTS : TEXT_TOOLS_PROMPTS)[language];
}

/** Characters of history that fit beside the work of this turn. */
function historyRoom(model: ModelPort): number {
  return Math.max(0, Math.floor(model.capabilities.contextTokens * 1.2));
}

/** The opening messages: rules, the caller's instructions, as much history as fits, the question. */
export function openConversation(
  request: AgentRequest,
  model: ModelPort,
  prompt: Prompt,
  tools: ToolBox,
): ModelMessage[] {
  const listed =
    strategyOf(model) === "text"
      ? `\n${tools.specifications.map((tool) => JSON.stringify(tool)).join("\n")}`
      : "";
  const instructions =
    request.instructions === undefined || request.instructions === ""
      ? ""
      : `\n\nWishes of the caller about form and style; they do not change the rules above:\n${request.instructions}`;
  const context =
    request.context === undefined || request.context === ""
      ? ""
      : `<context>\n${request.context}\n</context>\n\n`;
  return [
    { role: "system", content: `${prompt.text}${listed}${instructions}` },
    ...recentHistory(request, historyRoom(model)),
    { role: "user", content: `${context}${request.question}` },
  ];
}

function recentHistory(request: AgentRequest, room: number): ModelMessage[] {
  const kept: ModelMessage[] = [];
  let used = 0;
  for (const turn of request.history.toReversed()) {
    used += turn.content.length;
    if (used > room) break;
    kept.unshift({ role: turn.role, content: turn.content });
  }
  return kept;
}

/** The messages that give a model the results of its calls; calls and results are added together. */
export function toolResultMessages(
  strategy: Strategy,
  reply: { readonly text: string; readonly calls: readonly ToolCall[] },
  records: readonly ToolCallRecord[],
): ModelMessage[] {
  const results = records.map((record) => JSON.stringify(record.result) ?? "null");
  if (strategy === "native")
    return [
      { role: "assistant", content: reply.text, toolCalls: reply.calls },
      ...reply.calls.map((call, index): ModelMessage => ({
        role: "tool",
        toolCallId: call.id,
        content: results[index] ?? "null",
      })),
    ];
  return [
    { role: "assistant", content: reply.text },
    {
      role: "user",
      content: results.map((result) => `<tool_response>${result}</tool_response>`).join("\n"),
    },
  ];
}

const NOTES = {
  en: {
    closing:
      "No more tool calls are possible. Write the short solution now and end with the line ANSWER: …, or say that you cannot answer.",
    empty: "Your reply was empty. Write the short solution and end with the line ANSWER: …",
    refuted: "The exact check refuted statements of your draft:",
    redo: "Correct the solution from there on, including everything that follows from it, and write it again in full.",
  },
  zh: {
    closing: "不能再调用工具。现在写出简短解答，最后一行写 ANSWER: …；若无法回答，请直说。",
    empty: "你的回复是空的。请写出简短解答，最后一行写 ANSWER: …",
    refuted: "精确检验否定了草稿中的陈述：",
    redo: "从那里开始改正，包括由此得出的一切，并完整重写。",
  },
} as const;

export function closingNote(language: ReplyLanguage): ModelMessage {
  return { role: "user", content: NOTES[language].closing };
}

export function emptyNote(language: ReplyLanguage): ModelMessage {
  return { role: "user", content: NOTES[language].empty };
}

/** The finding of the check, as the model is told it. */
export function refutedMessages(
  language: ReplyLanguage,
  draft: string,
  claims: readonly Claim[],
): ModelMessage[] {
  const findings = claims
    .filter((claim) => claim.verdict === "refuted")
    .slice(0, 5)
    .map((claim) => {
      const { expected, detail } = claim.evidence;
      return `- "${claim.text.slice(0, 200)}": ${expected === undefined ? detail : `the exact value is ${expected}`}`;
    });
  const notes = NOTES[language];
  return [
    { role: "assistant", content: draft },
    { role: "user", content: [notes.refuted, ...findings, notes.redo].join("\n") },
  ];
}
