import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { writeTinyGguf } from "../../test/model/tiny-gguf.ts";
import type { ModelPart, ModelPort, ModelRequest } from "../core/model-port.ts";
import { createEmbeddedModel } from "./embedded.ts";
import { foldReply } from "./fold-reply.ts";

let folder = "";
let model: ModelPort;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ansatz-embedded-"));
  const path = join(folder, "tiny-1m.gguf");
  writeTinyGguf(path);
  model = createEmbeddedModel({ path });
});

afterAll(async () => {
  await model.close();
  await rm(folder, { recursive: true });
});

function ask(content: string, more: Partial<ModelRequest> = {}): ModelRequest {
  return { messages: [{ role: "user", content }], maxTokens: 12, ...more };
}

test("a small model streams text, keeps to the token limit and says it does not reason", async () => {
  const parts: ModelPart[] = [];
  for await (const part of model.stream(ask("Hi"))) parts.push(part);
  expect(parts.filter((part) => part.type === "text-delta").length).toBeGreaterThan(1);
  const last = parts.at(-1);
  expect(last).toMatchObject({ type: "finish", reason: "length", usage: { completionTokens: 12 } });
  expect(last?.type === "finish" && last.usage.promptTokens).toBeGreaterThan(10);
  expect(model.id).toBe("tiny-1m");
  expect(model.capabilities).toEqual({
    nativeTools: false,
    schema: true,
    canReason: false,
    contextTokens: 512,
  });
});

test("the same request gives the same reply, also after others", async () => {
  const first = await foldReply(model.stream(ask("abc", { temperature: 0.9, seed: 7 })));
  await foldReply(model.stream(ask("other")));
  expect(await foldReply(model.stream(ask("abc", { temperature: 0.9, seed: 7 })))).toEqual(first);
});

test("a random model still fills a schema with text that parses, whatever the seed", async () => {
  const shape = z.object({
    task: z.enum(["solve", "integrate"]),
    text: z.string(),
    count: z.int(),
    ratio: z.number(),
    isExact: z.boolean(),
    items: z.array(z.string()).max(3),
    maybe: z.union([z.string(), z.null()]),
  });
  const schema = z.toJSONSchema(shape) as Record<string, unknown>;
  for (let seed = 1; seed <= 8; seed += 1) {
    const reply = await foldReply(
      model.stream(ask("Fill", { schema, maxTokens: 60, temperature: 1.5, seed })),
    );
    expect(shape.safeParse(JSON.parse(reply.text)).error).toBeUndefined();
    expect(reply.finishReason).toBe("stop");
  }
});

test("stopping ends the reply, and the next one is unharmed", async () => {
  const controller = new AbortController();
  let seen = 0;
  await expect(
    (async () => {
      for await (const part of model.stream(
        ask("Hi", { maxTokens: 200, signal: controller.signal }),
      ))
        if (part.type === "text-delta" && (seen += 1) === 3) controller.abort();
    })(),
  ).rejects.toMatchObject({ code: "stopped" });
  expect(seen).toBeLessThan(100);
  for await (const part of model.stream(ask("Hi", { maxTokens: 200 })))
    if (part.type === "text-delta") break;
  expect((await foldReply(model.stream(ask("Hi")))).finishReason).toBe("length");
});

test("requests are answered one after the other, and a waiting one can be stopped", async () => {
  const order: string[] = [];
  const controller = new AbortController();
  const run = async (name: string, request: ModelRequest): Promise<void> => {
    for await (const part of model.stream(request)) if (part.type !== "finish") order.push(name);
  };
  const first = run("a", ask("Hi"));
  const second = run("b", ask("Hi", { signal: controller.signal }));
  const third = run("c", ask("Hi"));
  controller.abort();
  await expect(second).rejects.toMatchObject({ code: "stopped" });
  await Promise.all([first, third]);
  expect(order.join("")).toMatch(/^a+c+$/);
});

test("old turns make room for the last message; a message that cannot fit is refused", async () => {
  const old = Array.from({ length: 40 }, (_, index) => ({
    role: index % 2 === 0 ? ("user" as const) : ("assistant" as const),
    content: "an old turn with some words",
  }));
  const reply = await foldReply(
    model.stream({ messages: [...old, { role: "user", content: "now" }], maxTokens: 12 }),
  );
  expect(reply.usage.promptTokens).toBeLessThanOrEqual(512 - 12);
  expect(reply.usage.completionTokens).toBe(12);
  await expect(foldReply(model.stream(ask("x".repeat(600))))).rejects.toMatchObject({
    code: "model_rejected",
  });
  await expect(foldReply(model.stream(ask("x".repeat(500_000))))).rejects.toMatchObject({
    code: "model_rejected",
  });
});

test("a file that is no model, and one that is missing, are unavailable and say what to do", async () => {
  const path = join(folder, "broken.gguf");
  await writeFile(path, "not a model");
  for (const broken of [path, join(folder, "missing.gguf")]) {
    const failing = createEmbeddedModel({ path: broken });
    await expect(foldReply(failing.stream(ask("Hi")))).rejects.toMatchObject({
      code: "model_unavailable",
      message: expect.stringContaining("pull it again") as string,
    });
    await failing.close();
  }
});

test("closing stops the reply in progress and refuses later ones", async () => {
  const closing = createEmbeddedModel({ path: join(folder, "tiny-1m.gguf") });
  await expect(
    (async () => {
      for await (const part of closing.stream(ask("Hi", { maxTokens: 200 })))
        if (part.type === "text-delta") void closing.close();
    })(),
  ).rejects.toMatchObject({ code: "stopped" });
  await closing.close();
  await expect(foldReply(closing.stream(ask("Hi")))).rejects.toMatchObject({ code: "stopped" });
});
