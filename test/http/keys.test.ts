import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createInterface } from "node:readline";
import { tmpdir } from "node:os";
import { join } from "node:path";
import OpenAI, { PermissionDeniedError, RateLimitError } from "openai";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import type { Clock } from "../../src/core/system-port.ts";
import { KeyStore, type NewKey } from "../../src/server/keys/key-store.ts";
import { startNodeServer, type NodeServer } from "../../src/server/node.ts";
import { MemoryStore } from "../../src/store/memory.ts";
import { cliEnvironment, runCli } from "../cli/run-cli.ts";
import {
  answerWith,
  chat,
  post,
  scriptedApp,
  scriptedParts,
  ScriptedAgent,
  waitingScript,
} from "./scripted-parts.ts";

const folder = mkdtempSync(join(tmpdir(), "ansatz-keys-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const servers: NodeServer[] = [];
afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));

const plain: NewKey = {
  name: "",
  scopes: ["chat", "engine", "feedback"],
  models: null,
  limits: {},
  expiresAtMs: null,
};

function keyed(script = answerWith("4"), extra = {}) {
  let nowMs = 1_700_000_000_000;
  const clock: Clock = { nowMs: () => nowMs };
  const store = new MemoryStore();
  const keys = new KeyStore(store, clock);
  const made = scriptedApp(script, { store, clock, ...extra });
  const make = async (key: Partial<NewKey> = {}) => keys.create({ ...plain, ...key });
  const call = (text: string, path: string, init: RequestInit = {}) =>
    made.app.request(path, {
      ...init,
      headers: { ...(init.headers as Record<string, string>), authorization: `Bearer ${text}` },
    });
  return { ...made, keys, make, call, pass: (ms: number) => (nowMs += ms) };
}

test("what is stored of a key does not open anything, and each key is new", async () => {
  const { keys, make, parts } = keyed();
  const made = await Promise.all(Array.from({ length: 50 }, () => make()));
  expect(new Set(made.map(({ text }) => text)).size).toBe(50);
  const [first] = made;
  expect(first?.text).toMatch(/^az_[a-z0-9]{12}_[\w-]{43}$/);
  const stored = JSON.stringify(await parts.store.listRecords("api-key", { limit: 99, nowMs: 0 }));
  for (const { text } of made) expect(stored).not.toContain(text.slice(16));
  const changed = first!.text.slice(0, -1) + (first!.text.endsWith("A") ? "B" : "A");
  expect(await keys.find(first!.text)).not.toBeNull();
  for (const wrong of [changed, first!.text.slice(0, -1), first!.key.digest, "az_", ""])
    expect(await keys.find(wrong)).toBeNull();
});

test("the first key closes an open service; revoking it does not open it again", async () => {
  const { app, keys, make, call, pass } = keyed();
  expect((await app.request("/v1/models")).status).toBe(200);
  const { key, text } = await make();
  pass(1_000);
  expect((await app.request("/v1/models")).status).toBe(401);
  expect((await app.request("/mcp", post({}))).status).toBe(401);
  expect((await call(text, "/v1/models")).status).toBe(200);
  await keys.revoke(key.id);
  expect((await call(text, "/v1/models")).status).toBe(401);
  expect((await app.request("/v1/models")).status).toBe(401);
});

test("a key ends with its time; a rotated one gives way to its successor after the grace", async () => {
  const { keys, make, call, pass } = keyed();
  const status = async (text: string) => (await call(text, "/v1/models")).status;
  const short = await make({ expiresAtMs: 1_700_000_001_000 });
  const old = await make({ tenant: "team", limits: { runs: 3 } });
  const next = await keys.rotate(old.key.id, 1_700_000_000_500);
  expect(next?.key).toMatchObject({ tenant: "team", limits: { runs: 3 } });
  expect([await status(short.text), await status(old.text), await status(next!.text)]).toEqual([
    200, 200, 200,
  ]);
  pass(600);
  expect([await status(short.text), await status(old.text)]).toEqual([200, 401]);
  pass(600);
  expect([await status(short.text), await status(next!.text)]).toEqual([401, 200]);
});

test("scopes and models bound what a key is good for", async () => {
  const { make, call } = keyed(undefined, { modelId: "qwen3" });
  const engine = await make({ scopes: ["engine"] });
  expect((await call(engine.text, "/v1/query", post({ query: "1" }))).status).toBe(200);
  expect((await call(engine.text, "/v1/result?i=1")).status).toBe(200);
  for (const [path, init] of [
    ["/v1/chat/completions", chat("2+2")],
    ["/v1/responses", post({ input: "2" })],
    ["/v1/runs", post({ question: "2" })],
    ["/v1/conversations", {}],
  ] as const) {
    const response = await call(engine.text, path, init);
    expect([path, response.status]).toEqual([path, 403]);
    expect(await response.json()).toMatchObject({ error: { code: "forbidden" } });
  }
  const chats = await make({ scopes: ["chat"], models: ["ansatz"] });
  expect((await call(chats.text, "/v1/query", post({ query: "1" }))).status).toBe(403);
  expect((await call(chats.text, "/v1/chat/completions", chat("2+2"))).status).toBe(200);
  const named = chat("2+2", { model: "qwen3" });
  expect((await call(chats.text, "/v1/chat/completions", named)).status).toBe(403);
});

describe("tenants", () => {
  test("see nothing of each other, whatever they call", async () => {
    const { make, call, agent } = keyed();
    const [alice, bob, ally] = [
      await make({ tenant: "a" }),
      await make({ tenant: "b" }),
      await make({ tenant: "a" }),
    ];
    await call(alice.text, "/v1/chat/completions", chat("2+2"));
    const { runId, conversationId } = agent.requests[0]!;
    const response = `resp_${runId.slice(4)}`;
    const foreign: [string, RequestInit?][] = [
      [`/v1/runs/${runId}`],
      [`/v1/runs/${runId}/events`],
      [`/v1/runs/${runId}/stop`, { method: "POST" }],
      [`/v1/conversations/${conversationId}`],
      [`/v1/conversations/${conversationId}`, { method: "DELETE" }],
      [`/v1/responses/${response}`],
      [`/v1/responses/${response}`, { method: "DELETE" }],
      ["/v1/responses", post({ input: "2", previous_response_id: response })],
      ["/v1/responses", post({ input: "2", conversation: conversationId })],
      ["/v1/chat/completions", chat("2", { ansatz: { conversation_id: conversationId } })],
      ["/v1/runs", post({ question: "2", conversationId })],
    ];
    for (const [path, init] of foreign) {
      const answer = await call(bob.text, path, init);
      expect([path, answer.status]).toEqual([path, 404]);
    }
    const listed = async (text: string) =>
      ((await (await call(text, "/v1/conversations")).json()) as { data: unknown[] }).data.length;
    expect([await listed(alice.text), await listed(ally.text), await listed(bob.text)]).toEqual([
      1, 1, 0,
    ]);
    expect((await call(ally.text, `/v1/runs/${runId}`)).status).toBe(200);
    expect(JSON.stringify(await (await call(ally.text, `/v1/runs/${runId}`)).json())).not.toContain(
      '"owner"',
    );
  });

  test("cannot follow or stop a run of another while it is at work", async () => {
    const { script, release } = waitingScript();
    const { make, call, agent } = keyed(script);
    const [alice, bob] = [await make({ tenant: "a" }), await make({ tenant: "b" })];
    await call(alice.text, "/v1/runs", post({ question: "2" }));
    const { runId, signal } = agent.requests[0]!;
    expect((await call(bob.text, `/v1/runs/${runId}/events`)).status).toBe(404);
    expect((await call(bob.text, `/v1/runs/${runId}/stop`, { method: "POST" })).status).toBe(404);
    expect(signal?.aborted).toBe(false);
    release();
  });
});

describe("limits", () => {
  test.each<[string, RequestInit?]>([
    ["/v1/models"],
    ["/v1/query", post({ query: "1+1" })],
    ["/v1/verify", post({ text: "1 + 1 = 2" })],
  ])(
    "requests a minute (%s): what is left is said, the next one waits as long as it is told",
    async (path, init) => {
      const { make, call, pass } = keyed();
      const { text } = await make({ limits: { requestsPerMinute: 2 } });
      const left = async () => {
        const { status, headers } = await call(text, path, init);
        return [status, headers.get("x-ratelimit-remaining-requests"), headers.get("retry-after")];
      };
      expect(await left()).toEqual([200, "1", null]);
      expect(await left()).toEqual([200, "0", null]);
      expect(await left()).toEqual([429, "0", "30"]);
      pass(30_000);
      expect((await left())[0]).toBe(200);
    },
  );

  test("model tokens a minute: a run may overdraw them, the next one waits", async () => {
    const usage = { promptTokens: 90, completionTokens: 30 };
    const { make, call, pass } = keyed(answerWith("4", { usage }));
    const { text } = await make({ limits: { tokensPerMinute: 60 } });
    expect((await call(text, "/v1/chat/completions", chat("1"))).status).toBe(200);
    const refused = await call(text, "/v1/chat/completions", chat("2"));
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "61"]);
    pass(61_000);
    expect((await call(text, "/v1/chat/completions", chat("3"))).status).toBe(200);
  });

  test("runs at once: one more is turned away, and one that ended frees its place", async () => {
    const { script, release } = waitingScript();
    const { make, call } = keyed(script);
    const { text } = await make({ limits: { runs: 2 } });
    const other = await make({});
    const start = (key: string) => call(key, "/v1/runs", post({ question: "2" }));
    const started = await Promise.all([start(text), start(text), start(text)]);
    expect(started.map(({ status }) => status).sort()).toEqual([202, 202, 429]);
    expect((await start(other.text)).status).toBe(202);
    release();
    const first = started.find(({ status }) => status === 202);
    const { id } = (await first!.json()) as { id: string };
    await (await call(text, `/v1/runs/${id}/events`)).text();
    expect((await start(text)).status).toBe(202);
  });

  test("the official client throws its own classes for them", async () => {
    const store = new MemoryStore();
    const parts = { ...scriptedParts(new ScriptedAgent()), store };
    const keys = new KeyStore(store, parts.clock);
    const server = await startNodeServer({ ...parts, port: 0 });
    servers.push(server);
    const client = (apiKey: string) =>
      new OpenAI({ baseURL: `${server.address}/v1`, apiKey, maxRetries: 0 });
    const ask = { model: "ansatz", input: "2" };
    const slow = await keys.create({ ...plain, limits: { requestsPerMinute: 1 } });
    await client(slow.text).responses.create(ask);
    await expect(client(slow.text).responses.create(ask)).rejects.toBeInstanceOf(RateLimitError);
    const engine = await keys.create({ ...plain, scopes: ["engine"] });
    await expect(client(engine.text).responses.create(ask)).rejects.toBeInstanceOf(
      PermissionDeniedError,
    );
  });
});

test("a service without keys stays on this machine, and says that it is open", async () => {
  const warnings: string[] = [];
  const logger = { info: () => {}, error: () => {}, warn: (event: string) => warnings.push(event) };
  const options = { ...scriptedParts(), logger, port: 0 };
  await expect(startNodeServer({ ...options, host: "0.0.0.0" })).rejects.toMatchObject({
    code: "invalid_configuration",
  });
  servers.push(await startNodeServer(options));
  expect(warnings).toEqual(["open-service"]);
  const store = new MemoryStore();
  await new KeyStore(store, options.clock).create(plain);
  servers.push(await startNodeServer({ ...options, store, host: "0.0.0.0" }));
  expect(warnings).toHaveLength(1);
});

test("the command line makes, lists, rotates and revokes keys of a running service", async () => {
  const store = `sqlite:${join(folder, "keys.sqlite")}`;
  const run = async (...args: string[]) => {
    const done = await runCli(["keys", ...args, "--store", store, "--json"]);
    return { status: done.status, body: JSON.parse(done.stdout) as Record<string, unknown> };
  };
  const child = spawn(
    new URL("../../bin/ansatz", import.meta.url).pathname,
    ["serve", "--port", "0", "--model", "none", "--store", store],
    { env: cliEnvironment(), stdio: ["ignore", "pipe", "ignore"] },
  );
  try {
    let address = "";
    for await (const line of createInterface({ input: child.stdout })) {
      address = /http:\/\/\S+/.exec(line)?.[0] ?? "";
      if (address !== "") break;
    }
    const status = async (key: unknown) =>
      (await fetch(`${address}/v1/models`, { headers: { authorization: `Bearer ${String(key)}` } }))
        .status;
    const made = await run("create", "--name", "first", "--tenant", "team", "--rpm", "60");
    expect(made.body).toMatchObject({ tenant: "team", limits: { requestsPerMinute: 60 } });
    expect(await status(made.body["key"])).toBe(200);
    expect(await status("nothing")).toBe(401);
    const next = await run("rotate", String(made.body["id"]));
    expect([await status(made.body["key"]), await status(next.body["key"])]).toEqual([401, 200]);
    await run("revoke", String(next.body["id"]));
    expect(await status(next.body["key"])).toBe(401);
    const { body } = await run("list");
    expect(body["keys"]).toMatchObject([{ state: "revoked" }, { state: "revoked" }]);
    expect(readFileSync(join(folder, "keys.sqlite")).includes(String(next.body["key"]))).toBe(
      false,
    );
    expect((await run("revoke", "nobody")).status).toBe(2);
    expect((await run("create", "--scopes", "everything")).status).toBe(2);
  } finally {
    child.kill("SIGTERM");
  }
});
