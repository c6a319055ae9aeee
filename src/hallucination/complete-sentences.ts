import { sentencesOf } from "./support/sentences.ts";

const FENCES: readonly (readonly [open: string, close: string])[] = [
  ["```", "```"],
  ["$$", "$$"],
  ["\\[", "\\]"],
  ["<<", ">>"],
];

/**
 * Where the last sentence ends that is surely complete, given that the text goes on: the next one has
 * begun, and no block of code or formula is open. `from` is an earlier such place.
 */
export function completeUntil(text: string, from = 0): number {
  const last = sentencesOf(text.slice(from)).at(-2);
  if (last === undefined) return from;
  const until = from + last.end;
  const isOpen = FENCES.some(([open, close]) => isWithin(text.slice(0, until), open, close));
  return isOpen ? from : until;
}

function isWithin(text: string, open: string, close: string): boolean {
  if (open === close) return text.split(open).length % 2 === 0;
  return text.lastIndexOf(open) > text.lastIndexOf(close);
}
