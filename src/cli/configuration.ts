import { z } from "zod";
import { type CascadeRule, DEFAULT_CASCADE } from "../agent/cascade.ts";
import { AnsatzError } from "../core/errors.ts";
import { policyNameSchema } from "../core/policy.ts";
import { LOG_LEVELS } from "../server/log-levels.ts";
import { keysSetting, listSetting, secretSetting } from "../server/setting-forms.ts";
import { SLACK_VARIABLES } from "../server/slack-settings.ts";

const schema = z.strictObject({
  ANSATZ_CONFIG: z.string().min(1).optional(),
  ANSATZ_MODEL: z.string().min(1).default("embedded"),
  ANSATZ_CASCADE: z.enum(["off", "on"]).default("off"),
  ANSATZ_CASCADE_MAX_ERROR: z.coerce.number().min(0).max(1).default(DEFAULT_CASCADE.maxErrorScore),
  ANSATZ_STORE: z.string().min(1).optional(),
  ANSATZ_STORE_TOKEN: secretSetting.optional(),
  ANSATZ_HOST: z.string().min(1).default("127.0.0.1"),
  ANSATZ_PORT: z.coerce.number().int().min(0).max(65_535).default(8787),
  ANSATZ_MAX_RUNS: z.coerce.number().int().min(1).max(100_000).optional(),
  ANSATZ_API_KEYS: keysSetting.default([]),
  ANSATZ_ALLOWED_ORIGINS: listSetting.default([]),
  ANSATZ_LOG_LEVEL: z.enum(LOG_LEVELS).default("info"),
  ANSATZ_POLICY: policyNameSchema.optional(),
  ANSATZ_CONSTITUTION: z.string().min(1).optional(),
  ANSATZ_OTLP_ENDPOINT: z.url().optional(),
  ANSATZ_OTLP_TEXT: z.enum(["off", "on"]).default("off"),
  ANSATZ_MCP_SERVERS: z.string().min(1).optional(),
  ANSATZ_DATA: z.string().min(1).optional(),
  ANSATZ_DATA_DIR: z.string().min(1).optional(),
  ANSATZ_CACHE: z.string().min(1).optional(),
  ANSATZ_MODEL_API_KEY: secretSetting.optional(),
  ANSATZ_MODEL_LOGPROBS: z.enum(["on", "off"]).default("off"),
  ANSATZ_MODEL_PROBE: z.enum(["ask", "start"]).default("ask"),
  ANSATZ_MODEL_THREADS: z.string().optional(),
  ANSATZ_MODEL_GPU: z.string().optional(),
  ANSATZ_ACCEPT_LICENSE: z.string().optional(),
  ...SLACK_VARIABLES,
});

export type Configuration = z.infer<typeof schema>;

/** What the settings are for, shown by `ansatz help`. */
export const SETTINGS: Readonly<Record<string, string>> = {
  ANSATZ_CONFIG: "file with settings, a line each (ANSATZ_PORT=8787); the environment wins over it",
  ANSATZ_MODEL: "model spec, or several in order, by commas; default embedded",
  ANSATZ_CASCADE:
    "on asks the next model of ANSATZ_MODEL too when drafts are not proved and do not stand by agreement; default off",
  ANSATZ_CASCADE_MAX_ERROR:
    "0 to 1: the error score up to which two drafts that agree stand without a stronger model, 0 for never; default 0.6",
  ANSATZ_STORE:
    "memory:, sqlite:PATH, redis://HOST:PORT or https://… of a Redis by HTTP; default a file in the data folder",
  ANSATZ_STORE_TOKEN: "token of a Redis by HTTP",
  ANSATZ_HOST: "address to listen on; default 127.0.0.1",
  ANSATZ_PORT: "port; default 8787",
  ANSATZ_MAX_RUNS: "runs at work at once in this process, more wait in line; default 2000",
  ANSATZ_API_KEYS: "comma-separated keys; /v1 asks for one when set",
  ANSATZ_ALLOWED_ORIGINS: "comma-separated origins whose pages may call /v1",
  ANSATZ_LOG_LEVEL: "debug (a line a request), info (a line a run), warn, error or silent",
  ANSATZ_POLICY:
    "strict, balanced or annotate: what is done with what is refuted or undecided; default balanced",
  ANSATZ_CONSTITUTION:
    "Markdown file of the principles replies hold to, or none; default constitution.md",
  ANSATZ_OTLP_ENDPOINT:
    "OpenTelemetry collector, e.g. http://127.0.0.1:4318; OTEL_EXPORTER_OTLP_ENDPOINT works too",
  ANSATZ_OTLP_TEXT: "on puts questions, replies and tool results into spans; default off",
  ANSATZ_MCP_SERVERS: "file of tool servers whose pinned tools models may call",
  ANSATZ_DATA: "folder of the evaluation sets; default ../shared/data",
  ANSATZ_DATA_DIR: "folder of conversations and runs",
  ANSATZ_CACHE: "folder of fetched models",
  ANSATZ_MODEL_API_KEY: "key for the model server",
  ANSATZ_MODEL_LOGPROBS:
    "on asks a model server for probabilities of tokens, a weak signal in the error score; default off",
  ANSATZ_MODEL_PROBE:
    "start measures an unmeasured model when serve starts; else ansatz model probe does",
  ANSATZ_MODEL_THREADS: "threads of an embedded model",
  ANSATZ_MODEL_GPU: "auto lets an embedded model use a GPU",
  ANSATZ_SLACK_SIGNING_SECRET: "signing secret of the Slack app, for its requests over HTTP",
  ANSATZ_SLACK_BOT_TOKEN: "bot token of the Slack app, xoxb-…; sets the Slack agent up",
  ANSATZ_SLACK_APP_TOKEN: "app-level token, xapp-…; uses socket mode, no public address needed",
  ANSATZ_SLACK_API_URL: "Slack's Web API elsewhere; default https://slack.com/api/",
  ANSATZ_SLACK_TENANT: "tenant whose API keys read and continue the threads of Slack",
  ANSATZ_ACCEPT_LICENSE: "names of model terms you accept, e.g. gemma",
};

/** The rule of the cascade that the settings ask for; null where they ask for none. */
export function cascadeOf(configuration: Configuration): CascadeRule | null {
  if (configuration.ANSATZ_CASCADE === "off") return null;
  return { maxErrorScore: configuration.ANSATZ_CASCADE_MAX_ERROR };
}

/**
 * Reads the settings from the environment once. An unknown `ANSATZ_` name or a bad value stops the start
 * with a sentence saying what to set. Throws `invalid_configuration`.
 */
export function readConfiguration(
  environment: Readonly<Record<string, string | undefined>>,
): Configuration {
  const given = Object.fromEntries(
    Object.entries(environment).filter(
      ([name, value]) => name.startsWith("ANSATZ_") && value !== undefined && value !== "",
    ),
  );
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const unknown = issue?.code === "unrecognized_keys" ? issue.keys[0] : undefined;
  throw new AnsatzError(
    "invalid_configuration",
    unknown === undefined
      ? `The setting ${String(issue?.path[0])} is not valid: ${issue?.message}. Correct or unset it.`
      : `There is no setting ${unknown}. The settings are: ${Object.keys(schema.shape).join(", ")}.`,
  );
}
