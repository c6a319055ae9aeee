export interface ExtractedAnswer {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** The text names it as its answer; otherwise it is only the last number. */
  readonly isExplicit: boolean;
}

const MARKERS: readonly RegExp[] = [
  /####[ \t]*([^\n]+)/g,
  /^[ \t>*_]*(?:final answer|answer|ans|a|最终答案|答案|答)[ \t*_]*[:：][ \t*_]*([^\n]+)/gim,
  /\b(?:final |correct )?answer (?:is|equals|=)[: ]*(?:therefore |thus |exactly |approximately |about )?([^\n]+)/gi,
  /答案(?:是|为)[：:\s]*([^\n，。；]+)/g,
];
const BOXED = /\\boxed\s*\{/g;
const LAST_NUMBER = /-?[$¥€£]?(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?%?/g;

/** The answer a text gives: the last one it names as such, else its last number; null without either. */
export function extractAnswer(text: string): ExtractedAnswer | null {
  let best: ExtractedAnswer | null = null;
  for (const marker of MARKERS)
    for (const match of text.matchAll(marker)) {
      const raw = match[1] as string;
      const found = trimAnswer(text, match.index + match[0].length - raw.length, raw);
      if (found !== null && (best === null || found.start > best.start)) best = found;
    }
  const boxed = lastBoxed(text);
  if (boxed !== null && (best === null || boxed.start > best.start)) best = boxed;
  if (best !== null) return best;
  const last = [...text.matchAll(LAST_NUMBER)].at(-1);
  if (last === undefined) return null;
  return { start: last.index, end: last.index + last[0].length, text: last[0], isExplicit: false };
}

function lastBoxed(text: string): ExtractedAnswer | null {
  let found: ExtractedAnswer | null = null;
  for (const match of text.matchAll(BOXED)) {
    const start = match.index + match[0].length;
    let depth = 1;
    let end = start;
    for (; end < text.length && depth > 0; end++) {
      if (text[end] === "{") depth += 1;
      else if (text[end] === "}") depth -= 1;
    }
    if (depth === 0) found = trimAnswer(text, start, text.slice(start, end - 1));
  }
  return found;
}

const OPENING = /^(?:\s|\*|_|`|\$(?!\d)|\$(?=[^$]*\$)|\\\(|\\\[|\\boxed\{(?=[^{}]*\}))+/;

/** Leaves out markup, the rest of the sentence and closing punctuation. */
function trimAnswer(text: string, start: number, raw: string): ExtractedAnswer | null {
  let body = raw
    .replace(/(?:[.!。！](?=\s|$)|[。！]).*$/s, "")
    .replace(/[,，;；]?\s*(?:\b(?:because|since|which|so that|as we|where)\b|因为|所以).*$/s, "");
  const opening = OPENING.exec(body)?.[0].length ?? 0;
  body = body.slice(opening).replace(/(?:\s|\*|_|`|\\\)|\\\]|\$|[.,;:，；：])+$/, "");
  if (/\\boxed\{/.test(raw.slice(0, opening))) body = body.replace(/\}$/, "");
  if (body === "" || body.length > 400) return null;
  const from = start + opening;
  return {
    start: from,
    end: from + body.length,
    text: text.slice(from, from + body.length),
    isExplicit: true,
  };
}
