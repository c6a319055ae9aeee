import type { Claim } from "../../core/verify-result.ts";
import { make } from "./dom.ts";
import { mathView } from "./math-view.ts";
import { placeClaims, type Piece, type PlacedClaims } from "./place-claims.ts";
import { readRichText, type Block, type Inline } from "./rich-text.ts";

/** How claims are marked where they stand. */
export interface ClaimMarks {
  readonly claims: readonly Claim[];
  /** Wraps a piece of a claim. */
  readonly mark: (claim: number, content: Node | string) => HTMLElement;
  /** What follows the last piece of a claim. */
  readonly sign: (claim: number) => HTMLElement;
}

export interface RichText {
  readonly element: HTMLElement;
  readonly isMarked: (claim: number) => boolean;
}

/** Text with the little of Markdown that replies use, as elements. */
export function richTextView(text: string): HTMLElement {
  return make("div", { class: "prose" }, ...readRichText(text).flatMap((block) => view(block)));
}

/** The same with its claims marked where that can be done. */
export function markedTextView(text: string, marks: ClaimMarks): RichText {
  const blocks = readRichText(text);
  const placed = placeClaims(text, blocks, marks.claims);
  const children = blocks.flatMap((block) => view(block, { placed, marks }));
  return { element: make("div", { class: "prose" }, ...children), isMarked: placed.isPlaced };
}

interface Marking {
  readonly placed: PlacedClaims;
  readonly marks: ClaimMarks;
}

function view(block: Block, marking?: Marking): HTMLElement {
  const inline = (parts: readonly Inline[]) => parts.flatMap((part) => inlineView(part, marking));
  if (block.kind === "code") return make("pre", { tabindex: "0" }, ...inline([block]));
  if (block.kind === "heading") return make("h4", {}, ...inline(block.content));
  if (block.kind === "list") {
    const items = block.items.map((item) => make("li", {}, ...inline(item)));
    return make(block.isOrdered ? "ol" : "ul", {}, ...items);
  }
  if (block.kind === "table") {
    const cells = (row: readonly (readonly Inline[])[], tag: "th" | "td") =>
      block.aligns.map((align, column) =>
        make(
          tag,
          { class: align ?? false, ...(tag === "th" ? headOf(row[column] ?? []) : {}) },
          ...inline(row[column] ?? []),
        ),
      );
    return make(
      "div",
      { class: "table", tabindex: "0" },
      make(
        "table",
        {},
        make("thead", {}, make("tr", {}, ...cells(block.head, "th"))),
        make("tbody", {}, ...block.rows.map((row) => make("tr", {}, ...cells(row, "td")))),
      ),
    );
  }
  const lines = block.lines.flatMap((line, index) => [
    ...(index === 0 ? [] : [make("br")]),
    ...inline(line),
  ]);
  return make("p", {}, ...lines);
}

/** A formula has no words, so a head that is one is named by its source. */
function headOf(cell: readonly Inline[]) {
  const words = cell.map((part) => (part.kind === "math" ? part.latex : part.text)).join("");
  return { scope: "col", "aria-label": cell.some(({ kind }) => kind === "math") && words };
}

function inlineView(part: Inline, marking?: Marking): (Node | string)[] {
  const { kind } = part;
  const pieces = marking?.placed.cut(part) ?? [whole(part)];
  const signs: HTMLElement[] = [];
  const content = pieces.flatMap(({ text, claim, isEnd }) => {
    const node = kind === "math" ? mathView(text, { isDisplay: part.isDisplay }) : text;
    if (claim === null || !marking) return [node];
    const { mark, sign } = marking.marks;
    if (!isEnd) return [mark(claim, node)];
    // No button stands inside a link.
    if (kind === "link") signs.push(sign(claim));
    return kind === "link" ? [mark(claim, node)] : [mark(claim, node), sign(claim)];
  });
  if (kind === "link") return [linkView(part, content), ...signs];
  if (kind === "math" || kind === "text") return content;
  const tags = { strong: "strong", emphasis: "em", code: "code" } as const;
  return [make(tags[kind], {}, ...content)];
}

/** A link into a new page that learns nothing of this one; it says where it leads if its words do not. */
function linkView(link: Inline & { kind: "link" }, content: (Node | string)[]): HTMLElement {
  const { text, href, target } = link;
  const isNamed = text === target || text.replace(/^https?:\/\//i, "").split(/[/?#]/)[0] === target;
  return make(
    "a",
    {
      href,
      target: "_blank",
      rel: "noopener noreferrer nofollow",
      // The check of a claim that the link is part of stays closed.
      click: (event) => event.stopPropagation(),
    },
    ...content,
    isNamed ? null : make("span", { class: "target" }, ` (${target})`),
  );
}

function whole(part: Inline): Piece {
  return { text: part.kind === "math" ? part.latex : part.text, claim: null, isEnd: false };
}
