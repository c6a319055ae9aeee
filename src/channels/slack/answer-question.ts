import { AnsatzError } from "../../core/errors.ts";
import type { AskResult } from "../../core/ask-result.ts";
import type { RunEvent } from "../../core/events.ts";
import { AnswerMessage, type Place } from "./answer-message.ts";
import type { FinishedAnswer } from "./answer-parts.ts";
import { escapeMarkdown, outlineAnswer } from "./answer-pieces.ts";
import { conversationIdOf } from "./conversation.ts";
import { drawPieces } from "./draw-pieces.ts";
import type { Question } from "./inbound.ts";
import { MAX_QUESTION_CHARACTERS, readMessageText } from "./message-text.ts";
import type { SlackOrder, SlackParts } from "./parts.ts";
import { languageOf, PHRASES, type SlackLanguage } from "./phrases.ts";
import type { Sessions } from "./sessions.ts";
import { taskWriter } from "./shown-task.ts";
import { filesOfThread } from "./thread-files.ts";
import type { SlackApi } from "./slack-api.ts";
import { useFiles, type WithFiles } from "./use-files.ts";
import type { Work } from "./work-log.ts";

export interface AnswerTools {
  readonly parts: SlackParts;
  readonly api: SlackApi;
  readonly sessions: Sessions;
  readonly isSlackAddress: (url: URL) => boolean;
}

/** How a run ended for those who wait for its answer; `left` means that another instance goes on. */
export type RunOutcome =
  | { readonly kind: "answered"; readonly result: AskResult }
  | { readonly kind: "failed"; readonly message: string }
  | { readonly kind: "stopped" }
  | { readonly kind: "left" };

/** Slack closes streams at about five minutes and messages at about 13,000 characters. */
const MAX_STREAM_MS = 240_000;
const MAX_STREAM_CHARACTERS = 10_000;

/**
 * Answers one message in its thread and finishes the work. Taken up again after a crash it goes on with
 * the run and the message that were begun, so that the answer is there once.
 */
export async function answerQuestion(
  work: Work,
  question: Question,
  team: string,
  tools: AnswerTools,
): Promise<void> {
  const { parts, api, sessions } = tools;
  const text = readMessageText(question.text);
  const language = languageOf(text);
  const phrases = PHRASES[language];
  const place: Place = { ...question, team };
  const message = new AnswerMessage(
    {
      api,
      clock: parts.clock,
      logger: parts.logger,
      language,
      maxStreamMs: parts.settings.maxStreamMs ?? MAX_STREAM_MS,
      maxCharacters: parts.settings.maxStreamCharacters ?? MAX_STREAM_CHARACTERS,
      onMessages: (messages) => work.note({ messages }),
      usesSessions: () => sessions.areThere,
    },
    place,
  );
  message.resume(work.progress.messages ?? []);
  const say = (markdown: string) => message.finish(plainAnswer(markdown));
  if (text === "" && question.files.length === 0) await say(phrases.empty);
  else if (text.length > MAX_QUESTION_CHARACTERS)
    await say(phrases.tooLong(MAX_QUESTION_CHARACTERS));
  else {
    await sessions.processing(place, text, language);
    if (work.progress.messages === undefined)
      message.task({ id: "reading", title: phrases.reading, status: "in_progress" });
    const conversationId = conversationIdOf(team, question.channel, question.threadTs);
    const ofThread = await filesOfThread(question.files, conversationId, parts);
    const files: WithFiles = await useFiles(ofThread, text, language, {
      api,
      logger: parts.logger,
      hasModel: parts.modelId !== "none",
      eyes: parts.eyes,
      isSlackAddress: tools.isSlackAddress,
    });
    const taskOf = taskWriter(language, parts.writeUnicode);
    const outcome =
      files.question === ""
        ? { kind: "failed" as const, message: files.notes.join(" ") }
        : await follow(work, { ...files, conversationId }, parts, (event) => {
            const task = taskOf(event);
            if (task) message.task(task);
          });
    if (outcome.kind === "left") return work.release();
    const answer = await wordOutcome(outcome, language, files.notes, parts, api);
    if (!(await message.finish(answer))) await sessions.active(place);
  }
  await work.finish();
}

/** Starts the run, or goes on with the one begun before a crash, and reads it to its end. */
export async function follow(
  work: Work,
  order: SlackOrder,
  { runs, logger }: SlackParts,
  onEvent: (event: RunEvent) => void,
): Promise<RunOutcome> {
  const known = work.progress.runId === undefined ? null : await runs.get(work.progress.runId);
  if (known?.result) return { kind: "answered", result: known.result };
  if (known?.state === "stopped") return { kind: "stopped" };
  if (known?.state === "failed") return { kind: "failed", message: known.error?.message ?? "" };
  if (work.signal.aborted) return { kind: work.signal.reason === "stopped" ? "stopped" : "left" };
  try {
    const { question, context, conversationId, pictures } = order;
    const run = await runs.start({
      question,
      conversationId,
      ...(context === undefined ? {} : { context }),
      ...(pictures === undefined ? {} : { pictures }),
    });
    const stop = () =>
      void runs.stop(run.id).catch((cause: unknown) => logger.error("slack-stop", { cause }));
    work.signal.addEventListener("abort", stop, { once: true });
    if (work.signal.aborted) stop();
    await work.note({ runId: run.id });
    for await (const { event } of (await runs.follow(run.id, 0)) ?? []) {
      if (event.type === "run-end") return { kind: "answered", result: event.result };
      if (event.type === "run-error") return endedBy(event, work.signal);
      onEvent(event);
    }
    return { kind: "left" };
  } catch (thrown) {
    const error = AnsatzError.from(thrown);
    if (error.code === "internal") throw thrown;
    // No place for a run just now, or the service is going down: later, or elsewhere.
    if (error.code === "overloaded" && work.attempt < 3) return { kind: "left" };
    return { kind: "failed", message: error.message };
  }
}

function endedBy(
  { code, message }: { code: string; message: string },
  signal: AbortSignal,
): RunOutcome {
  if (signal.aborted) return { kind: signal.reason === "stopped" ? "stopped" : "left" };
  // The service is going down; whoever comes next answers.
  if (code === "interrupted") return { kind: "left" };
  return code === "stopped" ? { kind: "stopped" } : { kind: "failed", message };
}

async function wordOutcome(
  outcome: Exclude<RunOutcome, { kind: "left" }>,
  language: SlackLanguage,
  notes: readonly string[],
  parts: SlackParts,
  api: SlackApi,
): Promise<FinishedAnswer> {
  const phrases = PHRASES[language];
  if (outcome.kind === "stopped") return plainAnswer(phrases.stopped);
  if (outcome.kind === "failed")
    return plainAnswer(escapeMarkdown(outcome.message === "" ? phrases.again : outcome.message));
  const { result } = outcome;
  const outline = outlineAnswer(result, language, parts.writeUnicode, notes);
  const { pictures, logger } = parts;
  return {
    pieces: await drawPieces(outline.pieces, { api, pictures, logger }),
    closing: outline.closing,
    summary: outline.summary,
    metadata: { runId: result.runId, verdict: result.verdict },
  };
}

export function plainAnswer(markdown: string): FinishedAnswer {
  return { pieces: [{ kind: "text", markdown }], closing: [], summary: markdown };
}
