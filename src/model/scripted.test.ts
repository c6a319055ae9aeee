import { expect, test } from "vitest";
import { AnsatzError } from "../core/errors.ts";
import { foldReply } from "./fold-reply.ts";
import { createScriptedModel } from "./scripted.ts";

const request = { messages: [{ role: "user" as const, content: "Hi" }], maxTokens: 10 };

test("replies come in order, requests are recorded and finish is last", async () => {
  const model = createScriptedModel([
    "one two three four five",
    { reasoning: "hm", toolCalls: [{ name: "solve", arguments: { q: "x" } }] },
    (asked, index) => `${asked.messages.length} message, step ${index}`,
  ]);
  expect(await foldReply(model.stream(request))).toMatchObject({
    text: "one two three four five",
    finishReason: "stop",
  });
  expect(await foldReply(model.stream(request))).toMatchObject({
    reasoning: "hm",
    toolCalls: [{ id: "call_2_1", name: "solve", argumentsText: '{"q":"x"}' }],
    finishReason: "tool-calls",
  });
  expect((await foldReply(model.stream(request))).text).toBe("1 message, step 2");
  expect(model.requests).toEqual([request, request, request]);
  model.assertDone();
});

test("a reply left over or missing fails assertDone", async () => {
  const leftOver = createScriptedModel(["a"]);
  expect(() => leftOver.assertDone()).toThrow("asked 0 times but has 1");
  const short = createScriptedModel([]);
  await expect(foldReply(short.stream(request))).rejects.toMatchObject({ code: "internal" });
  expect(() => short.assertDone()).toThrow("asked 1 times but has 0");
});

test("an error can come at once or after some text, and ends the stream", async () => {
  const down = new AnsatzError("model_unreachable", "The model server cannot be reached.");
  const model = createScriptedModel([down, { text: "half", error: down }]);
  await expect(foldReply(model.stream(request))).rejects.toBe(down);
  const seen: string[] = [];
  await expect(
    (async () => {
      for await (const part of model.stream(request)) seen.push(part.type);
    })(),
  ).rejects.toBe(down);
  expect(seen).toEqual(["text-delta"]);
});

test("a function answers without end and needs no assertDone", async () => {
  const model = createScriptedModel((_request, index) => `reply ${index}`);
  await foldReply(model.stream(request));
  expect((await foldReply(model.stream(request))).text).toBe("reply 1");
  model.assertDone();
});

test("a stop is obeyed before, while waiting and between parts", async () => {
  const never = new Promise(() => undefined);
  const model = createScriptedModel((_request, index) =>
    index === 1 ? { until: never } : "a long text in several pieces",
  );
  await expect(
    foldReply(model.stream({ ...request, signal: AbortSignal.abort() })),
  ).rejects.toMatchObject({ code: "stopped" });
  const waiting = new AbortController();
  const waited = foldReply(model.stream({ ...request, signal: waiting.signal }));
  waiting.abort();
  await expect(waited).rejects.toMatchObject({ code: "stopped" });
  const between = new AbortController();
  await expect(
    (async () => {
      for await (const part of model.stream({ ...request, signal: between.signal }))
        if (part.type === "text-delta") between.abort();
    })(),
  ).rejects.toMatchObject({ code: "stopped" });
});
