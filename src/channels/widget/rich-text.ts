/**
 * Each part knows where it stands in the source, in UTF-16 code units: `source.slice(start, end)` is
 * exactly its `text` or `latex`, without the marks around it.
 */
interface Place {
  readonly start: number;
  readonly end: number;
}

export type Inline = Place &
  (
    | { readonly kind: "text" | "strong" | "emphasis" | "code"; readonly text: string }
    | { readonly kind: "math"; readonly latex: string; readonly isDisplay: boolean }
  );

export type Block =
  | { readonly kind: "paragraph"; readonly lines: readonly (readonly Inline[])[] }
  | { readonly kind: "heading"; readonly content: readonly Inline[] }
  | {
      readonly kind: "list";
      readonly isOrdered: boolean;
      readonly items: readonly (readonly Inline[])[];
    }
  | (Place & { readonly kind: "code"; readonly text: string });

/** Before a digit or a bracket, a dash or a star is read as a sign of the formula it stands in. */
const LIST_ITEM = /^\s{0,3}(?:[-*](?!\s+[\d(])|•|(\d{1,3})[.)])\s+(\S.*)$/;

/** Displayed formulas and fenced code may span lines and blank lines, so they are taken out first. */
const SPANNING =
  /(?<=^|\n)[^\S\n]*```[^\n]*\n([\s\S]*?)\n?```[^\S\n]*(?=\n|$)|```[\s\S]*?```|\$\$([\s\S]+?)\$\$|\\\[([\s\S]+?)\\\]/dg;

/**
 * The little of Markdown that replies use, as plain data: paragraphs, headings, lists, code, emphasis
 * and formulas. Whatever is not recognised stays the text it is.
 */
export function readRichText(text: string): Block[] {
  const blocks: Block[] = [];
  let last = 0;
  for (const match of text.matchAll(SPANNING)) {
    const [code, ...latex] = match.indices?.slice(1, 4) ?? [];
    const range = latex.find((found) => found !== undefined);
    if (!code && !range) continue;
    blocks.push(...readParts(text, last, match.index));
    last = match.index + match[0].length;
    if (code) {
      const [start, end] = code;
      blocks.push({ kind: "code", text: text.slice(start, end), start, end });
    }
    if (range) blocks.push({ kind: "paragraph", lines: [[display(text, range[0], range[1])]] });
  }
  return [...blocks, ...readParts(text, last, text.length)];
}

function display(source: string, from: number, to: number): Inline {
  const raw = source.slice(from, to);
  const latex = raw.trim();
  const start = from + (raw.length - raw.trimStart().length);
  return { kind: "math", latex, isDisplay: true, start, end: start + latex.length };
}

/** What stands between blank lines. */
function readParts(source: string, from: number, to: number): Block[] {
  const piece = source.slice(from, to);
  const blocks: Block[] = [];
  let last = 0;
  const add = (end: number) => {
    const paragraph = piece.slice(last, end);
    if (paragraph.trim() !== "") blocks.push(...readBlocks(paragraph, from + last));
  };
  for (const gap of piece.matchAll(/\n\s*\n/g)) {
    add(gap.index);
    last = gap.index + gap[0].length;
  }
  add(piece.length);
  return blocks;
}

function readBlocks(paragraph: string, offset: number): Block[] {
  const blocks: Block[] = [];
  let lines: Inline[][] = [];
  let items: Inline[][] = [];
  let isOrdered = false;
  const close = () => {
    if (lines.length > 0) blocks.push({ kind: "paragraph", lines });
    if (items.length > 0) blocks.push({ kind: "list", isOrdered, items });
    lines = [];
    items = [];
  };
  let start = offset;
  for (const line of paragraph.split("\n")) {
    // Both patterns end with the line, so what they caught is its tail.
    const heading = /^#{1,6}\s+(.+)$/.exec(line)?.[1];
    const item = LIST_ITEM.exec(line);
    const tail = (content: string) => readInline(content, start + line.length - content.length);
    if (heading !== undefined) {
      close();
      blocks.push({ kind: "heading", content: tail(heading) });
    } else if (item) {
      if (lines.length > 0 || isOrdered !== (item[1] !== undefined)) close();
      isOrdered = item[1] !== undefined;
      items.push(tail(item[2] ?? ""));
    } else if (line.trim() !== "") {
      if (items.length > 0) close();
      lines.push(tail(line));
    }
    start += line.length + 1;
  }
  close();
  return blocks;
}

/**
 * A dollar opens a formula only before a non-space, and closes it only after a non-space and not
 * before a digit, so that "$5 and $6" stays money. Stars beside
 * a letter, digit or bracket are products and powers: "x**2 + y**2" must not lose them.
 */
const INLINE =
  /`([^`\n]+)`|\\\(([^\n]+?)\\\)|\$(?![\s$])((?:\\.|[^$\\\n])*[^\s$\\])\$(?!\d)|(?<![\w*)\]])\*\*(?![\s*])([^*\n]+?)(?<!\s)\*\*(?![\w*(])|(?<![\w*)\]])\*(?![\s*])([^*\n]+?)(?<!\s)\*(?![\w*(])/dg;

/** The parts of one line that begins at `offset` of the source. */
export function readInline(line: string, offset = 0): Inline[] {
  const parts: Inline[] = [];
  let last = 0;
  const add = (kind: "text" | "strong" | "emphasis" | "code", from: number, to: number) =>
    parts.push({ kind, text: line.slice(from, to), start: offset + from, end: offset + to });
  for (const match of line.matchAll(INLINE)) {
    const [, code, round, dollar, strong, emphasis] = match.indices ?? [];
    if (match.index > last) add("text", last, match.index);
    const formula = round ?? dollar;
    if (code) add("code", ...code);
    else if (strong) add("strong", ...strong);
    else if (emphasis) add("emphasis", ...emphasis);
    else if (formula) {
      const [from, to] = formula;
      const place = { start: offset + from, end: offset + to };
      parts.push({ kind: "math", latex: line.slice(from, to), isDisplay: false, ...place });
    }
    last = match.index + match[0].length;
  }
  if (last < line.length) add("text", last, line.length);
  return parts;
}
