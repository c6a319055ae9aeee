import type { AskResult } from "../src/core/ask-result.ts";
import { numbersIn } from "../src/hallucination/numbers.ts";

/**
 * Numbers of a reply that come from nowhere: not from the question, not from the engine's result or a tool's,
 * not from the sentences of the product itself, and in no claim that the reply shows as unchecked.
 */
export function sourcelessNumbers(question: string, result: AskResult): readonly string[] {
  const sources = [
    question,
    JSON.stringify(result.query ?? null),
    JSON.stringify(result.toolCalls),
  ];
  const known = new Set(
    sources.flatMap((text) => numbersIn(text).map(({ canonical }) => canonical)),
  );
  const marked = result.claims.map(({ start, end }) => ({ start, end }));
  return numbersIn(result.reply)
    .filter(({ start, end }) => !marked.some((claim) => claim.start <= start && end <= claim.end))
    .map(({ canonical }) => canonical)
    .filter((number) => !known.has(number));
}
