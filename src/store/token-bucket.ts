import type { LimitState, TokensTake } from "../core/limit-port.ts";

/** A bucket as it stood when it was last touched. */
export interface BucketLevel {
  readonly tokens: number;
  readonly atMs: number;
}

/**
 * Fills the bucket for the time gone by and takes the cost when it is there. A clock set back refills
 * nothing, and time goes on from there. `filled` is what it holds when nothing is taken after all.
 */
export function takeFrom(
  level: BucketLevel | undefined,
  { bucket: { capacity, perSecond }, cost, least = cost, isOwing }: TokensTake,
  nowMs: number,
): { level: BucketLevel; filled: BucketLevel; state: LimitState } {
  const before = level ?? { tokens: capacity, atMs: nowMs };
  const gained = (Math.max(0, nowMs - before.atMs) / 1000) * perSecond;
  const tokens = Math.min(capacity, before.tokens + gained);
  const isAllowed = isOwing === true || tokens >= least;
  const remaining = Math.min(capacity, isAllowed ? tokens - cost : tokens);
  const retryAfterMs = isAllowed ? 0 : retryAfter(least - tokens, perSecond);
  return {
    level: { tokens: remaining, atMs: nowMs },
    filled: { tokens, atMs: nowMs },
    state: { isAllowed, remaining: Math.floor(remaining), retryAfterMs },
  };
}

const LONGEST_WAIT_MS = 3_600_000;

/** How long until what is missing has come back. */
export function retryAfter(missing: number, perSecond: number): number {
  if (perSecond <= 0) return LONGEST_WAIT_MS;
  return Math.min(LONGEST_WAIT_MS, Math.ceil((missing / perSecond) * 1000));
}

/** When the bucket is full again, after which nothing need be known of it. */
export function fullAtMs(
  { tokens, atMs }: BucketLevel,
  { bucket: { capacity, perSecond } }: TokensTake,
): number {
  if (tokens >= capacity) return atMs;
  return perSecond > 0 ? Math.ceil(atMs + ((capacity - tokens) / perSecond) * 1000) : Infinity;
}
