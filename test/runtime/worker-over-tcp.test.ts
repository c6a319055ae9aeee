import { join } from "node:path";
import { createClient } from "redis";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Workerd } from "../../bench/workerd.ts";
import { findRedis, RedisProcess } from "../../evals/faults/redis-process.ts";
import { openStore } from "../../src/store/open-store.ts";
import { InfoProxy } from "../contract/info-proxy.ts";
import { post, readData } from "../http/scripted-parts.ts";

const path = findRedis();
const root = join(import.meta.dirname, "../..");
const key = { authorization: "Bearer operator" };

const start = (store: string) =>
  Workerd.start({
    entry: join(root, "src/server/worker.ts"),
    // The constitution is all that is asked of them here.
    assets: root,
    variables: { ANSATZ_MODEL: "none", ANSATZ_STORE: store, ANSATZ_API_KEYS: "operator" },
  });

describe.skipIf(!path)("the Worker over a Redis that it reaches by TCP", () => {
  let redis: RedisProcess;
  let worker: Workerd;
  let proxy: InfoProxy | null = null;
  beforeAll(async () => {
    redis = await RedisProcess.start(path ?? "");
    worker = await start(redis.url("tcp"));
  });
  afterAll(async () => {
    proxy?.close();
    await worker.stop();
    await redis.remove();
  });
  const get = (at: string) => fetch(worker.origin + at, { headers: key });
  const send = (at: string, body: unknown) => fetch(worker.origin + at, post(body, key));

  test("runs are kept, followed by other requests, and seen by an instance on Node", async () => {
    expect((await get("/readyz")).status).toBe(200);
    const started = await send("/v1/runs", { question: "What is 12*12?" });
    const { id, conversationId } = (await started.json()) as Record<string, string>;
    const events = await readData(await get(`/v1/runs/${id}/events`));
    expect(events.at(-1)).toMatchObject({ type: "run-end", result: { answer: "144" } });
    const conversation = (await (
      await get(`/v1/conversations/${conversationId}`)
    ).json()) as object;
    expect(conversation).toMatchObject({ turns: [{ role: "user" }, { role: "assistant" }] });
    const store = openStore(redis.url("tcp"));
    expect(await store.getRun(id ?? "")).toMatchObject({ state: "completed" });
    await store.close();
  });

  test("many requests at once each have a connection of their own, and none is left over", async () => {
    const asked = Array.from({ length: 40 }, async (_, index) => {
      const response = await send("/v1/runs", { question: `What is ${index} + 1?` });
      const { id } = (await response.json()) as { id: string };
      return (await readData(await get(`/v1/runs/${id}/events`))).at(-1);
    });
    for (const [index, end] of (await Promise.all(asked)).entries())
      expect(end).toMatchObject({ type: "run-end", result: { answer: String(index + 1) } });
    const client = createClient({ url: redis.url("any").split("?")[0] as string });
    await client.connect();
    const connections = async () =>
      String(await client.sendCommand(["CLIENT", "LIST"]))
        .trim()
        .split("\n").length;
    await expect.poll(connections, { timeout: 40_000, interval: 500 }).toBe(1);
    client.destroy();
  });

  test.each([
    [
      "a wrong password",
      async () => redis.url("tcp").replace("//", "//nobody:wrong@"),
      "refuses the user or the password",
    ],
    [
      "a version that is too old",
      async () => {
        const change = (info: string) =>
          info.replace(/^redis_version:.*$/m, "redis_version:5.0.14");
        proxy = await InfoProxy.start(redis.url("old"), change);
        return proxy.url("old");
      },
      "version 5.0.14, and a store needs 6.2",
    ],
  ])(
    "%s is answered at every address with the sentence that mends it",
    async (_name, url, said) => {
      const refused = await start(await url());
      const response = await fetch(`${refused.origin}/readyz`);
      expect(response.status).toBe(500);
      expect(await response.json()).toMatchObject({
        error: { code: "invalid_configuration", message: expect.stringContaining(said) },
      });
      await refused.stop();
    },
  );
});
