export interface Sentence {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const BREAK =
  /[.!?](?=["'”’)\]]?\s+["'“‘(]?[A-Z0-9\p{Script=Han}]|["'”’)\]]?\s*$)["'”’)\]]?|[。！？；!?]["”’」』）]?|\n+/gu;
const ABBREVIATION =
  /(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|Jr|Sr|vs|etc|e\.g|i\.e|No|Inc|Ltd|Co|Corp|U\.S|U\.K|D\.C|a\.m|p\.m|approx|Fig|Vol)|\b[A-Z])\.$/;

/** The sentences of a text with their offsets; lines end sentences too. */
export function sentencesOf(text: string): readonly Sentence[] {
  const sentences: Sentence[] = [];
  let from = 0;
  const push = (until: number): void => {
    const raw = text.slice(from, until);
    const trimmed = raw.trim();
    if (trimmed !== "") {
      const start = from + raw.indexOf(trimmed);
      sentences.push({ start, end: start + trimmed.length, text: trimmed });
    }
    from = until;
  };
  for (const match of text.matchAll(BREAK)) {
    const until = match.index + match[0].length;
    if (match[0].startsWith(".") && ABBREVIATION.test(text.slice(Math.max(0, until - 12), until)))
      continue;
    push(until);
  }
  push(text.length);
  return sentences;
}
