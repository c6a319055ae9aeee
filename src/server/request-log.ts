import type { MiddlewareHandler } from "hono";
import { matchedRoutes } from "hono/route";
import { AnsatzError } from "../core/errors.ts";
import type { Clock, Ids } from "../core/system-port.ts";
import type { Logger } from "./logger.ts";
import { hasUnreadBody } from "./read-body.ts";
import type { Metrics } from "./metrics.ts";

const HEADERS = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "x-frame-options": "DENY",
  "permissions-policy": "camera=(), geolocation=(), microphone=()",
};

/** What is no page of ours may load and run nothing, should a browser ever show it as one. */
const NO_PAGE = "default-src 'none'; frame-ancestors 'none'";

/**
 * Gives every response an `x-request-id` (the caller's own when it is a plain one) and the headers
 * that keep a browser from guessing, counts it, and writes one line a request. The line names the pattern
 * of the address, since an address can hold what a caller wrote.
 */
export function describeRequest(parts: {
  clock: Clock;
  ids: Ids;
  logger: Logger;
  metrics: Metrics | null;
}): MiddlewareHandler {
  const { clock, ids, logger, metrics } = parts;
  return async (context, next) => {
    const startedMs = clock.nowMs();
    const given = context.req.header("x-request-id");
    const requestId = given && /^[\w.-]{1,100}$/.test(given) ? given : ids.next("req_");
    await next();
    const { headers, status } = context.res;
    headers.set("x-request-id", requestId);
    for (const [name, value] of Object.entries(HEADERS)) headers.set(name, value);
    if (!headers.has("content-security-policy")) headers.set("content-security-policy", NO_PAGE);
    if (!headers.has("cache-control")) headers.set("cache-control", "no-store");
    // The server hangs up on it, so the client is told not to send its next request there.
    if (status >= 400 && hasUnreadBody(context)) headers.set("connection", "close");
    if (context.error && AnsatzError.from(context.error).code === "internal")
      logger.error("request-fault", { requestId, cause: context.error });
    const { method } = context.req;
    const ms = clock.nowMs() - startedMs;
    const route =
      matchedRoutes(context).findLast(({ path }) => !path.endsWith("*"))?.path ?? "none";
    logger.info("request", { requestId, method, route, status, ms });
    metrics?.requestEnded({
      method: METHODS.includes(method) ? method : "other",
      route,
      status,
      ms,
    });
  };
}

const METHODS: readonly string[] = ["GET", "POST", "DELETE", "HEAD", "OPTIONS", "PUT", "PATCH"];
