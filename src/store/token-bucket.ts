import type { BucketState, TokenBucket } from "../core/store-port.ts";

/** A bucket as it stood when it was last touched. */
export interface BucketLevel {
  readonly tokens: number;
  readonly atMs: number;
}

/** Fills the bucket for the time gone by and takes `cost` when it is there. A clock set back refills nothing. */
export function takeFrom(
  level: BucketLevel | undefined,
  { capacity, perSecond }: TokenBucket,
  cost: number,
  nowMs: number,
  mode?: "owing",
): { level: BucketLevel; state: BucketState } {
  const before = level ?? { tokens: capacity, atMs: nowMs };
  const gained = (Math.max(0, nowMs - before.atMs) / 1000) * perSecond;
  const tokens = Math.min(capacity, before.tokens + gained);
  const isAllowed = mode === "owing" || tokens >= cost;
  const remaining = Math.min(capacity, isAllowed ? tokens - cost : tokens);
  const missing = cost - tokens;
  const retryAfterMs = isAllowed ? 0 : retryAfter(missing, perSecond);
  return {
    level: { tokens: remaining, atMs: nowMs },
    state: { isAllowed, remaining: Math.floor(remaining), retryAfterMs },
  };
}

const LONGEST_WAIT_MS = 3_600_000;

/** How long until what is missing has come back. */
export function retryAfter(missing: number, perSecond: number): number {
  if (perSecond <= 0) return LONGEST_WAIT_MS;
  return Math.min(LONGEST_WAIT_MS, Math.ceil((missing / perSecond) * 1000));
}
