import { expect, test } from "vitest";
import type { Clock } from "../../src/core/system-port.ts";
import { createApp } from "../../src/server/app.ts";
import { KeyStore, type NewKey } from "../../src/server/keys/key-store.ts";
import { MemoryStore } from "../../src/store/memory.ts";
import { answerWith, chat, post, readData, scriptedApp } from "./scripted-parts.ts";

const ORIGIN = "https://shop.example";
const OTHER = "https://evil.example";
const plain: NewKey = {
  name: "",
  tenant: "team",
  scopes: ["chat", "engine", "feedback"],
  models: null,
  limits: {},
  expiresAtMs: null,
};

async function opened(key: Partial<NewKey> = {}, extra: object = {}) {
  let nowMs = 1_700_000_000_000;
  const clock: Clock = { nowMs: () => nowMs };
  const store = new MemoryStore();
  const keys = new KeyStore(store, clock);
  const made = scriptedApp(answerWith("Four."), {
    store,
    clock,
    allowedOrigins: [ORIGIN, "https://second.example"],
    ...extra,
  });
  const { key: stored, text } = await keys.create({ ...plain, ...key });
  const call = (path: string, init: RequestInit = {}, credential = text, origin = "") =>
    made.app.request(path, {
      ...init,
      headers: {
        ...(init.headers as Record<string, string>),
        authorization: `Bearer ${credential}`,
        ...(origin === "" ? {} : { origin }),
      },
    });
  const mint = async (body: object = {}, credential = text) => {
    const order = { origin: ORIGIN, user: "visitor-1", ...body };
    const response = await call("/v1/widget/tokens", post(order), credential);
    expect(response.status).toBe(201);
    return (await response.json()) as { id: string; token: string; expiresInMs: number };
  };
  /** The status of a question that a page asks with a token. */
  const asked = async (token: string, origin = ORIGIN) =>
    (await call("/v1/runs", post({ question: "2+2" }), token, origin)).status;
  return {
    ...made,
    keys,
    key: stored,
    text,
    call,
    mint,
    asked,
    pass: (ms: number) => (nowMs += ms),
  };
}

test("a token asks, follows, reads and rates from its own origin, and from there alone", async () => {
  const { mint, call, asked } = await opened();
  const { token, expiresInMs } = await mint();
  expect(expiresInMs).toBe(600_000);
  const started = await call("/v1/runs", post({ question: "2+2" }), token, ORIGIN);
  expect(started.headers.get("access-control-allow-origin")).toBe(ORIGIN);
  const { id, conversationId } = (await started.json()) as { id: string; conversationId: string };
  const events = await call(`/v1/runs/${id}/events`, {}, token, ORIGIN);
  expect((await readData(events)).at(-1)).toMatchObject({ type: "run-end" });
  for (const [path, init] of [
    ["/v1/conversations", {}],
    [`/v1/conversations/${conversationId}`, {}],
    ["/v1/query", post({ query: "2+3" })],
    ["/v1/feedback", post({ id, rating: "good" })],
  ] as const)
    expect((await call(path, init, token, ORIGIN)).status, path).toBeLessThan(300);
  for (const origin of [OTHER, "https://second.example", "http://shop.example", "null", ""])
    expect(await asked(token, origin), origin).toBe(403);
  expect((await call("/v1/conversations", {}, token)).status).toBe(403);
});

test("a browser that names no origin in a GET of the service's own page is let in", async () => {
  const { mint, app } = await opened();
  const { token } = await mint();
  const status = async (headers: Record<string, string>) =>
    (
      await app.request("/v1/conversations", {
        headers: { authorization: `Bearer ${token}`, ...headers },
      })
    ).status;
  expect(await status({ "sec-fetch-site": "same-origin", host: "shop.example" })).toBe(200);
  expect(await status({ "sec-fetch-site": "cross-site", host: "shop.example" })).toBe(403);
  expect(await status({ "sec-fetch-site": "same-origin", host: "evil.example" })).toBe(403);
  expect(await status({ host: "shop.example" })).toBe(403);
});

test("a token ends with its minutes, with its own revocation and with its key", async () => {
  const { mint, asked, call, keys, key, pass } = await opened();
  const short = await mint({ expiresInSeconds: 60 });
  const revoked = await mint();
  const other = await mint();
  expect([await asked(short.token), await asked(revoked.token)]).toEqual([202, 202]);
  const ended = await call(`/v1/widget/tokens/${revoked.id}`, { method: "DELETE" });
  expect(await ended.json()).toEqual({ id: revoked.id, revoked: true });
  expect(await asked(revoked.token)).toBe(401);
  expect(await asked(other.token)).toBe(202);
  pass(59_999);
  expect(await asked(short.token)).toBe(202);
  pass(1);
  expect(await asked(short.token)).toBe(401);
  expect(await asked(other.token)).toBe(202);
  await keys.revoke(key.id);
  expect(await asked(other.token)).toBe(401);
});

test("another key cannot end a token, and no token can make or end one", async () => {
  const { mint, asked, call, keys } = await opened();
  const { id, token } = await mint();
  const second = await keys.create({ ...plain, tenant: "others" });
  await call(`/v1/widget/tokens/${id}`, { method: "DELETE" }, second.text);
  expect(await asked(token)).toBe(202);
  const order = post({ origin: ORIGIN, user: "x" });
  expect((await call("/v1/widget/tokens", order, token, ORIGIN)).status).toBe(403);
  const ending = await call(`/v1/widget/tokens/${id}`, { method: "DELETE" }, token, ORIGIN);
  expect(ending.status).toBe(403);
});

test("a forged token opens nothing", async () => {
  const { mint, asked } = await opened();
  const { token } = await mint();
  const [payload = "", seal = ""] = token.slice(4).split(".");
  const claims = JSON.parse(atob(payload.replaceAll("-", "+").replaceAll("_", "/"))) as object;
  const encoded = (value: unknown) =>
    btoa(JSON.stringify(value)).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
  const foreign = await opened();
  const theirs = (await foreign.mint()).token;
  const last = seal.endsWith("A") ? "E" : "A";
  for (const forged of [
    `azw_${encoded({ ...claims, origin: OTHER })}.${seal}`,
    `azw_${encoded({ ...claims, expiresAtMs: 9e15 })}.${seal}`,
    `azw_${encoded({ ...claims, user: "visitor-2" })}.${seal}`,
    `azw_${payload}.${seal.slice(0, -1)}${last}`,
    `azw_${payload}.${"A".repeat(43)}`,
    `azw_${payload}.`,
    `azw_${payload}`,
    `azw_.${seal}`,
    "azw_",
    "azw_%%%.x",
    theirs,
  ])
    expect(await asked(forged), forged.slice(-20)).toBe(401);
  expect(await asked(token)).toBe(202);
});

test("visitors see nothing of each other, of the key's own and of other tenants", async () => {
  const { mint, call, keys, text } = await opened();
  const one = (await mint({ user: "one" })).token;
  const two = (await mint({ user: "two" })).token;
  const again = (await mint({ user: "one" })).token;
  const started = await call("/v1/runs", post({ question: "2+2" }), one, ORIGIN);
  const { id, conversationId } = (await started.json()) as { id: string; conversationId: string };
  const others = await keys.create({ ...plain, tenant: "others" });
  for (const credential of [two, text, others.text]) {
    const status = async (path: string) => (await call(path, {}, credential, ORIGIN)).status;
    expect(await status(`/v1/runs/${id}`)).toBe(404);
    expect(await status(`/v1/conversations/${conversationId}`)).toBe(404);
  }
  expect((await call(`/v1/conversations/${conversationId}`, {}, again, ORIGIN)).status).toBe(200);
});

test("a token is good for the widget's calls, as far as its key is", async () => {
  const { mint, call } = await opened();
  const { token } = await mint();
  for (const [path, init] of [
    ["/v1/chat/completions", chat("2+2")],
    ["/v1/responses", post({ input: "2" })],
    ["/v1/verify", post({ text: "2+2=4" })],
    ["/v1/rewards", post({ items: [], rules: [] })],
    ["/v1/result?i=2", {}],
    ["/v2/query?input=2&output=json", {}],
    ["/mcp", post({})],
    ["/metrics", {}],
    ["/v1/runs", { method: "PUT" }],
  ] as const)
    expect((await call(path, init, token, ORIGIN)).status, path).toBe(403);
  const narrow = await opened({ scopes: ["chat"] });
  const made = await narrow.mint();
  const query = await narrow.call("/v1/query", post({ query: "2" }), made.token, ORIGIN);
  expect([await narrow.asked(made.token), query.status]).toEqual([202, 403]);
  const engine = await opened({ scopes: ["engine"] });
  const order = post({ origin: ORIGIN, user: "x" });
  expect((await engine.call("/v1/widget/tokens", order)).status).toBe(403);
});

test.each([
  [{ origin: OTHER }, 403, "origin"],
  [{ origin: `${ORIGIN}/path` }, 400, "origin"],
  [{ origin: "shop.example" }, 400, "origin"],
  [{ origin: "*" }, 400, "origin"],
  [{ origin: "null" }, 400, "origin"],
  [{ user: "" }, 400, "user"],
  [{ user: "a~b" }, 400, "user"],
  [{ user: undefined }, 400, "user"],
  [{ expiresInSeconds: 59 }, 400, "expiresInSeconds"],
  [{ expiresInSeconds: 3_601 }, 400, "expiresInSeconds"],
  [{ scopes: ["metrics"] }, 400, "scopes"],
])("an order of %j is refused with %i", async (body, status, param) => {
  const { call } = await opened();
  const order = { origin: ORIGIN, user: "x", ...body };
  const response = await call("/v1/widget/tokens", post(order));
  expect(response.status).toBe(status);
  expect(await response.json()).toMatchObject({ error: { param } });
});

test("making tokens and asking with one are held to their numbers a minute", async () => {
  const { mint, asked, call, pass } = await opened();
  const { token } = await mint();
  const statuses: number[] = [];
  for (let count = 0; count < 31; count += 1) statuses.push(await asked(token));
  expect(statuses.slice(0, 30).every((status) => status === 202)).toBe(true);
  const refused = await call("/v1/runs", post({ question: "2" }), token, ORIGIN);
  expect(refused.status).toBe(429);
  expect(refused.headers.get("retry-after")).toBe("2");
  // Another visitor, and another token of the same one.
  expect(await asked((await mint({ user: "two" })).token)).toBe(202);
  expect(await asked((await mint()).token)).toBe(429);
  pass(60_000);
  expect(await asked(token)).toBe(202);
  const order = post({ origin: ORIGIN, user: "x" });
  let last = 201;
  for (let count = 0; count <= 600 && last === 201; count += 1)
    last = (await call("/v1/widget/tokens", order)).status;
  expect(last).toBe(429);
});

test("keys of the settings make tokens too, which end when the key is taken out of them", async () => {
  const extra = { apiKeys: ["operator"] };
  const { mint, asked, parts, call } = await opened({}, extra);
  const { token } = await mint({}, "operator");
  expect(await asked(token)).toBe(202);
  expect(atob(token.slice(4).split(".")[0] ?? "")).not.toContain("operator");
  const changed = createApp({ ...parts, apiKeys: ["another"] });
  const shown = post({ question: "2" }, { authorization: `Bearer ${token}`, origin: ORIGIN });
  expect((await changed.request("/v1/runs", shown)).status).toBe(401);
  const same = createApp({ ...parts, apiKeys: ["another", "operator"] });
  expect((await same.request("/v1/runs", shown)).status).toBe(202);
  expect((await call("/v1/conversations", {}, "operator")).status).toBe(200);
});

test("an open service has no use for tokens and says so", async () => {
  const { app } = scriptedApp(answerWith("4"), { allowedOrigins: [ORIGIN] });
  const response = await app.request("/v1/widget/tokens", post({ origin: ORIGIN, user: "x" }));
  expect(await response.json()).toMatchObject({ error: { code: "unsupported" } });
});
