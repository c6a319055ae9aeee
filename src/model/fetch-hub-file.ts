import { mkdir, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { AnsatzError } from "../core/errors.ts";
import { downloadFile } from "../downloads/download-file.ts";
import {
  hubHeaders,
  hubUrl,
  modelFolder,
  type FetchedModel,
  type FetchOptions,
} from "./fetch-model.ts";
import { withFileLock } from "../downloads/file-lock.ts";

const HEAD_LIMIT_MS = 15_000;

/** The checksum the hub states for a large file, or null when it states none. */
async function statedChecksum(url: string, options: FetchOptions): Promise<string | null> {
  const limit = AbortSignal.timeout(HEAD_LIMIT_MS);
  try {
    const response = await fetch(url, {
      method: "HEAD",
      redirect: "manual",
      headers: hubHeaders(options.env),
      signal: options.signal ? AbortSignal.any([limit, options.signal]) : limit,
    });
    const tag = (response.headers.get("x-linked-etag") ?? "").replaceAll('"', "").toLowerCase();
    return /^[0-9a-f]{64}$/.test(tag) ? tag : null;
  } catch {
    // The download that follows fails with the reason when the hub is out of reach.
    return null;
  }
}

/**
 * The path of any GGUF file on the model hub, fetched on first use and checked against the checksum the
 * hub states for it. Throws `model_unavailable` when the hub does not give it.
 */
export async function fetchHubFile(
  spec: { readonly repository: string; readonly file: string },
  options: FetchOptions,
): Promise<FetchedModel> {
  const path = join(modelFolder(options.cacheDir), "hub", spec.repository, spec.file);
  const isThere = async (): Promise<boolean> =>
    (await stat(path).catch(() => null))?.isFile() === true;
  if (await isThere()) return { path, source: "cache" };
  const url = hubUrl(options.env, `${spec.repository}/resolve/main/${spec.file}`);
  try {
    await mkdir(dirname(path), { recursive: true });
    return await withFileLock(`${path}.lock`, options.signal, async () => {
      if (await isThere()) return { path, source: "cache" };
      const sha256 = await statedChecksum(url, options);
      await downloadFile({
        url,
        to: path,
        ...(sha256 === null ? {} : { sha256 }),
        headers: hubHeaders(options.env),
        signal: options.signal,
        onBytes: (receivedBytes, totalBytes) =>
          options.onProgress?.({ source: "model hub", receivedBytes, totalBytes }),
      });
      return { path, source: "model hub" };
    });
  } catch (cause) {
    if (options.signal?.aborted)
      throw new AnsatzError("stopped", "The download was stopped; it continues where it ended.", {
        cause,
      });
    throw new AnsatzError(
      "model_unavailable",
      `${spec.repository}/${spec.file} could not be fetched from the model hub. Check its name and the connection (HF_ENDPOINT names a mirror, HF_TOKEN opens restricted files), or download it by hand and give its path.`,
      { cause },
    );
  }
}
