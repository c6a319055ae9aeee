import type { SlackLogger } from "./parts.ts";
import type { SlackLanguage } from "./phrases.ts";
import type { SlackApi } from "./slack-api.ts";

const MAX_REMEMBERED = 1_000;

/** The language each user has set in Slack; English when it cannot be told. */
export class UserLanguages {
  readonly #api: SlackApi;
  readonly #logger: SlackLogger;
  readonly #known = new Map<string, SlackLanguage>();

  constructor(api: SlackApi, logger: SlackLogger) {
    this.#api = api;
    this.#logger = logger;
  }

  async of(user: string): Promise<SlackLanguage> {
    const known = this.#known.get(user);
    if (known) return known;
    const language = await this.#ask(user);
    if (this.#known.size >= MAX_REMEMBERED) this.#known.clear();
    this.#known.set(user, language);
    return language;
  }

  async #ask(user: string): Promise<SlackLanguage> {
    try {
      const reply = await this.#api.callForm("users.info", { user, include_locale: "true" });
      const locale = (reply["user"] as { locale?: unknown } | undefined)?.locale;
      return typeof locale === "string" && locale.startsWith("zh") ? "zh" : "en";
    } catch (cause) {
      this.#logger.info("slack-user-language", { cause: String(cause) });
      return "en";
    }
  }
}
