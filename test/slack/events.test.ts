import { request as httpRequest } from "node:http";
import { afterEach, expect, test } from "vitest";
import { scriptedApp, waitingScript } from "../http/scripted-parts.ts";
import { directMessage, envelope, mention, send, until } from "./slack-sender.ts";
import { setUp, type SlackSetup } from "./slack-service.ts";

const open: SlackSetup[] = [];
afterEach(() => Promise.all(open.splice(0).map((setup) => setup.close())));

async function begin(...options: Parameters<typeof setUp>): Promise<SlackSetup> {
  const setup = await setUp(...options);
  open.push(setup);
  return setup;
}

const isAnswered = ({ slack }: SlackSetup, threadTs: string) =>
  slack.inThread(threadTs).some((message) => !message.isStreaming && message.markdown !== "");

test("without its settings the addresses say how to set Slack up", async () => {
  const { app } = scriptedApp();
  const response = await app.request("/slack/events", { method: "POST", body: "{}" });
  expect(response.status).toBe(404);
  expect(await response.text()).toContain("ANSATZ_SLACK_SIGNING_SECRET");
});

test("Slack comes in under a tunnel's name; everything else under that name stays out", async () => {
  const setup = await begin();
  const status = (path: string) =>
    new Promise<number | undefined>((resolve, reject) => {
      const options = { method: "POST", headers: { host: "tunnel.example.com" } };
      const sent = httpRequest(`${setup.server.address}${path}`, options);
      sent.on("response", (response) => resolve(response.resume().statusCode));
      sent.on("error", reject);
      sent.end("{}");
    });
  expect(await status("/slack/events")).toBe(401);
  expect(await status("/v1/query")).toBe(400);
});

test("the challenge of a new address is answered", async () => {
  const setup = await begin();
  const body = JSON.stringify({ type: "url_verification", challenge: "3eZbrw1aB" });
  const response = await send(setup.server.address, "events", body);
  expect(response.status).toBe(200);
  expect(await response.text()).toBe("3eZbrw1aB");
});

test.each([
  ["another secret", { secret: "wrong" }],
  ["a time stamp of six minutes ago", { atSeconds: Math.floor(Date.now() / 1000) - 360 }],
  ["a time stamp of the future", { atSeconds: Math.floor(Date.now() / 1000) + 360 }],
  ["no signature", { headers: { "x-slack-signature": "" } }],
  ["a signature of another scheme", { headers: { "x-slack-signature": "v1=00" } }],
  ["a time stamp that is no number", { headers: { "x-slack-request-timestamp": "soon" } }],
])("a request with %s is refused before it is read", async (_what, options) => {
  const setup = await begin();
  const event = mention("2+2");
  const response = await send(setup.server.address, "events", envelope(event), options);
  expect(response.status).toBe(401);
  expect(setup.agent.requests).toEqual([]);
});

test("a body that is not what was signed is refused", async () => {
  const setup = await begin();
  const body = envelope(mention("2+2"));
  const sent = await send(setup.server.address, "events", body);
  expect(sent.status).toBe(200);
  const forged = await send(setup.server.address, "events", envelope(mention("3+3")), {
    headers: { "x-slack-signature": `v0=${"0".repeat(64)}` },
  });
  expect(forged.status).toBe(401);
});

test("a mention is answered in its thread, with verdict, certificate and rating", async () => {
  const setup = await begin();
  const event = mention("what is 2+2?");
  const response = await send(setup.server.address, "events", envelope(event));
  expect(response.status).toBe(200);
  await until("an answer", () => isAnswered(setup, event.ts));
  const [message] = setup.slack.inThread(event.ts);
  expect(setup.slack.inThread(event.ts)).toHaveLength(1);
  expect(message?.markdown).toBe("The answer is 4.");
  expect(message?.blocks.map((block) => block["type"])).toEqual([
    "context",
    "actions",
    "context_actions",
  ]);
  expect(message?.tasks.get("reading")).toMatchObject({
    status: "complete",
    output: "the sum of 2 and 2",
  });
  expect(message?.metadata).toMatchObject({ event_type: "ansatz_answer" });
  expect(setup.agent.requests[0]).toMatchObject({
    question: "what is 2+2?",
    conversationId: `slack_T1_C1_${event.ts.replace(".", "-")}`,
  });
});

test("Slack's entities and links are read as what people typed", async () => {
  const setup = await begin();
  const text = "is 1 &lt; 2 &amp;&amp; a &gt; b, see <https://x.test|the page>, &amp;lt;";
  const event = mention(text);
  await send(setup.server.address, "events", envelope(event));
  await until("a run", () => setup.agent.requests.length === 1);
  expect(setup.agent.requests[0]?.question).toBe("is 1 < 2 && a > b, see the page, &lt;");
});

test("a thread is one conversation: the second question knows the first", async () => {
  const setup = await begin();
  const first = directMessage("what is 2+2?");
  await send(setup.server.address, "events", envelope(first));
  await until("an answer", () => isAnswered(setup, first.ts));
  const second = directMessage("and twice that?", { thread_ts: first.ts });
  await send(setup.server.address, "events", envelope(second));
  await until("another", () => setup.agent.requests.length === 2);
  expect(setup.agent.requests[1]?.history).toEqual([
    { role: "user", content: "what is 2+2?" },
    { role: "assistant", content: "The answer is 4." },
  ]);
  const id = setup.agent.requests[1]?.conversationId;
  const conversation = await fetch(`${setup.server.address}/v1/conversations/${id}`);
  expect(conversation.status).toBe(200);
});

test.each([
  ["a bot", { bot_id: "B1" }],
  ["the bot itself", { user: "UBOT" }],
  ["an edit", { subtype: "message_changed" }],
  ["a deletion", { subtype: "message_deleted" }],
  ["a channel, without a mention", { channel_type: "channel", channel: "C1" }],
  ["nobody", { user: undefined }],
])("a message by %s starts nothing", async (_who, extra) => {
  const setup = await begin();
  const response = await send(
    setup.server.address,
    "events",
    envelope(directMessage("2+2", extra)),
  );
  expect(response.status).toBe(200);
  const after = directMessage("3+3");
  await send(setup.server.address, "events", envelope(after));
  await until("the next answer", () => isAnswered(setup, after.ts));
  expect(setup.agent.requests.map((request) => request.question)).toEqual(["3+3"]);
});

test("100 events delivered three times each, together, late and in any order, are answered once each", async () => {
  const leaseMs = 2_000;
  const setup = await begin(undefined, { settings: { leaseMs } });
  const events = Array.from({ length: 100 }, (_, index) => directMessage(`${index} + 1`));
  const bodies = events.map((event, index) => envelope(event, `EvSame${index}`));
  const deliver = (list: readonly string[], retry: number) =>
    Promise.all(
      list.map((body) =>
        send(setup.server.address, "events", body, {
          headers: { "x-slack-retry-num": String(retry), "x-slack-retry-reason": "http_timeout" },
        }),
      ),
    );
  const both = deliver([...bodies, ...bodies.toReversed()], 1);
  for (const response of await both) expect(response.status).toBe(200);
  await until("100 answers", () => events.every((event) => isAnswered(setup, event.ts)), 60_000);
  // The last retry comes when everything is long done.
  await deliver(bodies, 3);
  // What was left behind by mistake would be taken up when its lease has run out.
  await new Promise((resolve) => setTimeout(resolve, 2 * leaseMs));
  const after = directMessage("the end");
  await send(setup.server.address, "events", envelope(after));
  await until("the end", () => isAnswered(setup, after.ts));
  expect(setup.agent.requests).toHaveLength(101);
  expect(setup.slack.messages).toHaveLength(101);
  expect(setup.slack.callsOf("chat.update")).toEqual([]);
});

test("the acknowledgement does not wait for the answer", async () => {
  const { script, release } = waitingScript();
  const setup = await begin(script);
  const event = mention("2+2");
  const sinceMs = Date.now();
  const response = await send(setup.server.address, "events", envelope(event));
  expect(response.status).toBe(200);
  expect(Date.now() - sinceMs).toBeLessThan(3_000);
  expect(isAnswered(setup, event.ts)).toBe(false);
  release();
  await until("an answer", () => isAnswered(setup, event.ts));
});

test("stop ends the run, on Slack's own stopping of the stream, and says so in place", async () => {
  const { script } = waitingScript();
  const setup = await begin(script);
  const event = directMessage("something long");
  await send(setup.server.address, "events", envelope(event));
  await until("a stream", () => setup.slack.inThread(event.ts).length === 1);
  await until("a run", () => setup.agent.requests.length === 1);
  const stopped = setup.slack.pressStop(event.ts);
  const stop = {
    type: "agent_session_stopped",
    channel: "D1",
    user: "U1",
    thread_ts: event.ts,
    streaming_message_ts: stopped,
  };
  await send(setup.server.address, "events", envelope(stop));
  await until("the word", () => setup.slack.inThread(event.ts)[0]?.markdown === "Stopped.");
  expect(setup.agent.requests[0]?.signal?.aborted).toBe(true);
  const last = () => setup.slack.callsOf("agents.sessions.setStatus").at(-1)?.body["status"];
  await until("the status moves on", () => last() === "active");
});

test("a DM that is opened suggests what to ask, in the older surface with its thread", async () => {
  const setup = await begin();
  const opened = { type: "app_home_opened", user: "U1", channel: "D1", tab: "messages" };
  await send(setup.server.address, "events", envelope(opened));
  const started = {
    type: "assistant_thread_started",
    assistant_thread: { user_id: "U1", channel_id: "D1", thread_ts: "1.2", context: {} },
  };
  await send(setup.server.address, "events", envelope(started));
  const calls = () => setup.slack.callsOf("assistant.threads.setSuggestedPrompts");
  await until("both", () => calls().length === 2);
  const threads = calls().map((call) => call.body["thread_ts"]);
  expect(threads.toSorted()).toEqual(["1.2", undefined]);
  expect(calls().every((call) => call.error === null)).toBe(true);
});

test("the home tab speaks the user's language", async () => {
  const setup = await begin(undefined, { slack: { locale: "zh-CN" } });
  const opened = { type: "app_home_opened", user: "U1", channel: "D1", tab: "home" };
  await send(setup.server.address, "events", envelope(opened));
  await until("a view", () => setup.slack.views.length === 1);
  expect(JSON.stringify(setup.slack.views[0]?.body)).toContain("已证明");
});

test("an app without sessions uses the older status line and is answered all the same", async () => {
  const setup = await begin(undefined, {
    slack: { refuse: { "agents.sessions.setStatus": "unknown_method" } },
  });
  const event = directMessage("2+2");
  await send(setup.server.address, "events", envelope(event));
  await until("an answer", () => isAnswered(setup, event.ts));
  expect(setup.slack.callsOf("assistant.threads.setStatus")).toHaveLength(1);
  expect(setup.slack.callsOf("chat.stopStream")[0]?.body["session_status"]).toBeUndefined();
});

test("nothing said is answered with an example", async () => {
  const setup = await begin();
  const event = mention("");
  await send(setup.server.address, "events", envelope(event));
  await until("an answer", () => isAnswered(setup, event.ts));
  expect(setup.slack.inThread(event.ts)[0]?.markdown).toContain("x^2 - 5x + 6 = 0");
  expect(setup.agent.requests).toEqual([]);
});
