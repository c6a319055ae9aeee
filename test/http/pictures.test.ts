import type OpenAI from "openai";
import { expect, test } from "vitest";
import type { AskResult } from "../../src/core/ask-result.ts";
import { PROBE_ITEMS, type ModelProfile } from "../../src/core/model-profile.ts";
import { realAgentServers, refusal } from "./real-agent.ts";

const { serve, serveEngineOnly } = realAgentServers();

/** One red pixel. */
const PNG =
  "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==";

function profiles(vision: "yes" | "no" | "unknown") {
  const finding = (answer: "yes" | "no" | "unknown") => ({ answer, detail: "", ms: 1 });
  const items = Object.fromEntries(PROBE_ITEMS.map((item) => [item, finding("yes")]));
  const profile = {
    version: 1,
    server: "here",
    model: "scripted",
    fingerprint: "f",
    probedAtMs: 1,
    reasoning: "none",
    contextTokens: 16_000,
    tokensPerSecond: 1,
    items: { ...items, vision: finding(vision) },
    strategy: "native",
  } as unknown as ModelProfile;
  return { modelProfiles: () => [{ id: "scripted", profile }] };
}

const show = (text: string, url = PNG, extra = {}) => [
  {
    role: "user" as const,
    content: [
      { type: "text" as const, text },
      { type: "image_url" as const, image_url: { url, ...extra } },
    ],
  },
];
const sees = { capabilities: { vision: true }, parts: profiles("yes") };
type Answered = OpenAI.Chat.Completions.ChatCompletion & { ansatz: AskResult };

test("a model that was measured to see is shown the picture, and the engine is not asked", async () => {
  const { client, model } = await serve(
    ["The picture asks for 3 * 4. 3 * 4 = 12.\nANSWER: 12"],
    sees,
  );
  const reply = (await client.chat.completions.create({
    model: "ansatz",
    messages: show("2+2", PNG, { detail: "low" }),
  })) as Answered;
  expect(reply.choices[0]?.message.content).toContain("12");
  expect(model.requests[0]?.messages.at(-1)).toEqual({
    role: "user",
    content: "2+2",
    pictures: [{ url: PNG, detail: "low" }],
  });
  expect(reply.ansatz.route).toBe("loop");
});

test("what rests on a picture is never called proved, and wrong arithmetic is still found", async () => {
  const { client } = await serve(
    ["2+2 = 4\nANSWER: 4", "3 * 4 = 13\nANSWER: 13", "3 * 4 = 13\nANSWER: 13"],
    sees,
  );
  const ask = async (text: string) =>
    (await client.chat.completions.create({ model: "ansatz", messages: show(text) })) as Answered;
  const right = await ask("2+2");
  expect(right.ansatz.verdict).toBe("undecided");
  expect(right.choices[0]?.message.content).toContain("Not proved");
  const wrong = await ask("what is this?");
  expect(wrong.choices[0]?.message.content).not.toContain("= 13");
});

test("the engine's answer to the words alone never takes the place of a refuted draft", async () => {
  const wrong = "2+2 = 5\nANSWER: 5";
  const looksUp = { toolCalls: [{ name: "math_query", arguments: { query: "2+2" } }] };
  const { client } = await serve([looksUp, wrong, wrong, wrong], sees);
  const { ansatz } = (await client.chat.completions.create({
    model: "ansatz",
    messages: show("2+2"),
  })) as Answered;
  expect(ansatz.verdict).toBe("undecided");
  expect(ansatz.policy?.outcome).not.toBe("engine");
  expect(ansatz.reply).not.toContain("2+2 = 5");
});

test("a model that does not see is not asked, and the words are kept as incomplete", async () => {
  const { client, model, store } = await serve(["It is 4."], { parts: profiles("yes") });
  const { ansatz } = (await client.chat.completions.create({
    model: "ansatz",
    messages: show("2+2"),
  })) as Answered;
  expect(model.requests).toHaveLength(0);
  expect(ansatz.reply).toContain("No model here was measured to see pictures");
  expect((await store.getRun(ansatz.runId))?.question).toBe("2+2\n[picture]");
});

test("a picture of an earlier message goes along with it", async () => {
  const { client, model } = await serve(["It is red.", "Still red."], sees);
  const first = show("Which colour is it?");
  await client.chat.completions.create({
    model: "ansatz",
    messages: [
      ...first,
      { role: "assistant", content: "Red." },
      { role: "user", content: "Tell me more about its look." },
    ],
  });
  expect(model.requests[0]?.messages.find(({ role }) => role === "user")).toMatchObject({
    pictures: [{ url: PNG }],
  });
});

test.each([
  ["no model", "there is no model", undefined],
  ["a blind model", "was not found to see", profiles("no")],
  ["a trial that failed", "was not found to see", profiles("unknown")],
  ["no measurement", "it was not measured", { modelProfiles: () => [{ id: "m", profile: null }] }],
])("with %s a picture is refused with the reason", async (_, reason, parts) => {
  const { client } = parts === undefined ? await serveEngineOnly() : await serve([], { parts });
  const messages = show("what?");
  expect(
    await refusal(client.chat.completions.create({ model: "ansatz", messages })),
  ).toMatchObject({
    status: 400,
    code: "unsupported",
    param: "messages[0]",
    message: expect.stringContaining(reason) as unknown,
  });
});

test.each([
  ["fetches no pictures", "https://example.org/a.png", {}],
  ["no picture that can be read", "data:image/png;base64,AAAA", {}],
  ["no picture that can be read", "data:image/svg+xml;base64,PHN2Zz4=", {}],
  ["`low` or `high`", PNG, { detail: "exquisite" }],
])("what is no picture is refused: %s", async (reason, url, extra) => {
  const { client } = await serve([], sees);
  const messages = show("what?", url, extra);
  expect(
    await refusal(client.chat.completions.create({ model: "ansatz", messages })),
  ).toMatchObject({
    status: 400,
    param: "messages[0].content[1]",
    message: expect.stringContaining(reason) as unknown,
  });
});
