import { createClient } from "redis";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findRedis, RedisProcess } from "../../evals/faults/redis-process.ts";
import { openStore } from "../../src/store/open-store.ts";
import { runCli } from "../cli/run-cli.ts";
import { InfoProxy } from "./info-proxy.ts";
import { RedisHttpServer } from "./redis-http-server.ts";

const path = findRedis();
const older = (version: string) => (info: string) =>
  info.replace(/^redis_version:.*$/m, `redis_version:${version}`);
const serve = (url: string) => runCli(["serve", "--port", "0", "--model", "none", "--store", url]);

describe.skipIf(!path)("a Redis that a store cannot work with says so at the start", () => {
  let redis: RedisProcess;
  let admin: ReturnType<typeof createClient>;
  let count = 0;
  beforeAll(async () => {
    redis = await RedisProcess.start(path ?? "");
    admin = createClient({ url: redis.url("any").split("?")[0] as string });
    await admin.connect();
  });
  afterAll(async () => {
    admin.destroy();
    await redis.remove();
  });

  const asUser = (user: string) => redis.url(`setup-${(count += 1)}`).replace("//", `//${user}@`);
  const fault = async (url: string, token = "") => {
    const store = openStore(url, { ANSATZ_STORE_TOKEN: token });
    try {
      await store.startRun({ id: "run_1", conversationId: "c", question: "q", nowMs: 1 });
      return null;
    } catch (error) {
      return error;
    } finally {
      await store.close();
    }
  };

  test("one that is too old is named with its version, and with what is needed", async () => {
    const proxy = await InfoProxy.start(redis.url("old"), older("6.0.16"));
    const run = await serve(proxy.url("old"));
    proxy.close();
    expect(run.status).toBe(2);
    expect(run.stderr).toContain("version 6.0.16, and a store needs 6.2 or newer. Update it");
  });

  test.each([
    ["6.2.0", older("6.2.0")],
    ["10.0.1", older("10.0.1")],
    ["one that does not tell", (info: string) => info.replace(/^redis_version:.*\r\n/m, "")],
    [
      "Valkey, whatever Redis it says it is like",
      (info: string) => older("3.0.0")(info) + "valkey_version:8.1.0\r\n",
    ],
  ])("%s is taken", async (_name, change) => {
    const proxy = await InfoProxy.start(redis.url("new"), change);
    expect(await fault(proxy.url(`new-${(count += 1)}`))).toBeNull();
    proxy.close();
  });

  test("the same by HTTP, and no command goes to one that is too old", async () => {
    const proxy = await InfoProxy.start(redis.url("old"), older("5.0.14"));
    const http = await RedisHttpServer.start(proxy.url("old"));
    const prefix = `http-${(count += 1)}`;
    expect(await fault(http.url(prefix), http.token)).toMatchObject({
      code: "invalid_configuration",
      message: expect.stringContaining("version 5.0.14"),
    });
    expect(await admin.keys(`{${prefix}}*`)).toEqual([]);
    await http.close();
    proxy.close();
  });

  test("a wrong password, a missing one and a user with too few rights", async () => {
    await admin.sendCommand(["ACL", "SETUSER", "known", "on", ">right", "+@all", "~*", "&*"]);
    const wrong = await serve(asUser("known:wrong"));
    expect(wrong.status).toBe(2);
    expect(wrong.stderr).toMatch(/refuses the user or the password of the store's address/);
    const started = Date.now();
    expect(await fault(asUser("known:wrong"))).toMatchObject({ code: "invalid_configuration" });
    // What was refused is not waited for as what is away.
    expect(Date.now() - started).toBeLessThan(1_500);
    expect(await fault(asUser("known:right"))).toBeNull();
    await admin.sendCommand(["ACL", "SETUSER", "weak", "on", ">right", "+@read", "~*"]);
    expect(await fault(asUser("weak:right"))).toMatchObject({
      code: "invalid_configuration",
      message: expect.stringContaining("ACL SETUSER"),
    });
    await admin.sendCommand(["CONFIG", "SET", "requirepass", "right"]);
    expect(await fault(redis.url("none"))).toMatchObject({
      code: "invalid_configuration",
      message: expect.stringContaining("asks for a password"),
    });
    await admin.sendCommand(["CONFIG", "SET", "requirepass", ""]);
  });

  test("the rights that the sentence names are enough, without INFO too", async () => {
    const { message } = (await fault(asUser("weak:right"))) as Error;
    const rights = /SETUSER NAME (.*?),/.exec(message)?.[1] ?? "";
    const named = rights.replaceAll("'", "").replaceAll("PREFIX", "apart").split(" ");
    for (const extra of [[], ["-info"]]) {
      await admin.sendCommand(["ACL", "SETUSER", "just", "reset", "on", ">p", ...named, ...extra]);
      const url = `${redis.url("apart").replace("//", "//just:p@")}&silence=1`;
      const store = openStore(url);
      const stops: string[] = [];
      store.onStop?.((id) => stops.push(id));
      const id = `run_${extra.length}`;
      await store.startRun({ id, conversationId: "c", question: "q", nowMs: 1 });
      await store.appendEvents(id, [{ type: "status", text: "s" }]);
      await store.insertRecord("k", {
        id,
        value: 1,
        createdAtMs: 1,
        expiresAtMs: Date.now() + 9e4,
      });
      await store.updateRecord("k", id, 2);
      expect(await store.listRecords("k", { limit: 9, nowMs: 2 })).toContainEqual(
        expect.objectContaining({ id, value: 2 }),
      );
      const bucket = { capacity: 5, perSecond: 1 };
      const takes = [
        { kind: "tokens", id: "b", bucket, cost: 1 },
        { kind: "place", id: "b", holder: id, places: 5, forMs: 1_000 },
      ] as const;
      for (const state of await store.limits.take(takes, 1)) expect(state.isAllowed).toBe(true);
      await store.announceStop?.(id);
      expect(await store.interruptOrphans(3)).toBe(0);
      await expect.poll(() => stops).toEqual([id]);
      await store.endRun(id, { state: "stopped", nowMs: 4 });
      expect(await store.deleteConversation("c")).toBe(true);
      await store.close();
    }
  });

  test("a replica says that it takes no writes, which may pass", async () => {
    const replica = await RedisProcess.start(path ?? "");
    const client = createClient({ url: replica.url("any").split("?")[0] as string });
    await client.connect();
    await client.sendCommand(["REPLICAOF", "127.0.0.1", new URL(redis.url("any")).port]);
    expect(await fault(replica.url("any"))).toMatchObject({
      code: "store_unavailable",
      message: expect.stringContaining("primary"),
    });
    client.destroy();
    await replica.remove();
  });
});
