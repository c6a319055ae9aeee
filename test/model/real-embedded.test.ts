import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ModelPort } from "../../src/core/model-port.ts";
import { foldReply } from "../../src/model/fold-reply.ts";
import { listModels, resolveModel } from "../../src/model/resolve-model.ts";

const isFetched = (await listModels()).some((model) => model.isDefault && model.path !== null);

describe.skipIf(!isFetched)("the embedded default model, with its real weights", () => {
  let model: ModelPort | null = null;

  beforeAll(async () => {
    model = await resolveModel("embedded");
  });

  afterAll(async () => {
    await model?.close();
  });

  test("it answers a greeting with words and reports its tokens", async () => {
    const reply = await foldReply(
      (model as ModelPort).stream({
        messages: [{ role: "user", content: "Say hello." }],
        maxTokens: 24,
        temperature: 0,
        seed: 1,
      }),
    );
    expect(reply.text).toMatch(/[a-z]{3,}/i);
    expect(reply.usage.completionTokens).toBeGreaterThan(0);
    expect(reply.usage.completionTokens).toBeLessThanOrEqual(24);
  });

  test("a schema holds its output to one of the allowed words", async () => {
    const reply = await foldReply(
      (model as ModelPort).stream({
        messages: [
          { role: "user", content: "Is this about mathematics or cooking: how do I bake bread?" },
        ],
        schema: {
          type: "object",
          properties: { topic: { enum: ["mathematics", "cooking"] } },
          required: ["topic"],
          additionalProperties: false,
        },
        maxTokens: 40,
        temperature: 0,
        seed: 1,
      }),
    );
    expect(["mathematics", "cooking"]).toContain(
      (JSON.parse(reply.text) as { topic: string }).topic,
    );
  });
});
