import type { MiddlewareHandler } from "hono";
import type { AgentPort } from "../../core/agent-port.ts";
import type { ModelPort } from "../../core/model-port.ts";

/** What watches the service and tells a collector; where it is off there is none. */
export interface Telemetry {
  /** A span and a duration for every request; it takes over the caller's `traceparent`. */
  readonly requests: MiddlewareHandler;
  agent(agent: AgentPort): AgentPort;
  model(model: ModelPort, server: string): ModelPort;
  /** Sends what was gathered, for a few seconds at most; never throws. */
  close(): Promise<void>;
}

export interface TelemetrySettings {
  /** The collector's address without a path, e.g. `http://127.0.0.1:4318`; that of OpenTelemetry's own variables without. */
  readonly endpoint?: string | undefined;
  /** Puts questions, replies, tool arguments and results into spans. */
  readonly isTextTold: boolean;
  readonly onError: (cause: unknown) => void;
}

type Environment = Readonly<Record<string, string | undefined>>;

const ENDPOINTS = [
  "OTEL_EXPORTER_OTLP_ENDPOINT",
  "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
  "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT",
];

/** Whether anyone is told, by our own setting or by OpenTelemetry's variables. */
export function isTelemetryOn(endpoint: string | undefined, environment: Environment): boolean {
  if (environment["OTEL_SDK_DISABLED"]?.toLowerCase() === "true") return false;
  return endpoint !== undefined || ENDPOINTS.some((name) => Boolean(environment[name]));
}
