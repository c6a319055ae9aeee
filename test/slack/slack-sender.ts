import { createHmac } from "node:crypto";

export const SECRET = "shhh-8f742231b10e8888abcd99yyyzzz85a5";

let count = 0;

export interface SendOptions {
  readonly secret?: string;
  readonly atSeconds?: number;
  readonly headers?: Record<string, string>;
}

/** What Slack's own servers send, signed as they sign it. */
export async function send(
  origin: string,
  door: "events" | "interactions" | "commands",
  body: string,
  options: SendOptions = {},
): Promise<Response> {
  const timestamp = String(options.atSeconds ?? Math.floor(Date.now() / 1000));
  const signature = createHmac("sha256", options.secret ?? SECRET)
    .update(`v0:${timestamp}:${body}`)
    .digest("hex");
  return fetch(`${origin}/slack/${door}`, {
    method: "POST",
    body,
    headers: {
      "content-type": door === "events" ? "application/json" : "application/x-www-form-urlencoded",
      "x-slack-request-timestamp": timestamp,
      "x-slack-signature": `v0=${signature}`,
      ...options.headers,
    },
  });
}

export function nextTs(): string {
  count += 1;
  return `1700000000.${String(count).padStart(6, "0")}`;
}

/** The envelope of an event, with an id of its own unless one is given. */
export function envelope(event: object, eventId?: string): string {
  count += 1;
  return JSON.stringify({
    token: "unused",
    team_id: "T1",
    api_app_id: "A1",
    type: "event_callback",
    event_id: eventId ?? `Ev${count}`,
    event_time: 1_700_000_000,
    authorizations: [{ team_id: "T1", user_id: "UBOT", is_bot: true }],
    event,
  });
}

export function mention(text: string, extra: object = {}) {
  return {
    type: "app_mention",
    user: "U1",
    channel: "C1",
    text: `<@UBOT> ${text}`,
    ts: nextTs(),
    ...extra,
  };
}

export function directMessage(text: string, extra: object = {}) {
  return {
    type: "message",
    channel_type: "im",
    user: "U1",
    channel: "D1",
    text,
    ts: nextTs(),
    ...extra,
  };
}

export function interaction(payload: object): string {
  return new URLSearchParams({
    payload: JSON.stringify({ team: { id: "T1" }, user: { id: "U1" }, ...payload }),
  }).toString();
}

export function command(fields: Record<string, string>): string {
  return new URLSearchParams({
    command: "/ansatz",
    team_id: "T1",
    channel_id: "C1",
    user_id: "U1",
    ...fields,
  }).toString();
}

/** Waits until something holds, looking often; fails the test with what it was waiting for. */
export async function until(what: string, holds: () => boolean, timeoutMs = 15_000): Promise<void> {
  const endMs = Date.now() + timeoutMs;
  while (!holds()) {
    if (Date.now() > endMs) throw new Error(`It did not come to be: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
