import { z } from "zod";
import { AnsatzError } from "../../core/errors.ts";
import { policyNameSchema } from "../../core/policy.ts";
import type { Secret } from "../../core/secret.ts";
import { parseModelSpec } from "../../model/model-spec.ts";
import { LOG_LEVELS, type LogLevel } from "../log-levels.ts";
import { keysSetting, listSetting, secretSetting } from "../setting-forms.ts";
import { SLACK_VARIABLES, type SlackConfiguration, slackConfiguration } from "../slack-settings.ts";

/** The bindings of a Worker: variables and secrets are texts; others are objects of the runtime. */
export type Bindings = Readonly<Record<string, unknown>>;

export interface WorkerSettings {
  /** Null where only the engine works. */
  readonly model: { readonly baseUrl: string; readonly name: string | null } | null;
  readonly modelApiKey: Secret | null;
  /** False: none is in force; else the project's own. */
  readonly hasConstitution: boolean;
  readonly policy: z.infer<typeof policyNameSchema> | undefined;
  /** `memory:` or the address of a Redis, by HTTP or over TCP. */
  readonly store: string;
  readonly storeToken: Secret | null;
  readonly apiKeys: readonly Secret[];
  readonly allowedOrigins: readonly string[];
  readonly logLevel: LogLevel;
  readonly slack: SlackConfiguration | null;
}

const schema = z.strictObject({
  ANSATZ_MODEL: z.string().optional(),
  ANSATZ_MODEL_API_KEY: secretSetting.optional(),
  ANSATZ_POLICY: policyNameSchema.optional(),
  ANSATZ_CONSTITUTION: z.literal("none").optional(),
  ANSATZ_STORE: z.string().optional(),
  ANSATZ_STORE_TOKEN: secretSetting.optional(),
  ANSATZ_API_KEYS: keysSetting.default([]),
  ANSATZ_ALLOWED_ORIGINS: listSetting.default([]),
  ANSATZ_LOG_LEVEL: z.enum(LOG_LEVELS).default("info"),
  ...SLACK_VARIABLES,
});

/**
 * Reads a Worker's variables and secrets. Each fault is one sentence that says what to set and how.
 *
 * @throws AnsatzError `invalid_configuration`.
 */
export function readWorkerSettings(bindings: Bindings): WorkerSettings {
  const given = Object.entries(bindings).filter(
    ([name, value]) => name.startsWith("ANSATZ_") && value !== "",
  );
  const parsed = schema.safeParse(Object.fromEntries(given));
  if (!parsed.success) throw unreadable(parsed.error);
  const { data } = parsed;
  const slack = slackConfiguration(data);
  if (slack !== null && slack.settings.signingSecret === null)
    throw invalid(
      "Slack's socket mode needs a connection that stays open, which a Worker has not. Set ANSATZ_SLACK_SIGNING_SECRET with wrangler secret put and give Slack the Worker's address",
    );
  return {
    model: modelOf(data.ANSATZ_MODEL),
    modelApiKey: data.ANSATZ_MODEL_API_KEY ?? null,
    policy: data.ANSATZ_POLICY,
    hasConstitution: data.ANSATZ_CONSTITUTION === undefined,
    store: storeOf(data.ANSATZ_STORE),
    storeToken: data.ANSATZ_STORE_TOKEN ?? null,
    apiKeys: data.ANSATZ_API_KEYS,
    allowedOrigins: data.ANSATZ_ALLOWED_ORIGINS,
    logLevel: data.ANSATZ_LOG_LEVEL,
    slack,
  };
}

function modelOf(text: string | undefined): WorkerSettings["model"] {
  if (text === undefined)
    throw invalid(
      "ANSATZ_MODEL is missing. Set it under [vars] in wrangler.toml: the https:// address of a model server that ends in /v1, or none for the engine alone",
    );
  const spec = parseModelSpec(text);
  if (spec.kind === "none") return null;
  if (spec.kind === "server") return { baseUrl: spec.baseUrl, name: spec.model };
  throw invalid(
    "A Worker cannot run a model itself. Set ANSATZ_MODEL to the https:// address of a model server that ends in /v1, or none",
  );
}

function storeOf(text: string | undefined): string {
  if (text === undefined)
    throw invalid(
      "ANSATZ_STORE is missing. Set it under [vars] in wrangler.toml: the https:// address of a Redis by HTTP, the rediss:// address of one over TCP, or memory: to keep everything in one isolate for as long as it lives",
    );
  if (text === "memory:") return text;
  if (/^(https?|rediss?):\/\/./.test(text) && URL.canParse(text)) return text;
  throw invalid(
    "ANSATZ_STORE is not a store that a Worker can reach. Set the https:// address of a Redis by HTTP, the rediss:// address of one over TCP, or memory:",
  );
}

function unreadable(error: z.ZodError): AnsatzError {
  const issue = error.issues[0];
  if (issue?.code === "unrecognized_keys")
    return invalid(
      `There is no setting ${issue.keys[0]} on Workers. The settings are: ${Object.keys(schema.shape).join(", ")}`,
    );
  return invalid(
    `The setting ${String(issue?.path[0])} is not valid: ${issue?.message}. Correct it in wrangler.toml or with wrangler secret put`,
  );
}

function invalid(sentence: string): AnsatzError {
  return new AnsatzError("invalid_configuration", `${sentence}. docs/workers.md shows the way.`);
}
