import { drawPieces, asText, type DrawnPiece } from "./draw-pieces.ts";
import { outlineAnswer, escapeMarkdown } from "./answer-pieces.ts";
import { takePage } from "./pages.ts";
import { follow, type AnswerTools } from "./answer-question.ts";
import { context, markdown, type Block } from "./blocks.ts";
import type { Command } from "./inbound.ts";
import { readMessageText, shorten } from "./message-text.ts";
import { languageOf, PHRASES, type SlackLanguage } from "./phrases.ts";
import type { Work } from "./work-log.ts";

/** A response URL takes five answers. */
const MAX_RESPONSES = 5;
/** How long a picture just uploaded may take until a message can show it. */
const PICTURE_WAIT_MS = 2_500;
const PAGE_CHARACTERS = 10_000;

/** Answers a slash command to its writer alone. */
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
    const { pictures, logger } = parts;
    pieces = await drawPieces(outline.pieces, { api, pictures, logger });
    closing = outline.closing;
  } else {
    const { stopped, again } = PHRASES[language];
    const message = outcome.kind === "stopped" ? stopped : escapeMarkdown(outcome.message);
    pieces = [{ kind: "text", markdown: message === "" ? again : message }];
  }
  await respondInPages(pieces, closing, text, language, (body) =>
    api.respond(command.response_url, body),
  );
  await work.finish();
}

/**
 * Slack may refuse a picture that is not ready yet, so it is offered once more after a while, then said in
 * words. What does not fit into the uses of the address is not cut off in silence.
 */
async function respondInPages(
  pieces: readonly DrawnPiece[],
  closing: readonly Block[],
  question: string,
  language: SlackLanguage,
  respond: (body: Record<string, unknown>) => Promise<boolean>,
): Promise<void> {
  const phrases = PHRASES[language];
  let rest = pieces;
  let head = [markdown(`> ${escapeMarkdown(shorten(question, 300))}`)];
  let notes: Block[] = [];
  let refusals = 0;
  for (let uses = MAX_RESPONSES; uses > 0; uses -= 1) {
    const page = takePage(rest, PAGE_CHARACTERS, PAGE_CHARACTERS);
    const isWhole = page.length === rest.length;
    if (!isWhole && uses === 1) notes = [...notes, context([phrases.commandCut])];
    const texts = page.map((piece) => (piece.kind === "text" ? piece.markdown : piece.instead));
    const isTaken = await respond({
      response_type: "ephemeral",
      text: shorten(texts.join("\n"), 3_000),
      blocks: [
        ...head,
        ...page.map((piece) => (piece.kind === "text" ? markdown(piece.markdown) : piece.block)),
        ...(isWhole || uses === 1 ? [...notes, ...closing] : []),
      ],
    });
    if (isTaken) {
      if (isWhole) return;
      rest = rest.slice(page.length);
      head = [];
    } else if (!page.some(({ kind }) => kind === "block")) return;
    else {
      refusals += 1;
      if (refusals === 1) await new Promise((resolve) => setTimeout(resolve, PICTURE_WAIT_MS));
      else {
        rest = asText(rest);
        notes = [context([phrases.commandNoPicture])];
      }
    }
  }
}
