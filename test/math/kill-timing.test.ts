import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { killTiming } from "../../src/tools/math/engines/kill-timing.ts";

describe("when a worker is ended", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test("at its deadline", () => {
    const { kill } = killTiming({ timeoutMs: 100 }, 50);
    vi.advanceTimersByTime(99);
    expect(kill.aborted).toBe(false);
    vi.advanceTimersByTime(1);
    expect(kill.aborted).toBe(true);
  });

  test("after a stop the caller is free at once and the worker has its grace", async () => {
    const caller = new AbortController();
    const { kill, stopped } = killTiming({ timeoutMs: 1_000, signal: caller.signal }, 50);
    caller.abort();
    await expect(stopped).rejects.toMatchObject({ code: "stopped" });
    vi.advanceTimersByTime(49);
    expect(kill.aborted).toBe(false);
    vi.advanceTimersByTime(1);
    expect(kill.aborted).toBe(true);
  });

  test("the grace does not outlast the deadline", () => {
    const caller = new AbortController();
    const { kill } = killTiming({ timeoutMs: 100, signal: caller.signal }, 5_000);
    caller.abort();
    vi.advanceTimersByTime(100);
    expect(kill.aborted).toBe(true);
  });

  test("what was stopped before it began is not begun", async () => {
    const { kill, stopped } = killTiming({ timeoutMs: 100, signal: AbortSignal.abort() }, 50);
    expect(kill.aborted).toBe(true);
    await expect(stopped).rejects.toMatchObject({ code: "stopped" });
  });

  test("finished work leaves no timer and no listener behind", () => {
    const caller = new AbortController();
    const { kill, done } = killTiming({ timeoutMs: 100, signal: caller.signal }, 50);
    done();
    caller.abort();
    vi.advanceTimersByTime(1_000);
    expect(vi.getTimerCount()).toBe(0);
    expect(kill.aborted).toBe(false);
  });
});
