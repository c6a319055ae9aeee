import type { RuleFinding, RuleInput } from "./code-rule.ts";

const SOURCES: readonly RegExp[] = [
  /\b(?:https?:\/\/|www\.)[^\s<>"'`，。；）)\]}]+/gi,
  /\b10\.\d{4,9}\/[^\s<>"'`，。；）)\]}]+/g,
  /\barXiv:\s?\d{4}\.\d{4,5}\b/gi,
];
const MAX_TOOL_CHARACTERS = 200_000;

/** Addresses, DOIs and arXiv numbers that stand nowhere in what was given or returned. */
export function inventedSource({
  text,
  question,
  context,
  toolCalls,
}: RuleInput): readonly RuleFinding[] {
  const found = SOURCES.flatMap((pattern) => [...text.matchAll(pattern)]);
  if (found.length === 0) return [];
  const tools = JSON.stringify(toolCalls ?? []).slice(0, MAX_TOOL_CHARACTERS);
  const known = plain(`${question}\n${context}\n${tools}`);
  return found.flatMap((match) => {
    const source = match[0].replace(/[.,;:!?]+$/, "");
    if (known.includes(plain(source))) return [];
    const { index: start } = match;
    return [
      { start, end: start + source.length, detail: "Nothing that was given names this source." },
    ];
  });
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/https?:\/\/(?:www\.)?|www\./g, "")
    .replace(/arxiv:\s+/g, "arxiv:");
}
