import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, expect, test } from "vitest";
import { answersIn, Instances, settle } from "./instance-process.ts";
import { directMessage, envelope, send, until } from "./slack-sender.ts";
import type { SlackStandIn, StandInOptions } from "./slack-stand-in.ts";

const folder = mkdtempSync(join(tmpdir(), "ansatz-slack-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const instances = new Instances();
afterEach(() => instances.clear());

let files = 0;
const newStore = () => `sqlite:${join(folder, `${(files += 1)}.sqlite`)}`;
const standIn = (options?: StandInOptions) => instances.standIn(options);
const instance = (store: string, slack: SlackStandIn, delayMs?: number) =>
  instances.start(store, slack, delayMs);

test("killed right after the acknowledgement: answered once by the process that comes next", async () => {
  const slack = await standIn();
  const store = newStore();
  const first = await instance(store, slack, 60_000);
  const event = directMessage("2+2");
  const body = envelope(event);
  expect((await send(first.address, "events", body)).status).toBe(200);
  expect((await send(first.address, "events", body)).status).toBe(200);
  await first.kill();
  const second = await instance(store, slack);
  // Slack, which has its acknowledgement, may still deliver again.
  expect((await send(second.address, "events", body)).status).toBe(200);
  await until("an answer", () => answersIn(slack, event.ts).length === 1);
  await settle();
  expect(answersIn(slack, event.ts)).toHaveLength(1);
});

test("killed while the work streams: the answer comes in the message that was begun", async () => {
  const slack = await standIn();
  const store = newStore();
  const first = await instance(store, slack, 60_000);
  const event = directMessage("2+2");
  await send(first.address, "events", envelope(event));
  await until("steps", () => slack.inThread(event.ts)[0]?.tasks.has("call_1") ?? false);
  await first.kill();
  await instance(store, slack);
  await until("an answer", () => answersIn(slack, event.ts).length === 1);
  await settle();
  expect(slack.inThread(event.ts)).toHaveLength(1);
  expect(slack.inThread(event.ts)[0]?.isStreaming).toBe(false);
});

test("killed when the answer was on its way, shown or not: it is there once", async () => {
  for (const hold of ["before", "after"] as const) {
    const slack = await standIn({ hold: { method: "chat.stopStream", when: hold, count: 1 } });
    const store = newStore();
    const first = await instance(store, slack);
    const event = directMessage(`2+2 ${hold}`);
    await send(first.address, "events", envelope(event));
    await until("the call", () => slack.held === 1);
    expect(answersIn(slack, event.ts)).toHaveLength(hold === "after" ? 1 : 0);
    await first.kill();
    await instance(store, slack);
    await until("an edit", () => slack.callsOf("chat.update").length === 1);
    await settle();
    expect(slack.inThread(event.ts)).toHaveLength(1);
    expect(answersIn(slack, event.ts)).toHaveLength(1);
    expect(slack.callsOf("chat.update")).toHaveLength(1);
  }
});

/** Paragraphs that tell where each stands, more than one message holds. */
const long = Array.from({ length: 30 }, (_, index) => `part${index}. ${"words ".repeat(90)}`);

async function killedWithinTwo(when: "before" | "after", parts: readonly string[]) {
  const hold = { method: "chat.stopStream", when, count: 1, skip: 1 };
  const slack = await standIn({ hold });
  const store = newStore();
  const first = await instance(store, slack);
  const event = directMessage(parts.join("\n\n"));
  await send(first.address, "events", envelope(event));
  await until("the second message", () => slack.held === 1);
  await first.kill();
  await instance(store, slack);
  const last = () => slack.callsOf("chat.update").some(({ body }) => body["metadata"]);
  await until("the whole answer", last);
  await settle();
  return slack.inThread(event.ts);
}

test.each(["before", "after"] as const)(
  "killed within an answer of two messages, %s its second is shown: each part is there once",
  async (when) => {
    const thread = await killedWithinTwo(when, long);
    expect(thread).toHaveLength(2);
    const text = thread.map(({ markdown }) => markdown).join("\n");
    for (let index = 0; index < long.length; index += 1)
      expect(text.split(`part${index}.`)).toHaveLength(2);
    expect(thread.every(({ isStreaming }) => !isStreaming)).toBe(true);
  },
);

test("what fits into one message once its steps are gone leaves no second behind", async () => {
  const parts = long.slice(0, 11).map((part) => `${part}${"more ".repeat(69)}`);
  const thread = await killedWithinTwo("after", parts);
  expect(thread).toHaveLength(1);
  for (const part of parts) expect(thread[0]?.markdown).toContain(part.trim());
});

test("a run that had ended is not run again: its stored answer is shown", async () => {
  const slack = await standIn({ hold: { method: "chat.stopStream", when: "before", count: 1 } });
  const store = newStore();
  const first = await instance(store, slack);
  const event = directMessage("2+2");
  await send(first.address, "events", envelope(event));
  await until("the call", () => slack.held === 1);
  await first.kill();
  const second = await instance(store, slack, 60_000);
  await until("an answer", () => answersIn(slack, event.ts).length === 1);
  const id = `slack_T1_D1_${event.ts.replace(".", "-")}`;
  const conversation = await fetch(`${second.address}/v1/conversations/${id}`);
  const { turns } = (await conversation.json()) as { turns: unknown[] };
  expect(turns).toHaveLength(2);
});

test("a service that is told to stop leaves what it cannot finish to the next", async () => {
  const slack = await standIn();
  const store = newStore();
  const first = await instance(store, slack, 60_000);
  const event = directMessage("2+2");
  await send(first.address, "events", envelope(event));
  await until("a stream", () => slack.inThread(event.ts).length === 1);
  const gone = first.kill("SIGTERM");
  await gone;
  expect(answersIn(slack, event.ts)).toHaveLength(0);
  await instance(store, slack);
  await until("an answer", () => answersIn(slack, event.ts).length === 1);
}, 60_000);

test("two instances on one store answer 30 events, each delivered to both, once each", async () => {
  const slack = await standIn();
  const store = newStore();
  const both = await Promise.all([instance(store, slack, 20), instance(store, slack, 20)]);
  const events = Array.from({ length: 30 }, (_, index) => directMessage(`${index}+1`));
  await Promise.all(
    events.flatMap((event) => {
      const body = envelope(event);
      return both.map(({ address }) => send(address, "events", body));
    }),
  );
  await until(
    "30 answers",
    () => events.every((event) => answersIn(slack, event.ts).length === 1),
    60_000,
  );
  await settle();
  expect(slack.messages).toHaveLength(30);
});

test("an instance that lives keeps its work, however long it takes", async () => {
  const slack = await standIn();
  const store = newStore();
  const [first] = await Promise.all([instance(store, slack, 6_000), instance(store, slack, 6_000)]);
  const event = directMessage("2+2");
  await send(first.address, "events", envelope(event));
  await until("an answer", () => answersIn(slack, event.ts).length === 1, 30_000);
  const id = `slack_T1_D1_${event.ts.replace(".", "-")}`;
  const conversation = await fetch(`${first.address}/v1/conversations/${id}`);
  expect(((await conversation.json()) as { turns: unknown[] }).turns).toHaveLength(2);
  expect(slack.messages).toHaveLength(1);
});

test("stop that reaches the other instance ends the run all the same", async () => {
  const slack = await standIn();
  const store = newStore();
  const [first, second] = await Promise.all([
    instance(store, slack, 60_000),
    instance(store, slack, 60_000),
  ]);
  const event = directMessage("2+2");
  await send(first.address, "events", envelope(event));
  await until("a stream", () => slack.inThread(event.ts).length === 1);
  const stop = {
    type: "agent_session_stopped",
    channel: "D1",
    user: "U1",
    thread_ts: event.ts,
    streaming_message_ts: slack.pressStop(event.ts),
  };
  await send(second.address, "events", envelope(stop));
  await until("the word", () => slack.inThread(event.ts)[0]?.markdown === "Stopped.");
});

test("when one of two instances is killed, the other takes its work over", async () => {
  const slack = await standIn();
  const store = newStore();
  const [first] = await Promise.all([instance(store, slack, 60_000), instance(store, slack)]);
  const events = Array.from({ length: 5 }, () => directMessage("2+2"));
  for (const event of events) await send(first.address, "events", envelope(event));
  await first.kill();
  await until(
    "all answers",
    () => events.every((event) => answersIn(slack, event.ts).length === 1),
    30_000,
  );
  await settle();
  for (const event of events) expect(answersIn(slack, event.ts)).toHaveLength(1);
});
