import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { Secret } from "../../src/core/secret.ts";
import { createApp } from "../../src/server/app.ts";
import { openStore } from "../../src/store/open-store.ts";
import { HttpRedis } from "../../src/store/redis/http-redis.ts";
import { RedisStore } from "../../src/store/redis/redis-store.ts";
import { post, scriptedParts, ScriptedAgent, waitingScript } from "../http/scripted-parts.ts";
import { describeLimits } from "./limits.ts";
import { RedisHttpServer } from "./redis-http-server.ts";
import { findRedis, RedisProcess } from "../../evals/faults/redis-process.ts";
import { describeStore } from "./store.ts";

const path = findRedis();

describe.skipIf(!path)("a real Redis by HTTP", () => {
  let redis: RedisProcess;
  let http: RedisHttpServer;
  let count = 0;
  const open = (prefix = `test-${(count += 1)}`, token = http.token) =>
    openStore(`${http.url(prefix)}&silence=1`, { ANSATZ_STORE_TOKEN: token });
  beforeAll(async () => {
    redis = await RedisProcess.start(path ?? "");
    http = await RedisHttpServer.start(redis.url("any"));
  });
  afterAll(async () => {
    await http.close();
    await redis.remove();
  });

  describeStore("redis by HTTP", () => open());

  // Limits go by the clock of Redis, which a test cannot move.
  describeLimits("redis by HTTP", () => {
    const connection = new HttpRedis({ url: http.origin, token: new Secret(http.token) });
    return new RedisStore(connection, { prefix: `limits-${(count += 1)}`, isAskersTime: true });
  });

  test("a stop reaches the instance that works on the run", async () => {
    const { script } = waitingScript();
    const instance = (agent: ScriptedAgent) => {
      const store = open("stops");
      return { store, app: createApp({ ...scriptedParts(agent), store }) };
    };
    const [one, two] = [instance(new ScriptedAgent(script)), instance(new ScriptedAgent())];
    const started = await one.app.request("/v1/runs", post({ question: "2+2" }));
    const { id } = (await started.json()) as { id: string };
    const stopped = await two.app.request(`/v1/runs/${id}/stop`, { method: "POST" });
    expect(await stopped.json()).toMatchObject({ state: "stopped" });
    await Promise.all([one.store.close(), two.store.close()]);
  });

  test("a run is an orphan once its own sign of life is gone", async () => {
    const store = open("orphans");
    await store.startRun({ id: "run_1", conversationId: "conv_1", question: "q", nowMs: 1 });
    await store.startRun({ id: "run_2", conversationId: "conv_1", question: "q", nowMs: 1 });
    expect(await store.interruptOrphans(2)).toBe(0);
    const dead = open("orphans");
    await dead.startRun({ id: "run_3", conversationId: "conv_1", question: "q", nowMs: 1 });
    await dead.close();
    await vi.waitFor(async () => expect(await store.interruptOrphans(3)).toBe(1), 10_000);
    expect(await store.getRun("run_3")).toMatchObject({ state: "interrupted" });
    for (const id of ["run_1", "run_2"])
      expect(await store.getRun(id)).toMatchObject({ state: "running" });
    await store.close();
  });

  test("a wrong token, none at all, and an address where no Redis answers say what to do", async () => {
    const refused = open("any", "wrong");
    await expect(refused.getRun("run_1")).rejects.toMatchObject({
      code: "invalid_configuration",
      message: expect.stringContaining("ANSATZ_STORE_TOKEN"),
    });
    expect(() => openStore(http.url("any"), {})).toThrow(/Set ANSATZ_STORE_TOKEN/);
    const nobody = openStore("http://127.0.0.1:1", { ANSATZ_STORE_TOKEN: "t" });
    await expect(nobody.getRun("run_1")).rejects.toMatchObject({ code: "store_unavailable" });
    await Promise.all([refused.close(), nobody.close()]);
  });
});
