import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ARCHITECTURES, parameterCounts } from "./architectures.ts";
import { readArchitecture } from "./read-architecture.ts";
import { sizeModel, WEIGHTS } from "./size-model.ts";

/** Billions of parameters as the makers publish them. */
const PUBLISHED: Readonly<Record<string, number>> = {
  "llama-3.2-1b": 1.24,
  "llama-3.2-3b": 3.21,
  "llama-3.1-8b": 8.03,
  "llama-3.3-70b": 70.6,
  "mistral-7b-v0.3": 7.25,
  "qwen2.5-1.5b": 1.54,
  "qwen2.5-7b": 7.62,
  "qwen2.5-14b": 14.8,
  "qwen2.5-32b": 32.8,
  "qwen2.5-72b": 72.7,
  "qwen3-4b": 4.02,
  "qwen3-8b": 8.19,
  "qwen3-14b": 14.8,
  "qwen3-32b": 32.8,
};

test.each(Object.entries(ARCHITECTURES))(
  "%s has as many parameters as published",
  (name, shape) => {
    const { layers, embeddings } = parameterCounts(shape);
    expect(Math.abs((layers + embeddings) / 1e9 / (PUBLISHED[name] ?? 0) - 1)).toBeLessThan(0.005);
  },
);

/** Read off `nvidia-smi` beside a loaded model on an H200 (docs/models.md). */
const MEASURED = [
  { weightBytes: 4_155_212_608, gpuMiB: 5079 },
  { weightBytes: 7_846_200_128, gpuMiB: 8503 },
];

test.each(MEASURED)("memory on a GPU is foretold within a tenth: %o", ({ weightBytes, gpuMiB }) => {
  const shape = ARCHITECTURES["llama-3.1-8b"];
  if (shape === undefined) throw new TypeError("The shape is missing.");
  const architecture = { ...shape, vocabulary: 49_152 };
  const weights = WEIGHTS["q4_0"];
  if (weights === undefined) throw new TypeError("The format is missing.");
  const request = { architecture, weights, weightBytes, contextTokens: 4096, concurrency: 1 };
  expect(Math.abs(sizeModel(request).totalMiB / gpuMiB - 1)).toBeLessThan(0.1);
});

test("cache grows with context and streams, weights do not; cards with what has to fit", () => {
  const architecture = ARCHITECTURES["llama-3.1-8b"];
  const weights = WEIGHTS["fp16"];
  if (architecture === undefined || weights === undefined) throw new TypeError("Missing.");
  const one = sizeModel({ architecture, weights, contextTokens: 8192, concurrency: 1 });
  const many = sizeModel({ architecture, weights, contextTokens: 16_384, concurrency: 8 });
  expect(one.cacheMiB).toBe(1024);
  expect(many.cacheMiB).toBe(16 * one.cacheMiB);
  expect(many.weightsMiB).toBe(one.weightsMiB);
  const cards = (size: typeof one, name: string) =>
    size.fits.find(({ gpu }) => gpu === name)?.cards;
  expect(cards(one, "RTX 4090")).toBe(1);
  expect(cards(many, "RTX 4090")).toBe(2);
  expect(cards(one, "RTX 3060 12 GB")).toBe(2);
});

test("a context the model was not made for and sparse weights are said", () => {
  const architecture = ARCHITECTURES["qwen3-8b"];
  const weights = WEIGHTS["int8-2:4"];
  if (architecture === undefined || weights === undefined) throw new TypeError("Missing.");
  const size = sizeModel({ architecture, weights, contextTokens: 100_000, concurrency: 1 });
  expect(size.notes.join(" ")).toMatch(/no gain/);
  expect(size.notes.join(" ")).toMatch(/40960/);
});

describe("reading a model", () => {
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "ansatz-size-"));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));
  const write = async (name: string, text: string): Promise<string> => {
    const path = join(folder, name);
    await writeFile(path, text);
    return path;
  };
  const CONFIG = {
    num_hidden_layers: 32,
    hidden_size: 4096,
    intermediate_size: 14_336,
    num_attention_heads: 32,
    num_key_value_heads: 8,
    vocab_size: 128_256,
    max_position_embeddings: 131_072,
  };

  test("a config.json says what the table says", async () => {
    const path = await write("config.json", JSON.stringify(CONFIG));
    expect((await readArchitecture(path)).architecture).toEqual(ARCHITECTURES["llama-3.1-8b"]);
  });

  test("what is no dense decoder is refused with the field at fault", async () => {
    const experts = await write("moe.json", JSON.stringify({ ...CONFIG, num_local_experts: 8 }));
    await expect(readArchitecture(experts)).rejects.toMatchObject({ code: "unsupported" });
    const broken = await write("broken.json", JSON.stringify({ ...CONFIG, vocab_size: "many" }));
    await expect(readArchitecture(broken)).rejects.toThrow(/vocab_size/);
    await expect(readArchitecture(await write("no.json", "{"))).rejects.toMatchObject({
      code: "invalid_request",
    });
    await expect(readArchitecture(await write("no.gguf", "GGUX"))).rejects.toMatchObject({
      code: "invalid_request",
    });
    await expect(readArchitecture(join(folder, "none.gguf"))).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(readArchitecture("gpt-9")).rejects.toThrow(/qwen3-8b/);
    await expect(readArchitecture("constructor")).rejects.toMatchObject({
      code: "invalid_request",
    });
  });
});
