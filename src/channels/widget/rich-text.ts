import { type Alignment, readTable } from "./rich-text-table.ts";
import { bareAddress, safeLink, type SafeLink } from "./safe-link.ts";

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
    | ({ readonly kind: "link"; readonly text: string } & SafeLink)
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
  | {
      readonly kind: "table";
      readonly aligns: readonly Alignment[];
      readonly head: readonly (readonly Inline[])[];
      readonly rows: readonly (readonly (readonly Inline[])[])[];
    }
  | (Place & { readonly kind: "code"; readonly text: string });

/** Before a digit or a bracket, a dash or a star is read as a sign of the formula it stands in. */
const LIST_ITEM = /^\s{0,3}(?:[-*](?!\s+[\d(])|•|(\d{1,3})[.)])\s+(\S.*)$/;

/** Displayed formulas and fenced code may span lines and blank lines, so they are taken out first. */
const SPANNING =
  /(?<=^|\n)[^\S\n]*```[^\n]*\n([\s\S]*?)\n?```[^\S\n]*(?=\n|$)|```[\s\S]*?```|\$\$([\s\S]+?)\$\$|\\\[([\s\S]+?)\\\]/dg;

/**
 * The little of Markdown that replies use, as plain data: paragraphs, headings, lists, tables, code,
 * emphasis, links to the web and formulas. Whatever is not recognised stays the text it is.
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
  const source = paragraph.split("\n");
  const starts = [offset];
  for (const line of source) starts.push((starts.at(-1) ?? 0) + line.length + 1);
  for (let at = 0; at < source.length; at += 1) {
    const line = source[at] ?? "";
    const start = starts[at] ?? 0;
    const table = line.includes("|") ? readTable(source, at) : null;
    if (table !== null) {
      close();
      const rows = table.rows.map((cells, index) => {
        // The line under the head is no row.
        const row = index === 0 ? at : at + index + 1;
        const begin = starts[row] ?? 0;
        return cells.map(([from, to]) =>
          readInline((source[row] ?? "").slice(from, to), begin + from),
        );
      });
      const [head = [], ...body] = rows;
      blocks.push({ kind: "table", aligns: table.aligns, head, rows: body });
      at += table.lineCount - 1;
      continue;
    }
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
  }
  close();
  return blocks;
}

/**
 * A dollar opens a formula only before a non-space, and closes it only after a non-space and not
 * before a digit, so that "$5 and $6" stays money. Stars beside
 * a letter, digit or bracket are products and powers: "x**2 + y**2" must not lose them.
 */
const INLINE = new RegExp(
  [
    /`(?<code>[^`\n]+)`/,
    /\\\((?<round>[^\n]+?)\\\)/,
    /\$(?![\s$])(?<dollar>(?:\\.|[^$\\\n])*[^\s$\\])\$(?!\d)/,
    /(?<picture>!\[[^\]\n]*\]\([^)\n]*\))/,
    /\[(?<label>[^[\]\n]+)\]\((?<address>(?:[^\s()]|\([^\s()]*\))+)(?:[ \t]+"[^"\n]*")?\)/,
    /<(?<pointed>(?:https?:|mailto:)[^\s<>]+)>/,
    /(?<![\w*)\]])\*\*(?![\s*])(?<strong>[^*\n]+?)(?<!\s)\*\*(?![\w*(])/,
    /(?<![\w*)\]])\*(?![\s*])(?<emphasis>[^*\n]+?)(?<!\s)\*(?![\w*(])/,
  ]
    .map(({ source }) => source)
    .join("|"),
  "dg",
);

type Worded = "text" | "strong" | "emphasis" | "code";
type Range = readonly [from: number, to: number];

/** The parts of one line that begins at `offset` of the source. */
export function readInline(line: string, offset = 0): Inline[] {
  const parts: Inline[] = [];
  let last = 0;
  const place = ([from, to]: Range) => ({ start: offset + from, end: offset + to });
  const add = (kind: Worded, range: Range) =>
    parts.push({ kind, text: line.slice(...range), ...place(range) });
  const link = (range: Range, address: string) => {
    const safe = safeLink(address);
    if (safe) parts.push({ kind: "link", text: line.slice(...range), ...safe, ...place(range) });
    return safe !== null;
  };
  const plain = (from: number, to: number) => {
    let begin = from;
    for (const { index } of line.slice(from, to).matchAll(ADDRESS)) {
      const at = from + index;
      const address = at < begin ? null : bareAddress(line.slice(at, to));
      if (address === null || safeLink(address) === null) continue;
      if (at > begin) add("text", [begin, at]);
      link([at, at + address.length], address);
      begin = at + address.length;
    }
    if (begin < to) add("text", [begin, to]);
  };
  for (const match of line.matchAll(INLINE)) {
    const found = match.indices?.groups ?? {};
    const { code, round, dollar, picture, label, pointed, strong, emphasis } = found;
    const whole: Range = [match.index, match.index + match[0].length];
    if (match.index > last) plain(last, match.index);
    const formula = round ?? dollar;
    const linked = pointed ?? (label && withoutMarks(line, label));
    const address = match.groups?.["address"] ?? match.groups?.["pointed"];
    if (code) add("code", code);
    else if (strong) add("strong", strong);
    else if (emphasis) add("emphasis", emphasis);
    // A picture would be loaded from wherever its writer wants to hear of the reader.
    else if (picture) add("text", whole);
    else if (linked && address !== undefined) {
      if (!link(linked, address)) add("text", whole);
    } else if (formula)
      parts.push({
        kind: "math",
        latex: line.slice(...formula),
        isDisplay: false,
        ...place(formula),
      });
    last = whole[1];
  }
  if (last < line.length) plain(last, line.length);
  return parts;
}

const ADDRESS = /(?<![\w/@.:-])https?:\/\//gi;

/** A label that is emphasised as a whole is shown without its marks. */
function withoutMarks(line: string, [from, to]: Range): Range {
  const marks = /^(\*\*|\*|`).+\1$/.exec(line.slice(from, to))?.[1]?.length ?? 0;
  return [from + marks, to - marks];
}
