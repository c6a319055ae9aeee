import { afterEach, expect, test } from "vitest";
import { answered, answerWith, type Script } from "../http/scripted-parts.ts";
import { NodePictureMaker } from "../../src/channels/slack/node/picture-maker.ts";
import type { QueryResult } from "../../src/core/query-result.ts";
import { directMessage, envelope, mention, send, until } from "./slack-sender.ts";
import { setUp, type SlackSetup } from "./slack-service.ts";

const open: SlackSetup[] = [];
afterEach(() => Promise.all(open.splice(0).map((setup) => setup.close())));

async function ask(
  script: Script,
  options: Parameters<typeof setUp>[1] & { event?: ReturnType<typeof directMessage> } = {},
) {
  const setup = await setUp(script, options);
  open.push(setup);
  const event = options.event ?? directMessage("a question");
  await send(setup.server.address, "events", envelope(event));
  const closing = () =>
    setup.slack.inThread(event.ts).find((message) => message.metadata !== null) ??
    setup.slack.inThread(event.ts).find((message) => message.markdown.includes("DONE"));
  await until("the answer", () => closing() !== undefined, 30_000);
  return { ...setup, thread: () => setup.slack.inThread(event.ts), last: closing()! };
}

const withPictures = { pictures: new NodePictureMaker() };

const longReply = Array.from(
  { length: 60 },
  (_, index) => `Paragraph ${index}. ${"words ".repeat(80)}`,
).join("\n\n");

test("tool calls are steps with what was asked and what came back", async () => {
  const { last } = await ask(async function* (request) {
    yield { type: "tool-start", id: "call_1", name: "math_query", input: { query: "2+2" } };
    yield { type: "tool-end", id: "call_1", name: "math_query", result: { answer: "4" } };
    yield* answerWith("DONE")(request);
  });
  expect(last.tasks.get("call_1")).toMatchObject({
    title: "Asking the exact engine: 2+2",
    status: "complete",
    output: "4",
  });
});

test("no word of the answer is shown before the run has ended", async () => {
  const gate = Promise.withResolvers<void>();
  const setup = await setUp(async function* (request) {
    yield { type: "answer-delta", text: "unchecked" };
    await gate.promise;
    yield* answerWith("checked")(request);
  });
  open.push(setup);
  const event = directMessage("q");
  await send(setup.server.address, "events", envelope(event));
  await until("a message", () => setup.slack.inThread(event.ts).length === 1);
  expect(JSON.stringify(setup.slack.calls)).not.toContain("unchecked");
  gate.resolve();
  await until("the answer", () => setup.slack.inThread(event.ts)[0]?.markdown === "checked");
});

test("an answer longer than a message goes on in the next, whole and in order", async () => {
  const { thread } = await ask(answerWith(longReply));
  expect(thread().length).toBeGreaterThan(2);
  const shown = thread()
    .map((message) => message.markdown)
    .join("\n\n");
  const numbers = [...shown.matchAll(/Paragraph (\d+)\./g)].map((match) => Number(match[1]));
  expect(numbers).toEqual(Array.from({ length: 60 }, (_, index) => index));
  expect(thread().every((message) => !message.isStreaming)).toBe(true);
  expect(thread().filter((message) => message.blocks.length > 0)).toHaveLength(1);
});

test("a message too long for Slack is sent in smaller ones", async () => {
  const { thread, slack } = await ask(answerWith(longReply), {
    settings: { maxStreamCharacters: 40_000 },
  });
  expect(slack.callsOf("chat.stopStream").some((call) => call.error === "msg_too_long")).toBe(true);
  const shown = thread()
    .map((message) => message.markdown)
    .join("\n\n");
  expect([...shown.matchAll(/Paragraph (\d+)\./g)]).toHaveLength(60);
});

test("a stream that grows old is closed, and the work goes on in a new message", async () => {
  const { thread } = await ask(
    async function* (request) {
      for (let index = 0; index < 6; index += 1) {
        yield { type: "tool-start", id: `call_${index}`, name: "math_query", input: {} };
        await new Promise((resolve) => setTimeout(resolve, 60));
      }
      yield* answerWith("DONE")(request);
    },
    { settings: { maxStreamMs: 100 } },
  );
  expect(thread().length).toBeGreaterThan(1);
  expect(thread()[0]?.markdown).toContain("goes on in the next message");
  expect(thread().filter((message) => message.markdown.includes("DONE"))).toHaveLength(1);
});

test("steps beyond the length cap go to a new message", async () => {
  const { thread } = await ask(
    async function* (request) {
      for (let index = 0; index < 40; index += 1) {
        yield {
          type: "tool-start",
          id: `call_${index}`,
          name: "math_query",
          input: { query: "x".repeat(100) },
        };
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      yield* answerWith("DONE")(request);
    },
    { settings: { maxStreamCharacters: 2_000 } },
  );
  expect(thread().length).toBeGreaterThan(2);
});

test("a stream that Slack has ended is mended by an edit, without a second message", async () => {
  const { thread, last } = await ask(
    async function* (request) {
      await new Promise((resolve) => setTimeout(resolve, 150));
      yield* answerWith("DONE")(request);
    },
    { slack: { streamLifeMs: 50 } },
  );
  expect(last.markdown).toBe("DONE");
  expect(thread().filter((message) => message.markdown.includes("DONE"))).toHaveLength(1);
});

test.each(["unknown_method", "channel_type_not_supported", "missing_scope"])(
  "where streaming is refused (%s) a message is posted and edited",
  async (code) => {
    const { thread, slack } = await ask(answerWith("The answer is 4. DONE"), {
      slack: { refuse: { "chat.startStream": code } },
    });
    expect(thread()).toHaveLength(1);
    expect(thread()[0]?.markdown).toBe("The answer is 4. DONE");
    expect(thread()[0]?.blocks.map((block) => block["type"])).toContain("context_actions");
    expect(slack.callsOf("chat.update").at(-1)?.error).toBeNull();
  },
);

test("in a channel the stream names its reader, as Slack asks for", async () => {
  const { slack } = await ask(answerWith("DONE"), { event: mention("q") as never });
  expect(slack.callsOf("chat.startStream")[0]).toMatchObject({
    error: null,
    body: { recipient_user_id: "U1", recipient_team_id: "T1" },
  });
});

test("on 429 it waits as long as Slack says, and loses nothing", async () => {
  const setup = await setUp(answerWith("DONE"), { slack: { minuteMs: 1_000 } });
  open.push(setup);
  const events = Array.from({ length: 45 }, () => directMessage("q"));
  await Promise.all(events.map((event) => send(setup.server.address, "events", envelope(event))));
  const isAnswered = (ts: string) =>
    setup.slack.inThread(ts).some((message) => message.markdown === "DONE");
  await until("all answers", () => events.every((event) => isAnswered(event.ts)), 60_000);
  expect(setup.slack.tooMany).toBeGreaterThan(0);
  expect(setup.slack.messages).toHaveLength(45);
});

const hard: QueryResult = {
  ...answered,
  reading: { text: "Integrate", plain: "x", latex: "x" },
  answer: {
    short: "sqrt(2)/(1 + 1/x)",
    plain: "sqrt(2)/(1 + 1/x)",
    latex: "\\frac{\\sqrt{2}}{1+\\frac{1}{x}}",
    value: { kind: "expression", plain: "sqrt(2)/(1 + 1/x)" },
  },
};

test("what Unicode cannot write is a picture with a text, uploaded in the current way", async () => {
  const { last, slack } = await ask(
    answerWith("Answer: sqrt(2)/(1 + 1/x)", { query: hard, answer: "sqrt(2)/(1 + 1/x)" }),
    withPictures,
  );
  expect(last.markdown).toBe("Answer: √2/(1 + 1/x)");
  const image = last.blocks.find((block) => block["type"] === "image");
  const file = [...slack.files.values()][0];
  expect(image).toMatchObject({ slack_file: { id: file?.id } });
  expect(String(image?.["alt_text"])).toContain("√2/(1 + 1/x)");
  expect(file?.bytes.subarray(1, 4).toString()).toBe("PNG");
  expect(file?.isComplete).toBe(true);
});

test("a picture that is not ready yet is waited for; one that never is gives way to signs", async () => {
  const formula = "So $\\int_0^1 x\\,dx$ is 1/2. DONE";
  const late = await ask(answerWith(formula, { route: "loop" }), {
    ...withPictures,
    slack: { fileDelayMs: 700 },
  });
  expect(late.last.blocks.some((block) => block["type"] === "image")).toBe(true);
  const never = await ask(answerWith(formula, { route: "loop" }), {
    ...withPictures,
    slack: { fileDelayMs: 600_000 },
  });
  expect(never.last.markdown).toContain("\\int_0^1 x\\,dx");
  expect(never.last.blocks.some((block) => block["type"] === "image")).toBe(false);
});

test("without anything to draw with, formulas are shown as code", async () => {
  const { last } = await ask(answerWith("So $\\int_0^1 x\\,dx$. DONE", { route: "loop" }));
  expect(last.markdown).toContain("`\\int_0^1 x\\,dx`");
});

test("tables are tables, one a message; the next is text", async () => {
  const table = "| a | b |\n|---|---|\n| 1 | $x^2$ |";
  const { last } = await ask(
    answerWith(`First:\n\n${table}\n\nSecond:\n\n${table}\n\nDONE`, { route: "loop" }),
  );
  const tables = last.blocks.filter((block) => block["type"] === "table");
  expect(tables).toHaveLength(1);
  expect(JSON.stringify(tables[0])).toContain("x²");
  expect(last.markdown).toContain("a | b");
});

test("an answer calls nobody: mentions in it stay text", async () => {
  const { last } = await ask(
    answerWith("<!channel> and <@U2> and `<!here>` DONE", { route: "loop" }),
  );
  expect(last.markdown).not.toMatch(/<[!@]/);
});

test("a run that fails says why in place", async () => {
  const setup = await setUp(function* () {
    yield {
      type: "run-error",
      code: "model_timeout",
      message: "The model was too slow. Ask again.",
    };
  });
  open.push(setup);
  const event = directMessage("q");
  await send(setup.server.address, "events", envelope(event));
  await until(
    "the reason",
    () => setup.slack.inThread(event.ts)[0]?.markdown.includes("too slow") ?? false,
  );
});
