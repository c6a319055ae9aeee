import { afterEach, describe, expect, test } from "vitest";
import { startNodeServer, type NodeServer } from "../../src/server/node.ts";
import { KeyStore } from "../../src/server/keys/key-store.ts";
import {
  answerWith,
  chat,
  post,
  readData,
  scriptedApp,
  scriptedParts,
  ScriptedAgent,
  waitingScript,
} from "./scripted-parts.ts";

const servers: NodeServer[] = [];
afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));

const withKey = (init: RequestInit, key = "key-1"): RequestInit => ({
  ...init,
  headers: { ...(init.headers as Record<string, string>), "idempotency-key": key },
});

const DOORS = [
  ["/v1/chat/completions", chat("2+2"), chat("3+3")],
  ["/v1/responses", post({ input: "2+2" }), post({ input: "3+3" })],
] as const;

describe.each(DOORS)("%s", (path, asked, other) => {
  test("a repeated request is answered by the same run, word for word", async () => {
    const { app, agent } = scriptedApp();
    const first = await app.request(path, withKey(asked));
    const again = await app.request(path, withKey(asked));
    expect(first.headers.get("idempotent-replayed")).toBeNull();
    expect(again.headers.get("idempotent-replayed")).toBe("true");
    expect(await again.json()).toEqual(await first.json());
    expect(agent.requests).toHaveLength(1);
    await app.request(path, withKey(asked, "key-2"));
    expect(agent.requests).toHaveLength(2);
  });

  test("the same key with another body is 409 and runs nothing", async () => {
    const { app, agent } = scriptedApp();
    await app.request(path, withKey(asked));
    const response = await app.request(path, withKey(other));
    expect(response.status).toBe(409);
    expect(response.headers.get("x-should-retry")).toBe("false");
    expect(agent.requests).toHaveLength(1);
  });

  test("what comes while the run is at work is attached to it", async () => {
    const { script, release } = waitingScript();
    const { app, agent } = scriptedApp(script);
    const answers = Array.from({ length: 5 }, () => app.request(path, withKey(asked)));
    while (agent.requests.length === 0) await new Promise((resolve) => setImmediate(resolve));
    release();
    const bodies = await Promise.all((await Promise.all(answers)).map((answer) => answer.json()));
    for (const body of bodies) expect(body).toEqual(bodies[0]);
    expect(agent.requests).toHaveLength(1);
  });
});

test("a stream is given again from its beginning", async () => {
  const { app, agent } = scriptedApp();
  const ask = async () =>
    readData(await app.request("/v1/chat/completions", withKey(chat("2+2", { stream: true }))));
  const first = await ask();
  expect(first.at(-1)).toBe("[DONE]");
  expect(await ask()).toEqual(first);
  expect(agent.requests).toHaveLength(1);
});

test("a run that failed for a passing reason is started anew; one that was refused is too", async () => {
  const { app, agent } = scriptedApp(function* () {
    yield { type: "run-error", code: "model_timeout", message: "Too slow." };
  });
  const ask = () => app.request("/v1/chat/completions", withKey(chat("2+2")));
  expect((await ask()).status).toBe(504);
  agent.script = answerWith("4");
  expect((await ask()).status).toBe(200);
  expect((await ask()).headers.get("idempotent-replayed")).toBe("true");
  expect(agent.requests).toHaveLength(2);
});

test("keys belong to their tenant", async () => {
  const { app, agent, parts } = scriptedApp();
  const keys = new KeyStore(parts.store, parts.clock);
  const made = await Promise.all(
    ["a", "b"].map((tenant) =>
      keys.create({
        name: "",
        tenant,
        scopes: ["chat"],
        models: null,
        limits: {},
        expiresAtMs: null,
      }),
    ),
  );
  for (const { text } of made) {
    const init = withKey(chat("2+2"));
    const headers = { ...(init.headers as object), authorization: `Bearer ${text}` };
    const response = await app.request("/v1/chat/completions", { ...init, headers });
    expect(response.headers.get("idempotent-replayed")).toBeNull();
  }
  expect(agent.requests).toHaveLength(2);
});

test.each(["", "two words", "x".repeat(256)])("%j is no key", async (key) => {
  const { app } = scriptedApp();
  const init = withKey(chat("2+2"), key);
  expect((await app.request("/v1/chat/completions", init)).status).toBe(400);
});

test("what is not kept cannot be given again, and says so", async () => {
  const { app } = scriptedApp();
  const response = await app.request(
    "/v1/chat/completions",
    withKey(chat("2+2", { store: false })),
  );
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ error: { param: "store" } });
});

describe("the queue", () => {
  test("a run beyond the places waits, says so, and works when one is free", async () => {
    const { script, release } = waitingScript();
    const { app, agent } = scriptedApp(script, { limits: { maxRuns: 1, maxWaitingRuns: 1 } });
    const start = () => app.request("/v1/runs", post({ question: "2+2" }));
    const [first, second, third] = [await start(), await start(), await start()];
    expect([first.status, second.status, third.status]).toEqual([202, 202, 429]);
    expect(third.headers.get("retry-after")).toBe("1");
    expect(agent.requests).toHaveLength(1);
    release();
    const { id } = (await second.json()) as { id: string };
    const events = await readData(await app.request(`/v1/runs/${id}/events`));
    expect(events[0]).toMatchObject({ type: "status", text: "Waiting for a free place" });
    expect(events.at(-1)).toMatchObject({ type: "run-end" });
  });

  test("a run that waits is stopped at once and never works", async () => {
    const { script, release } = waitingScript();
    const { app, agent } = scriptedApp(script, { limits: { maxRuns: 1, maxWaitingRuns: 1 } });
    const start = async () =>
      (await (await app.request("/v1/runs", post({ question: "求 2+2" }))).json()) as {
        id: string;
      };
    await start();
    const { id } = await start();
    const stopped = await app.request(`/v1/runs/${id}/stop`, { method: "POST" });
    expect(await stopped.json()).toMatchObject({ state: "stopped" });
    const [event] = await readData(await app.request(`/v1/runs/${id}/events`));
    expect(event).toMatchObject({ text: "正在排队等待" });
    release();
    expect(agent.requests).toHaveLength(1);
  });
});

test("over a socket, a client that was cut off asks again and gets the run it began", async () => {
  const { script, release } = waitingScript();
  const agent = new ScriptedAgent(script);
  const server = await startNodeServer({ ...scriptedParts(agent), port: 0 });
  servers.push(server);
  const url = `${server.address}/v1/chat/completions`;
  const cut = new AbortController();
  const lost = fetch(url, { ...withKey(chat("2+2")), signal: cut.signal });
  while (agent.requests.length === 0) await new Promise((resolve) => setImmediate(resolve));
  cut.abort();
  await expect(lost).rejects.toThrow();
  const again = fetch(url, withKey(chat("2+2")));
  release();
  expect(await (await again).json()).toMatchObject({ ansatz: { verdict: "proved" } });
  expect(agent.requests).toHaveLength(1);
});
