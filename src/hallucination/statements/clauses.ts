const MAX_CLAUSE = 240;
const MIN_CLAUSE = 5;

/** What leads into a statement and is no part of it. */
const OPENER =
  /^(?:[\s"'“”*_\-–—#>•]|\(\w\)|\d{1,2}[.)]\s)*(?:(?:so|while|whereas|thus|hence|therefore|then|and|but|since|because|as|also|now|first|next|finally|here|that|which means(?: that)?|this means(?: that)?|we (?:know|have|find|get|see|note)(?: that)?|note that|recall that|of course|in fact|step \d+:?|因为|由于|所以|因此|故|于是|那么|则|而|又|我们知道|可得|可知|得|注意)[\s,，:：]*)*/i;
const CLAUSE_END =
  /[。；;！!\n]|[.](?=\s|$)|[?？]|[,，]\s*(?=(?:and|so|thus|then|which|while|but|hence|therefore|whereas)\b)|，(?=[^\d]|$)|[,，](?=\s*[a-z]{2,}\s+(?:is|are)\s)|\s(?:and|while|but|whereas)\s(?=the\s)/giu;

/** A part of a sentence with a number in it, without what leads into it. */
export interface Clause {
  /** Its offset in the text. */
  readonly start: number;
  readonly text: string;
  /** The sign it ends with. */
  readonly mark: string;
}

/** The clauses of a text that have a number and are not longer than `longest`. */
export function clausesOf(prose: string, longest = MAX_CLAUSE): readonly Clause[] {
  const clauses: Clause[] = [];
  let from = 0;
  const add = (to: number, mark: string): void => {
    const raw = prose.slice(from, to);
    const opener = OPENER.exec(raw)?.[0].length ?? 0;
    const text = raw.slice(opener).trimEnd();
    if (text.length >= MIN_CLAUSE && text.length <= longest && /\d/.test(text))
      clauses.push({ start: from + opener, text, mark });
  };
  for (const match of prose.matchAll(CLAUSE_END)) {
    add(match.index, match[0]);
    from = match.index + match[0].length;
  }
  add(prose.length, "");
  return clauses;
}
