import { OTLPMetricExporter } from "@opentelemetry/exporter-metrics-otlp-proto";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-proto";
import {
  defaultResource,
  detectResources,
  envDetector,
  resourceFromAttributes,
} from "@opentelemetry/resources";
import { MeterProvider, PeriodicExportingMetricReader } from "@opentelemetry/sdk-metrics";
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from "@opentelemetry/sdk-trace";
import { Instruments } from "./instruments.ts";
import type { Telemetry, TelemetrySettings } from "./telemetry.ts";
import { traceRequests } from "./trace-requests.ts";
import { traceAgent } from "./traced-agent.ts";
import { traceModel } from "./traced-model.ts";

const CLOSE_MS = 3_000;
const INTERVAL_MS = 60_000;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Spans and metrics by OpenTelemetry's own packages, sent over HTTP as protobuf. Its variables hold
 * (`OTEL_EXPORTER_OTLP_HEADERS`, `OTEL_SERVICE_NAME`, `OTEL_RESOURCE_ATTRIBUTES`, `OTEL_TRACES_SAMPLER_ARG`,
 * `OTEL_METRIC_EXPORT_INTERVAL` among them). Nothing of it is global. Load this file only when it is on.
 */
export function openTelemetry(
  version: string,
  { endpoint, isTextTold, onError }: TelemetrySettings,
  environment: Environment,
): Telemetry {
  const at = (path: string) =>
    endpoint === undefined ? {} : { url: `${endpoint.replace(/\/+$/, "")}${path}` };
  const resource = defaultResource()
    .merge(resourceFromAttributes({ "service.name": "ansatz", "service.version": version }))
    .merge(detectResources({ detectors: [envDetector] }));
  const spans = new TracerProvider({
    resource,
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(shareOf(environment)) }),
    spanProcessors: [new BatchSpanProcessor({ exporter: new OTLPTraceExporter(at("/v1/traces")) })],
  });
  const metrics = new MeterProvider({
    resource,
    readers: [
      new PeriodicExportingMetricReader({
        exporter: new OTLPMetricExporter(at("/v1/metrics")),
        exportIntervalMillis: Number(environment["OTEL_METRIC_EXPORT_INTERVAL"]) || INTERVAL_MS,
      }),
    ],
  });
  const instruments = new Instruments(
    spans.getTracer("ansatz", version),
    metrics.getMeter("ansatz", version),
    isTextTold,
  );
  return {
    requests: traceRequests(instruments),
    agent: (agent) => traceAgent(agent, version, instruments),
    model: (model, server) => traceModel(model, server, instruments),
    async close() {
      const late = new Promise<void>((resolve) => setTimeout(resolve, CLOSE_MS).unref());
      const sent = Promise.all([spans.shutdown(), metrics.shutdown()]).catch(onError);
      await Promise.race([sent, late]);
    },
  };
}

/** The share of traces that is kept where no caller decides; all of them unless told. */
function shareOf(environment: Environment): number {
  const share = Number(environment["OTEL_TRACES_SAMPLER_ARG"] ?? "1");
  const isRatio = environment["OTEL_TRACES_SAMPLER"]?.endsWith("traceidratio") === true;
  return isRatio && share >= 0 && share <= 1 ? share : 1;
}
