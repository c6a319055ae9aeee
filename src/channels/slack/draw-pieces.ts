import { AnsatzError } from "../../core/errors.ts";
import type { Piece } from "./answer-pieces.ts";
import { image, table, type Block } from "./blocks.ts";
import { shorten } from "./message-text.ts";
import type { Picture, PictureMaker, SlackLogger } from "./parts.ts";
import { SlackRefusal, type SlackApi } from "./slack-api.ts";

/** A part of a message: Markdown, or a block with what is said where Slack refuses it. */
export type DrawnPiece =
  | { readonly kind: "text"; readonly markdown: string }
  | { readonly kind: "block"; readonly block: Block; readonly instead: string };

const MAX_PICTURES = 10;
const MAX_TEXT = 3_000;

/** An answer does not wait longer than this for a picture. */
const PICTURE_MS = 15_000;

/** Turns an answer's parts into what a message takes; pictures are drawn and uploaded. */
export async function drawPieces(
  pieces: readonly Piece[],
  tools: { api: SlackApi; pictures: PictureMaker | undefined; logger: SlackLogger },
): Promise<DrawnPiece[]> {
  const drawn: DrawnPiece[] = [];
  let pictureCount = 0;
  let hasTable = false;
  for (const piece of pieces) {
    if (piece.kind === "text") {
      for (const markdown of splitText(piece.markdown, MAX_TEXT))
        drawn.push({ kind: "text", markdown });
      continue;
    }
    const instead = inWords(piece);
    // Slack shows one table in a message.
    const tableBlock: Block | null = piece.kind === "table" && !hasTable ? table(piece.rows) : null;
    let block: Block | null = tableBlock;
    hasTable ||= tableBlock !== null;
    if (piece.kind !== "table" && pictureCount < MAX_PICTURES) {
      block = await withinTime(pictureBlock(piece, tools), PICTURE_MS);
      if (block) pictureCount += 1;
    }
    if (block) drawn.push({ kind: "block", block, instead });
    else
      for (const markdown of splitText(instead, MAX_TEXT)) drawn.push({ kind: "text", markdown });
  }
  return drawn;
}

/** The same without Slack's pictures and tables, for places that take text alone. */
export function asText(pieces: readonly DrawnPiece[]): DrawnPiece[] {
  return pieces.map((piece) =>
    piece.kind === "text" ? piece : { kind: "text", markdown: piece.instead },
  );
}

/** Cuts between paragraphs where it can, else between lines, else anywhere. */
export function splitText(text: string, limit: number): string[] {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > limit) {
    const head = rest.slice(0, limit);
    const found = Math.max(head.lastIndexOf("\n\n"), head.lastIndexOf("\n"));
    const end = found > limit / 2 ? found : limit - (/[\uD800-\uDBFF]$/.test(head) ? 1 : 0);
    parts.push(rest.slice(0, end));
    rest = rest.slice(end).replace(/^\n+/, "");
  }
  if (rest.trim() !== "") parts.push(rest);
  return parts;
}

async function withinTime<T>(promise: Promise<T>, ms: number): Promise<T | null> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

async function pictureBlock(
  piece: Extract<Piece, { kind: "formula" | "plot" }>,
  {
    api,
    pictures,
    logger,
  }: { api: SlackApi; pictures: PictureMaker | undefined; logger: SlackLogger },
): Promise<Block | null> {
  if (!pictures) return null;
  try {
    const picture =
      piece.kind === "formula"
        ? await pictures.formula(piece.latex)
        : await pictures.plot(piece.svg);
    if (!picture) return null;
    const { description } = piece;
    return image(await upload(api, picture, `${piece.kind}.png`, description), description);
  } catch (cause) {
    // A picture is an addition: without it the formula is shown in signs.
    if (cause instanceof SlackRefusal || AnsatzError.isInstance(cause)) {
      logger.error("slack-picture", { cause });
      return null;
    }
    throw cause;
  }
}

function inWords(piece: Exclude<Piece, { kind: "text" }>): string {
  if (piece.kind === "plot") return `_${shorten(piece.description, 500)}_`;
  if (piece.kind === "formula")
    return `${piece.name === "" ? "" : `${piece.name}: `}\`${piece.latex.replaceAll("`", "'").replace(/\s+/g, " ")}\``;
  const rows = piece.rows.slice(0, 50).map((row) => row.join(" | "));
  return `\`\`\`\n${rows.join("\n").replaceAll("```", "'''")}\n\`\`\``;
}

/** The current way to bring a file in: an address for the bytes, the bytes, then the completion. */
async function upload(
  api: SlackApi,
  { png }: Picture,
  filename: string,
  altText: string,
): Promise<string> {
  const place = await api.callForm("files.getUploadURLExternal", {
    filename,
    length: String(png.length),
    alt_txt: shorten(altText, 1_000),
  });
  const id = String(place["file_id"]);
  await api.sendBytes(String(place["upload_url"]), png, "image/png");
  await api.callForm("files.completeUploadExternal", {
    files: JSON.stringify([{ id, title: shorten(altText, 200) }]),
  });
  return id;
}
