import { drawPieces, asText, type DrawnPiece } from "./draw-pieces.ts";
import { outlineAnswer, escapeMarkdown } from "./answer-pieces.ts";
import { takePage } from "./pages.ts";
import { follow, type AnswerTools } from "./answer-question.ts";
import { markdown, type Block } from "./blocks.ts";
import type { Command } from "./inbound.ts";
import { readMessageText, shorten } from "./message-text.ts";
import { languageOf, PHRASES } from "./phrases.ts";
import type { Work } from "./work-log.ts";

/** A response URL takes five answers. */
const MAX_RESPONSES = 4;
const PAGE_CHARACTERS = 10_000;

/** Answers a slash command to its writer alone. Pictures need a thread, so formulas stay signs here. */
export async function answerCommand(
  work: Work,
  command: Command,
  { parts, api }: AnswerTools,
): Promise<void> {
  const text = readMessageText(command.text);
  const language = languageOf(text);
  const trigger = command.trigger_id.replace(/\W/g, "-").slice(0, 80);
  const conversationId = `slack_${command.team_id}_command_${trigger}`;
  const outcome = await follow(work, { question: text, conversationId }, parts, () => undefined);
  if (outcome.kind === "left") return work.release();
  let pieces: DrawnPiece[] = [];
  let closing: readonly Block[] = [];
  if (outcome.kind === "answered") {
    const outline = outlineAnswer(outcome.result, language, parts.writeUnicode);
    const { logger } = parts;
    pieces = asText(await drawPieces(outline.pieces, { api, pictures: undefined, logger }));
    closing = outline.closing;
  } else {
    const { stopped, again } = PHRASES[language];
    const message = outcome.kind === "stopped" ? stopped : escapeMarkdown(outcome.message);
    pieces = [{ kind: "text", markdown: message === "" ? again : message }];
  }
  await respondInPages(pieces, closing, text, (body) => api.respond(command.response_url, body));
  await work.finish();
}

async function respondInPages(
  pieces: readonly DrawnPiece[],
  closing: readonly Block[],
  question: string,
  respond: (body: Record<string, unknown>) => Promise<boolean>,
): Promise<void> {
  let rest = pieces;
  for (let count = 1; count <= MAX_RESPONSES; count += 1) {
    const page = takePage(rest, PAGE_CHARACTERS, PAGE_CHARACTERS);
    rest = rest.slice(page.length);
    const isLast = rest.length === 0 || count === MAX_RESPONSES;
    const texts = page.map((piece) => (piece.kind === "text" ? piece.markdown : piece.instead));
    const asked = count === 1 ? [markdown(`> ${escapeMarkdown(shorten(question, 300))}`)] : [];
    await respond({
      response_type: "ephemeral",
      text: shorten(texts.join("\n"), 3_000),
      blocks: [...asked, ...texts.map(markdown), ...(isLast ? closing : [])],
    });
    if (isLast) return;
  }
}
