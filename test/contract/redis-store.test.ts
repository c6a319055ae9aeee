import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { randomIds } from "../../src/core/system-port.ts";
import { createApp } from "../../src/server/app.ts";
import type { KeyLimits } from "../../src/server/keys/key-record.ts";
import { KeyStore, type NewKey } from "../../src/server/keys/key-store.ts";
import { openStore } from "../../src/store/open-store.ts";
import { RedisConnection } from "../../src/store/redis/connection.ts";
import { RedisStore } from "../../src/store/redis/redis-store.ts";
import {
  chat,
  post,
  readData,
  scriptedParts,
  ScriptedAgent,
  waitingScript,
} from "../http/scripted-parts.ts";
import { findRedis, RedisProcess } from "../../evals/faults/redis-process.ts";
import { describeLimits } from "./limits.ts";
import { describeStore } from "./store.ts";

const path = findRedis();

const plainKey: NewKey = {
  name: "",
  scopes: ["chat", "engine"],
  models: null,
  limits: {},
  expiresAtMs: null,
};

describe.skipIf(!path)("with a real Redis", () => {
  let redis: RedisProcess;
  let count = 0;
  const open = (prefix = `test-${(count += 1)}`) => openStore(`${redis.url(prefix)}&silence=1`);
  beforeAll(async () => {
    redis = await RedisProcess.start(path ?? "");
  });
  afterAll(() => redis.remove());

  describeStore("redis", () => open());

  // Limits go by the clock of Redis, which a test cannot move.
  describeLimits("redis", () => {
    const prefix = `limits-${(count += 1)}`;
    const connection = new RedisConnection(redis.url(prefix).split("?")[0] ?? "");
    return new RedisStore(connection, { prefix, isAskersTime: true });
  });

  test("instances whose clocks differ by hours fill no bucket for each other", async () => {
    const [one, two] = [open("clocks"), open("clocks")];
    const bucket = { capacity: 5, perSecond: 0.001 };
    let allowed = 0;
    for (let count = 0; count < 20; count += 1) {
      const isFirst = count % 2 === 0;
      const nowMs = Date.now() + (isFirst ? 0 : 36_000_000);
      const take = { kind: "tokens", id: "key", bucket, cost: 1 } as const;
      const [state] = await (isFirst ? one : two).limits.take([take], nowMs);
      if (state?.isAllowed) allowed += 1;
    }
    expect(allowed).toBe(5);
    await Promise.all([one.close(), two.close()]);
  });

  test("two instances see the same, and a limit is one for both", async () => {
    const [one, two] = [open("shared"), open("shared")];
    await one.startRun({ id: "run_1", conversationId: "conv_1", question: "q", nowMs: 1 });
    expect(await two.getRun("run_1")).toMatchObject({ state: "running" });
    const bucket = { capacity: 10, perSecond: 0 };
    const outcomes = await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        (index % 2 ? one : two).limits.take(
          [{ kind: "tokens", id: "key", bucket, cost: 1 }],
          1_000,
        ),
      ),
    );
    expect(outcomes.filter(([state]) => state?.isAllowed)).toHaveLength(10);
    await Promise.all([one.close(), two.close()]);
  });

  test("a run whose instance is gone is reaped once; one whose instance lives is not", async () => {
    const [dead, one, two] = [open("reap"), open("reap"), open("reap")];
    await dead.startRun({ id: "run_dead", conversationId: "conv_1", question: "q", nowMs: 1 });
    await one.startRun({ id: "run_live", conversationId: "conv_2", question: "q", nowMs: 1 });
    expect(await two.interruptOrphans(5)).toBe(0);
    await dead.close();
    await vi.waitFor(async () => expect(await one.interruptOrphans(6)).toBe(1), 5_000);
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

  test("two instances together never give a key more requests or runs than it may have", async () => {
    const { script, release } = waitingScript();
    const instances = ["one", "two"].map(() => {
      const store = open("keyed");
      const clock = { nowMs: () => Date.now() };
      // Ids that count would be the same on both.
      const parts = { ...scriptedParts(new ScriptedAgent(script)), store, clock, ids: randomIds };
      return { store, keys: new KeyStore(store, clock), app: createApp(parts) };
    });
    const [first] = instances;
    const make = async (limits: KeyLimits) =>
      (await first!.keys.create({ ...plainKey, limits })).text;
    const ask = (key: string, index: number, path: string, init: RequestInit) =>
      instances[index % 2]!.app.request(path, {
        ...init,
        headers: { ...(init.headers as Record<string, string>), authorization: `Bearer ${key}` },
      });
    const many = <T>(work: (index: number) => T) =>
      Array.from({ length: 40 }, (_, index) => work(index));
    const requests = await make({ requestsPerMinute: 10 });
    const asked = await Promise.all(many((index) => ask(requests, index, "/v1/models", {})));
    expect(asked.filter(({ status }) => status === 200)).toHaveLength(10);
    expect(asked.filter(({ status }) => status === 429)).toHaveLength(30);
    const runs = await make({ runs: 5 });
    const start = (index: number) => ask(runs, index, "/v1/runs", post({ question: "2" }));
    const started = await Promise.all(many(start));
    expect(started.filter(({ status }) => status === 202)).toHaveLength(5);
    release();
    for (const [index, response] of started.entries()) {
      if (response.status !== 202) continue;
      const { id } = (await response.json()) as { id: string };
      await (await ask(runs, index, `/v1/runs/${id}/events`, {})).text();
    }
    expect((await start(0)).status).toBe(202);
    expect((await start(1)).status).toBe(202);
    await Promise.all(instances.map(({ store }) => store.close()));
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
