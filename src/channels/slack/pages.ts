import { LIMITS } from "./blocks.ts";
import { asText, splitText, type DrawnPiece } from "./draw-pieces.ts";
import { SlackRefusal } from "./slack-api.ts";

/** How long a picture just uploaded may take until a message can show it. */
const PICTURE_WAITS_MS = [500, 1_500, 3_000];
const TOO_LONG = new Set(["msg_too_long", "msg_blocks_too_long"]);
const BAD_BLOCKS = new Set(["invalid_blocks", "invalid_chunks", "invalid_blocks_format"]);

/** As many of the pieces as fit; none where the message is too full for the first. */
export function takePage(
  pieces: readonly DrawnPiece[],
  room: number,
  emptyRoom: number,
): DrawnPiece[] {
  const page: DrawnPiece[] = [];
  let left = room;
  for (const piece of pieces.slice(0, LIMITS.blocks - 5)) {
    left -= pieceSize(piece);
    // In an empty message the first piece goes out whatever its size.
    if (left < 0 && (page.length > 0 || room < emptyRoom)) break;
    page.push(piece);
  }
  return page;
}

/**
 * What to try after a refusal: less at once, once more when a fresh picture may not be ready yet, then
 * without pictures and tables.
 *
 * @throws the refusal when there is nothing left to try.
 */
export function mend(
  thrown: unknown,
  pieces: readonly DrawnPiece[],
  limit: number,
  refusals: number,
): { pieces: readonly DrawnPiece[]; limit: number; waitMs: number } {
  if (!(thrown instanceof SlackRefusal) || refusals > 8) throw thrown;
  if (TOO_LONG.has(thrown.code) && limit > 1_500) {
    const less = Math.floor(limit / 2);
    return { pieces: pieces.flatMap((piece) => cut(piece, less)), limit: less, waitMs: 0 };
  }
  const hasBlocks = pieces.some((piece) => piece.kind === "block");
  if (!BAD_BLOCKS.has(thrown.code) || !hasBlocks) throw thrown;
  const waitMs = PICTURE_WAITS_MS[refusals - 1];
  if (waitMs !== undefined) return { pieces, limit, waitMs };
  return { pieces: asText(pieces), limit, waitMs: 0 };
}

function cut(piece: DrawnPiece, limit: number): DrawnPiece[] {
  if (piece.kind === "block") return [piece];
  return splitText(piece.markdown, limit).map((text) => ({ kind: "text", markdown: text }));
}

function pieceSize(piece: DrawnPiece): number {
  return piece.kind === "text" ? piece.markdown.length + 2 : JSON.stringify(piece.block).length;
}
