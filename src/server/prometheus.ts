import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import type { Metrics } from "./metrics.ts";

const SECONDS = [0.005, 0.02, 0.1, 0.5, 2, 10, 60, 300];

/** Counts in this process, for Prometheus. No label carries anything a caller wrote. */
export function createPrometheusMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const counter = <T extends string>(name: string, help: string, labelNames: T[]) =>
    new Counter({ name: `ansatz_${name}`, help, labelNames, registers });
  const gauge = (name: string, help: string) =>
    new Gauge({ name: `ansatz_${name}`, help, registers });
  const histogram = <T extends string>(name: string, help: string, labelNames: T[]) =>
    new Histogram({ name: `ansatz_${name}`, help, labelNames, buckets: SECONDS, registers });

  const requests = counter("http_requests_total", "Requests answered", [
    "method",
    "route",
    "status",
  ]);
  const requestSeconds = histogram(
    "http_request_duration_seconds",
    "Until a request is answered or its stream begins",
    ["route"],
  );
  const runs = counter("runs_total", "Runs by how they ended", ["state", "code"]);
  const runSeconds = histogram("run_duration_seconds", "From the start of a run to its end", []);
  const verdicts = counter("verdicts_total", "Answers by verdict", ["verdict", "route"]);
  const claims = counter("claims_total", "Checked claims by verdict", ["verdict"]);
  const repairs = counter("repairs_total", "Drafts mended or written anew after a check", []);
  const tools = counter("tool_calls_total", "Calls of tools", ["tool"]);
  const tokens = counter("model_tokens_total", "Tokens of models", ["type"]);
  const answers = counter("answers_total", "Engine answers by where they came from", ["source"]);
  const active = gauge("runs_active", "Runs at work");
  const waiting = gauge("runs_waiting", "Runs that wait for a place");
  const engine = gauge("engine_calls_active", "Engine calls at work");

  return {
    requestEnded({ method, route, status, ms }) {
      requests.inc({ method, route, status });
      requestSeconds.observe({ route }, ms / 1000);
    },
    runEnded({ state, ms, end }) {
      runs.inc({ state, code: end.type === "run-error" ? end.code : "none" });
      runSeconds.observe(ms / 1000);
      if (end.type !== "run-end") return;
      const { result } = end;
      verdicts.inc({ verdict: result.verdict, route: result.route });
      for (const { verdict } of result.claims) claims.inc({ verdict });
      repairs.inc(result.steps.filter(({ kind }) => kind === "repair").length);
      // A model can make names up; only those of tools that there are may become a label.
      for (const { name } of result.toolCalls) tools.inc({ tool: knownTool(name) });
      tokens.inc({ type: "input" }, result.usage.promptTokens);
      tokens.inc({ type: "output" }, result.usage.completionTokens);
    },
    async render(load) {
      active.set(load.activeRuns);
      waiting.set(load.waitingRuns);
      engine.set(load.engineCalls);
      // The engine keeps these counts; they never fall.
      answers.reset();
      for (const [source, count] of Object.entries(load.answers ?? {}))
        answers.inc({ source }, count);
      return { body: await registry.metrics(), contentType: registry.contentType };
    },
  };
}

const TOOLS: readonly string[] = ["math_query", "math_equal", "math_recheck", "verify"];

function knownTool(name: string): string {
  return TOOLS.includes(name) ? name : "other";
}
