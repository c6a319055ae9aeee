import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { freePort } from "../../bench/child-service.ts";
import { startSocketMode } from "../../src/channels/slack/node/socket-mode.ts";
import { directMessage, envelope, interaction, until } from "./slack-sender.ts";
import { setUp } from "./slack-service.ts";
import { ServerSocket } from "./socket-server.ts";

const closers: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** Slack's side of socket mode: the call that opens a connection, and the socket. */
async function socketSlack({ isRefused = false, port: wanted = 0 } = {}) {
  const sockets: ServerSocket[] = [];
  const server = createServer((request, response) => {
    request.resume();
    const { port } = server.address() as AddressInfo;
    const url = `ws://127.0.0.1:${port}/link`;
    const isOpen = request.url === "/api/apps.connections.open" && !isRefused;
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(isOpen ? { ok: true, url } : { ok: false, error: "invalid_auth" }));
  });
  server.on("upgrade", (request, socket) => {
    const accepted = ServerSocket.accept(request, socket);
    sockets.push(accepted);
    accepted.send({ type: "hello", num_connections: 1, connection_info: { app_id: "A1" } });
  });
  await new Promise<void>((resolve) => server.listen(wanted, "127.0.0.1", resolve));
  closers.push(() => {
    for (const socket of sockets) socket.close();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { sockets, apiUrl: `http://127.0.0.1:${port}/api/` };
}

test("by the official client: acknowledged on the socket, answered by the Web API, once", async () => {
  const { sockets, apiUrl } = await socketSlack();
  const errors: unknown[] = [];
  const setup = await setUp(undefined, {
    settings: { signingSecret: null },
    connect: (channel) =>
      startSocketMode(channel, {
        appToken: "xapp-test",
        apiUrl,
        onError: (cause) => errors.push(cause),
      }),
  });
  closers.push(() => setup.close());
  await until("a socket", () => sockets.length === 1);
  const event = directMessage("2+2");
  const payload = JSON.parse(envelope(event)) as object;
  const deliver = (id: string) =>
    sockets[0]!.send({
      type: "events_api",
      envelope_id: id,
      payload,
      accepts_response_payload: false,
    });
  deliver("one");
  deliver("two");
  const acknowledged = () => sockets[0]!.received.join("\n");
  await until("both acknowledged", () => ["one", "two"].every((id) => acknowledged().includes(id)));
  await until(
    "an answer",
    () => setup.slack.inThread(event.ts)[0]?.markdown === "The answer is 4.",
  );
  expect(setup.slack.messages).toHaveLength(1);

  const press = new URLSearchParams(
    interaction({
      type: "block_actions",
      trigger_id: setup.slack.trigger(),
      actions: [{ action_id: "ansatz_certificate", value: setup.agent.requests[0]!.runId }],
    }),
  ).get("payload")!;
  sockets[0]!.send({
    type: "interactive",
    envelope_id: "three",
    payload: JSON.parse(press) as object,
    accepts_response_payload: true,
  });
  await until("a window", () => setup.slack.views.length === 1);
  expect(errors).toEqual([]);
});

test("a token that Slack refuses is a sentence about what to set", async () => {
  const { apiUrl } = await socketSlack({ isRefused: true });
  const starting = startSocketMode({} as never, {
    appToken: "xapp-wrong",
    apiUrl,
    onError: () => undefined,
  });
  await expect(starting).rejects.toMatchObject({
    code: "invalid_configuration",
    message: expect.stringMatching(
      /Slack refuses ANSATZ_SLACK_APP_TOKEN \(invalid_auth\).*connections:write/,
    ),
  });
});

test("a Slack that is away holds no start up, and is connected to once it is there", async () => {
  const port = await freePort();
  const errors: unknown[] = [];
  const mode = await startSocketMode({} as never, {
    appToken: "xapp-test",
    apiUrl: `http://127.0.0.1:${port}/api/`,
    retryMs: 50,
    onError: (cause) => errors.push(cause),
  });
  expect(errors).toHaveLength(1);
  const { sockets } = await socketSlack({ port });
  await until("a socket", () => sockets.length === 1);
  await mode.close();
});
