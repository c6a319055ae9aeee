import { ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import { W3CTraceContextPropagator } from "@opentelemetry/core";
import type { Context, MiddlewareHandler } from "hono";
import { matchedRoutes } from "hono/route";
import type { Instruments } from "./instruments.ts";
import { ATTRIBUTES } from "./names.ts";

const propagator = new W3CTraceContextPropagator();
const METHODS: readonly string[] = ["GET", "POST", "DELETE", "HEAD", "OPTIONS", "PUT", "PATCH"];
/** What asks all the time and says nothing. */
const QUIET: readonly string[] = ["/healthz", "/readyz", "/metrics"];

/** A span and a duration for every request, until it is answered or its stream begins. */
export function traceRequests(instruments: Instruments): MiddlewareHandler {
  return async function traceRequest(context, next) {
    if (QUIET.includes(context.req.path)) return next();
    const startedMs = performance.now();
    const method = METHODS.includes(context.req.method) ? context.req.method : "_OTHER";
    const span = instruments.tracer.startSpan(
      method,
      { kind: SpanKind.SERVER, attributes: { [ATTRIBUTES.httpMethod]: method } },
      parentOf(context),
    );
    await instruments.within(trace.setSpan(ROOT_CONTEXT, span), next);
    // The pattern of the address: the address itself can hold what a caller wrote.
    const route = matchedRoutes(context).findLast(({ path }) => !path.endsWith("*"))?.path;
    const { status } = context.res;
    const about = {
      [ATTRIBUTES.httpMethod]: method,
      [ATTRIBUTES.httpStatus]: status,
      [ATTRIBUTES.urlScheme]: "http",
      ...(route === undefined ? {} : { [ATTRIBUTES.httpRoute]: route }),
      ...(status >= 500 ? { [ATTRIBUTES.errorType]: String(status) } : {}),
    };
    span.setAttributes(about);
    if (route !== undefined) span.updateName(`${method} ${route}`);
    if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
    span.end();
    instruments.record("requestSeconds", (performance.now() - startedMs) / 1_000, about);
  };
}

function parentOf(context: Context) {
  return propagator.extract(ROOT_CONTEXT, context, {
    get: (carrier, key) => carrier.req.header(key),
    keys: () => ["traceparent", "tracestate"],
  });
}
