import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { killTiming } from "../../src/tools/math/engines/kill-timing.ts";

describe("when a worker is ended", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test("at its deadline", () => {
    const { kill } = killTiming({ timeoutMs: 100 }, { afterStopMs: 50, afterDeadlineMs: 0 });
    vi.advanceTimersByTime(99);
    expect(kill.aborted).toBe(false);
    vi.advanceTimersByTime(1);
    vi.advanceTimersByTime(1);
    expect(kill.aborted).toBe(true);
  });

  test("at its deadline the caller is told at once and the worker has its grace", async () => {
    const { kill, givenUp } = killTiming(
      { timeoutMs: 100 },
      { afterStopMs: 0, afterDeadlineMs: 20 },
    );
    vi.advanceTimersByTime(100);
    await expect(givenUp).rejects.toMatchObject({ code: "timed_out" });
    vi.advanceTimersByTime(19);
    expect(kill.aborted).toBe(false);
    vi.advanceTimersByTime(1);
    expect(kill.aborted).toBe(true);
  });

  test("after a stop the caller is free at once and the worker has its grace", async () => {
    const caller = new AbortController();
    const { kill, givenUp } = killTiming(
      { timeoutMs: 1_000, signal: caller.signal },
      { afterStopMs: 50, afterDeadlineMs: 20 },
    );
    caller.abort();
    await expect(givenUp).rejects.toMatchObject({ code: "stopped" });
    vi.advanceTimersByTime(49);
    expect(kill.aborted).toBe(false);
    vi.advanceTimersByTime(1);
    expect(kill.aborted).toBe(true);
  });

  test("the grace does not outlast the deadline", () => {
    const caller = new AbortController();
    const { kill } = killTiming(
      { timeoutMs: 100, signal: caller.signal },
      { afterStopMs: 5_000, afterDeadlineMs: 0 },
    );
    caller.abort();
    vi.advanceTimersByTime(100);
    vi.advanceTimersByTime(1);
    expect(kill.aborted).toBe(true);
  });

  test("what was stopped before it began is not begun", async () => {
    const { kill, givenUp } = killTiming(
      { timeoutMs: 100, signal: AbortSignal.abort() },
      { afterStopMs: 50, afterDeadlineMs: 20 },
    );
    expect(kill.aborted).toBe(true);
    await expect(givenUp).rejects.toMatchObject({ code: "stopped" });
  });

  test("finished work leaves no timer and no listener behind", () => {
    const caller = new AbortController();
    const { kill, done } = killTiming(
      { timeoutMs: 100, signal: caller.signal },
      { afterStopMs: 50, afterDeadlineMs: 20 },
    );
    done();
    caller.abort();
    vi.advanceTimersByTime(1_000);
    expect(vi.getTimerCount()).toBe(0);
    expect(kill.aborted).toBe(false);
  });
});
