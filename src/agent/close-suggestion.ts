import type { QueryResult } from "../core/query-result.ts";
import { numbersIn } from "../hallucination/numbers.ts";

/** Part of the query's words that a suggestion must keep. */
const KEPT_WORDS = 0.6;

/**
 * The engine's suggestions that ask the same in other words: the same numbers, and most of the query's
 * words. Others are examples of what can be asked, and answering one would answer another question.
 */
export function closeSuggestions(asked: string, result: QueryResult): readonly string[] {
  return result.suggestions
    .map(({ input }) => input)
    .filter((input) => input !== asked && keeps(asked, input));
}

function keeps(asked: string, suggestion: string): boolean {
  const numbers = (text: string): string =>
    numbersIn(text)
      .map(({ canonical }) => canonical)
      .sort()
      .join(" ");
  if (numbers(asked) !== numbers(suggestion)) return false;
  const words = wordsOf(asked);
  if (words.length === 0) return false;
  const given = new Set(wordsOf(suggestion));
  const kept = words.filter((word) => given.has(word)).length;
  return kept >= KEPT_WORDS * words.length && given.size <= words.length / KEPT_WORDS;
}

/** Words of letters, single Han characters, numbers and signs. */
function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/\p{Script=Han}|[a-z]+|\d+(?:\.\d+)?|[-+*/^=<>]/gu) ?? [];
}
