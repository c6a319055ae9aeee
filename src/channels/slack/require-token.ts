import { AnsatzError } from "../../core/errors.ts";
import type { SlackLogger } from "./parts.ts";
import { SlackRefusal, type SlackApi } from "./slack-api.ts";

/** Slack's words for trouble of its own; all others are about the token or the app behind it. */
const PASSING = new Set([
  "fatal_error",
  "internal_error",
  "ratelimited",
  "request_timeout",
  "service_unavailable",
  "team_added_to_org",
]);
/** A start is not held up for longer by a Slack that is away. */
const ASK_MS = 3_000;

export interface ShownToken {
  readonly api: SlackApi;
  /** A method that shows whether the token is taken. */
  readonly method: "auth.test" | "apps.connections.open";
  readonly setting: "ANSATZ_SLACK_BOT_TOKEN" | "ANSATZ_SLACK_APP_TOKEN";
  /** What to do about one that is refused. */
  readonly advice: string;
  readonly logger: Pick<SlackLogger, "error">;
}

/**
 * Asks Slack whether it takes a token; false when Slack cannot be asked just now, which is logged.
 *
 * @throws AnsatzError `invalid_configuration` when the token is refused.
 */
export async function requireToken(token: ShownToken): Promise<boolean> {
  const { api, method, setting, advice, logger } = token;
  try {
    await api.call(method, {}, AbortSignal.timeout(ASK_MS));
    return true;
  } catch (cause) {
    if (cause instanceof SlackRefusal && !PASSING.has(cause.code))
      throw new AnsatzError(
        "invalid_configuration",
        `Slack refuses ${setting} (${cause.code}). ${advice} docs/slack.md shows the way.`,
        { cause },
      );
    const message = "Slack cannot be reached just now. It is tried again when it is needed.";
    logger.error("slack-away", { method, message, cause });
    return false;
  }
}
