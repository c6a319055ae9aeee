import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, expect, test } from "vitest";
import { directMessage, envelope, send, until } from "./slack-sender.ts";
import { SlackStandIn, type StandInOptions } from "./slack-stand-in.ts";

const folder = mkdtempSync(join(tmpdir(), "ansatz-slack-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const processes: ChildProcess[] = [];
const standIns: SlackStandIn[] = [];
afterEach(async () => {
  for (const child of processes.splice(0)) child.kill("SIGKILL");
  await Promise.all(standIns.splice(0).map((slack) => slack.close()));
});

let files = 0;
const newStore = () => join(folder, `${(files += 1)}.sqlite`);

async function standIn(options: StandInOptions = {}): Promise<SlackStandIn> {
  const slack = await SlackStandIn.start(options);
  standIns.push(slack);
  return slack;
}

interface Instance {
  readonly address: string;
  readonly child: ChildProcess;
  kill(signal?: NodeJS.Signals): Promise<void>;
}

/** A real process; resolves when it listens. */
async function instance(path: string, slack: SlackStandIn, delayMs = 0): Promise<Instance> {
  const script = new URL("./instance.ts", import.meta.url).pathname;
  const child = spawn(process.execPath, [script, path, slack.apiUrl, String(delayMs)], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, NODE_OPTIONS: "--disable-warning=ExperimentalWarning" },
  });
  processes.push(child);
  const address = await new Promise<string>((resolve, reject) => {
    let text = "";
    child.stdout?.on("data", (part: Buffer) => {
      text += part.toString();
      if (text.includes("\n")) resolve(text.trim());
    });
    child.once("exit", (code) => reject(new Error(`The instance ended early: ${code}`)));
  });
  return {
    address,
    child,
    kill: (signal = "SIGKILL") =>
      new Promise((resolve) => {
        child.once("exit", () => resolve());
        child.kill(signal);
      }),
  };
}

const answersIn = (slack: SlackStandIn, threadTs: string) =>
  slack.inThread(threadTs).filter((message) => message.markdown.includes("Answered:"));

/** Long enough for a second answer to show, were there one: a lease and several sweeps. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 3_000));

test("killed right after the acknowledgement: answered once by the process that comes next", async () => {
  const slack = await standIn();
  const path = newStore();
  const first = await instance(path, slack, 60_000);
  const event = directMessage("2+2");
  const body = envelope(event);
  expect((await send(first.address, "events", body)).status).toBe(200);
  expect((await send(first.address, "events", body)).status).toBe(200);
  await first.kill();
  const second = await instance(path, slack);
  // Slack, which has its acknowledgement, may still deliver again.
  expect((await send(second.address, "events", body)).status).toBe(200);
  await until("an answer", () => answersIn(slack, event.ts).length === 1);
  await settle();
  expect(answersIn(slack, event.ts)).toHaveLength(1);
});

test("killed while the work streams: the answer comes in the message that was begun", async () => {
  const slack = await standIn();
  const path = newStore();
  const first = await instance(path, slack, 60_000);
  const event = directMessage("2+2");
  await send(first.address, "events", envelope(event));
  await until("steps", () => slack.inThread(event.ts)[0]?.tasks.has("call_1") ?? false);
  await first.kill();
  await instance(path, slack);
  await until("an answer", () => answersIn(slack, event.ts).length === 1);
  await settle();
  expect(slack.inThread(event.ts)).toHaveLength(1);
  expect(slack.inThread(event.ts)[0]?.isStreaming).toBe(false);
});

test("killed when the answer was on its way, shown or not: it is there once", async () => {
  for (const hold of ["before", "after"] as const) {
    const slack = await standIn({ hold: { method: "chat.stopStream", when: hold, count: 1 } });
    const path = newStore();
    const first = await instance(path, slack);
    const event = directMessage(`2+2 ${hold}`);
    await send(first.address, "events", envelope(event));
    await until("the call", () => slack.held === 1);
    expect(answersIn(slack, event.ts)).toHaveLength(hold === "after" ? 1 : 0);
    await first.kill();
    await instance(path, slack);
    await until("an edit", () => slack.callsOf("chat.update").length === 1);
    await settle();
    expect(slack.inThread(event.ts)).toHaveLength(1);
    expect(answersIn(slack, event.ts)).toHaveLength(1);
    expect(slack.callsOf("chat.update")).toHaveLength(1);
  }
});

test("killed within an answer of two messages: its first is there once", async () => {
  const slack = await standIn({
    hold: { method: "chat.stopStream", when: "before", count: 1, skip: 1 },
  });
  const path = newStore();
  const first = await instance(path, slack);
  const event = directMessage(Array.from({ length: 30 }, () => "words ".repeat(90)).join("\n\n"));
  await send(first.address, "events", envelope(event));
  await until("the second message", () => slack.held === 1);
  await first.kill();
  await instance(path, slack);
  const ends = () =>
    slack.inThread(event.ts).filter((message) => message.metadata !== null).length === 1;
  await until("the whole answer", ends);
  expect(answersIn(slack, event.ts)).toHaveLength(1);
});

test("a run that had ended is not run again: its stored answer is shown", async () => {
  const slack = await standIn({ hold: { method: "chat.stopStream", when: "before", count: 1 } });
  const path = newStore();
  const first = await instance(path, slack);
  const event = directMessage("2+2");
  await send(first.address, "events", envelope(event));
  await until("the call", () => slack.held === 1);
  await first.kill();
  const second = await instance(path, slack, 60_000);
  await until("an answer", () => answersIn(slack, event.ts).length === 1);
  const id = `slack_T1_D1_${event.ts.replace(".", "-")}`;
  const conversation = await fetch(`${second.address}/v1/conversations/${id}`);
  const { turns } = (await conversation.json()) as { turns: unknown[] };
  expect(turns).toHaveLength(2);
});

test("a service that is told to stop leaves what it cannot finish to the next", async () => {
  const slack = await standIn();
  const path = newStore();
  const first = await instance(path, slack, 60_000);
  const event = directMessage("2+2");
  await send(first.address, "events", envelope(event));
  await until("a stream", () => slack.inThread(event.ts).length === 1);
  const gone = first.kill("SIGTERM");
  await gone;
  expect(answersIn(slack, event.ts)).toHaveLength(0);
  await instance(path, slack);
  await until("an answer", () => answersIn(slack, event.ts).length === 1);
}, 60_000);

test("two instances on one store answer 30 events, each delivered to both, once each", async () => {
  const slack = await standIn();
  const path = newStore();
  const both = await Promise.all([instance(path, slack, 20), instance(path, slack, 20)]);
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
  const path = newStore();
  const [first] = await Promise.all([instance(path, slack, 6_000), instance(path, slack, 6_000)]);
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
  const path = newStore();
  const [first, second] = await Promise.all([
    instance(path, slack, 60_000),
    instance(path, slack, 60_000),
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
  const path = newStore();
  const [first] = await Promise.all([instance(path, slack, 60_000), instance(path, slack)]);
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
