import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { SHAPES, writeRandomModel } from "../../bench/random-model.ts";
import { createEmbeddedModel } from "../../src/model/embedded.ts";
import { foldReply } from "../../src/model/fold-reply.ts";
import { resolveModel } from "../../src/model/resolve-model.ts";
import { readArchitecture } from "../../src/model/size/read-architecture.ts";
import { parameterCounts } from "../../src/model/size/architectures.ts";
import { runCli } from "../cli/run-cli.ts";
import { writeTinyGguf } from "../model/tiny-gguf.ts";

let folder = "";
let donor = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ansatz-random-"));
  donor = join(folder, "donor.gguf");
  writeTinyGguf(donor);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test.each(["q4_0", "q8_0"] as const)(
  "a random model has the shape asked for, is read as such and writes: %s",
  async (weights) => {
    const shape = SHAPES["tiny"];
    if (shape === undefined) throw new TypeError("The shape is missing.");
    const path = join(folder, `random-1m-${weights}.gguf`);
    const count = writeRandomModel(path, donor, shape, weights);
    const { architecture, weightBytes } = await readArchitecture(path);
    expect(architecture).toMatchObject({
      ...shape,
      headWidth: shape.width / shape.heads,
      isTied: false,
    });
    const counted = parameterCounts(architecture);
    expect(counted.layers + counted.embeddings).toBe(count);
    expect(weightBytes).toBe((await stat(path)).size);
    const model = createEmbeddedModel({ path });
    const messages = [{ role: "user" as const, content: "Hi" }];
    const reply = await foldReply(model.stream({ messages, maxTokens: 8 }));
    expect(reply.usage?.completionTokens).toBeGreaterThan(0);
    await model.close();
  },
  60_000,
);

test("ansatz size says what the file takes and refuses what it cannot size", async () => {
  const run = await runCli(["size", donor, "--context-tokens", "512", "--json"]);
  const size = JSON.parse(run.stdout) as { weightsMiB: number; cacheMiB: number };
  expect(size.weightsMiB).toBeCloseTo((await stat(donor)).size / 2 ** 20, 6);
  // One layer, two heads of 16, key and value, two bytes each, 512 tokens.
  expect(size.cacheMiB).toBeCloseTo((2 * 1 * 2 * 16 * 2 * 512) / 2 ** 20, 6);
  const named = await runCli(["size", "qwen3-8b", "--weights", "int4", "--concurrency", "4"]);
  expect({ status: named.status, text: named.stdout }).toEqual({
    status: 0,
    text: expect.stringMatching(/8\.19 billion parameters, weights int4, 4 at a time/) as string,
  });
  for (const wrong of [["size"], ["size", "gpt-9"], ["size", "qwen3-8b", "--weights", "int3"]])
    expect((await runCli(wrong)).status).toBe(2);
}, 60_000);

test("a GPU that is asked for and not there is said once, and the processor works on", async () => {
  const notices: string[] = [];
  const env = { ...process.env, ANSATZ_MODEL_GPU: "auto" };
  const model = await resolveModel(donor, { env, onNotice: (text) => notices.push(text) });
  const messages = [{ role: "user" as const, content: "Hi" }];
  if (model === null) throw new TypeError("A file is a model.");
  const reply = await foldReply(model.stream({ messages, maxTokens: 4 }));
  expect(reply.usage?.completionTokens).toBeGreaterThan(0);
  expect(notices).toHaveLength(1);
  expect(notices[0]).toMatch(/^The embedded model runs on /);
  await model.close();
}, 120_000);
