/** A text without the marks of Markdown's emphasis, and where its parts stand in the text as written. */
export interface Unmarked {
  readonly text: string;
  /** The offsets in the text as written of a span of this one. */
  spanOf(start: number, end: number): { readonly start: number; readonly end: number };
}

/**
 * `**bold**`, `__bold__` and `*italic*`. A star behind a number, a name or a bracket may be a sign of
 * arithmetic, so that nothing opens there; what opens closes on its line.
 */
const BOLD =
  /(?<![\p{Script=Latin}\d)）\]}*_\\])(\*{2,3}|__)(?=[^\s*_])[^\n]{1,400}?(?<=[^\s*_\\])\1(?![\p{Script=Latin}\d*_(（])/gu;
const ITALIC =
  /(?<![\p{Script=Latin}\d)）\]}*\\]\s{0,3})(\*)(?=[^\s*])[^\n*]{1,200}?(?<=[^\s*\\])\*(?![\p{Script=Latin}\d*(（])/gu;

/** "= **160** miles" states what "= 160 miles" states. */
export function withoutEmphasis(text: string): Unmarked {
  if (!/\*|__/.test(text)) return { text, spanOf: (start, end) => ({ start, end }) };
  const bare = withoutMarks(withoutMarks({ text, places: null }, BOLD), ITALIC);
  const places = bare.places ?? [];
  return {
    text: bare.text,
    spanOf: (start, end) => {
      if (bare.places === null) return { start, end };
      const from = places[start] ?? text.length;
      return { start: from, end: end > start ? (places[end - 1] ?? text.length - 1) + 1 : from };
    },
  };
}

interface Located {
  readonly text: string;
  /** Where each UTF-16 unit comes from; null while nothing was left out. */
  readonly places: readonly number[] | null;
}

function withoutMarks({ text, places }: Located, emphasis: RegExp): Located {
  let bare = "";
  const kept: number[] = [];
  let from = 0;
  const keepUntil = (end: number): void => {
    bare += text.slice(from, end);
    for (let index = from; index < end; index++) kept.push(places?.[index] ?? index);
  };
  for (const match of text.matchAll(emphasis)) {
    const marks = match[1]?.length ?? 1;
    const end = match.index + match[0].length;
    keepUntil(match.index);
    from = match.index + marks;
    keepUntil(end - marks);
    from = end;
  }
  if (from === 0) return { text, places };
  keepUntil(text.length);
  return { text: bare, places: kept };
}
