import { mkdir, readdir, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { AnsatzError } from "../core/errors.ts";
import type { ModelPort } from "../core/model-port.ts";
import { cacheFolder, type Environment } from "../downloads/cache-folder.ts";
import { CATALOGUE, type CatalogueModel } from "./catalogue.ts";
import { fetchHubFile } from "./fetch-hub-file.ts";
import {
  fetchModel,
  isCached,
  modelFolder,
  type FetchedModel,
  type FetchOptions,
  type FetchProgress,
} from "./fetch-model.ts";
import { parseModelSpec, type ModelSpec } from "./model-spec.ts";
import { parametersFromName } from "./parameter-count.ts";

/** About as many bytes as one weight takes in the usual four-bit files, with their larger tables. */
const BYTES_PER_PARAMETER = 0.65;

export interface ResolveOptions {
  readonly cacheDir?: string;
  readonly env?: Environment;
  readonly onProgress?: (progress: FetchProgress) => void;
  /** Told once what a GPU that was asked for came to. */
  readonly onNotice?: (sentence: string) => void;
  readonly signal?: AbortSignal;
}

function toFetchOptions(options: ResolveOptions): FetchOptions {
  const env = options.env ?? process.env;
  const cacheDir = options.cacheDir ?? cacheFolder(env);
  return { cacheDir, env, signal: options.signal, onProgress: options.onProgress };
}

function findInCatalogue(name: string | null): CatalogueModel {
  const found = name === null ? CATALOGUE[0] : CATALOGUE.find((model) => model.name === name);
  if (found) return found;
  throw new AnsatzError(
    "invalid_configuration",
    `There is no embedded model of that name. Use embedded, or one of ${CATALOGUE.map((model) => `embedded:${model.name}`).join(", ")}.`,
  );
}

async function sizeOfModelFile(path: string): Promise<number> {
  const found = await stat(path).catch(() => null);
  if (found?.isFile()) return found.size;
  throw new AnsatzError(
    "invalid_configuration",
    `There is no model file at ${path}. Give the path of a GGUF file, or use embedded or none.`,
  );
}

/** The file behind a spec, fetched where needed. */
async function fileFor(
  spec: Extract<ModelSpec, { kind: "embedded" | "file" | "hub" }>,
  options: FetchOptions,
): Promise<FetchedModel> {
  switch (spec.kind) {
    case "embedded":
      return fetchModel(findInCatalogue(spec.name), options);
    case "hub":
      return fetchHubFile(spec, options);
    case "file": {
      const path = resolve(spec.path);
      await sizeOfModelFile(path);
      return { path, source: "file" };
    }
  }
}

function threadsFrom(env: Environment): number | undefined {
  const text = env["ANSATZ_MODEL_THREADS"];
  if (!text) return undefined;
  const threads = Number(text);
  if (Number.isInteger(threads) && threads >= 1 && threads <= 256) return threads;
  throw new AnsatzError(
    "invalid_configuration",
    "ANSATZ_MODEL_THREADS must be a whole number from 1 to 256.",
  );
}

/** The key for a model server. One meant for one company is not sent to whatever server is configured. */
export function serverApiKey(baseUrl: string, env: Environment): string | undefined {
  const isOpenAI = new URL(baseUrl).hostname === "api.openai.com";
  return env["ANSATZ_MODEL_API_KEY"] || (isOpenAI ? env["OPENAI_API_KEY"] : undefined);
}

async function resolveServer(
  spec: Extract<ModelSpec, { kind: "server" }>,
  env: Environment,
): Promise<ModelPort> {
  const { createOpenAICompatibleModel } = await import("./openai-compatible.ts");
  const apiKey = serverApiKey(spec.baseUrl, env);
  return createOpenAICompatibleModel({
    baseUrl: spec.baseUrl,
    ...(spec.model === null ? {} : { model: spec.model }),
    ...(apiKey ? { apiKey } : {}),
    asksLogprobs: env["ANSATZ_MODEL_LOGPROBS"] === "on",
  });
}

/**
 * The model a spec names, ready to use, or null for `none`. A model that has to be fetched is fetched
 * here, with progress; a server is not contacted before the first request. Throws
 * `invalid_configuration` for a bad spec and `model_unavailable` when no source has the model.
 */
export async function resolveModel(
  spec: string,
  options: ResolveOptions = {},
): Promise<ModelPort | null> {
  const parsed = parseModelSpec(spec);
  const fetchOptions = toFetchOptions(options);
  if (parsed.kind === "none") return null;
  if (parsed.kind === "server") return resolveServer(parsed, fetchOptions.env);
  const threads = threadsFrom(fetchOptions.env);
  const { path } = await fileFor(parsed, fetchOptions);
  const parameters =
    parsed.kind === "embedded"
      ? findInCatalogue(parsed.name).parameters
      : (parametersFromName(basename(path)) ?? (await sizeOfModelFile(path)) / BYTES_PER_PARAMETER);
  const { createEmbeddedModel } = await import("./embedded.ts");
  return createEmbeddedModel({
    path,
    parameters,
    ...(threads === undefined ? {} : { threads }),
    gpu: fetchOptions.env["ANSATZ_MODEL_GPU"] === "auto" && (await gpuWorks(path, options)),
  });
}

/** Without a GPU that works the processor does the work, and that is said once. */
async function gpuWorks(path: string, { onNotice }: ResolveOptions): Promise<boolean> {
  const { tryGpu } = await import("./try-gpu.ts");
  const trial = await tryGpu(path);
  onNotice?.(
    trial.works
      ? `The embedded model runs on ${trial.device}.`
      : `The embedded model runs on the processor: ${trial.why}. See "GPU for the embedded model" in docs/models.md.`,
  );
  return trial.works;
}

/** Fetches the model a spec names, where there is anything to fetch. */
export async function pullModel(spec: string, options: ResolveOptions = {}): Promise<FetchedModel> {
  const parsed = parseModelSpec(spec);
  if (parsed.kind === "none" || parsed.kind === "server")
    throw new AnsatzError(
      "invalid_configuration",
      "Only embedded models are pulled: embedded, or hf:owner/repository/file.gguf.",
    );
  return fileFor(parsed, toFetchOptions(options));
}

export interface ListedModel {
  /** What to give as `--model`. */
  readonly spec: string;
  readonly title: string;
  readonly license: string | null;
  readonly bytes: number;
  readonly isDefault: boolean;
  /** Where its checked file is; null while it has to be fetched. */
  readonly path: string | null;
}

/** The embedded models that can be used: those Ansatz knows, then other files in its cache. */
export async function listModels(options: ResolveOptions = {}): Promise<ListedModel[]> {
  const { cacheDir } = toFetchOptions(options);
  const folder = modelFolder(cacheDir);
  const known = await Promise.all(
    CATALOGUE.map(async (model, index): Promise<ListedModel> => ({
      spec: index === 0 ? "embedded" : `embedded:${model.name}`,
      title: model.title,
      license: model.license,
      bytes: model.bytes,
      isDefault: index === 0,
      path: (await isCached(model, cacheDir)) ? join(folder, model.file) : null,
    })),
  );
  await mkdir(folder, { recursive: true });
  const names = await readdir(folder, { recursive: true });
  const others = names
    .filter((name) => name.endsWith(".gguf") && !CATALOGUE.some((model) => model.file === name))
    .filter((name) => !/\.(pip|wheels)$/.test(dirname(name)));
  return [
    ...known,
    ...(await Promise.all(
      others.sort().map(async (name): Promise<ListedModel> => {
        const path = join(folder, name);
        const bytes = await sizeOfModelFile(path);
        return { spec: path, title: basename(name), license: null, bytes, isDefault: false, path };
      }),
    )),
  ];
}
