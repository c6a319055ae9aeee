import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { describe, expect, test } from "vitest";
import { createProcessLogger } from "../../src/cli/process-logger.ts";
import { createFileAssets } from "../../src/server/file-assets.ts";
import { KeyStore } from "../../src/server/keys/key-store.ts";
import { createPrometheusMetrics } from "../../src/server/prometheus.ts";
import { runCli } from "../cli/run-cli.ts";
import {
  answerWith,
  chat,
  post,
  scriptedApp,
  scriptedMath,
  scriptedParts,
  ScriptedAgent,
  waitingScript,
} from "./scripted-parts.ts";

const SECRET_TEXT = "my-very-private-question";

describe("/metrics", () => {
  test("counts requests, runs, verdicts, tools and tokens, with no text of a caller", async () => {
    const script = answerWith("The answer is 4.", {
      toolCalls: [
        { name: "math_query", input: {}, result: {} },
        { name: SECRET_TEXT, input: {}, result: {} },
      ],
    });
    const { app } = scriptedApp(script, { metrics: createPrometheusMetrics() });
    await app.request("/v1/chat/completions", chat(SECRET_TEXT));
    await app.request(`/v1/runs/${SECRET_TEXT}`);
    await app.request(`/nowhere/${SECRET_TEXT}`);
    await app.request("/v1/query", { method: SECRET_TEXT });
    const response = await app.request("/metrics");
    expect(response.headers.get("content-type")).toMatch(/^text\/plain/);
    const text = await response.text();
    for (const line of [
      'ansatz_http_requests_total{method="POST",route="/v1/chat/completions",status="200"} 1',
      'ansatz_http_requests_total{method="GET",route="/v1/runs/:id",status="404"} 1',
      'ansatz_runs_total{state="completed",code="none"} 1',
      'ansatz_verdicts_total{verdict="proved",route="direct"} 1',
      'ansatz_tool_calls_total{tool="math_query"} 1',
      'ansatz_tool_calls_total{tool="other"} 1',
      'ansatz_model_tokens_total{type="output"} 5',
      "ansatz_runs_active 0",
      "process_cpu_seconds_total",
    ])
      expect(text).toContain(line);
    expect(text).not.toContain(SECRET_TEXT);
  });

  test("shows runs at work and waiting, and failures by code", async () => {
    const { script, release } = waitingScript();
    const limits = { maxRuns: 1, maxWaitingRuns: 1 };
    const { app } = scriptedApp(script, { metrics: createPrometheusMetrics(), limits });
    const read = async () => (await app.request("/metrics")).text();
    const start = async () =>
      (await (await app.request("/v1/runs", post({ question: "2" }))).json()) as { id: string };
    const first = await start();
    await start();
    expect(await read()).toMatch(/ansatz_runs_active 1[^]*ansatz_runs_waiting 1/);
    await app.request(`/v1/runs/${first.id}/stop`, { method: "POST" });
    expect(await read()).toContain('ansatz_runs_total{state="stopped",code="stopped"} 1');
    release();
  });

  test("with keys it asks for one with its scope", async () => {
    const { app, parts } = scriptedApp(undefined, { metrics: createPrometheusMetrics() });
    const keys = new KeyStore(parts.store, parts.clock);
    const make = (scopes: ("chat" | "metrics")[]) =>
      keys.create({ name: "", scopes, models: null, limits: {}, expiresAtMs: null });
    const [chatKey, metricsKey] = [await make(["chat"]), await make(["metrics"])];
    const status = async (text: string) =>
      (await app.request("/metrics", { headers: { authorization: `Bearer ${text}` } })).status;
    expect((await app.request("/metrics")).status).toBe(401);
    expect([await status(chatKey.text), await status(metricsKey.text)]).toEqual([403, 200]);
  });
});

describe("the log", () => {
  test("says what happened and never what a person wrote", async () => {
    const lines: string[] = [];
    const stream = new PassThrough();
    stream.on("data", (chunk: Buffer) => lines.push(chunk.toString()));
    const logger = createProcessLogger("debug", stream);
    const math = {
      ...scriptedMath,
      query: () => Promise.reject(new TypeError(`bad ${SECRET_TEXT}`)),
    };
    const { app } = scriptedApp(undefined, { logger, math });
    await app.request("/v1/chat/completions", chat(SECRET_TEXT));
    const failed = await app.request("/v1/query", post({ query: SECRET_TEXT }));
    await app.request(`/v1/${SECRET_TEXT}?q=${SECRET_TEXT}`);
    await app.request("/v1/query", post(`{"query": ${SECRET_TEXT}`));
    const text = lines.join("");
    expect(text).not.toContain(SECRET_TEXT);
    const entries = text
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(entries).toContainEqual(
      expect.objectContaining({ level: "info", event: "run-end", state: "completed" }),
    );
    const fault = entries.find(({ event }) => event === "request-fault");
    expect(fault).toMatchObject({
      level: "error",
      requestId: failed.headers.get("x-request-id"),
      cause: { kind: "TypeError" },
    });
    expect(JSON.stringify(fault)).toMatch(/operations\.test\.ts/);
  });

  test("keeps to its level", () => {
    const lines: string[] = [];
    const stream = new PassThrough();
    stream.on("data", (chunk: Buffer) => lines.push(chunk.toString()));
    const logger = createProcessLogger("warn", stream);
    logger.info("run-end", {});
    logger.warn("open-service", {});
    expect(lines.join("")).toMatch(/^\{"level":"warn"[^\n]*"event":"open-service"\}\n$/);
  });
});

test("every response forbids framing and running; only pages load, and only from here", async () => {
  const { app } = scriptedApp(undefined, { assets: createFileAssets() });
  const policyOf = async (path: string) => {
    const { headers } = await app.request(path);
    expect(headers.get("x-frame-options")).toBe("DENY");
    return headers.get("content-security-policy") ?? "";
  };
  for (const path of ["/v1/models", "/healthz", "/nowhere", "/openapi.json"])
    expect(await policyOf(path)).toBe("default-src 'none'; frame-ancestors 'none'");
  for (const path of ["/", "/docs"]) {
    expect(await policyOf(path)).toContain("script-src 'self';");
    expect(await policyOf(path)).not.toMatch(/unsafe|https?:|\*/);
  }
  expect((await app.request("/v1/models")).headers.get("cache-control")).toBe("no-store");
});

test("the reference page loads its files from here and no others", async () => {
  const { app } = scriptedApp(undefined, { assets: createFileAssets() });
  const html = await (await app.request("/docs")).text();
  expect(html).not.toMatch(/https?:\/\/|<script(?![^>]*\bsrc=)|style=/);
  for (const [, path] of html.matchAll(/(?:src|href)="([^"]+)"/g))
    expect([path, (await app.request(path ?? "")).status]).toEqual([path, 200]);
  expect((await app.request("/assets/reference/..%2freference.html")).status).toBe(404);
});

test("a service that is going down says that it is not ready and takes no run", async () => {
  const { script, release } = waitingScript();
  const agent = new ScriptedAgent(script);
  const parts = scriptedParts(agent);
  const { createApp } = await import("../../src/server/app.ts");
  const { RunHub } = await import("../../src/server/run-hub.ts");
  const { DEFAULT_LIMITS } = await import("../../src/server/limits.ts");
  const { silentLogger } = await import("../../src/server/logger.ts");
  const hub = new RunHub({ ...parts, limits: DEFAULT_LIMITS, logger: silentLogger });
  const app = createApp({ ...parts, hub });
  await app.request("/v1/runs", post({ question: "2" }));
  expect((await app.request("/readyz")).status).toBe(200);
  const drained = hub.drain(5_000);
  expect((await app.request("/readyz")).status).toBe(503);
  expect((await app.request("/healthz")).status).toBe(200);
  const refused = await app.request("/v1/runs", post({ question: "3" }));
  expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "1"]);
  release();
  await drained;
  expect(await parts.store.getRun(agent.requests[0]!.runId)).toMatchObject({ state: "completed" });
});

test("ansatz config shows every setting and where it is from, and hides secrets", async () => {
  const settings = {
    ANSATZ_PORT: "1234",
    ANSATZ_API_KEYS: "hidden-key",
    ANSATZ_MODEL_API_KEY: "hidden-too",
    ANSATZ_STORE: "redis://user:hidden-word@host/0",
  };
  const { stdout, status } = await runCli(["config", "--json"], { settings });
  expect(status).toBe(0);
  expect(stdout).not.toMatch(/hidden/);
  const { settings: shown } = JSON.parse(stdout) as { settings: Record<string, unknown>[] };
  expect(shown).toContainEqual(
    expect.objectContaining({ name: "ANSATZ_PORT", value: 1234, from: "environment" }),
  );
  expect(shown).toContainEqual(
    expect.objectContaining({ name: "ANSATZ_HOST", value: "127.0.0.1", from: "default" }),
  );
});

test("settings may stand in a file; the environment wins, and what is no setting stops the start", async () => {
  const folder = mkdtempSync(join(tmpdir(), "ansatz-settings-"));
  const file = join(folder, "ansatz.env");
  const run = async (text: string, settings = {}) => {
    writeFileSync(file, text);
    return runCli(["config", "--json"], { settings: { ANSATZ_CONFIG: file, ...settings } });
  };
  const text = '# ours\nANSATZ_PORT=4321\nANSATZ_HOST="127.0.0.2"\nANSATZ_API_KEYS=hidden-key\n';
  const { stdout } = await run(text, { ANSATZ_HOST: "127.0.0.3" });
  expect(stdout).not.toContain("hidden");
  const { settings } = JSON.parse(stdout) as { settings: { name: string }[] };
  const of = (name: string) => settings.find((setting) => setting.name === name);
  expect(of("ANSATZ_PORT")).toMatchObject({ value: 4321, from: "file" });
  expect(of("ANSATZ_HOST")).toMatchObject({ value: "127.0.0.3", from: "environment" });
  expect(of("ANSATZ_STORE")).toMatchObject({ from: "default" });
  const refused = /no setting|cannot be read|not valid/;
  for (const wrong of ["PATH=/tmp", "ANSATZ_PROT=1", "ANSATZ_PORT=many"])
    expect(await run(wrong)).toMatchObject({ status: 2, stdout: expect.stringMatching(refused) });
  rmSync(folder, { recursive: true });
  const gone = await runCli(["config", "--json"], { settings: { ANSATZ_CONFIG: file } });
  expect(gone).toMatchObject({ status: 2, stdout: expect.stringMatching(refused) });
});
