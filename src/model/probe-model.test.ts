import { expect, test } from "vitest";
import { AnsatzError } from "../core/errors.ts";
import { probeModel } from "./probe-model.ts";
import { createScriptedModel } from "./scripted.ts";

test("what works is reported with its timing", async () => {
  const model = createScriptedModel([
    '{"city": "Paris"}',
    { text: "Hello!", usage: { promptTokens: 5, completionTokens: 3 } },
    { toolCalls: [{ name: "multiply", arguments: { a: 17, b: 23 } }] },
  ]);
  expect(await probeModel(model)).toMatchObject({
    model: "scripted",
    schema: { ok: true },
    plain: { ok: true, detail: "Hello!" },
    tools: { ok: true, detail: 'multiply({"a":17,"b":23})' },
  });
  model.assertDone();
});

test("what does not work is a finding, not an exception", async () => {
  const model = createScriptedModel([
    "The city is Paris.",
    new AnsatzError("model_unreachable", "The model server cannot be reached."),
    "391",
  ]);
  expect(await probeModel(model)).toMatchObject({
    schema: { ok: false, detail: "not JSON: The city is Paris." },
    plain: { ok: false, detail: "The model server cannot be reached." },
    tools: { ok: false, detail: "no tool call: 391" },
    tokensPerSecond: 0,
  });
});

test("a model without tools of its own is not asked for a call", async () => {
  const model = createScriptedModel(['{"city":"Rome"}', "Hi"], {
    capabilities: { nativeTools: false },
  });
  expect(await probeModel(model)).toMatchObject({ schema: { ok: false }, tools: null });
  model.assertDone();
});
