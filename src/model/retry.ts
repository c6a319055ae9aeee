import type { AnsatzError } from "../core/errors.ts";

/** When and how long to wait before a model server is asked again. */
export interface RetryPolicy {
  /** How often a request is sent in all. */
  readonly attempts: number;
  readonly baseMs: number;
  readonly capMs: number;
  /** A server that asks for a longer pause than this is left alone: the failure is told at once. */
  readonly longestPauseMs: number;
  /** 0 up to 1. */
  readonly random: () => number;
}

export const DEFAULT_RETRY: RetryPolicy = {
  attempts: 3,
  baseMs: 300,
  capMs: 5_000,
  longestPauseMs: 15_000,
  random: Math.random,
};

/**
 * The pause before the next try, or null when there is to be none. `failed` counts the tries so far. The
 * server's own wish is kept; otherwise the pause is drawn evenly from 0 to a limit that doubles, so that
 * many callers do not come back at once. Only what can pass by itself is tried again.
 */
export function pauseBeforeRetry(
  failure: AnsatzError,
  failed: number,
  policy: RetryPolicy,
): number | null {
  if (failed >= policy.attempts || failure.code !== "model_unreachable") return null;
  const wished = failure.retryAfterMs;
  if (wished !== null) return wished <= policy.longestPauseMs ? wished : null;
  return policy.random() * Math.min(policy.capMs, policy.baseMs * 2 ** (failed - 1));
}

/** Waits; an abort of the signal ends the wait at once. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener("abort", end, { once: true });
  });
}

/** `retry-after-ms`, or `retry-after` in seconds or as a date; null without a readable one. */
export function readRetryAfter(headers: Headers | undefined, nowMs: number): number | null {
  const ms = Number(headers?.get("retry-after-ms") ?? Number.NaN);
  if (Number.isFinite(ms) && ms >= 0) return ms;
  const text = headers?.get("retry-after") ?? null;
  if (text === null || text.trim() === "") return null;
  const seconds = Number(text);
  if (Number.isFinite(seconds)) return seconds >= 0 ? seconds * 1_000 : null;
  const date = Date.parse(text);
  return Number.isNaN(date) ? null : Math.max(0, date - nowMs);
}
