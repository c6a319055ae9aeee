import { afterEach, expect, test } from "vitest";
import { createAgent } from "../../src/agent/agent.ts";
import { randomIds, systemClock } from "../../src/core/system-port.ts";
import { createVerifier } from "../../src/hallucination/verifier.ts";
import { createOpenAICompatibleModel } from "../../src/model/openai-compatible.ts";
import { type NodeServer, startNodeServer } from "../../src/server/node.ts";
import { MemoryStore } from "../../src/store/memory.ts";
import { createMathEngine } from "../../src/tools/math/engine.ts";
import {
  beginStream,
  delta,
  sendChunk,
  sendStream,
  startServer,
  type Handler,
  type TestServer,
} from "../model/misbehaving-server.ts";

const PROBLEM = "Ann has some bags with some apples each and eats a few. How many are left?";
/** The longest a stop may take to reach the model's socket or the engine. */
const STOP_MS = 200;

let service: NodeServer | null = null;
let modelServer: TestServer | null = null;

afterEach(async () => {
  await service?.close();
  await modelServer?.close();
  service = null;
  modelServer = null;
});

async function serve(handler: Handler) {
  modelServer = await startServer(handler);
  const math = createMathEngine();
  const verifier = createVerifier(math);
  const model = createOpenAICompatibleModel({ baseUrl: modelServer.baseUrl, model: "big-70b" });
  const agent = createAgent({ math, verifier, model, clock: systemClock, ids: randomIds });
  service = await startNodeServer({
    agent,
    math,
    verifier,
    models: [model],
    modelId: model.id,
    store: new MemoryStore(),
    clock: systemClock,
    ids: randomIds,
    port: 0,
    drainMs: 100,
  });
  return { math, address: service.address, received: modelServer.received };
}

/** Reads a stream only as far as a pattern; gives what it captured. */
function reading(response: Response) {
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const decoder = new TextDecoder();
  let text = "";
  return async (wanted: RegExp): Promise<string> => {
    for (;;) {
      const found = wanted.exec(text);
      if (found !== null) return found[1] ?? found[0];
      const { done, value } = await reader.read();
      if (done) return "";
      text += decoder.decode(value, { stream: true });
    }
  };
}

/** Starts a streamed run; `until` waits for one of its events. */
async function startRun(address: string) {
  const response = await fetch(`${address}/v1/chat/completions`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      model: "ansatz",
      stream: true,
      messages: [{ role: "user", content: PROBLEM }],
    }),
  });
  const runId = await reading(response)(/chatcmpl-(run_\w+)/);
  return { runId, until: reading(await fetch(`${address}/v1/runs/${runId}/events`)) };
}

async function stop(address: string, runId: string): Promise<number> {
  const startedAt = performance.now();
  const response = await fetch(`${address}/v1/runs/${runId}/stop`, { method: "POST" });
  expect(response.ok).toBe(true);
  return startedAt;
}

test("a stop closes the model's socket at once, so that the GPU is free", async () => {
  const { address, received } = await serve((response) => {
    beginStream(response);
    sendChunk(response, delta({ reasoning_content: "thinking it over" }));
  });
  const run = await startRun(address);
  await run.until(/thinking it over/);
  const asked = received.at(-1);
  const startedAt = await stop(address, run.runId);
  await asked?.closed;
  expect(performance.now() - startedAt).toBeLessThan(STOP_MS);
});

test("a stop during a tool call ends the engine's work, and the next question is answered", async () => {
  const heavy = "integrate sqrt(x^7 + 3x + 1)*exp(sin(x))*log(x + 2) from 0 to 50";
  const { math, address, received } = await serve((response) =>
    sendStream(
      response,
      [
        {
          tool_calls: [
            {
              index: 0,
              id: "c1",
              function: { name: "math_query", arguments: JSON.stringify({ query: heavy }) },
            },
          ],
        },
      ],
      "tool_calls",
    ),
  );
  await math.warmUp();
  const run = await startRun(address);
  await run.until(/tool-start/);
  const startedAt = await stop(address, run.runId);
  expect(performance.now() - startedAt).toBeLessThan(STOP_MS);
  expect((await math.query({ query: "2+3" })).answer?.short).toBe("5");
  expect(received).toHaveLength(1);
});
