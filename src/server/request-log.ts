import type { MiddlewareHandler } from "hono";
import { AnsatzError } from "../core/errors.ts";
import type { Clock, Ids } from "../core/system-port.ts";
import type { Logger } from "./logger.ts";

const HEADERS = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
};

/**
 * Gives every response an `x-request-id` (the caller's own when it is a plain one) and the headers
 * that keep a browser from guessing, and writes one line a request.
 */
export function describeRequest(parts: {
  clock: Clock;
  ids: Ids;
  logger: Logger;
}): MiddlewareHandler {
  const { clock, ids, logger } = parts;
  return async (context, next) => {
    const startedMs = clock.nowMs();
    const given = context.req.header("x-request-id");
    const requestId = given && /^[\w.-]{1,100}$/.test(given) ? given : ids.next("req_");
    await next();
    const { headers, status } = context.res;
    headers.set("x-request-id", requestId);
    for (const [name, value] of Object.entries(HEADERS)) headers.set(name, value);
    if (context.error && AnsatzError.from(context.error).code === "internal")
      logger.error("request-fault", { requestId, cause: context.error });
    logger.info("request", {
      requestId,
      method: context.req.method,
      path: context.req.path,
      status,
      ms: clock.nowMs() - startedMs,
    });
  };
}
