import type { ModelMessage } from "../core/model-port.ts";
import { extractAnswer } from "../hallucination/answer.ts";

const ASKED_CHARACTERS = 160;
const ANSWERED_CHARACTERS = 120;

/**
 * One line for an exchange that there is no more room for: the question, and the answer that was given to
 * it. Nothing is worded anew, so that no number changes on the way.
 */
export function summariseExchange(messages: readonly ModelMessage[]): string {
  const asked = messages.find(({ role }) => role === "user")?.content ?? "";
  const told = messages.findLast(({ role }) => role === "assistant")?.content ?? "";
  const answer = extractAnswer(told);
  const answered = answer?.isExplicit === true ? answer.text : told;
  const isOpen = /^(?:Not proved|Not checked)\b|^(?:未证明|未检验)/m.test(told);
  return `- ${clipped(asked, ASKED_CHARACTERS)} → ${clipped(answered, ANSWERED_CHARACTERS)}${isOpen ? " (not proved)" : ""}`;
}

function clipped(text: string, limit: number): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length <= limit ? line : `${line.slice(0, limit - 1)}…`;
}
