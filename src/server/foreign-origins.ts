import type { MiddlewareHandler } from "hono";
import { AnsatzError } from "../core/errors.ts";

/**
 * Turns away pages of other origins that are not on the list. What is no browser sends no `Origin`.
 */
export function refuseForeignOrigins(allowed: readonly string[]): MiddlewareHandler {
  return async (context, next) => {
    const origin = context.req.header("origin");
    const isOwn = origin === new URL(context.req.url).origin;
    // A page that only fetches an address, as an image does, sends no origin but says that it is another's.
    const isHidden = origin === undefined && context.req.header("sec-fetch-site") === "cross-site";
    if (isHidden || (origin !== undefined && !isOwn && !allowed.includes(origin)))
      throw new AnsatzError(
        "forbidden",
        "Pages of this origin may not call here. Add it to ANSATZ_ALLOWED_ORIGINS.",
      );
    await next();
  };
}
