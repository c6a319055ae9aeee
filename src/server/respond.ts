import type { Context } from "hono";
import { AnsatzError, toErrorBody } from "../core/errors.ts";

/** The one place where an error becomes an HTTP response. */
export function errorResponse(context: Context, error: AnsatzError): Response {
  // The official clients retry 409 by default; a stopped run must not start again on its own.
  context.header("x-should-retry", String(error.retryable));
  if (error.status === 429) {
    const waitMs = error.retryAfterMs ?? 1_000;
    context.header("retry-after", String(Math.max(1, Math.ceil(waitMs / 1000))));
    context.header("retry-after-ms", String(Math.max(1, Math.ceil(waitMs))));
  }
  if (error.code === "invalid_api_key") context.header("www-authenticate", "Bearer");
  return context.json(toErrorBody(error), error.status as 400);
}
