import { afterEach, expect, test } from "vitest";
import { systemClock } from "../../src/core/system-port.ts";
import { KeyStore } from "../../src/server/keys/key-store.ts";
import { MemoryStore } from "../../src/store/memory.ts";
import { directMessage, envelope, send, until } from "./slack-sender.ts";
import { setUp, type SlackSetup } from "./slack-service.ts";

const open: SlackSetup[] = [];
afterEach(() => Promise.all(open.splice(0).map((setup) => setup.close())));

test("a thread is shared with the keys of its tenant, both ways, and with no others", async () => {
  const store = new MemoryStore();
  const setup = await setUp(undefined, { tenant: "team-a", parts: { store } });
  open.push(setup);
  const keys = new KeyStore(store, systemClock);
  const plain = { name: "", scopes: ["chat" as const], models: null, limits: {} };
  const keyOf = async (tenant: string) =>
    (await keys.create({ ...plain, tenant, expiresAtMs: null })).text;
  const [own, other] = [await keyOf("team-a"), await keyOf("team-b")];
  const call = (key: string, path: string, body?: object) =>
    fetch(`${setup.server.address}${path}`, {
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { method: "POST", body: JSON.stringify(body) }),
    });
  const answers = (ts: string) =>
    setup.slack.inThread(ts).filter(({ metadata }) => metadata !== null).length;

  const event = directMessage("what is 2+2?");
  await send(setup.server.address, "events", envelope(event));
  await until("an answer", () => answers(event.ts) === 1);
  const id = `slack_T1_D1_${event.ts.replace(".", "-")}`;
  expect((await call(own, `/v1/conversations/${id}`)).status).toBe(200);
  expect((await call(other, `/v1/conversations/${id}`)).status).toBe(404);

  const message = { role: "user", content: "and twice that?" };
  const more = { model: "ansatz", messages: [message], ansatz: { conversation_id: id } };
  expect((await call(other, "/v1/chat/completions", more)).status).toBe(404);
  expect((await call(own, "/v1/chat/completions", more)).status).toBe(200);
  const later = directMessage("thrice?", { thread_ts: event.ts });
  await send(setup.server.address, "events", envelope(later));
  await until("another answer", () => answers(event.ts) === 2);
  expect(setup.agent.requests.at(-1)?.history.map(({ content }) => content)).toEqual([
    "what is 2+2?",
    "The answer is 4.",
    "and twice that?",
    "The answer is 4.",
  ]);
});

test("a thread that was begun for another tenant is not gone on with, and says so", async () => {
  const store = new MemoryStore();
  const before = await setUp(undefined, { parts: { store } });
  open.push(before);
  const event = directMessage("what is 2+2?");
  await send(before.server.address, "events", envelope(event));
  await until("an answer", () => before.slack.messages.some(({ metadata }) => metadata !== null));
  const after = await setUp(undefined, {
    tenant: "team-a",
    parts: { store },
    standIn: before.slack,
  });
  open.push(after);
  const later = directMessage("thrice?", { thread_ts: event.ts });
  await send(after.server.address, "events", envelope(later));
  const said = () => before.slack.inThread(event.ts).at(-1)?.markdown ?? "";
  await until("the reason", () => said().includes("Ask in a new thread"));
  expect(after.agent.requests).toEqual([]);
});
