import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { tryGpu } from "./try-gpu.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ansatz-gpu-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function trial(code: string): Promise<string> {
  const path = join(folder, `${Math.random().toString(36).slice(2)}.mjs`);
  await writeFile(path, code);
  return path;
}

test("a trial that dies as llama.cpp does is a GPU that does not work, and this process lives on", async () => {
  const dies = await trial(
    'process.stderr.write("/home/x/ggml-cuda.cu:108: CUDA error\\n"); process.abort();',
  );
  expect(await tryGpu("model.gguf", dies)).toEqual({
    works: false,
    why: "ggml-cuda.cu:108: CUDA error",
  });
});

test("a trial that names its device works, one that names none found no GPU", async () => {
  const works = await trial('console.log("gpu: NVIDIA H200");');
  expect(await tryGpu("model.gguf", works)).toEqual({ works: true, device: "NVIDIA H200" });
  expect(await tryGpu("model.gguf", await trial(""))).toEqual({
    works: false,
    why: "no GPU was found",
  });
});

test("the real trial ends on every machine with one of the two answers", async () => {
  const result = await tryGpu(join(folder, "no-such-model.gguf"));
  // The file does not exist: with a GPU the load fails, without one nothing is found.
  expect(result.works).toBe(false);
}, 60_000);
