import type { MiddlewareHandler } from "hono";
import { matchedRoutes } from "hono/route";
import { AnsatzError } from "../core/errors.ts";
import type { Clock, Ids } from "../core/system-port.ts";
import type { Logger } from "./logger.ts";
import type { Metrics } from "./metrics.ts";
import { giveHeaders, setRequestId } from "./response-headers.ts";

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
    setRequestId(context, requestId);
    await next();
    const { status } = context.res;
    giveHeaders(context, requestId);
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
