import type { AskResult } from "../src/core/ask-result.ts";
import { numbersIn } from "../src/hallucination/numbers.ts";

/** Inputs that the product itself offers when it has no answer, one a line. */
const OFFERED = /^- .*$/gm;

/**
 * Numbers of a reply that come from nowhere: not from the question, the engine's result, its own reason for having none, or a tool's result, not among
 * the inputs that the product offers, and in no claim that the reply shows with its verdict.
 */
export function sourcelessNumbers(
  question: string,
  result: AskResult,
  reason = "",
): readonly string[] {
  const sources = [
    question,
    reason,
    JSON.stringify(result.query ?? null),
    JSON.stringify(result.toolCalls),
  ];
  const known = new Set(
    sources.flatMap((text) => numbersIn(text).map(({ canonical }) => canonical)),
  );
  const offered = [...result.reply.matchAll(OFFERED)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
  const accounted = [...result.claims, ...(result.claims.length === 0 ? offered : [])];
  return numbersIn(result.reply)
    .filter(({ start, end }) => !accounted.some((one) => one.start <= start && end <= one.end))
    .map(({ canonical }) => canonical)
    .filter((number) => !known.has(number));
}
