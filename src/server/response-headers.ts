import type { Context } from "hono";
import { hasUnreadBody } from "./read-body.ts";

/** What every response says, unless its route says otherwise. */
const HEADERS: Readonly<Record<string, string>> = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "x-frame-options": "DENY",
  "permissions-policy": "camera=(), geolocation=(), microphone=()",
  // What is no page of ours may load and run nothing, should a browser ever show it as one.
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "cache-control": "no-store",
};
const ENTRIES = Object.entries(HEADERS);
const JSON_HEADERS = { "content-type": "application/json", ...HEADERS };

/** Node's own response, as far as it is needed here. */
interface Outgoing {
  readonly headersSent: boolean;
  setHeader(name: string, value: string): unknown;
}

const REQUEST_ID = "ansatz-request-id";
const COMPLETE = "ansatz-headers-complete";

export function setRequestId(context: Context, requestId: string): void {
  context.set(REQUEST_ID, requestId);
}

/**
 * JSON with all the headers of a response, written down in one piece: to lay one set of headers over another
 * costs more than the rest of a short answer.
 */
export function completeJson(context: Context, body: Uint8Array<ArrayBuffer>): Response {
  const requestId = context.get(REQUEST_ID) as string | undefined;
  // By the context, which holds what was set before, as what is left of a key's limits.
  if (requestId === undefined) return context.body(body, 200, JSON_HEADERS);
  context.set(COMPLETE, true);
  return context.body(body, 200, { ...JSON_HEADERS, "x-request-id": requestId });
}

/**
 * Gives a response that was made its headers: those that keep a browser from guessing, and the request's
 * id. On Node they are left in the server's own response, where those of the route are laid over them; to
 * change the headers of a response would build it anew for every call.
 */
export function giveHeaders(context: Context, requestId: string): void {
  if (context.get(COMPLETE) === true) return;
  const outgoing = outgoingOf(context);
  const { res } = context;
  // The server hangs up on a body that nobody took, so the client is told not to send its next request there.
  const isRefused = res.status >= 400 && hasUnreadBody(context);
  if (outgoing !== null) {
    if (outgoing.headersSent) return;
    outgoing.setHeader("x-request-id", requestId);
    for (const [name, value] of ENTRIES) outgoing.setHeader(name, value);
    if (isRefused) outgoing.setHeader("connection", "close");
    return;
  }
  res.headers.set("x-request-id", requestId);
  for (const [name, value] of ENTRIES)
    if (!OVERLAID.has(name) || !res.headers.has(name)) res.headers.set(name, value);
  if (isRefused) res.headers.set("connection", "close");
}

/** A page brings its own of these. */
const OVERLAID = new Set(["content-security-policy", "cache-control"]);

function outgoingOf({ env }: Context): Outgoing | null {
  const { outgoing } = (env ?? {}) as { readonly outgoing?: Partial<Outgoing> };
  return typeof outgoing?.setHeader === "function" ? (outgoing as Outgoing) : null;
}
