import { mkdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { AnsatzError } from "../core/errors.ts";
import { cacheFolder, type Environment } from "./cache-folder.ts";
import { sha256OfFile } from "./checksum.ts";
import { withFileLock } from "./file-lock.ts";
import { indexDownload } from "./index-download.ts";
import { pipDownload } from "./pip-download.ts";
import type { Wheel } from "./wheel.ts";

/** SymPy and the arithmetic it stands on: pure Python, BSD licence, 6.8 MB together. */
const WHEELS: readonly Wheel[] = [
  {
    project: "sympy",
    version: "1.14.0",
    file: "sympy-1.14.0-py3-none-any.whl",
    bytes: 6_299_353,
    sha256: "e091cc3e99d2141a0ba2847328f5479b05d94a6635cb96148ccb3f34671bd8f5",
  },
  {
    project: "mpmath",
    version: "1.3.0",
    file: "mpmath-1.3.0-py3-none-any.whl",
    bytes: 536_198,
    sha256: "a0b2b9fe80bbcd81a6647ff13108738cfb482d481d826cc0e02f5b35e5c88d2c",
  },
];

export interface FetchedSympy {
  readonly folder: string;
  /** File names in `folder`. */
  readonly wheels: readonly string[];
}

export function sympyFolder(env: Environment): string {
  return join(cacheFolder(env), "sympy-1.14.0");
}

/** True when both packages are there in full. */
export async function isSympyCached(env: Environment): Promise<boolean> {
  const found = await Promise.all(
    WHEELS.map((wheel) => stat(join(sympyFolder(env), wheel.file)).catch(() => null)),
  );
  return found.every((file, index) => file?.size === WHEELS[index]?.bytes);
}

/**
 * The folder with SymPy's packages, fetched on first use with pip or from the package index (PIP_INDEX_URL
 * names a mirror) and checked against their checksums. Two processes that ask at once fetch them once.
 * Throws `engine_failed` when no source answers.
 */
export async function fetchSympy(
  env: Environment,
  onFetch: () => void = () => undefined,
): Promise<FetchedSympy> {
  const folder = sympyFolder(env);
  const fetched = { folder, wheels: WHEELS.map((wheel) => wheel.file) };
  if (await isSympyCached(env)) return fetched;
  onFetch();
  const problems: unknown[] = [];
  try {
    await mkdir(folder, { recursive: true });
    const isThere = await withFileLock(join(folder, "fetch.lock"), undefined, async () => {
      if (await isSympyCached(env)) return true;
      for (const download of [pipDownload, indexDownload]) {
        try {
          await bring(download, env, folder);
          return true;
        } catch (error) {
          problems.push(error);
        }
      }
      return false;
    });
    if (isThere) return fetched;
  } catch (error) {
    problems.push(error);
  }
  throw new AnsatzError(
    "engine_failed",
    `SymPy could not be fetched with pip or from the Python package index: connect to one of them (PIP_INDEX_URL names a mirror) or put ${fetched.wheels.join(" and ")} into ${folder}. Everything but the deep engine works without it.`,
    { cause: new AggregateError(problems) },
  );
}

async function bring(
  download: typeof pipDownload,
  env: Environment,
  folder: string,
): Promise<void> {
  const incoming = join(folder, "incoming");
  await rm(incoming, { recursive: true, force: true });
  await mkdir(incoming, { recursive: true });
  try {
    await download({ wheels: WHEELS, folder: incoming, env });
    for (const { file, sha256 } of WHEELS)
      if ((await sha256OfFile(join(incoming, file))) !== sha256)
        throw new AnsatzError("engine_failed", `${file} does not have the expected checksum.`);
    for (const { file } of WHEELS) await rename(join(incoming, file), join(folder, file));
  } finally {
    await rm(incoming, { recursive: true, force: true });
  }
}
