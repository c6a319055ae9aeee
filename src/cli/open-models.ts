import { stat } from "node:fs/promises";
import type { ModelPort } from "../core/model-port.ts";
import { AnsatzError } from "../core/errors.ts";
import { cacheFolder, type Environment } from "../downloads/cache-folder.ts";
import type { FetchProgress } from "../model/fetch-model.ts";
import { type ModelSpec, parseModelSpec } from "../model/model-spec.ts";
import { createPortTarget } from "../model/probe/port-target.ts";
import { createProfileStore } from "../model/probe/profile-store.ts";
import { createServerTarget } from "../model/probe/server-target.ts";
import { ProfiledModel } from "../model/profiled-model.ts";
import { listModels, resolveModel, serverApiKey } from "../model/resolve-model.ts";
import { LazyModel } from "./lazy-model.ts";

export interface ModelOptions {
  /** One spec, or several in order of preference, separated by commas. */
  readonly modelSpec: string;
  readonly environment: Environment;
  readonly onProgress?: (progress: FetchProgress) => void;
}

/** What is known of a small embedded model before it is loaded. */
const SMALL_MODEL = {
  nativeTools: false,
  schema: true,
  canReason: false,
  contextTokens: 2_048,
} as const;

const MAX_MODELS = 5;

/**
 * The models of a setting, each with its measured profile where there is one; empty for `none`. Fetches
 * nothing and asks no server. Throws `invalid_configuration` for a bad spec.
 */
export async function openModels(options: ModelOptions): Promise<ProfiledModel[]> {
  const specs = options.modelSpec.split(",").map((spec) => spec.trim());
  const parsed = specs.map((spec) => ({ spec, read: parseModelSpec(spec) }));
  if (specs.length > MAX_MODELS || (specs.length > 1 && parsed.some(isNone)))
    throw new AnsatzError(
      "invalid_configuration",
      `A list of models holds up to ${MAX_MODELS} specs and not none. Name them in order of preference, separated by commas.`,
    );
  const opened = await Promise.all(parsed.map(({ spec, read }) => openModel(spec, read, options)));
  return opened.filter((model) => model !== null);
}

function isNone({ read }: { readonly read: ModelSpec }): boolean {
  return read.kind === "none";
}

async function openModel(
  spec: string,
  read: ModelSpec,
  options: ModelOptions,
): Promise<ProfiledModel | null> {
  const env = { ...options.environment };
  const resolve = (): Promise<ModelPort | null> =>
    resolveModel(spec, {
      env,
      onNotice: (sentence) => process.stderr.write(`${sentence}\n`),
      ...(options.onProgress === undefined ? {} : { onProgress: options.onProgress }),
    });
  const store = createProfileStore(cacheFolder(env));
  if (read.kind === "none") return null;
  if (read.kind === "embedded" || read.kind === "hub") {
    const lazy = new LazyModel(spec, SMALL_MODEL, resolve);
    const fingerprint = () => fileFingerprint(spec, env);
    return new ProfiledModel(lazy, createPortTarget(lazy, { name: spec, fingerprint }), store);
  }
  const model = await resolve();
  if (model === null) return null;
  const apiKey = read.kind === "server" ? serverApiKey(read.baseUrl, env) : undefined;
  const target =
    read.kind === "server"
      ? createServerTarget({
          baseUrl: read.baseUrl,
          model: read.model,
          ...(apiKey ? { apiKey } : {}),
        })
      : createPortTarget(model, { name: spec, fingerprint: () => fileFingerprint(spec, env) });
  return new ProfiledModel(model, target, store);
}

/** Size and date of an embedded model's file; a file that is replaced is measured anew. */
async function fileFingerprint(spec: string, env: Environment): Promise<string> {
  const path =
    spec.endsWith(".gguf") && !spec.startsWith("hf:") ? spec : await knownPath(spec, env);
  const found = path === null ? null : await stat(path).catch(() => null);
  return found === null ? "not fetched" : `${found.size} bytes, ${Math.round(found.mtimeMs)}`;
}

async function knownPath(spec: string, env: Environment): Promise<string | null> {
  const models = await listModels({ env });
  return models.find((model) => model.spec === spec)?.path ?? null;
}
