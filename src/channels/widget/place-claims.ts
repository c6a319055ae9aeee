import type { Claim } from "../../core/verify-result.ts";
import type { Block, Inline } from "./rich-text.ts";

export interface Piece {
  readonly text: string;
  /** The claim that this piece belongs to, by its place in the list; null for the text between. */
  readonly claim: number | null;
  /** True for the last piece of a claim. */
  readonly isEnd: boolean;
}

/** Which claims can be shown where they stand, and in which parts. */
export interface PlacedClaims {
  readonly isPlaced: (claim: number) => boolean;
  /** A part of the text, cut where claims begin and end. A formula is never cut. */
  readonly cut: (part: Inline) => readonly Piece[];
}

/**
 * Finds the claims in the text as it is shown. A claim is placed only where its offsets name exactly
 * its text, nothing else is marked there, and every formula it touches is part of it as a whole: a mark
 * on more than was checked would say too much. What is not placed is to be listed.
 */
export function placeClaims(
  source: string,
  blocks: readonly Block[],
  claims: readonly Claim[],
): PlacedClaims {
  const parts = blocks.flatMap(partsOf);
  const placed: { readonly index: number; readonly start: number; readonly end: number }[] = [];
  const order = claims
    .map((claim, index) => ({ index, ...trimmed(source, claim), claim }))
    .toSorted((a, b) => a.start - b.start || b.end - a.end);
  for (const { index, start, end, claim } of order) {
    if (end <= start || source.slice(claim.start, claim.end) !== claim.text) continue;
    if (placed.some((other) => start < other.end && other.start < end)) continue;
    const touched = parts.filter((part) => start < part.end && part.start < end);
    if (touched.length === 0 || !touched.every((part) => isWhole(part, start, end))) continue;
    placed.push({ index, start, end });
  }
  const ends = new Map<number, number>();
  for (const part of parts)
    for (const { index, start, end } of placed)
      if (start < part.end && part.start < end) ends.set(index, part.start);
  return {
    isPlaced: (claim) => ends.has(claim),
    cut(part) {
      const text = part.kind === "math" ? part.latex : part.text;
      const inside = placed.filter(({ start, end }) => start < part.end && part.start < end);
      const isEnd = (index: number) => ends.get(index) === part.start;
      if (part.kind === "math") {
        const claim = inside[0]?.index ?? null;
        return [{ text, claim, isEnd: claim !== null && isEnd(claim) }];
      }
      const pieces: Piece[] = [];
      let last = 0;
      for (const { index, start, end } of inside) {
        const from = Math.max(start - part.start, 0);
        const to = Math.min(end - part.start, text.length);
        if (from > last) pieces.push({ text: text.slice(last, from), claim: null, isEnd: false });
        pieces.push({ text: text.slice(from, to), claim: index, isEnd: isEnd(index) });
        last = to;
      }
      if (last < text.length) pieces.push({ text: text.slice(last), claim: null, isEnd: false });
      return pieces;
    },
  };
}

export function partsOf(block: Block): readonly Inline[] {
  if (block.kind === "code") return [block];
  if (block.kind === "heading") return block.content;
  if (block.kind === "table") return [block.head, ...block.rows].flat(2);
  return (block.kind === "list" ? block.items : block.lines).flat();
}

/** Space at the ends of a claim is not underlined. */
function trimmed(source: string, { start, end }: Claim) {
  const text = source.slice(start, end);
  return {
    start: start + (text.length - text.trimStart().length),
    end: end - (text.length - text.trimEnd().length),
  };
}

/** A formula belongs to a claim when all of it does, but for punctuation at its end. */
function isWhole(part: Inline, start: number, end: number): boolean {
  if (part.kind !== "math") return true;
  const rest = part.latex.slice(Math.max(end - part.start, 0));
  return start <= part.start && /^[\s.,;。，；]*$/.test(rest);
}
