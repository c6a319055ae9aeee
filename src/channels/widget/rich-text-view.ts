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
  const lines = block.lines.flatMap((line, index) => [
    ...(index === 0 ? [] : [make("br")]),
    ...inline(line),
  ]);
  return make("p", {}, ...lines);
}

function inlineView(part: Inline, marking?: Marking): (Node | string)[] {
  const { kind } = part;
  const pieces = marking?.placed.cut(part) ?? [whole(part)];
  const content = pieces.flatMap(({ text, claim, isEnd }) => {
    const node = kind === "math" ? mathView(text, { isDisplay: part.isDisplay }) : text;
    if (claim === null || !marking) return [node];
    const { mark, sign } = marking.marks;
    return isEnd ? [mark(claim, node), sign(claim)] : [mark(claim, node)];
  });
  if (kind === "math" || kind === "text") return content;
  const tags = { strong: "strong", emphasis: "em", code: "code" } as const;
  return [make(tags[kind], {}, ...content)];
}

function whole(part: Inline): Piece {
  return { text: part.kind === "math" ? part.latex : part.text, claim: null, isEnd: false };
}
