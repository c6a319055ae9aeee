import { textTokens } from "./estimate-tokens.ts";
import { textFeatures } from "./text-features.ts";

const GAP = "[…]";
/** A longer stretch without a break is cut at this length. */
const MAX_PASSAGE = 1_200;

/**
 * A context that fits a room of tokens: whole when it does; else the passages that share most with the
 * question, in their order, with the gaps marked. Only what a model is shown is cut: the check of its
 * reply has the whole context.
 */
export function fitContext(context: string, question: string, room: number): string {
  if (textTokens(context) <= room) return context;
  const asked = textFeatures(question);
  const passages = splitPassages(context).map((text, index) => {
    const shared = [...textFeatures(text)].filter((feature) => asked.has(feature)).length;
    return { text, index, score: shared / Math.sqrt(text.length + 100), tokens: textTokens(text) };
  });
  const ranked = passages.toSorted((a, b) => b.score - a.score || a.index - b.index);
  const kept: typeof passages = [];
  let used = 0;
  for (const passage of ranked) {
    const tokens = passage.tokens + textTokens(GAP);
    if (used + tokens > room) continue;
    used += tokens;
    kept.push(passage);
  }
  kept.sort((a, b) => a.index - b.index);
  const lines: string[] = [];
  let next = 0;
  for (const { text, index } of kept) {
    if (index !== next) lines.push(GAP);
    lines.push(text);
    next = index + 1;
  }
  if (next !== passages.length) lines.push(GAP);
  return lines.join("\n");
}

/** Lines, and in long lines sentences; never more than a passage's length. */
function splitPassages(context: string): readonly string[] {
  return context
    .split(/\n+/)
    .flatMap((line) =>
      line.length <= MAX_PASSAGE
        ? [line]
        : (line.match(/[^.!?。！？]+[.!?。！？]*\s*/gu) ?? [line]),
    )
    .flatMap((part) =>
      part.length <= MAX_PASSAGE
        ? [part]
        : (part.match(new RegExp(`[\\s\\S]{1,${MAX_PASSAGE}}`, "g")) ?? []),
    )
    .map((part) => part.trim())
    .filter((part) => part !== "");
}
