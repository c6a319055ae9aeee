import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execFileSync } from "node:child_process";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { post, readData } from "../http/scripted-parts.ts";
import { startServer, type TestServer } from "../model/misbehaving-server.ts";
import { Workerd } from "../../bench/workerd.ts";
import { SlackStandIn } from "../slack/slack-stand-in.ts";

const root = new URL("../../", import.meta.url).pathname;
const entry = join(root, "src/server/worker.ts");
const assets = mkdtempSync(join(tmpdir(), "ansatz-assets-"));
const key = { authorization: "Bearer operator" };
const GOOD = { ANSATZ_MODEL: "none", ANSATZ_STORE: "memory:", ANSATZ_API_KEYS: "k" };
let model: TestServer;
let slack: SlackStandIn;
let worker: Workerd;

/** A model that writes one reply, slowly when asked for a long one. */
async function startModel(): Promise<TestServer> {
  return startServer(async (response, { path, body }) => {
    if (path.endsWith("/models")) {
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify({ object: "list", data: [{ id: "stub-70b" }] }));
      return;
    }
    const isLong = JSON.stringify(body).includes("long story");
    response.setHeader("content-type", "text/event-stream");
    for (let count = 0; count < (isLong ? 600 : 1); count += 1) {
      const delta = { role: "assistant", content: "Once upon a time. " };
      response.write(`data: ${JSON.stringify({ choices: [{ index: 0, delta }] })}\n\n`);
      if (isLong) await new Promise((resolve) => setTimeout(resolve, 50));
      if (response.destroyed) return;
    }
    const end = { choices: [{ index: 0, delta: {}, finish_reason: "stop" }] };
    response.end(`data: ${JSON.stringify(end)}\n\ndata: [DONE]\n\n`);
  });
}

beforeAll(async () => {
  execFileSync(process.execPath, [
    "--disable-warning=ExperimentalWarning",
    join(root, "scripts/worker-assets.ts"),
    assets,
  ]);
  [model, slack] = await Promise.all([startModel(), SlackStandIn.start()]);
  worker = await Workerd.start({
    entry,
    assets,
    variables: {
      ANSATZ_MODEL: model.baseUrl,
      ANSATZ_STORE: "memory:",
      ANSATZ_API_KEYS: "operator",
      ANSATZ_SLACK_SIGNING_SECRET: "s",
      ANSATZ_SLACK_BOT_TOKEN: "xoxb-1",
      ANSATZ_SLACK_API_URL: slack.apiUrl,
    },
  });
});
afterAll(async () => {
  await worker.stop();
  await Promise.all([model.close(), slack.close()]);
  rmSync(assets, { recursive: true, force: true });
});

const get = (path: string, headers: Record<string, string> = key) =>
  fetch(worker.origin + path, { headers });
const send = (path: string, body: unknown) => fetch(worker.origin + path, post(body, key));

describe("the Worker in Cloudflare's own runtime", () => {
  test("it is ready, says which engines it has, and that its memory is that of one isolate", async () => {
    const ready = await get("/readyz", {});
    expect(ready.status).toBe(200);
    expect(await ready.json()).toMatchObject({
      status: "ready",
      engines: { name: "light", engines: ["compute-engine"], overdue: "asked" },
    });
    expect(worker.log).toContain("live in this isolate alone");
    // Looked at beside the first request, which does not wait for it.
    await expect.poll(() => worker.log).toContain("Slack refuses ANSATZ_SLACK_BOT_TOKEN");
  });

  test("an answer is proved; a question that stays open says that only the light engines work", async () => {
    const proved = await send("/v1/query", { query: "integrate x*sqrt(1+x^2) dx" });
    expect(await proved.json()).toMatchObject({
      status: "answered",
      certificate: { grade: "proved" },
    });
    const open = await send("/v1/query", { query: "integrate atan(x+sqrt(1-x^2)) dx" });
    expect(await open.json()).toMatchObject({
      status: "undecided",
      reason: { message: expect.stringContaining("Only the light engines work here") },
    });
  });

  test("the constitution is read when it opens, and no address shows its file", async () => {
    expect((await get("/constitution.md")).status).toBe(404);
    const bare = {
      ...GOOD,
      ANSATZ_LOG_LEVEL: "silent",
      ASSETS: { fetch: async () => new Response(null, { status: 404 }) },
    };
    const { openWorker } = await import("../../src/server/worker/open-worker.ts");
    await expect(openWorker(bare, () => undefined)).rejects.toThrow("page's files are missing");
  });

  test("no code is made from text", async () => {
    const forbidden = await Workerd.start({ entry: join(import.meta.dirname, "make-code.ts") });
    expect(await (await fetch(forbidden.origin)).text()).toContain("disallowed");
    await forbidden.stop();
  });

  test("without a key it is 401, and the page and the widget are there for everybody", async () => {
    expect((await get("/v1/models", {})).status).toBe(401);
    for (const [path, type] of [
      ["/", "text/html"],
      ["/docs", "text/html"],
      ["/widget.js", "text/javascript"],
      ["/assets/widget/ansatz-chat.ts", "text/javascript"],
      ["/assets/katex/katex.mjs", "text/javascript"],
      ["/core/plot-layout.ts", "text/javascript"],
    ] as const) {
      const response = await get(path, {});
      expect([path, response.status]).toEqual([path, 200]);
      expect(response.headers.get("content-type")).toContain(type);
      expect(response.headers.get("x-request-id")).toBeTruthy();
      expect((await response.text()).length).toBeGreaterThan(30);
    }
    for (const path of ["/assets/widget/..%2fpage.html", "/assets/widget/none.ts", "/page.html"])
      expect((await get(path, {})).status).toBe(404);
  });

  test("a chat is answered by the engine or the remote model, streamed and kept", async () => {
    const messages = [{ role: "user", content: "What is 12*12?" }];
    const direct = await send("/v1/chat/completions", { model: "ansatz", messages, stream: true });
    const chunks = await readData(direct);
    expect(chunks.at(-1)).toBe("[DONE]");
    expect(JSON.stringify(chunks)).toContain("144");
    const told = await send("/v1/chat/completions", {
      model: "ansatz",
      messages: [{ role: "user", content: "Tell me a story." }],
    });
    expect(JSON.stringify(await told.json())).toContain("Once upon a time");
    const conversations = await (await get("/v1/conversations")).json();
    expect((conversations as { data: unknown[] }).data).toHaveLength(2);
  });

  test("a run goes on when its caller has left, is followed by another request and stopped by a third", async () => {
    const started = await send("/v1/runs", { question: "Tell me a long story." });
    const { id } = (await started.json()) as { id: string };
    const leaver = new AbortController();
    const first = await fetch(`${worker.origin}/v1/runs/${id}/events`, {
      headers: key,
      signal: leaver.signal,
    });
    await first.body?.getReader().read();
    leaver.abort();
    const reader = get(`/v1/runs/${id}/events`).then(readData);
    const stopped = await fetch(`${worker.origin}/v1/runs/${id}/stop`, {
      method: "POST",
      headers: key,
    });
    expect(await stopped.json()).toMatchObject({ state: "stopped" });
    expect((await reader).at(-1)).toMatchObject({ type: "run-error", code: "stopped" });
    expect((await (await get(`/v1/runs/${id}`)).json()) as object).toMatchObject({
      state: "stopped",
    });
  });

  test("many readers share one run, and a reader that leaves takes nobody with it", async () => {
    const [one, two] = await Promise.all([
      send("/v1/query", { query: "det {{1,2},{3,4}}" }),
      send("/v1/query", { query: "det {{1,2},{3,4}}" }),
    ]);
    expect(await one.json()).toMatchObject({ answer: { short: "-2" } });
    expect(await two.json()).toMatchObject({ answer: { short: "-2" } });
  });
});

describe("a Worker that is not set up refuses with the sentence that mends it", () => {
  test.each([
    [{ ANSATZ_MODEL: "" }, "ANSATZ_MODEL is missing"],
    [{ ANSATZ_STORE: "" }, "ANSATZ_STORE is missing"],
    [{ ANSATZ_API_KEYS: "" }, "wrangler secret put ANSATZ_API_KEYS"],
    [{ ANSATZ_MODEL: "embedded" }, "A Worker cannot run a model itself"],
    [{ ANSATZ_STORE: "redis://cache?silence=never" }, "whole seconds"],
    [{ ANSATZ_STORE: "sqlite:./a" }, "not a store that a Worker can reach"],
    [{ ANSATZ_STORE: "https://db.example" }, "Set ANSATZ_STORE_TOKEN"],
    [{ ANSATZ_MODLE: "none" }, "There is no setting ANSATZ_MODLE"],
    [{ ANSATZ_SLACK_BOT_TOKEN: "xoxb-1", ANSATZ_SLACK_APP_TOKEN: "xapp-1" }, "socket mode"],
    [{ ANSATZ_SLACK_BOT_TOKEN: "xoxb-1" }, "ANSATZ_SLACK_SIGNING_SECRET is missing"],
  ])("%o", async (change, sentence) => {
    const { openWorker } = await import("../../src/server/worker/open-worker.ts");
    const bindings = { ...GOOD, ASSETS: { fetch }, ...change };
    await expect(openWorker(bindings, () => undefined)).rejects.toMatchObject({
      code: "invalid_configuration",
      message: expect.stringContaining(sentence),
    });
  });

  test("every address of the real Worker says it, and the log once more", async () => {
    const bare = await Workerd.start({ entry });
    const response = await fetch(`${bare.origin}/readyz`);
    expect(response.status).toBe(500);
    expect(await response.json()).toMatchObject({
      error: { code: "invalid_configuration", message: expect.stringContaining("ANSATZ_MODEL") },
    });
    expect(bare.log).toContain("ANSATZ_MODEL is missing");
    await bare.stop();
  });
});
