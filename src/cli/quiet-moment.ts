import { performance } from "node:perf_hooks";
import { setTimeout as delay } from "node:timers/promises";

const LOOK_MS = 250;
/** The share of its time that a thread may be at work and still count as quiet. */
const QUIET_SHARE = 0.5;
/** A service that is never quiet is still to have everything loaded. */
const MOST_WAITING_MS = 30_000;

export interface QuietOptions {
  readonly signal: AbortSignal;
  readonly mostMs?: number;
  /** The share of its time that the thread was at work since the last look; for tests. */
  readonly busyShare?: () => number;
}

/**
 * Waits until this thread has time to spare: what is loaded ahead of need would otherwise take the
 * processor from questions that are being asked. Returns at once when the signal is aborted.
 */
export async function quietMoment({
  signal,
  mostMs = MOST_WAITING_MS,
  busyShare = measuredShare(),
}: QuietOptions): Promise<void> {
  const endsAt = performance.now() + mostMs;
  while (!signal.aborted && performance.now() < endsAt) {
    await delay(LOOK_MS, undefined, { signal, ref: false }).catch(() => undefined);
    if (busyShare() < QUIET_SHARE) return;
  }
}

function measuredShare(): () => number {
  let before = performance.eventLoopUtilization();
  return () => {
    const now = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(now, before);
    before = now;
    return utilization;
  };
}
