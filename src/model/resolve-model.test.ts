import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { CONTENT, startSources, type ModelSources } from "../../test/model/model-sources.ts";
import { sendStream, startServer } from "../../test/model/misbehaving-server.ts";
import { foldReply } from "./fold-reply.ts";
import { listModels, pullModel, resolveModel } from "./resolve-model.ts";

let cacheDir = "";
let sources: ModelSources;

beforeAll(async () => {
  cacheDir = await mkdtemp(join(tmpdir(), "ansatz-resolve-"));
  sources = await startSources();
});

afterAll(async () => {
  await sources.close();
  await rm(cacheDir, { recursive: true });
});

test("none is null and a server is not contacted before the first request", async () => {
  expect(await resolveModel("none")).toBeNull();
  const server = await startServer((response) => sendStream(response, [{ content: "ok" }]));
  const env = { ANSATZ_MODEL_API_KEY: "mine", OPENAI_API_KEY: "other" };
  const model = await resolveModel(`${server.baseUrl}/#my/model`, { env });
  expect(server.received).toHaveLength(0);
  await foldReply(model!.stream({ messages: [{ role: "user", content: "Hi" }], maxTokens: 5 }));
  expect(server.received[0]?.body?.["model"]).toBe("my/model");
  expect(server.received[0]?.headers.authorization).toBe("Bearer mine");
  await server.close();
});

test("a key for another service is not sent to a configured server", async () => {
  const server = await startServer((response) => sendStream(response, [{ content: "ok" }]));
  const model = await resolveModel(`${server.baseUrl}#m`, { env: { OPENAI_API_KEY: "other" } });
  await foldReply(model!.stream({ messages: [{ role: "user", content: "Hi" }], maxTokens: 5 }));
  expect(server.received[0]?.headers.authorization).toBeUndefined();
  await server.close();
});

test("a path is checked, and its size or name decides whether the model may reason", async () => {
  const path = join(cacheDir, "own-7b.gguf");
  await writeFile(path, "x");
  expect((await resolveModel(path))?.capabilities.canReason).toBe(true);
  const unnamed = join(cacheDir, "own.gguf");
  await writeFile(unnamed, "x");
  expect((await resolveModel(unnamed))?.capabilities).toMatchObject({
    canReason: false,
    nativeTools: false,
  });
  await expect(resolveModel(join(cacheDir, "missing.gguf"))).rejects.toMatchObject({
    code: "invalid_configuration",
  });
});

test("a file of the hub is fetched with the checksum the hub states, once", async () => {
  const env = { HF_ENDPOINT: sources.hub };
  const pulled = await pullModel("hf:owner/tiny/tiny.gguf", { cacheDir, env });
  expect(pulled.source).toBe("model hub");
  expect(await readFile(pulled.path)).toEqual(CONTENT);
  const model = await resolveModel("hf:owner/tiny/tiny.gguf", { cacheDir, env });
  expect(model?.id).toBe("tiny");
  expect(sources.requests.filter((request) => request.startsWith("GET /owner"))).toHaveLength(1);
  await expect(pullModel("hf:nobody/tiny/tiny.gguf", { cacheDir, env })).rejects.toMatchObject({
    code: "model_unavailable",
  });
});

test("the list names what can be fetched and what else is in the cache", async () => {
  const listed = await listModels({ cacheDir, env: {} });
  expect(listed[0]).toMatchObject({
    spec: "embedded",
    isDefault: true,
    path: null,
    license: "Apache-2.0",
  });
  expect(listed.filter((one) => one.isDefault)).toHaveLength(1);
  expect(listed.at(-1)?.spec).toBe(join(cacheDir, "models", "hub", "owner", "tiny", "tiny.gguf"));
});

test("only embedded models are pulled, and an unknown one is answered with the known names", async () => {
  await expect(pullModel("none")).rejects.toMatchObject({ code: "invalid_configuration" });
  await expect(pullModel("embedded:nope")).rejects.toThrow("embedded:smollm2-135m-instruct");
});

test("a thread count that is no count stops the start", async () => {
  const path = join(cacheDir, "own-7b.gguf");
  await mkdir(cacheDir, { recursive: true });
  await expect(resolveModel(path, { env: { ANSATZ_MODEL_THREADS: "many" } })).rejects.toThrow(
    "ANSATZ_MODEL_THREADS",
  );
});
