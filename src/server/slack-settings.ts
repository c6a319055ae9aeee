import { z } from "zod";
import type { SlackSettings } from "../channels/slack/parts.ts";
import { AnsatzError } from "../core/errors.ts";
import { secretSetting } from "./setting-forms.ts";

/** The settings about Slack, wherever they are read from. */
export const SLACK_VARIABLES = {
  ANSATZ_SLACK_SIGNING_SECRET: secretSetting.optional(),
  ANSATZ_SLACK_BOT_TOKEN: secretSetting.optional(),
  ANSATZ_SLACK_APP_TOKEN: secretSetting.optional(),
  ANSATZ_SLACK_API_URL: z.url().optional(),
  ANSATZ_SLACK_TENANT: z
    .string()
    .regex(/^[\w.-]{1,64}$/)
    .optional(),
};

type SlackVariables = {
  [Name in keyof typeof SLACK_VARIABLES]?: z.infer<(typeof SLACK_VARIABLES)[Name]>;
};

export interface SlackConfiguration {
  readonly settings: SlackSettings;
  /** Given where Slack is reached by socket mode. */
  readonly appToken: string | null;
  /** Whose the conversations in Slack are; the operator's without. */
  readonly tenant?: string;
}

/**
 * What the environment says about Slack; null when it says nothing.
 *
 * @throws AnsatzError `invalid_configuration` when a part is missing or of the wrong kind.
 */
export function slackConfiguration(configuration: SlackVariables): SlackConfiguration | null {
  const signingSecret = configuration.ANSATZ_SLACK_SIGNING_SECRET?.reveal() ?? null;
  const botToken = configuration.ANSATZ_SLACK_BOT_TOKEN?.reveal() ?? null;
  const appToken = configuration.ANSATZ_SLACK_APP_TOKEN?.reveal() ?? null;
  if (signingSecret === null && botToken === null && appToken === null) return null;
  if (botToken === null)
    throw incomplete(
      "ANSATZ_SLACK_BOT_TOKEN is missing: it is on the app's page OAuth & Permissions",
    );
  if (!botToken.startsWith("xoxb-"))
    throw incomplete("ANSATZ_SLACK_BOT_TOKEN is no bot token: it begins with xoxb-");
  if (appToken !== null && !appToken.startsWith("xapp-"))
    throw incomplete("ANSATZ_SLACK_APP_TOKEN is no app-level token: it begins with xapp-");
  if (signingSecret === null && appToken === null)
    throw incomplete(
      "ANSATZ_SLACK_SIGNING_SECRET is missing: it is on the app's page Basic Information. For socket mode set ANSATZ_SLACK_APP_TOKEN instead",
    );
  const tenant = configuration.ANSATZ_SLACK_TENANT;
  const apiUrl = configuration.ANSATZ_SLACK_API_URL;
  return {
    appToken,
    ...(tenant === undefined ? {} : { tenant }),
    settings: {
      signingSecret,
      botToken,
      ...(apiUrl === undefined ? {} : { apiUrl: apiUrl.endsWith("/") ? apiUrl : `${apiUrl}/` }),
    },
  };
}

function incomplete(what: string): AnsatzError {
  return new AnsatzError("invalid_configuration", `${what}. docs/slack.md shows the way.`);
}
