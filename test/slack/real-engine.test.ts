import { afterAll, beforeAll, expect, test } from "vitest";
import { NodePictureMaker } from "../../src/channels/slack/node/picture-maker.ts";
import { createParts } from "../../src/cli/parts.ts";
import { directMessage, envelope, interaction, send, until } from "./slack-sender.ts";
import { setUp, type SlackSetup } from "./slack-service.ts";

let setup: SlackSetup;
beforeAll(async () => {
  const { agent, math, verifier } = await createParts({
    modelSpec: "none",
    environment: process.env,
  });
  setup = await setUp(undefined, {
    parts: { agent, math, verifier },
    pictures: new NodePictureMaker(),
  });
});
afterAll(() => setup.close());

async function answerTo(question: string) {
  const event = directMessage(question);
  await send(setup.server.address, "events", envelope(event));
  const last = () => setup.slack.inThread(event.ts).find((message) => message.metadata !== null);
  await until("an answer", () => last() !== undefined, 60_000);
  return last()!;
}

const typesOf = (message: { blocks: Record<string, unknown>[] }) =>
  message.blocks.map((block) => block["type"]);

test("a simple answer is one line of signs with its verdict and reading", async () => {
  const message = await answerTo("integrate x*sin(x)");
  expect(message.markdown).toBe("Answer: −x·cos(x) + sin(x)");
  expect(JSON.stringify(message.blocks[0])).toContain("✅ Proved");
  expect(JSON.stringify(message.blocks[0])).toContain("Indefinite integral of x·sin(x)");
});

test("a matrix is a picture that says in words what it shows", async () => {
  const message = await answerTo("inverse of {{1,2},{3,4}}");
  expect(message.blocks[0]).toMatchObject({ type: "image", alt_text: "{{−2, 1}, {3/2, −1/2}}" });
});

test("a plot is a picture with its table; sampling is not called a proof", async () => {
  const message = await answerTo("画 x^3 - 3x 的图像");
  expect(typesOf(message).slice(0, 3)).toEqual(["image", "table", "context"]);
  expect(JSON.stringify(message.blocks[2])).toContain("不是证明");
});

test("a number is answered without all that could be said about it", async () => {
  const message = await answerTo("17 * 23");
  expect(message.markdown).toBe("Answer: 391");
  expect(typesOf(message)).toEqual(["context", "actions", "context_actions"]);
});

test("what is not understood is not given a verdict it does not have", async () => {
  const message = await answerTo("what is the meaning of life?");
  expect(JSON.stringify(message.blocks[0])).not.toContain("Proved");
});

test("Check this finds the false product", async () => {
  const press = interaction({
    type: "message_action",
    callback_id: "ansatz_check",
    trigger_id: setup.slack.trigger(),
    response_url: `${setup.slack.origin}/response/1`,
    message: { ts: "1.1", text: "So 17 * 23 = 381 apples." },
  });
  await send(setup.server.address, "interactions", press);
  await until("a response", () => setup.slack.responses.length === 1);
  expect(JSON.stringify(setup.slack.responses[0])).toContain("should be 391");
});
