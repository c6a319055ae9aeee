import type { Context, MiddlewareHandler } from "hono";
import { AnsatzError } from "../core/errors.ts";
import type { BucketState, RecordStore } from "../core/store-port.ts";
import type { Clock } from "../core/system-port.ts";
import { type Caller, callerOf } from "./caller.ts";

const bucketOf = (perMinute: number) => ({ capacity: perMinute, perSecond: perMinute / 60 });

/**
 * Holds every key to its requests a minute, and turns it away while it owes model tokens. What is left
 * stands in the headers that OpenAI's clients read.
 */
export function limitKeys(records: RecordStore, clock: Clock): MiddlewareHandler {
  return async (context, next) => {
    const { keyId, limits } = callerOf(context);
    const { requestsPerMinute, tokensPerMinute } = limits;
    const nowMs = clock.nowMs();
    if (keyId !== null && tokensPerMinute !== undefined) {
      const bucket = bucketOf(tokensPerMinute);
      const state = await records.takeTokens(`tokens:${keyId}`, bucket, 1, nowMs);
      if (!state.isAllowed) throw refusal("model tokens", tokensPerMinute, state);
      // Only whether there is one was asked; what a run used is taken when it has ended.
      await records.takeTokens(`tokens:${keyId}`, bucket, -1, nowMs);
      show(context, "tokens", tokensPerMinute, state);
    }
    if (keyId !== null && requestsPerMinute !== undefined) {
      const bucket = bucketOf(requestsPerMinute);
      const state = await records.takeTokens(`requests:${keyId}`, bucket, 1, nowMs);
      show(context, "requests", requestsPerMinute, state);
      if (!state.isAllowed) throw refusal("requests", requestsPerMinute, state);
    }
    await next();
  };
}

/** Takes what a run used of a model; it may go below nothing, and the key then waits. */
export async function chargeTokens(
  records: RecordStore,
  caller: Pick<Caller, "keyId" | "limits">,
  tokens: number,
  nowMs: number,
): Promise<void> {
  const { tokensPerMinute } = caller.limits;
  if (caller.keyId === null || tokensPerMinute === undefined || tokens <= 0) return;
  const bucket = bucketOf(tokensPerMinute);
  await records.takeTokens(`tokens:${caller.keyId}`, bucket, tokens, nowMs, "owing");
}

function show(context: Context, what: string, limit: number, state: BucketState): void {
  const resetMs = ((limit - state.remaining) / limit) * 60_000;
  context.header(`x-ratelimit-limit-${what}`, String(limit));
  context.header(`x-ratelimit-remaining-${what}`, String(Math.max(0, state.remaining)));
  context.header(`x-ratelimit-reset-${what}`, `${Math.ceil(resetMs / 1000)}s`);
}

function refusal(what: string, limit: number, state: BucketState): AnsatzError {
  const seconds = Math.max(1, Math.ceil(state.retryAfterMs / 1000));
  return new AnsatzError(
    "rate_limit_exceeded",
    `This key has ${limit} ${what} a minute, and they are used up. Try again in ${seconds} s.`,
    { retryAfterMs: state.retryAfterMs },
  );
}
