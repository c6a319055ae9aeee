import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { createAgent } from "../../src/agent/agent.ts";
import { openMathEngine } from "../../src/cli/math-engine.ts";
import type { ModelProfile } from "../../src/core/model-profile.ts";
import { randomIds, systemClock } from "../../src/core/system-port.ts";
import { createVerifier } from "../../src/hallucination/verifier.ts";
import { createScriptedModel } from "../../src/model/scripted.ts";
import type { MathEngine } from "../../src/tools/math/engine.ts";
import { directMessage, envelope, send, until } from "./slack-sender.ts";
import { setUp, type SlackSetup } from "./slack-service.ts";

let math: MathEngine;
const open: SlackSetup[] = [];
beforeAll(() => {
  math = openMathEngine();
});
afterEach(() => Promise.all(open.splice(0).map((setup) => setup.close())));
afterAll(() => math.close());

/** The real agent, detector and engine behind Slack, with a model that sees and says this. */
async function withModel(...script: string[]) {
  const model = createScriptedModel(script, {
    capabilities: { contextTokens: 16_000, vision: true },
  });
  const verifier = createVerifier(math);
  const agent = createAgent({ math, verifier, model, clock: systemClock, ids: randomIds });
  const profile = { items: { vision: { answer: "yes" } } } as unknown as ModelProfile;
  const setup = await setUp(undefined, {
    parts: {
      agent,
      verifier,
      math: Object.assign(Object.create(math) as MathEngine, { close: async () => {} }),
      modelId: model.id,
      modelProfiles: () => [{ id: model.id, profile }],
    },
  });
  open.push(setup);
  return { setup, model };
}

async function answerTo(setup: SlackSetup, event: { ts: string }) {
  await send(setup.server.address, "events", envelope(event));
  const last = () => setup.slack.inThread(event.ts).find(({ metadata }) => metadata !== null);
  await until("an answer", () => last() !== undefined, 30_000);
  const message = last()!;
  return { text: message.markdown, line: JSON.stringify(message.blocks) };
}

test("what a model reads in a picture is not called proved, right or wrong", async () => {
  const { setup, model } = await withModel("2+2 = 4\nANSWER: 4");
  const bytes = Buffer.from("89504e470d0a1a0a0000000d49484452", "hex");
  setup.slack.downloads.set("/files/a.png", { type: "image/png", bytes });
  const file = {
    id: "F1",
    name: "a.png",
    mimetype: "image/png",
    url_private_download: `${setup.slack.origin}/files/a.png`,
  };
  const event = directMessage("2+2", { subtype: "file_share", files: [file] });
  const { text, line } = await answerTo(setup, event);
  expect(model.requests[0]?.messages.at(-1)).toMatchObject({
    pictures: [{ url: `data:image/png;base64,${bytes.toString("base64")}` }],
  });
  expect(text).toContain("4");
  expect(line).not.toContain("✅");
  expect(line).toContain("checked by nobody");
});

test("a draft that the exact check refutes again and again leaves Slack with a word on it", async () => {
  const wrong = "The total is 17 * 23 = 381.\nANSWER: 381";
  const { setup } = await withModel(...Array.from({ length: 8 }, () => wrong));
  const question = "Tom packs seventeen boxes, each with 23 pens. How many pens does he pack?";
  const { text, line } = await answerTo(setup, directMessage(question));
  expect(text).not.toContain("= 381");
  expect(line).not.toContain("✅ Proved");
  expect(line).toMatch(/🔧|🚫/);
});
