import type { MiddlewareHandler } from "hono";
import { AnsatzError } from "../core/errors.ts";

/**
 * Asks for one of the keys as a bearer token. Digests of equal length are compared to the last byte
 * and against every key, so the time of an answer says nothing about how near a guess came.
 */
export function requireApiKey(keys: readonly string[]): MiddlewareHandler {
  let digests: Promise<Uint8Array[]> | undefined;
  return async (context, next) => {
    digests ??= Promise.all(keys.map(sha256));
    const given = /^Bearer (\S{1,500})$/i.exec(context.req.header("authorization") ?? "")?.[1];
    const digest = await sha256(given ?? "");
    let isKnown = false;
    for (const known of await digests) if (isSame(known, digest)) isKnown = true;
    if (given === undefined || !isKnown)
      throw new AnsatzError(
        "invalid_api_key",
        "This service asks for an API key. Send a valid one as `Authorization: Bearer KEY`.",
      );
    await next();
  };
}

async function sha256(text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  let difference = a.length ^ b.length;
  for (let index = 0; index < a.length; index += 1) difference |= (a[index] ?? 0) ^ (b[index] ?? 0);
  return difference === 0;
}
