import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import { ServiceProcess } from "../../evals/faults/service-process.ts";
import { isTelemetryOn } from "../../src/server/telemetry/telemetry.ts";
import { sendStream, startServer, type TestServer } from "../model/misbehaving-server.ts";
import { Collector, type SeenSpan } from "./collector.ts";

const SECRET = "zanzibar";
const PROBLEM = `Ann of ${SECRET} has some bags with some apples each and eats a few. How many are left?`;
const CALLER = { traceId: "0af7651916cd43dd8448eb211c80319c", spanId: "b7ad6b7169203331" };

/** A model that first asks for a tool and then says something. */
function startModel(): Promise<TestServer> {
  return startServer((response, { body, path }) => {
    // A model that is listed is not asked at the start whether it is there.
    if (path.endsWith("/models")) {
      response.writeHead(200, { "content-type": "application/json" });
      return void response.end(JSON.stringify({ data: [{ id: "big-70b" }] }));
    }
    const messages = (body?.["messages"] ?? []) as { role: string }[];
    if (messages.some(({ role }) => role === "tool"))
      return sendStream(response, [{ content: `In ${SECRET} nobody knows how many are left.` }]);
    const call = { name: "math_query", arguments: '{"query":"12*4 - 1"}' };
    const calls = [{ index: 0, id: "call_1", type: "function", function: call }];
    return sendStream(response, [{ tool_calls: calls }], "tool_calls");
  });
}

async function served(environment: Readonly<Record<string, string>>) {
  const collector = new Collector();
  const [address, model] = [await collector.start(), await startModel()];
  const service = await ServiceProcess.start({
    store: "memory:",
    model: `${model.baseUrl}#big-70b`,
    environment: { OTEL_EXPORTER_OTLP_ENDPOINT: address, ...environment },
  });
  const chat = { model: "ansatz", messages: [{ role: "user", content: PROBLEM }] };
  const traceparent = `00-${CALLER.traceId}-${CALLER.spanId}-01`;
  const response = await service.post("/v1/chat/completions", chat, { traceparent });
  const answer = (await response.json()) as { ansatz: { runId: string; conversationId: string } };
  await service.get("/v1/runs/nobody");
  const status = await service.end();
  await Promise.all([collector.close(), model.close()]);
  const sent = model.received.filter(({ path }) => path.endsWith("/chat/completions"));
  return { collector, answer: answer.ansatz, status, sent };
}

describe("a service with a collector", () => {
  let run: Awaited<ReturnType<typeof served>>;
  const span = (name: string): SeenSpan => {
    const found = run.collector.spans.find((each) => each.name === name);
    if (found === undefined)
      throw new TypeError(`no span ${name}: ${run.collector.spans.map((s) => s.name).join(", ")}`);
    return found;
  };
  beforeAll(async () => {
    run = await served({ OTEL_SERVICE_NAME: "maths" });
  });

  test("sends its spans before it ends, one trace from the caller to the model server", () => {
    expect(run.status).toBe(0);
    const request = span("POST /v1/chat/completions");
    const agent = span("invoke_agent ansatz");
    expect(request).toMatchObject({
      ...CALLER,
      spanId: request.spanId,
      parentId: CALLER.spanId,
      kind: 2,
    });
    expect(agent).toMatchObject({ traceId: CALLER.traceId, parentId: request.spanId });
    const models = run.collector.spans.filter(({ name }) => name === "chat big-70b");
    expect(models.length).toBeGreaterThanOrEqual(2);
    for (const each of [...models, span("execute_tool math_query")])
      expect(each).toMatchObject({ traceId: CALLER.traceId, parentId: agent.spanId });
    // Each request to the model server names the span of its own call.
    expect(run.sent.map(({ headers }) => headers["traceparent"])).toEqual(
      models.map(({ spanId }) => `00-${CALLER.traceId}-${spanId}-01`),
    );
    expect(run.collector.resources[0]).toMatchObject({ "service.name": "maths" });
  });

  test("names things as the conventions for generative AI do", () => {
    expect(span("invoke_agent ansatz").attributes).toMatchObject({
      "gen_ai.operation.name": "invoke_agent",
      "gen_ai.agent.name": "ansatz",
      "gen_ai.conversation.id": run.answer.conversationId,
      "ansatz.run.id": run.answer.runId,
      "ansatz.verdict": "undecided",
    });
    expect(span("invoke_agent ansatz").events).toMatchObject([
      {
        name: "gen_ai.evaluation.result",
        attributes: {
          "gen_ai.evaluation.name": "ansatz.verdict",
          "gen_ai.evaluation.score.label": "undecided",
        },
      },
    ]);
    expect(span("chat big-70b")).toMatchObject({
      kind: 3,
      isError: false,
      attributes: {
        "gen_ai.operation.name": "chat",
        "gen_ai.provider.name": "openai_compatible",
        "gen_ai.request.model": "big-70b",
        "gen_ai.request.stream": true,
        "gen_ai.response.finish_reasons": ["tool_calls"],
        "gen_ai.usage.input_tokens": 11,
        "gen_ai.usage.output_tokens": 7,
        "server.address": "127.0.0.1",
      },
    });
    expect(span("execute_tool math_query").attributes).toMatchObject({
      "gen_ai.operation.name": "execute_tool",
      "gen_ai.tool.name": "math_query",
      "gen_ai.tool.call.id": "call_1",
    });
    expect(span("GET /v1/runs/:id").attributes).toMatchObject({ "http.response.status_code": 404 });
  });

  test("counts durations and tokens", () => {
    const points = (metric: string) =>
      run.collector.points.filter((each) => each.metric === metric);
    const of = (metric: string, name: string, value: string) =>
      points(metric).filter(({ attributes }) => attributes[name] === value);
    const calls = run.sent.length;
    const [chats] = of("gen_ai.client.operation.duration", "gen_ai.operation.name", "chat");
    expect(chats).toMatchObject({ unit: "s", count: calls });
    expect(
      of("gen_ai.client.operation.duration", "gen_ai.operation.name", "invoke_agent"),
    ).toHaveLength(1);
    const [input] = of("gen_ai.client.token.usage", "gen_ai.token.type", "input");
    expect(input).toMatchObject({ unit: "{token}", count: calls, sum: 11 * calls });
    const [asked] = of("http.server.request.duration", "http.route", "/v1/chat/completions");
    expect(asked).toMatchObject({ count: 1, attributes: { "http.response.status_code": 200 } });
  });

  test("tells nothing of what was asked, answered, or passed to a tool", () => {
    expect(run.collector.raw.length).toBeGreaterThan(1_000);
    expect(run.collector.raw).not.toContain(SECRET);
    expect(run.collector.raw).not.toContain("12*4");
  });
});

test("text is told where the setting says so", async () => {
  const { collector } = await served({ ANSATZ_OTLP_TEXT: "on" });
  const find = (name: string) => collector.spans.find((span) => span.name === name)?.attributes;
  expect(find("invoke_agent ansatz")?.["gen_ai.input.messages"]).toContain(SECRET);
  expect(find("invoke_agent ansatz")?.["gen_ai.output.messages"]).toContain(SECRET);
  expect(find("chat big-70b")?.["gen_ai.input.messages"]).toContain(SECRET);
  expect(find("execute_tool math_query")?.["gen_ai.tool.call.arguments"]).toContain("12*4");
  expect(find("execute_tool math_query")?.["gen_ai.tool.call.result"]).toContain("47");
});

test("a collector that is not there costs nothing but a line in the log", async () => {
  const service = await ServiceProcess.start({
    store: "memory:",
    environment: { ANSATZ_OTLP_ENDPOINT: "http://127.0.0.1:1" },
  });
  expect((await service.post("/v1/runs", { question: "2+2" })).status).toBe(202);
  expect(await service.end()).toBe(0);
});

test("without a collector nothing of it is loaded", () => {
  expect(isTelemetryOn(undefined, {})).toBe(false);
  expect(isTelemetryOn("http://127.0.0.1:4318", {})).toBe(true);
  expect(isTelemetryOn(undefined, { OTEL_EXPORTER_OTLP_ENDPOINT: "http://x" })).toBe(true);
  expect(isTelemetryOn("http://x", { OTEL_SDK_DISABLED: "true" })).toBe(false);
  // The counts for Prometheus bring OpenTelemetry's bare interface along, which does nothing.
  const watch = `data:text/javascript,import { registerHooks } from "node:module"; registerHooks({ resolve(name, context, next) { if (/opentelemetry.(sdk|exporter|core|resources)|open-telemetry/.test(name)) process.stderr.write("LOADED " + name); return next(name, context); } });`;
  const serve = fileURLToPath(new URL("../../src/cli/commands/serve.ts", import.meta.url));
  const { status, stderr } = spawnSync(
    process.execPath,
    ["--import", watch, "--input-type=module", "-e", `await import(${JSON.stringify(serve)})`],
    { encoding: "utf8" },
  );
  expect(status).toBe(0);
  expect(stderr).not.toContain("LOADED");
});
