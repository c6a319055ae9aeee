import type { Place } from "./answer-message.ts";
import { shorten } from "./message-text.ts";
import type { SlackLogger } from "./parts.ts";
import { PHRASES, type SlackLanguage } from "./phrases.ts";
import { SlackRefusal, type SlackApi } from "./slack-api.ts";

/**
 * What users see beside the work: the session's status with its stop button, or the older line of
 * "thinking" text where an app has no sessions. Neither is needed for an answer, so no refusal of
 * them holds one up.
 */
export class Sessions {
  readonly #api: SlackApi;
  readonly #logger: SlackLogger;
  #kind: "sessions" | "assistant" | "none" = "sessions";

  constructor(api: SlackApi, logger: SlackLogger) {
    this.#api = api;
    this.#logger = logger;
  }

  get areThere(): boolean {
    return this.#kind === "sessions";
  }

  async processing(place: Place, question: string, language: SlackLanguage): Promise<void> {
    const thread = { channel_id: place.channel, thread_ts: place.threadTs };
    if (this.#kind === "sessions") {
      const title = shorten(question.replace(/\s+/g, " "), 200);
      const isDone = await this.#try("agents.sessions.setStatus", {
        ...thread,
        status: "processing",
        ...(title === "" ? {} : { title }),
      });
      if (isDone) return;
    }
    if (this.#kind === "assistant" && place.isDirect)
      await this.#try("assistant.threads.setStatus", {
        ...thread,
        status: PHRASES[language].reading,
      });
  }

  async active(place: Place): Promise<void> {
    if (this.#kind !== "sessions") return;
    await this.#try("agents.sessions.setStatus", {
      channel_id: place.channel,
      thread_ts: place.threadTs,
      status: "active",
    });
  }

  async #try(method: string, body: Readonly<Record<string, unknown>>): Promise<boolean> {
    try {
      await this.#api.call(method, body);
      return true;
    } catch (cause) {
      const code = cause instanceof SlackRefusal ? cause.code : null;
      this.#logger.info("slack-status", { method, code });
      // An app that is no agent, or an older Slack, refuses for good.
      const isForGood = [
        "unknown_method",
        "not_allowed_token_type",
        "missing_scope",
        "not_an_agent",
      ];
      if (code !== null && isForGood.includes(code))
        this.#kind = this.#kind === "sessions" ? "assistant" : "none";
      return false;
    }
  }
}
