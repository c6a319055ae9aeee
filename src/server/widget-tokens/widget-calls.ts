import type { Context } from "hono";
import { AnsatzError } from "../../core/errors.ts";

/** The calls of the widget, and no others, may be made with its token. */
const CALLS: readonly (readonly [method: RegExp, path: RegExp])[] = [
  [/^POST$/, /^\/v1\/(runs|query|read|plot|recheck|feedback)$/],
  [/^GET$/, /^\/v1\/runs\/[^/]+(\/events)?$/],
  [/^POST$/, /^\/v1\/runs\/[^/]+\/stop$/],
  [/^GET$/, /^\/v1\/(conversations|models)$/],
  [/^(GET|PATCH|DELETE)$/, /^\/v1\/conversations\/[^/]+$/],
];

/** @throws AnsatzError `forbidden` for a call that is not the widget's. */
export function requireWidgetCall(method: string, path: string): void {
  if (CALLS.some(([methods, paths]) => methods.test(method) && paths.test(path))) return;
  throw new AnsatzError(
    "forbidden",
    "A widget token is good for the widget's own calls only. Use a key on a server for this one.",
  );
}

/**
 * Whether a request comes from a page of this origin. A browser names the origin in every call but a
 * same-origin `GET`, and then says so; what is no browser can say anything, so a token is also short-lived.
 */
export function isFromOrigin(context: Context, origin: string): boolean {
  const said = context.req.header("origin");
  if (said !== undefined) return said === origin;
  const isSame = context.req.header("sec-fetch-site") === "same-origin";
  return isSame && URL.parse(origin)?.host === context.req.header("host");
}
