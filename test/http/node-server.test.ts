import { mkdtempSync, rmSync } from "node:fs";
import { request as httpRequest } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import OpenAI, { AuthenticationError, BadRequestError, NotFoundError } from "openai";
import { afterAll, afterEach, expect, test, vi } from "vitest";
import { freePort } from "../../bench/child-service.ts";
import { createApp } from "../../src/server/app.ts";
import { createFileAssets } from "../../src/server/file-assets.ts";
import { startNodeServer, type NodeServer, type NodeServerOptions } from "../../src/server/node.ts";
import { SqliteStore } from "../../src/store/sqlite.ts";
import { answerWith, scriptedParts, ScriptedAgent, waitingScript } from "./scripted-parts.ts";

const folder = mkdtempSync(join(tmpdir(), "ansatz-node-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const servers: NodeServer[] = [];
afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));

async function serve(
  script = answerWith("The answer is 4."),
  extra: Partial<NodeServerOptions> = {},
) {
  const agent = new ScriptedAgent(script);
  const parts = { ...scriptedParts(agent), ...extra };
  const server = await startNodeServer({ ...parts, port: 0 });
  servers.push(server);
  return { server, agent, parts };
}

const clientOf = (server: NodeServer, apiKey = "none") =>
  new OpenAI({ baseURL: `${server.address}/v1`, apiKey, maxRetries: 0 });

const question = { model: "ansatz", messages: [{ role: "user" as const, content: "2+2" }] };

test("the official client asks, and finds our result beside the reply", async () => {
  const { server } = await serve();
  const completion = await clientOf(server).chat.completions.create(question);
  expect(completion.choices[0]?.message.content).toBe("The answer is 4.");
  expect(completion.usage?.total_tokens).toBe(8);
  expect(completion).toMatchObject({ ansatz: { verdict: "proved" } });
  expect(completion._request_id).toMatch(/^req_/);
});

test("the official client streams, folds the stream and gets the usage", async () => {
  const { server } = await serve();
  const stream = clientOf(server).chat.completions.stream({
    ...question,
    stream_options: { include_usage: true },
  });
  const completion = await stream.finalChatCompletion();
  expect(completion.choices[0]).toMatchObject({
    finish_reason: "stop",
    message: { content: "The answer is 4." },
  });
  expect(completion.usage?.completion_tokens).toBe(5);
});

test("headers are the same over a socket as without one, for answers, streams, pages and refusals", async () => {
  const { server, parts } = await serve();
  const app = createApp({ ...parts, assets: createFileAssets() });
  const plain = { "accept-encoding": "identity", "x-request-id": "mine" };
  const json = { ...plain, "content-type": "application/json" };
  const streamed = JSON.stringify({ ...question, stream: true });
  const calls: [string, RequestInit][] = [
    ["/healthz", { headers: json }],
    ["/", { headers: json }],
    ["/widget.js", { headers: json }],
    ["/nowhere", { headers: json }],
    ["/v1/query", { method: "POST", headers: json, body: '{"query":"2+3"}' }],
    ["/v1/query", { method: "POST", headers: json, body: "{" }],
    ["/v1/chat/completions", { method: "POST", headers: json, body: streamed }],
    ["/v1/query", { method: "POST", headers: plain, body: "left unread" }],
  ];
  // What the connection alone decides.
  const own = ["connection", "content-length", "date", "keep-alive", "transfer-encoding"];
  const seen = async (response: Response) => {
    await response.arrayBuffer();
    return [...response.headers].filter(([name]) => !own.includes(name)).toSorted();
  };
  for (const [path, init] of calls) {
    const over = await seen(await fetch(server.address + path, init));
    expect([path, over]).toEqual([
      path,
      await seen(await app.request(`http://127.0.0.1${path}`, init)),
    ]);
    expect(over).toContainEqual(["x-request-id", "mine"]);
    expect(over).toContainEqual(["x-frame-options", "DENY"]);
  }
});

test("the official client throws its own error classes", async () => {
  const { server } = await serve(undefined, { apiKeys: ["right-key"] });
  const call = (key: string, extra: object = {}) =>
    clientOf(server, key).chat.completions.create({ ...question, ...extra });
  await expect(call("wrong-key")).rejects.toBeInstanceOf(AuthenticationError);
  const badRequest = call("right-key", { logprobs: true });
  await expect(badRequest).rejects.toBeInstanceOf(BadRequestError);
  await expect(badRequest).rejects.toMatchObject({ param: "logprobs", code: "unsupported" });
  await expect(call("right-key", { model: "x" })).rejects.toBeInstanceOf(NotFoundError);
});

test("the official client throws on a failure in mid-stream", async () => {
  const { server } = await serve(function* () {
    yield { type: "answer-delta", text: "The" };
    yield { type: "run-error", code: "model_timeout", message: "The model was too slow." };
  });
  const stream = await clientOf(server).chat.completions.create({ ...question, stream: true });
  const read = async () => {
    for await (const chunk of stream) expect(chunk.object).toBe("chat.completion.chunk");
  };
  await expect(read()).rejects.toThrow("The model was too slow.");
});

test("a client that drops its connection does not stop the run", async () => {
  const { script, release } = waitingScript();
  const { server, agent, parts } = await serve(script);
  const stream = await clientOf(server).chat.completions.create({ ...question, stream: true });
  await stream[Symbol.asyncIterator]().next();
  stream.controller.abort();
  const { runId } = agent.requests[0]!;
  release();
  const events = await fetch(`${server.address}/v1/runs/${runId}/events`);
  expect(await events.text()).toContain('"run-end"');
  expect(await parts.store.getRun(runId)).toMatchObject({ state: "completed" });
});

test("a port in use is a sentence about what to do", async () => {
  const { server } = await serve();
  const port = Number(new URL(server.address).port);
  await expect(startNodeServer({ ...scriptedParts(), port })).rejects.toMatchObject({
    code: "invalid_configuration",
    message: expect.stringMatching(/in use.*--port/),
  });
});

test("a host that is not of this machine is a sentence as well", async () => {
  const starting = startNodeServer({ ...scriptedParts(), port: 0, host: "192.0.2.1" });
  await expect(starting).rejects.toMatchObject({ code: "invalid_configuration" });
});

test("closing ends open runs as interrupted, tells their readers, and closes every part", async () => {
  const path = join(folder, "closed.sqlite");
  const close = vi.fn(async () => {});
  const { script } = waitingScript();
  const { server, agent } = await serve(script, {
    store: new SqliteStore(path),
    drainMs: 0,
    math: { ...scriptedParts().math, close },
  });
  const response = await fetch(`${server.address}/v1/chat/completions`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ ...question, stream: true }),
  });
  const text = response.text();
  await Promise.all([server.close(), server.close()]);
  expect(await text).toContain('"code":"internal"');
  expect(close).toHaveBeenCalledTimes(1);
  await expect(fetch(`${server.address}/healthz`)).rejects.toThrow();
  const store = new SqliteStore(path);
  expect(await store.getRun(agent.requests[0]!.runId)).toMatchObject({ state: "interrupted" });
  await store.close();
});

test("starting takes over what a dead process left running", async () => {
  const path = join(folder, "taken-over.sqlite");
  const before = new SqliteStore(path);
  await before.startRun({ id: "run_old", conversationId: "c", question: "q", nowMs: 1 });
  await before.close();
  const { server } = await serve(undefined, { store: new SqliteStore(path) });
  const run = await (await fetch(`${server.address}/v1/runs/run_old`)).json();
  expect(run).toMatchObject({ state: "interrupted" });
});

test("a name that a foreign page pointed at this machine is not served", async () => {
  const { server } = await serve();
  const status = (host: string) =>
    new Promise<number | undefined>((resolve, reject) => {
      const sent = httpRequest(`${server.address}/v1/conversations`, { headers: { host } });
      sent.on("response", (response) => resolve(response.resume().statusCode));
      sent.on("error", reject);
      sent.end();
    });
  expect(await status("evil.example")).toBe(400);
  expect(await status("localhost:1234")).toBe(200);
});

test("a start that fails behind the opened port gives the port back", async () => {
  const port = await freePort();
  const parts = scriptedParts();
  parts.store.interruptOrphans = () => Promise.reject(new TypeError("the store is away"));
  await expect(startNodeServer({ ...parts, port })).rejects.toThrow("the store is away");
  const server = await startNodeServer({ ...scriptedParts(), port, drainMs: 0 });
  expect(server.address).toContain(String(port));
  await server.close();
});
