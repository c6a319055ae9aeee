import type { ModelProfile } from "../../src/core/model-profile.ts";
import { describe, expect, test } from "vitest";
import { createFileAssets } from "../../src/server/file-assets.ts";
import type { Logger } from "../../src/server/logger.ts";
import { OPERATIONS } from "../../src/server/openapi-document.ts";
import { answered, chat, post, scriptedApp, scriptedMath } from "./scripted-parts.ts";

describe("every response", () => {
  test.each([
    ["/healthz", {}],
    ["/nowhere", {}],
    ["/v1/query", post("{")],
    ["/v1/chat/completions", chat("2+2", { stream: true })],
  ] as const)("%s has a request id and is not guessed at", async (path, init) => {
    const { app } = scriptedApp();
    const { headers } = await app.request(path, init);
    expect(headers.get("x-request-id")).toMatch(/^req_\d+$/);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
  });

  test("keeps the caller's request id when it is a plain one", async () => {
    const { app } = scriptedApp();
    const echo = async (id: string) =>
      (await app.request("/healthz", { headers: { "x-request-id": id } })).headers.get(
        "x-request-id",
      );
    expect(await echo("trace-7.a_b")).toBe("trace-7.a_b");
    expect(await echo("no spaces <b>")).toMatch(/^req_/);
    expect(await echo("x".repeat(101))).toMatch(/^req_/);
  });
});

describe("bad input", () => {
  const refused = async (path: string, init: RequestInit) => {
    const { app } = scriptedApp();
    const response = await app.request(path, init);
    return { status: response.status, body: await response.json() };
  };

  test("an unknown address or method says where to look", async () => {
    const expected = {
      status: 404,
      body: { error: { message: expect.stringMatching(/openapi/), code: "not_found" } },
    };
    expect(await refused("/v2/anything", {})).toMatchObject(expected);
    expect(await refused("/v1/query", { method: "GET" })).toMatchObject(expected);
  });

  test.each(["", "{", "nul", '{"query":"1"}}'])("%j is not JSON", async (text) => {
    expect(await refused("/v1/query", post(text))).toMatchObject({
      status: 400,
      body: { error: { type: "invalid_request_error", code: "invalid_request" } },
    });
  });

  test.each(["text/plain", "application/jsonp", "application/x-www-form-urlencoded", ""])(
    "a body sent as %j is refused, so a foreign page cannot send one unasked",
    async (type) => {
      const init = post({ query: "1" }, { "content-type": type });
      expect(await refused("/v1/query", init)).toMatchObject({ status: 400 });
    },
  );

  test("a body over the limit is 413, with and without a length", async () => {
    const { app } = scriptedApp(undefined, { limits: { maxBodyBytes: 100 } });
    const body = JSON.stringify({ query: "1".repeat(200) });
    const declared = post(body, { "content-length": String(body.length) });
    expect((await app.request("/v1/query", declared)).status).toBe(413);
    const chunked = await app.request("/v1/query", post(body));
    expect(chunked.status).toBe(413);
    expect(await chunked.json()).toMatchObject({ error: { code: "too_large" } });
  });

  test.each([
    [{}, "query"],
    [{ query: 7 }, "query"],
    [{ query: "1", timeoutMs: 0 }, "timeoutMs"],
    [{ query: "1", pods: ["a", 2] }, "pods[1]"],
    [{ query: "1", colour: "red" }, "colour"],
  ])("a query of %j names the field %s", async (body, param) => {
    expect(await refused("/v1/query", post(body))).toMatchObject({
      status: 400,
      body: { error: { param } },
    });
  });

  test("a deeply nested body is an error and not a crash", async () => {
    const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
    expect((await refused("/v1/query", post(`{"query":${deep}}`))).status).toBe(400);
  });

  test("what breaks inside is told to the log under the request's id, not to the caller", async () => {
    const lines: { event: string; fields: Readonly<Record<string, unknown>> }[] = [];
    const logger: Logger = {
      info: () => {},
      warn: () => {},
      error: (event, fields) => lines.push({ event, fields }),
    };
    const math = {
      ...scriptedMath,
      query: () => Promise.reject(new TypeError("secret path /etc/x")),
    };
    const { app } = scriptedApp(undefined, { logger, math });
    const response = await app.request("/v1/query", post({ query: "1" }));
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain("secret");
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({
      event: "request-fault",
      fields: { requestId: response.headers.get("x-request-id") },
    });
  });
});

describe("the engine's doors", () => {
  test("query passes the request on and returns the result as it is", async () => {
    const { app } = scriptedApp();
    const response = await app.request("/v1/query", post({ query: "2+3" }));
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual(answered);
  });

  test("verify and equal answer", async () => {
    const { app } = scriptedApp();
    const verified = await app.request("/v1/verify", post({ text: "2+2=5" }));
    expect(await verified.json()).toMatchObject({ verdict: "undecided" });
    const equal = await app.request("/v1/equal", post({ a: "x", b: "x" }));
    expect(await equal.json()).toMatchObject({ verdict: "proved", equal: true });
  });

  test("texts over their limit are refused by name", async () => {
    const { app } = scriptedApp();
    const long = await app.request("/v1/verify", post({ text: "x".repeat(100_001) }));
    expect(long.status).toBe(413);
    expect(await long.json()).toMatchObject({ error: { param: "text" } });
    const equal = await app.request("/v1/equal", post({ a: "x".repeat(10_001), b: "x" }));
    expect(equal.status).toBe(400);
  });

  test("calls over the limit are turned away, and places come free again", async () => {
    const waiting = Promise.withResolvers<typeof answered>();
    const math = { ...scriptedMath, query: () => waiting.promise };
    const { app } = scriptedApp(undefined, { math, limits: { maxEngineCalls: 1 } });
    const first = app.request("/v1/query", post({ query: "1" }));
    while (!(await app.request("/v1/query", post({ query: "1" }))).headers.has("retry-after"));
    waiting.resolve(answered);
    expect((await first).status).toBe(200);
    expect((await app.request("/v1/query", post({ query: "1" }))).status).toBe(200);
  });
});

describe("API keys", () => {
  const { app } = scriptedApp(undefined, { apiKeys: ["first-key", "second-key"] });
  const status = async (authorization?: string) => {
    const headers = authorization === undefined ? {} : { authorization };
    return (await app.request("/v1/models", { headers })).status;
  };

  test("each of the keys opens, and nothing else does", async () => {
    expect(await status("Bearer first-key")).toBe(200);
    expect(await status("Bearer second-key")).toBe(200);
    expect(await status()).toBe(401);
    expect(await status("Bearer")).toBe(401);
    expect(await status("Bearer first-ke")).toBe(401);
    expect(await status("Bearer first-keyy")).toBe(401);
    expect(await status("Basic first-key")).toBe(401);
    expect(await status(`Bearer ${"x".repeat(10_000)}`)).toBe(401);
  });

  test("the refusal has the official form", async () => {
    const response = await app.request("/v1/query", post({ query: "1" }));
    expect(response.headers.get("www-authenticate")).toBe("Bearer");
    expect(await response.json()).toMatchObject({
      error: { type: "authentication_error", code: "invalid_api_key" },
    });
  });

  test("health and the description are open to all", async () => {
    for (const path of ["/healthz", "/readyz", "/openapi.json"])
      expect((await app.request(path)).status).toBe(200);
  });

  test("an unknown address under /v1 is guarded as well", async () => {
    expect((await app.request("/v1/nowhere")).status).toBe(401);
  });
});

describe("models", () => {
  test("ansatz is first, then the model behind it", async () => {
    const { app } = scriptedApp(undefined, { modelId: "org/qwen3" });
    const list = await (await app.request("/v1/models")).json();
    expect(list).toMatchObject({ object: "list", data: [{ id: "ansatz" }, { id: "org/qwen3" }] });
    expect(await (await app.request("/v1/models/org/qwen3")).json()).toMatchObject({
      object: "model",
    });
    expect((await app.request("/v1/models/other")).status).toBe(404);
  });

  test("without a model there is ansatz alone", async () => {
    const { app } = scriptedApp();
    const list = (await (await app.request("/v1/models")).json()) as { data: unknown[] };
    expect(list.data).toHaveLength(1);
  });
});

describe("readiness", () => {
  test("a wrong sum or a broken store is not ready, and says which", async () => {
    const wrong = { ...answered, answer: { ...answered.answer!, short: "6" } };
    const math = { ...scriptedMath, query: async () => wrong };
    const { app, parts } = scriptedApp(undefined, { math });
    const response = await app.request("/readyz");
    expect(response.status).toBe(503);
    expect(await response.json()).toEqual({
      status: "not ready",
      checks: { store: true, engine: false },
    });
    parts.store.getRun = () => Promise.reject(new TypeError("gone"));
    expect(await (await app.request("/readyz")).json()).toMatchObject({
      checks: { store: false, engine: false },
    });
    expect((await app.request("/healthz")).status).toBe(200);
  });
});

describe("the description", () => {
  test("names every route of the API and no other", async () => {
    const { app } = scriptedApp();
    const served = app.routes
      .filter(
        ({ method, path }) => method !== "ALL" && /^\/(v1|v2|metrics|healthz|readyz)/.test(path),
      )
      .map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)(\{[^}]+\})?/g, "{$1}")}`);
    const described = Object.entries(OPERATIONS).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(described.sort()).toEqual([...new Set(served)].sort());
  });

  test("holds the schemas, and every reference in it leads somewhere", async () => {
    const { app } = scriptedApp();
    const text = await (await app.request("/openapi.json")).text();
    const document = JSON.parse(text) as { components: { schemas: Record<string, unknown> } };
    const names = Object.keys(document.components.schemas);
    const references = [...text.matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)];
    expect(references.length).toBeGreaterThan(20);
    for (const [, name] of references) expect(names).toContain(name);
    expect(text.match(/"\$ref":"(?!#\/components\/schemas\/)/)).toBeNull();
  });
});

describe("the page", () => {
  const { app } = scriptedApp(undefined, { assets: createFileAssets() });

  test("loads nothing from elsewhere and runs nothing inline", async () => {
    const response = await app.request("/");
    expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
    const policy = response.headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    const html = await response.text();
    expect(html).toContain("<ansatz-chat");
    expect(html).not.toMatch(/<script(?![^>]*\bsrc=)/);
    expect(html).not.toMatch(/https?:\/\//);
  });

  test("its modules arrive as plain scripts, whole, and may be used elsewhere", async () => {
    const seen = new Set<string>();
    const visit = async (path: string): Promise<void> => {
      if (seen.has(path)) return;
      seen.add(path);
      const response = await app.request(path);
      expect([path, response.status]).toEqual([path, 200]);
      expect(response.headers.get("content-type")).toMatch(/^text\/javascript/);
      expect(response.headers.get("access-control-allow-origin")).toBe("*");
      const text = await response.text();
      for (const [, target] of text.matchAll(/(?:from|import) "(\.[^"]+)"/g))
        await visit(new URL(target ?? "", `http://host${path}`).pathname);
    };
    await visit("/widget.js");
    expect(seen.size).toBeGreaterThan(3);
  });

  test("KaTeX and its fonts are served from here", async () => {
    for (const name of ["katex.mjs", "katex.min.css", "fonts/KaTeX_Main-Regular.woff2"])
      expect((await app.request(`/assets/katex/${name}`)).status).toBe(200);
  });

  test.each([
    "/assets/katex/../../../package.json",
    "/assets/katex/%2e%2e%2f%2e%2e%2fpackage.json",
    "/assets/widget/..%2f..%2fserver%2fapp.ts",
    "/assets/widget/page.html",
    "/assets/widget/__proto__",
    "/assets/server/app.ts",
  ])("%s leads nowhere", async (path) => {
    expect((await app.request(path)).status).toBe(404);
  });
});

test("a foreign page may call only from an origin that is allowed", async () => {
  const { app } = scriptedApp(undefined, { allowedOrigins: ["https://good.example"] });
  const allowed = async (origin: string) =>
    (await app.request("/v1/models", { headers: { origin } })).headers.get(
      "access-control-allow-origin",
    );
  expect(await allowed("https://good.example")).toBe("https://good.example");
  expect(await allowed("https://bad.example")).toBeNull();
  const plain = scriptedApp();
  const response = await plain.app.request("/v1/models", { headers: { origin: "https://a.b" } });
  expect(response.headers.get("access-control-allow-origin")).toBeNull();
});

test("models are shown with what was measured of them, and do not decide readiness", async () => {
  const { app } = scriptedApp(undefined, {
    modelProfiles: () => [
      { id: "measured", profile: sampleProfile },
      { id: "new", profile: null },
      { id: "gone", profile: null, standing: { state: "away", message: "http://inner:1 is away" } },
    ],
  });
  const body = (await (await app.request("/readyz")).json()) as { models: unknown[] };
  expect(body.models).toEqual([
    expect.objectContaining({
      id: "measured",
      measured: true,
      strategy: "text",
      items: expect.objectContaining({ nativeTools: "no", vision: "unknown" }) as unknown,
    }),
    { id: "new", measured: false },
    { id: "gone", measured: false, server: "away" },
  ]);
});

const finding = (answer: "yes" | "no" | "unknown") => ({ answer, detail: "", ms: 1 });
const sampleProfile: ModelProfile = {
  version: 1,
  server: "http://gpu/v1",
  model: "measured",
  fingerprint: "f",
  probedAtMs: 0,
  reasoning: "none",
  contextTokens: 8192,
  tokensPerSecond: 40,
  strategy: "text",
  items: {
    schema: finding("yes"),
    english: finding("yes"),
    chinese: finding("yes"),
    instructions: finding("yes"),
    nativeTools: finding("no"),
    streamedCalls: finding("no"),
    parallelTools: finding("no"),
    toolsWithSchema: finding("no"),
    honestCut: finding("yes"),
    logProbabilities: finding("no"),
    vision: finding("unknown"),
    arithmeticSetup: finding("yes"),
  },
};
