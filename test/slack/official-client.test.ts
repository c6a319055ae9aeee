import { ErrorCode, LogLevel, WebClient } from "@slack/web-api";
import { afterAll, beforeAll, expect, test } from "vitest";
import { SlackStandIn } from "./slack-stand-in.ts";

let slack: SlackStandIn;
beforeAll(async () => {
  slack = await SlackStandIn.start();
});
afterAll(() => slack.close());

const client = (token = "xoxb-test") =>
  new WebClient(token, {
    slackApiUrl: slack.apiUrl,
    logLevel: LogLevel.ERROR,
    retryConfig: { retries: 0 },
  });

test("the official client posts, edits and is told who it is", async () => {
  expect(await client().auth.test()).toMatchObject({ ok: true, user_id: "UBOT" });
  const posted = await client().apiCall("chat.postMessage", { channel: "C1", text: "hello" });
  await client().chat.update({
    channel: "C1",
    ts: String((posted as { ts?: string }).ts),
    text: "goodbye",
  });
  expect(slack.messages.at(-1)?.markdown).toBe("goodbye");
});

test("the official client's own streaming helper streams", async () => {
  const stream = client().chatStream({
    channel: "C1",
    thread_ts: "1.1",
    recipient_user_id: "U1",
    recipient_team_id: "T1",
  });
  await stream.append({ markdown_text: "first " });
  await stream.append({
    chunks: [{ type: "task_update", id: "t", title: "Work", status: "complete" }],
  });
  await stream.stop({ markdown_text: "last" });
  expect(slack.messages.at(-1)).toMatchObject({ markdown: "first last", isStreaming: false });
});

test("the official client uploads a file in three steps", async () => {
  await client().filesUploadV2({ filename: "a.txt", file: Buffer.from("some bytes"), title: "A" });
  const file = [...slack.files.values()].at(-1);
  expect(file).toMatchObject({ isComplete: true });
  expect(file?.bytes.toString()).toBe("some bytes");
});

test.each([
  ["a wrong token", () => client("xoxb-wrong").auth.test(), "invalid_auth"],
  [
    "an unknown channel",
    () => client().apiCall("chat.postMessage", { channel: "X1", text: "a" }),
    "channel_not_found",
  ],
  [
    "a message of nothing",
    () => client().apiCall("chat.postMessage", { channel: "C1", text: "" }),
    "no_text",
  ],
  [
    "a stream in a channel without its reader",
    () => client().chat.startStream({ channel: "C1", thread_ts: "1.1", markdown_text: "a" }),
    "missing_recipient_user_id",
  ],
  [
    "more text than a call takes",
    () =>
      client().chat.startStream({
        channel: "D1",
        thread_ts: "1.1",
        markdown_text: "a".repeat(12_001),
      }),
    "msg_too_long",
  ],
  [
    "an append to a message that does not stream",
    async () => {
      const reply = await client().apiCall("chat.postMessage", { channel: "C1", text: "a" });
      const { ts } = reply as { ts?: string };
      return client().chat.appendStream({ channel: "C1", ts: String(ts), markdown_text: "b" });
    },
    "message_not_in_streaming_state",
  ],
  [
    "an edit of a message that streams",
    async () => {
      const { ts } = await client().chat.startStream({
        channel: "D1",
        thread_ts: "1.1",
        markdown_text: "a",
      });
      return client().chat.update({ channel: "D1", ts: ts!, text: "b" });
    },
    "streaming_state_conflict",
  ],
  [
    "51 blocks",
    () =>
      client().apiCall("chat.postMessage", {
        channel: "C1",
        text: "a",
        blocks: Array.from({ length: 51 }, () => ({ type: "divider" as const })),
      }),
    "invalid_blocks",
  ],
])("%s is refused with Slack's own code", async (_what, call, code) => {
  await expect(call()).rejects.toMatchObject({
    code: ErrorCode.PlatformError,
    data: { error: code },
  });
});

test("the official client sees the rate limit and how long to wait", async () => {
  const limited = await SlackStandIn.start({ minuteMs: 60_000 });
  const caller = new WebClient("xoxb-test", {
    slackApiUrl: limited.apiUrl,
    rejectRateLimitedCalls: true,
    logLevel: LogLevel.ERROR,
  });
  const start = () =>
    caller.chat.startStream({ channel: "D1", thread_ts: "1.1", markdown_text: "a" });
  for (let count = 0; count < 20; count += 1) await start();
  await expect(start()).rejects.toMatchObject({ code: ErrorCode.RateLimitedError });
  await limited.close();
});
