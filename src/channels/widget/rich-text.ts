export type Inline =
  | { readonly kind: "text" | "strong" | "emphasis" | "code"; readonly text: string }
  | { readonly kind: "math"; readonly latex: string; readonly isDisplay: boolean };

export type Block =
  | { readonly kind: "paragraph"; readonly lines: readonly (readonly Inline[])[] }
  | { readonly kind: "heading"; readonly content: readonly Inline[] }
  | {
      readonly kind: "list";
      readonly isOrdered: boolean;
      readonly items: readonly (readonly Inline[])[];
    }
  | { readonly kind: "code"; readonly text: string };

/** Before a digit or a bracket, a dash or a star is read as a sign of the formula it stands in. */
const LIST_ITEM = /^\s{0,3}(?:[-*](?!\s+[\d(])|•|(\d{1,3})[.)])\s+(\S.*)$/;

/**
 * The little of Markdown that replies use, as plain data: paragraphs, headings, lists, code, emphasis
 * and formulas. Whatever is not recognised stays the text it is.
 */
export function readRichText(text: string): Block[] {
  return splitDisplays(text).flatMap((piece): Block[] =>
    piece.isMath
      ? [{ kind: "paragraph", lines: [[{ kind: "math", latex: piece.text, isDisplay: true }]] }]
      : piece.text.split(/\n\s*\n/).flatMap((part) => (part.trim() ? readBlocks(part) : [])),
  );
}

/** Displayed formulas and fenced code may span lines, so they are taken out first. */
function splitDisplays(text: string): { text: string; isMath: boolean }[] {
  const pieces: { text: string; isMath: boolean }[] = [];
  let last = 0;
  for (const match of text.matchAll(/```[\s\S]*?```|\$\$([\s\S]+?)\$\$|\\\[([\s\S]+?)\\\]/g)) {
    const latex = match[1] ?? match[2];
    if (latex === undefined) continue;
    pieces.push({ text: text.slice(last, match.index), isMath: false });
    pieces.push({ text: latex.trim(), isMath: true });
    last = match.index + match[0].length;
  }
  pieces.push({ text: text.slice(last), isMath: false });
  return pieces;
}

function readBlocks(part: string): Block[] {
  const fence = /^\s*```[^\n]*\n([\s\S]*?)\n?```\s*$/.exec(part);
  if (fence) return [{ kind: "code", text: fence[1] ?? "" }];
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
  for (const line of part.split("\n")) {
    const heading = /^#{1,6}\s+(.+)$/.exec(line)?.[1];
    const item = LIST_ITEM.exec(line);
    if (heading !== undefined) {
      close();
      blocks.push({ kind: "heading", content: readInline(heading) });
    } else if (item) {
      if (lines.length > 0 || isOrdered !== (item[1] !== undefined)) close();
      isOrdered = item[1] !== undefined;
      items.push(readInline(item[2] ?? ""));
    } else if (line.trim() !== "") {
      if (items.length > 0) close();
      lines.push(readInline(line));
    }
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
  /`([^`\n]+)`|\\\(([^\n]+?)\\\)|\$(?![\s$])((?:\\.|[^$\\\n])*[^\s$\\])\$(?!\d)|(?<![\w*)\]])\*\*(?![\s*])([^*\n]+?)(?<!\s)\*\*(?![\w*(])|(?<![\w*)\]])\*(?![\s*])([^*\n]+?)(?<!\s)\*(?![\w*(])/g;

export function readInline(line: string): Inline[] {
  const parts: Inline[] = [];
  let last = 0;
  for (const match of line.matchAll(INLINE)) {
    const [whole, code, round, dollar, strong, emphasis] = match;
    if (match.index > last) parts.push({ kind: "text", text: line.slice(last, match.index) });
    const latex = round ?? dollar;
    if (code !== undefined) parts.push({ kind: "code", text: code });
    else if (latex !== undefined) parts.push({ kind: "math", latex, isDisplay: false });
    else if (strong !== undefined) parts.push({ kind: "strong", text: strong });
    else if (emphasis !== undefined) parts.push({ kind: "emphasis", text: emphasis });
    last = match.index + whole.length;
  }
  if (last < line.length) parts.push({ kind: "text", text: line.slice(last) });
  return parts;
}
