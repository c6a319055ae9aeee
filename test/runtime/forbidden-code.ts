/** Run by a test in a Node that makes no code from text: asks every engine and every door, and prints what came of it. */
import { createAgent } from "../../src/agent/agent.ts";
import { randomIds, systemClock } from "../../src/core/system-port.ts";
import { createProcessLogger } from "../../src/cli/process-logger.ts";
import { fetchSympy } from "../../src/downloads/fetch-sympy.ts";
import { createVerifier } from "../../src/hallucination/verifier.ts";
import { createOpenAICompatibleModel } from "../../src/model/openai-compatible.ts";
import { startNodeServer } from "../../src/server/node.ts";
import { createPrometheusMetrics } from "../../src/server/prometheus.ts";
import { MemoryStore } from "../../src/store/memory.ts";
import { createMathEngine } from "../../src/tools/math/engine.ts";
import {
  ComputeEnginePool,
  computeEngineMember,
} from "../../src/tools/math/engines/compute-engine.ts";
import { SympyEngine } from "../../src/tools/math/engines/sympy.ts";
import { startServer } from "../model/misbehaving-server.ts";

const QUESTIONS = [
  "integrate x*sqrt(1+x^2) dx",
  "limit of (1+2/x)^x as x -> infinity",
  "solve cos(x) = x",
  "solve x^5 - x - 1 = 0",
  "sum 1/k^2 from k=1 to infinity",
  "integrate e^(-x^2) dx from 0 to 1",
  "factor x^4 - 1",
  "plot sin(x)",
  "minimum of x^2 - 4x",
  "eigenvalues of {{2,1},{1,2}}",
  "求 x^2 ln x 的导数",
];

function makesCode(): boolean {
  const make = Function as unknown as (body: string) => () => unknown;
  try {
    return make("return true")() === true;
  } catch {
    return false;
  }
}

/** Each pool on its own: in the portfolio another engine would stand in for one that fails. */
async function engines() {
  const packages = await fetchSympy(process.env).catch(() => null);
  const all = {
    "compute-engine": new ComputeEnginePool(),
    "integration-rules": new ComputeEnginePool({ integrationRules: true }),
    ...(packages === null ? {} : { sympy: new SympyEngine(() => fetchSympy(process.env)) }),
  };
  const found: Record<string, number> = {};
  for (const [name, engine] of Object.entries(all)) {
    const question = {
      operation: "integrate",
      arguments: [["Sin", "x"]],
      variables: ["x"],
    } as const;
    found[name] = (await engine.run({ ...question, timeoutMs: 120_000 })).length;
    await engine.close();
  }
  return found;
}

const math = createMathEngine({ portfolio: [computeEngineMember] });
const model = await startServer((response, { path }) => {
  if (path.endsWith("/models")) return void response.end(`{"data":[{"id":"stub-70b"}]}`);
  response.setHeader("content-type", "text/event-stream");
  const delta = { role: "assistant", content: "Once upon a time." };
  response.write(`data: ${JSON.stringify({ choices: [{ index: 0, delta }] })}\n\n`);
  const end = { choices: [{ index: 0, delta: {}, finish_reason: "stop" }] };
  response.end(`data: ${JSON.stringify(end)}\n\ndata: [DONE]\n\n`);
});
const verifier = createVerifier(math);
const agent = createAgent({
  math,
  verifier,
  model: createOpenAICompatibleModel({ baseUrl: model.baseUrl }),
  clock: systemClock,
  ids: randomIds,
});
const server = await startNodeServer({
  agent,
  math,
  verifier,
  store: new MemoryStore(),
  clock: systemClock,
  ids: randomIds,
  modelId: agent.modelId,
  metrics: createPrometheusMetrics(),
  logger: createProcessLogger("error"),
  port: 0,
});

const json = { "content-type": "application/json", accept: "application/json, text/event-stream" };
const send = (path: string, body: unknown) =>
  fetch(server.address + path, { method: "POST", headers: json, body: JSON.stringify(body) });
const messages = [{ role: "user", content: "Tell me a story." }];
const initialize = {
  jsonrpc: "2.0",
  id: 1,
  method: "initialize",
  params: {
    protocolVersion: "2025-06-18",
    capabilities: {},
    clientInfo: { name: "t", version: "1" },
  },
};

const answers: Record<string, unknown> = {};
for (const query of QUESTIONS) {
  const { status, answer, certificate } = await math.query({ query, timeoutMs: 60_000 });
  answers[query] = [status, answer?.short ?? null, certificate?.grade ?? null];
}
const doors: Record<string, number> = {};
for (const [path, body] of [
  ["/v1/query", { query: "2+3" }],
  ["/v1/steps", { query: "solve 2x+3=7" }],
  ["/v1/verify", { text: "2+2=5" }],
  ["/v1/equal", { a: "2x", b: "x+x" }],
  ["/v1/working", { lines: ["2x=4", "x=2"] }],
  ["/v1/chat/completions", { model: "ansatz", messages }],
  ["/v1/chat/completions", { model: "ansatz", messages, stream: true }],
  ["/v1/responses", { model: "ansatz", input: "What is 12*12?" }],
  ["/v1/runs", { question: "What is 12*12?" }],
  [
    "/v1/rewards",
    { items: [{ completion: "4", reference: "4" }], rules: [{ rule: "correctness" }] },
  ],
  ["/mcp", initialize],
] as const) {
  const response = await send(path, body);
  await response.text();
  doors[path] = response.status;
}
for (const path of [
  "/",
  "/docs",
  "/widget.js",
  "/openapi.json",
  "/readyz",
  "/metrics",
  "/v1/conversations",
]) {
  const response = await fetch(server.address + path);
  await response.text();
  doors[path] = response.status;
}
const report = { makesCode: makesCode(), engines: await engines(), answers, doors };
await server.close();
await model.close();
process.stdout.write(`${JSON.stringify(report)}\n`);
