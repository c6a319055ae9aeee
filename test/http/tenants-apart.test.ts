import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { afterEach, expect, test } from "vitest";
import type { CallOptions, MathPort } from "../../src/core/math-port.ts";
import type { VerifierPort } from "../../src/core/verifier-port.ts";
import { KeyStore } from "../../src/server/keys/key-store.ts";
import { type NodeServer, startNodeServer } from "../../src/server/node.ts";
import { createPrometheusMetrics } from "../../src/server/prometheus.ts";
import { composeMathEngine } from "../../src/tools/math/compose-engine.ts";
import {
  post,
  ScriptedAgent,
  scriptedMath,
  scriptedParts,
  scriptedVerifier,
} from "./scripted-parts.ts";

const servers: NodeServer[] = [];
afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));

/** A service with a key of the tenant, and for whom the engine and the detector were asked there. */
async function keyed(math: MathPort = scriptedMath) {
  const tenants: string[] = [];
  const note = (options: CallOptions | undefined) => tenants.push(options?.tenant ?? "nobody");
  const watched: MathPort = {
    ...math,
    query: (request, options) => (note(options), math.query(request, options)),
    queryJson: (request, options) => (note(options), math.queryJson(request, options)),
    queryEvents: (request, options) => (note(options), math.queryEvents(request, options)),
    equal: (a, b, options) => (note(options), math.equal(a, b, options)),
  };
  const verifier: VerifierPort = {
    verify: (input, options) => (note(options), scriptedVerifier.verify(input, options)),
  };
  const agent = new ScriptedAgent();
  const parts = { ...scriptedParts(agent), math: watched, verifier };
  const keys = new KeyStore(parts.store, parts.clock);
  const make = async (tenant: string) => {
    const scopes = ["chat", "engine", "feedback", "rewards", "metrics"] as const;
    const { text } = await keys.create({
      name: "",
      tenant,
      scopes: [...scopes],
      models: null,
      limits: {},
      expiresAtMs: null,
    });
    return text;
  };
  const key = await make("team-a");
  const server = await startNodeServer({
    ...parts,
    ...("answerCounts" in math
      ? { answerCounts: () => (math as ReturnType<typeof composeMathEngine>).answerCounts }
      : {}),
    metrics: createPrometheusMetrics(),
    port: 0,
  });
  servers.push(server);
  const call = (text: string, path: string, init: RequestInit = {}) =>
    fetch(server.address + path, {
      ...init,
      headers: { ...(init.headers as Record<string, string>), authorization: `Bearer ${text}` },
    });
  return { server, tenants, agent, make, key, call };
}

const stream = { accept: "text/event-stream" };

test.each<[string, string, RequestInit?]>([
  ["a query", "/v1/query", post({ query: "1+1" })],
  ["a streamed query", "/v1/query", post({ query: "1+1" }, stream)],
  ["steps", "/v1/steps", post({ query: "1+1" })],
  ["a short answer", "/v1/result?i=1%2B1"],
  ["a spoken answer", "/v1/spoken?i=1%2B1"],
  ["an answer for a language model", "/v1/llm-api?input=1%2B1"],
  ["a full result", "/v2/query?input=1%2B1&output=json"],
  ["an assumed result", "/v2/query?input=1%2B1&output=json&assumption=x"],
  ["a check", "/v1/verify", post({ text: "1 + 1 = 2" })],
  ["a streamed check", "/v1/verify", post({ text: "1 + 1 = 2", stream: true })],
  [
    "a check of a text that comes in lines",
    "/v1/verify",
    {
      method: "POST",
      headers: { "content-type": "application/x-ndjson" },
      body: '{"text":"1 + 1 = 2. "}\n{"text":"2 + 2 = 4."}\n',
    },
  ],
  ["checks", "/v1/verify", post({ items: [{ text: "1 + 1 = 2" }] })],
  [
    "rewards",
    "/v1/rewards",
    post({
      items: [{ completion: "\\boxed{2}", reference: "2" }],
      rules: [{ rule: "correctness" }, { rule: "sourced" }],
    }),
  ],
])("%s is asked for the tenant of the key", async (_what, path, init) => {
  const { tenants, key, call } = await keyed();
  await (await call(key, path, init)).text();
  expect(new Set(tenants)).toEqual(new Set(["team-a"]));
});

test.each(["legacy", { pin: "2026-07-28" }] as const)(
  "tools of the protocol %j are called for the tenant of the key",
  async (mode) => {
    const { server, tenants, key } = await keyed();
    const client = new Client({ name: "test", version: "1" }, { versionNegotiation: { mode } });
    const requestInit = { headers: { authorization: `Bearer ${key}` } };
    await client.connect(
      new StreamableHTTPClientTransport(new URL(`${server.address}/mcp`), { requestInit }),
    );
    await client.callTool({ name: "query", arguments: { query: "1+1" } });
    await client.callTool({ name: "solve_steps", arguments: { query: "1+1" } });
    await client.callTool({ name: "plot", arguments: { query: "1+1" } });
    await client.callTool({ name: "verify", arguments: { text: "1 + 1 = 2" } });
    await client.callTool({ name: "equal", arguments: { a: "1", b: "1" } });
    await client.close();
    expect(tenants).toEqual(Array.from({ length: 5 }, () => "team-a"));
  },
);

test.each<[string, string, RequestInit]>([
  ["a run", "/v1/runs", post({ question: "1+1" })],
  [
    "a chat completion",
    "/v1/chat/completions",
    post({ model: "ansatz", messages: [{ role: "user", content: "1+1" }] }),
  ],
  ["a response", "/v1/responses", post({ model: "ansatz", input: "1+1" })],
])("%s is a turn of the tenant of the key", async (_what, path, init) => {
  const { agent, key, call } = await keyed();
  await (await call(key, path, init)).text();
  expect(agent.requests.map(({ tenant }) => tenant)).toEqual(["team-a"]);
});

test("one tenant's answer is worked out anew for another, and the counts say so", async () => {
  const { key, make, call } = await keyed(composeMathEngine([]));
  const other = await make("team-b");
  const ask = (text: string, query: string) => call(text, "/v1/query", post({ query }));
  for (const text of [key, other])
    for (const query of ["2x+3=11", "solve 2x + 3 = 11", "2x+3=11"])
      expect((await ask(text, query)).status).toBe(200);
  const metrics = await (await call(key, "/metrics")).text();
  expect(metrics).toContain('ansatz_answers_total{source="work"} 2');
  expect(metrics).toContain('ansatz_answers_total{source="reading"} 2');
  expect(metrics).toContain('ansatz_answers_total{source="text"} 2');
});
