const REPLACEMENTS: ReadonlyMap<string, string> = new Map([
  ["×", "*"],
  ["∙", "*"],
  ["·", "*"],
  ["⋅", "*"],
  ["✕", "*"],
  ["÷", "/"],
  ["∕", "/"],
  ["⁄", "/"],
  ["−", "-"],
  ["–", "-"],
  ["－", "-"],
  ["﹣", "-"],
  ["﹢", "+"],
  ["﹦", "="],
  ["‐", "-"],
  ["‑", "-"],
  ["‒", "-"],
  ["≦", "≤"],
  ["≧", "≥"],
  ["≒", "≈"],
  ["￥", "¥"],
  ["\u00a0", " "],
  ["\u3000", " "],
  ["，", ";"],
]);

/** True for the full-width forms of the printable ASCII characters. */
function isFullWidth(code: number): boolean {
  return code >= 0xff01 && code <= 0xff5e;
}

/**
 * Spells operators, digits and full-width forms one way. The result has exactly the length of the input,
 * so that an offset into one is an offset into the other.
 */
export function unifySpelling(text: string): string {
  let result = "";
  for (let index = 0; index < text.length; index++) {
    const unit = text[index] as string;
    const code = text.charCodeAt(index);
    const replacement = REPLACEMENTS.get(unit);
    if (replacement !== undefined) result += replacement;
    else if (isFullWidth(code)) result += String.fromCharCode(code - 0xfee0);
    else result += unit;
  }
  return result;
}

/** Replaces a span by spaces without moving anything else. */
export function blank(text: string, start: number, end: number): string {
  return text.slice(0, start) + " ".repeat(end - start) + text.slice(end);
}

const BOUNDARY = /[.!?。！？;](?=\s|$)|[.!?](?=\p{Script=Han}|[∵∴])|[。！？]|\n/gu;

/** What follows an offset, to the end of the sentence there and of `more` sentences behind it. */
export function sentencesAfter(text: string, offset: number, more: number, most: number): string {
  const after = text.slice(offset, offset + most);
  let left = more;
  let from = 0;
  for (const boundary of after.matchAll(BOUNDARY)) {
    const isEmpty = after.slice(from, boundary.index).trim() === "" && from > 0;
    from = boundary.index + boundary[0].length;
    if (isEmpty) continue;
    if (left === 0) return after.slice(0, boundary.index);
    left -= 1;
  }
  return after;
}

/** The offsets of the sentence around a span; a decimal point is no boundary. */
export function sentenceAround(
  text: string,
  start: number,
  end: number,
): { readonly start: number; readonly end: number } {
  const from = Math.max(0, start - 300);
  const before = text.slice(from, start);
  let sentenceStart = from;
  for (const boundary of before.matchAll(BOUNDARY)) {
    // What touches the span ("he said;2+2=5") is no end of a sentence.
    if (boundary.index === before.length - 1 && /[.!?;]/.test(boundary[0])) continue;
    sentenceStart = from + boundary.index + boundary[0].length;
  }
  const after = text.slice(end, end + 300);
  BOUNDARY.lastIndex = 0;
  const boundary = BOUNDARY.exec(after);
  BOUNDARY.lastIndex = 0;
  return { start: sentenceStart, end: end + (boundary?.index ?? after.length) };
}
