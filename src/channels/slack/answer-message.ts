import type { Clock } from "../../core/system-port.ts";
import {
  isClosed,
  metadataOf,
  sizeOf,
  taskChunk,
  type FinishedAnswer,
  type Task,
} from "./answer-parts.ts";
import { markdown, type Block } from "./blocks.ts";
import type { DrawnPiece } from "./draw-pieces.ts";
import { shorten } from "./message-text.ts";
import { mend, takePage } from "./pages.ts";
import type { SlackLogger } from "./parts.ts";
import { PHRASES, type SlackLanguage } from "./phrases.ts";
import { SlackRefusal, type SlackApi } from "./slack-api.ts";

/** Where an answer goes: under which message, and for whom. */
export interface Place {
  readonly channel: string;
  readonly threadTs: string;
  readonly user: string;
  readonly team: string;
  readonly isDirect: boolean;
}

export interface AnswerMessageParts {
  readonly api: SlackApi;
  readonly clock: Clock;
  readonly logger: SlackLogger;
  readonly language: SlackLanguage;
  readonly maxStreamMs: number;
  readonly maxCharacters: number;
  /** Told of the messages that the answer stands in, before anything of it is put into the newest. */
  readonly onMessages: (messages: readonly string[]) => Promise<void>;
  readonly usesSessions: () => boolean;
}

const EDIT_EVERY_MS = 3_000;

/**
 * One answer in Slack: the work is streamed into a message as tasks, the answer is added when it is
 * there. A stream that grows old is closed and goes on in a new message; one that Slack refuses or has
 * closed is replaced by an ordinary message that is edited. The answer itself goes out in one call with
 * the end of the stream, or by an edit, so that saying it again after a crash changes nothing.
 */
export class AnswerMessage {
  readonly #parts: AnswerMessageParts;
  readonly #place: Place;
  #mode: "none" | "stream" | "edit" = "none";
  /** The messages of the answer that were begun, and which of them is written now. */
  #messages: string[] = [];
  #index = 0;
  #begunMs = 0;
  #used = 0;
  #editedMs = 0;
  readonly #waiting = new Map<string, Task>();
  #sending: Promise<void> | null = null;

  constructor(parts: AnswerMessageParts, place: Place) {
    this.#parts = parts;
    this.#place = place;
  }

  /** Goes on with the messages that an earlier instance began. */
  resume(messages: readonly string[]): void {
    this.#messages = [...messages];
    if (messages.length > 0) this.#mode = "edit";
  }

  get #ts(): string | null {
    return this.#messages[this.#index] ?? null;
  }

  async #note(ts: string): Promise<void> {
    this.#messages[this.#index] = ts;
    await this.#parts.onMessages([...this.#messages]);
  }

  /** Shows a step of the work. Newer states of the same step replace older ones still on their way. */
  task(task: Task): void {
    this.#waiting.set(task.id, task);
    this.#sending ??= this.#sendTasks();
  }

  /**
   * True when the session's status was moved on with the end of the stream.
   *
   * @throws what kept the answer from being shown at all.
   */
  async finish(answer: FinishedAnswer): Promise<boolean> {
    await this.#sending;
    if (this.#mode === "none") await this.#begin([]);
    let rest = answer.pieces;
    let limit = this.#parts.maxCharacters;
    let refusals = 0;
    let isMovedOn = false;
    while (true) {
      const page = takePage(rest, this.#mode === "stream" ? limit - this.#used : limit, limit);
      const isLast = page.length === rest.length;
      try {
        isMovedOn = await this.#write(page, answer, isLast);
      } catch (thrown) {
        refusals += 1;
        const mended = mend(thrown, rest, limit, refusals);
        if (mended.waitMs > 0) await pause(mended.waitMs);
        ({ pieces: rest, limit } = mended);
        continue;
      }
      if (isLast) break;
      rest = rest.slice(page.length);
      this.#index += 1;
      // One that was begun before a crash is written again rather than said twice.
      if (this.#ts === null) await this.#begin([]);
      else this.#mode = "edit";
    }
    await this.#takeAway(this.#messages.slice(this.#index + 1));
    return isMovedOn;
  }

  /** What an answer took before a crash may fit into fewer messages after it. */
  async #takeAway(messages: readonly string[]): Promise<void> {
    const { channel } = this.#place;
    for (const ts of messages)
      try {
        await this.#parts.api.call("chat.delete", { channel, ts });
      } catch (cause) {
        if (!(cause instanceof SlackRefusal)) throw cause;
        this.#parts.logger.error("slack-take-away", { cause });
      }
  }

  async #sendTasks(): Promise<void> {
    const { logger } = this.#parts;
    while (this.#waiting.size > 0) {
      const tasks = [...this.#waiting.values()];
      this.#waiting.clear();
      try {
        if (this.#mode === "none") await this.#begin(tasks);
        else if (this.#mode === "edit") await this.#editTasks(tasks);
        else await this.#appendTasks(tasks);
      } catch (cause) {
        // Steps are for information; the answer is what must arrive.
        logger.error("slack-task", { cause });
      }
    }
    // In the same breath as the look at what waits, so that no step falls between the two.
    this.#sending = null;
  }

  async #begin(tasks: readonly Task[]): Promise<void> {
    const { api, clock, logger, language } = this.#parts;
    const { channel, threadTs, user, team } = this.#place;
    const chunks = tasks.map(taskChunk);
    let ts: string;
    try {
      const reply = await api.call("chat.startStream", {
        channel,
        thread_ts: threadTs,
        recipient_user_id: user,
        recipient_team_id: team,
        task_display_mode: "timeline",
        ...(chunks.length > 0 ? { chunks } : {}),
      });
      this.#mode = "stream";
      ts = String(reply["ts"]);
      this.#used = sizeOf(chunks);
    } catch (thrown) {
      if (!(thrown instanceof SlackRefusal)) throw thrown;
      logger.info("slack-stream-refused", { code: thrown.code });
      const title = tasks.at(-1)?.title ?? PHRASES[language].reading;
      const reply = await api.call("chat.postMessage", {
        channel,
        thread_ts: threadTs,
        text: `${title} …`,
      });
      this.#mode = "edit";
      ts = String(reply["ts"]);
      this.#used = 0;
    }
    this.#begunMs = clock.nowMs();
    await this.#note(ts);
  }

  async #appendTasks(tasks: readonly Task[]): Promise<void> {
    const { api, clock, maxStreamMs, maxCharacters } = this.#parts;
    const chunks = tasks.map(taskChunk);
    const isOld = clock.nowMs() - this.#begunMs > maxStreamMs;
    if (isOld || this.#used + sizeOf(chunks) > maxCharacters) {
      await this.#rollOver(tasks);
      return;
    }
    try {
      await api.call("chat.appendStream", { channel: this.#place.channel, ts: this.#ts, chunks });
      this.#used += sizeOf(chunks);
    } catch (thrown) {
      if (!isClosed(thrown)) throw thrown;
      // Its user may have pressed stop, so no new message is begun; the answer will be an edit.
      this.#mode = "edit";
    }
  }

  /** Closes the message with a word that there is more, and begins the next. */
  async #rollOver(tasks: readonly Task[]): Promise<void> {
    const { api, language } = this.#parts;
    try {
      await api.call("chat.stopStream", {
        channel: this.#place.channel,
        ts: this.#ts,
        markdown_text: PHRASES[language].goesOn,
      });
    } catch (thrown) {
      if (!isClosed(thrown)) throw thrown;
    }
    await this.#begin(tasks);
  }

  async #editTasks(tasks: readonly Task[]): Promise<void> {
    const { api, clock } = this.#parts;
    if (clock.nowMs() - this.#editedMs < EDIT_EVERY_MS) return;
    this.#editedMs = clock.nowMs();
    const text = `${tasks.at(-1)?.title ?? ""} …`;
    await api.call("chat.update", { channel: this.#place.channel, ts: this.#ts, text });
  }

  async #write(
    page: readonly DrawnPiece[],
    answer: FinishedAnswer,
    isLast: boolean,
  ): Promise<boolean> {
    const closing = isLast ? answer.closing : [];
    const metadata = isLast ? answer.metadata : undefined;
    const { goesOn } = PHRASES[this.#parts.language];
    const shown: readonly DrawnPiece[] =
      page.length === 0 && !isLast ? [{ kind: "text", markdown: goesOn }] : page;
    if (this.#mode === "stream" && (await this.#stop(shown, closing, metadata)))
      return this.#parts.usesSessions();
    await this.#edit(shown, closing, answer.summary, metadata);
    return false;
  }

  /** Ends the stream with this text; false when Slack has closed it already. */
  async #stop(
    page: readonly DrawnPiece[],
    closing: readonly Block[],
    metadata: FinishedAnswer["metadata"],
  ): Promise<boolean> {
    const { api, usesSessions } = this.#parts;
    const chunks = page.map((piece, index) =>
      piece.kind === "text"
        ? { type: "markdown_text", text: `${index > 0 ? "\n\n" : ""}${piece.markdown}` }
        : { type: "blocks", blocks: [piece.block] },
    );
    try {
      await api.call("chat.stopStream", {
        channel: this.#place.channel,
        ts: this.#ts,
        ...(chunks.length > 0 ? { chunks } : {}),
        ...(closing.length > 0 ? { blocks: closing } : {}),
        ...(metadata === undefined ? {} : { metadata: metadataOf(metadata) }),
        ...(usesSessions() ? { session_status: "active" } : {}),
      });
      return true;
    } catch (thrown) {
      if (!isClosed(thrown)) throw thrown;
      return false;
    }
  }

  async #edit(
    page: readonly DrawnPiece[],
    closing: readonly Block[],
    summary: string,
    metadata: FinishedAnswer["metadata"],
  ): Promise<void> {
    const { api } = this.#parts;
    const { channel } = this.#place;
    const blocks = [
      ...page.map((piece) => (piece.kind === "text" ? markdown(piece.markdown) : piece.block)),
      ...closing,
    ];
    const content = {
      channel,
      text: shorten(summary, 3_000),
      blocks,
      ...(metadata === undefined ? {} : { metadata: metadataOf(metadata) }),
    };
    try {
      await this.#closeStream();
      await api.call("chat.update", { ...content, ts: this.#ts });
    } catch (thrown) {
      const gone = ["message_not_found", "cant_update_message", "edit_window_closed"];
      if (!(thrown instanceof SlackRefusal) || !gone.includes(thrown.code)) throw thrown;
      const reply = await api.call("chat.postMessage", {
        ...content,
        thread_ts: this.#place.threadTs,
      });
      await this.#note(String(reply["ts"]));
    }
  }

  /** A message that still streams cannot be edited; one that an earlier instance left may. */
  async #closeStream(): Promise<void> {
    try {
      await this.#parts.api.call("chat.stopStream", {
        channel: this.#place.channel,
        ts: this.#ts,
      });
    } catch (thrown) {
      if (!(thrown instanceof SlackRefusal)) throw thrown;
    }
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
