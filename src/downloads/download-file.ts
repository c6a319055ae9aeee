import { open, rename, rm, stat } from "node:fs/promises";
import { AnsatzError } from "../core/errors.ts";
import { sha256OfFile } from "./checksum.ts";

const ATTEMPTS = 3;
const DEFAULT_SILENCE_MS = 30_000;
const MAX_BYTES = 200_000_000_000;

export type OnBytes = (receivedBytes: number, totalBytes: number | null) => void;

export interface DownloadOptions {
  readonly url: string;
  /** The finished file; a part of it waits beside it under the same name with `.partial`. */
  readonly to: string;
  /** Lower-case hex. Left out, only the length is checked. */
  readonly sha256?: string;
  /** The exact length, where it is known. */
  readonly bytes?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly silenceMs?: number;
  readonly signal?: AbortSignal | undefined;
  readonly onBytes?: OnBytes | undefined;
}

function failed(message: string, cause?: unknown): AnsatzError {
  return new AnsatzError("model_unavailable", message, { cause });
}

async function sizeOf(path: string): Promise<number> {
  const found = await stat(path).catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  });
  return found?.size ?? 0;
}

/** The length of the whole file as the response tells it, or null. */
function totalOf(response: Response, start: number): number | null {
  const range = /\/(\d+)$/.exec(response.headers.get("content-range") ?? "")?.[1];
  if (range) return Number(range);
  const length = response.headers.get("content-length");
  return length === null || response.headers.has("content-encoding")
    ? null
    : start + Number(length);
}

/**
 * One request; continues where the partial file ends when the server can. A server that refuses or is
 * not there gives a refusal, which another try will not change; what is thrown may go better next time.
 */
async function receive(
  options: DownloadOptions,
  partial: string,
): Promise<{ readonly refusal: AnsatzError | null }> {
  const have = await sizeOf(partial);
  const silence = new AbortController();
  const timer = setTimeout(() => silence.abort(), options.silenceMs ?? DEFAULT_SILENCE_MS);
  const signals = options.signal ? [silence.signal, options.signal] : [silence.signal];
  const limit = options.bytes ?? MAX_BYTES;
  let hasAnswered = false;
  try {
    const response = await fetch(options.url, {
      headers: {
        "accept-encoding": "identity",
        ...options.headers,
        ...(have > 0 ? { range: `bytes=${have}-` } : {}),
      },
      signal: AbortSignal.any(signals),
    });
    hasAnswered = true;
    if (response.status === 416) {
      await response.body?.cancel();
      await rm(partial, { force: true });
      throw failed("The server could not continue the download.");
    }
    if (!response.ok || response.body === null) {
      await response.body?.cancel();
      return { refusal: failed(`The server answered with status ${response.status}.`) };
    }
    const continues =
      response.status === 206 &&
      response.headers.get("content-range")?.startsWith(`bytes ${have}-`) === true;
    let received = continues ? have : 0;
    const total = options.bytes ?? totalOf(response, received);
    const file = await open(partial, continues ? "a" : "w");
    try {
      for await (const bytes of response.body as unknown as AsyncIterable<Uint8Array>) {
        timer.refresh();
        received += bytes.byteLength;
        if (received > limit) throw failed("The server sent more than the file should hold.");
        await file.write(bytes);
        options.onBytes?.(received, total);
      }
      await file.sync();
    } finally {
      await file.close();
    }
    if (total !== null && received !== total)
      throw failed(`The download ended after ${received} of ${total} bytes.`);
    return { refusal: null };
  } catch (error) {
    if (hasAnswered || have > 0) throw error;
    return { refusal: failed("The server could not be reached.", error) };
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Downloads a file, continuing a part left by an earlier try, checks it and moves it into place in one
 * step. Throws `model_unavailable`, or the signal's reason. A part that proves wrong is thrown away.
 */
export async function downloadFile(options: DownloadOptions): Promise<void> {
  const partial = `${options.to}.partial`;
  let problem: unknown;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    try {
      const isWhole = options.bytes !== undefined && (await sizeOf(partial)) === options.bytes;
      const { refusal } = isWhole ? { refusal: null } : await receive(options, partial);
      if (refusal) {
        problem = refusal;
        break;
      }
      if (options.sha256 && (await sha256OfFile(partial, options.signal)) !== options.sha256) {
        await rm(partial, { force: true });
        throw failed("The downloaded file does not have the expected checksum.");
      }
      await rename(partial, options.to);
      return;
    } catch (error) {
      options.signal?.throwIfAborted();
      problem = error;
    }
  }
  options.signal?.throwIfAborted();
  if (AnsatzError.isInstance(problem)) throw problem;
  throw failed("The server broke off.", problem);
}
