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

/** Node's own response, as far as it is needed here. */
interface Outgoing {
  readonly headersSent: boolean;
  setHeader(name: string, value: string): unknown;
}

/**
 * Gives a response its headers: those that keep a browser from guessing, and the request's id. On Node they
 * wait in the server's own response, where those of the route are laid over them; to change the headers of
 * a response that was made already would build it anew for every call. Call `end` when it was made.
 */
export function setHeaders(context: Context, requestId: string): { end(): void } {
  const outgoing = outgoingOf(context);
  if (outgoing !== null) {
    outgoing.setHeader("x-request-id", requestId);
    for (const [name, value] of ENTRIES) outgoing.setHeader(name, value);
  }
  return {
    end() {
      const { res } = context;
      const isRefused = res.status >= 400 && hasUnreadBody(context);
      // The server hangs up on it, so the client is told not to send its next request there.
      if (isRefused && outgoing?.headersSent === false) outgoing.setHeader("connection", "close");
      if (outgoing !== null) return;
      res.headers.set("x-request-id", requestId);
      for (const [name, value] of ENTRIES)
        if (!OVERLAID.has(name) || !res.headers.has(name)) res.headers.set(name, value);
      if (isRefused) res.headers.set("connection", "close");
    },
  };
}

/** A page brings its own of these. */
const OVERLAID = new Set(["content-security-policy", "cache-control"]);

function outgoingOf({ env }: Context): Outgoing | null {
  const { outgoing } = (env ?? {}) as { readonly outgoing?: Partial<Outgoing> };
  return typeof outgoing?.setHeader === "function" ? (outgoing as Outgoing) : null;
}
