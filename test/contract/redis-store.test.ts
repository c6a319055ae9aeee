import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createApp } from "../../src/server/app.ts";
import { openStore } from "../../src/store/open-store.ts";
import {
  chat,
  post,
  readData,
  scriptedParts,
  ScriptedAgent,
  waitingScript,
} from "../http/scripted-parts.ts";
import { findRedis, RedisProcess } from "./redis-server.ts";
import { describeStore } from "./store.ts";

const path = findRedis();

describe.skipIf(!path)("with a real Redis", () => {
  let redis: RedisProcess;
  let count = 0;
  const open = (prefix = `test-${(count += 1)}`) => openStore(redis.url(prefix));
  beforeAll(async () => {
    redis = await RedisProcess.start(path ?? "");
  });
  afterAll(() => redis.remove());

  describeStore("redis", () => open());

  test("two instances see the same, and a limit is one for both", async () => {
    const [one, two] = [open("shared"), open("shared")];
    await one.startRun({ id: "run_1", conversationId: "conv_1", question: "q", nowMs: 1 });
    expect(await two.getRun("run_1")).toMatchObject({ state: "running" });
    const bucket = { capacity: 10, perSecond: 0 };
    const outcomes = await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        (index % 2 ? one : two).takeTokens("key", bucket, 1, 1_000),
      ),
    );
    expect(outcomes.filter(({ isAllowed }) => isAllowed)).toHaveLength(10);
    await Promise.all([one.close(), two.close()]);
  });

  test("a run whose instance is gone is reaped once; one whose instance lives is not", async () => {
    const [dead, one, two] = [open("reap"), open("reap"), open("reap")];
    await dead.startRun({ id: "run_dead", conversationId: "conv_1", question: "q", nowMs: 1 });
    await one.startRun({ id: "run_live", conversationId: "conv_2", question: "q", nowMs: 1 });
    expect(await two.interruptOrphans(5)).toBe(0);
    await dead.close();
    const { createClient } = await import("redis");
    const client = createClient({ url: redis.url("reap").split("?")[0] ?? "" });
    await client.connect();
    // Waiting for its sign of life to run out would take half a minute.
    for (const key of await client.keys("{reap}:instance:*")) await client.del(key);
    await client.close();
    expect(await one.interruptOrphans(6)).toBe(1);
    expect(await one.interruptOrphans(7)).toBe(0);
    expect(await two.getRun("run_dead")).toMatchObject({
      state: "interrupted",
      error: { code: "interrupted" },
    });
    expect((await two.listEvents("run_dead", 0)).at(-1)?.event).toMatchObject({
      type: "run-error",
    });
    expect(await one.getRun("run_live")).toMatchObject({ state: "running" });
    await Promise.all([one.close(), two.close()]);
  });

  test("a run is followed, stopped and given again through another instance", async () => {
    const { script, release } = waitingScript();
    const agent = new ScriptedAgent(script);
    const instance = (which: ScriptedAgent) => {
      const store = open("instances");
      return {
        store,
        app: createApp({ ...scriptedParts(which), store, clock: { nowMs: () => Date.now() } }),
      };
    };
    const [one, two] = [instance(agent), instance(new ScriptedAgent())];
    const keyed = { "idempotency-key": "k" };
    const started = await one.app.request("/v1/runs", post({ question: "2+2" }, keyed));
    const { id } = (await started.json()) as { id: string };
    const again = await two.app.request("/v1/runs", post({ question: "2+2" }, keyed));
    expect(await again.json()).toMatchObject({ id, state: "running" });
    const events = two.app.request(`/v1/runs/${id}/events`);
    release();
    expect((await readData(await events)).at(-1)).toMatchObject({ type: "run-end" });
    const waiting = waitingScript();
    agent.script = waiting.script;
    const next = await one.app.request("/v1/runs", post({ question: "3+3" }));
    const { id: nextId } = (await next.json()) as { id: string };
    const stopped = await two.app.request(`/v1/runs/${nextId}/stop`, { method: "POST" });
    expect(await stopped.json()).toMatchObject({ state: "stopped" });
    await Promise.all([one.store.close(), two.store.close()]);
  });

  test("while Redis is away what needs it is refused with 503, and all is well when it is back", async () => {
    const own = await RedisProcess.start(path ?? "");
    const store = openStore(own.url("away"));
    const app = createApp({ ...scriptedParts(), store, apiKeys: ["operator"] });
    const headers = { authorization: "Bearer operator" };
    const ask = (question: string) =>
      app.request("/v1/chat/completions", {
        ...chat(question),
        headers: { ...headers, "content-type": "application/json" },
      });
    try {
      expect((await ask("2+2")).status).toBe(200);
      await own.stop();
      const ready = await app.request("/readyz");
      expect(ready.status).toBe(503);
      expect(await ready.json()).toMatchObject({ checks: { store: false, engine: true } });
      expect((await app.request("/healthz")).status).toBe(200);
      const refused = await ask("3+3");
      expect(refused.status).toBe(503);
      expect(refused.headers.get("x-should-retry")).toBe("true");
      expect(await refused.json()).toMatchObject({ error: { code: "store_unavailable" } });
      const query = await app.request("/v1/query", post({ query: "1" }, headers));
      expect(query.status).toBe(200);
      await own.start();
      let status = 503;
      for (let look = 0; look < 100 && status !== 200; look += 1) {
        status = (await app.request("/readyz")).status;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      expect(status).toBe(200);
      expect((await ask("4+4")).status).toBe(200);
      const listed = await app.request("/v1/conversations", { headers });
      expect(((await listed.json()) as { data: unknown[] }).data).toHaveLength(2);
    } finally {
      await store.close();
      await own.remove();
    }
  });
});

test("a Redis that is not there is not waited for at the start, and refuses with 503", async () => {
  const store = openStore("redis://127.0.0.1:1/0");
  await expect(store.getRun("run_1")).rejects.toMatchObject({ code: "store_unavailable" });
  await store.close();
  expect(() => openStore("redis://127.0.0.1:1/0?prefix=not%20one")).toThrow(/prefix/);
});
