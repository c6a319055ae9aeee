import { AnsatzError } from "../../../core/errors.ts";

/** How long a call may take, and what stops it sooner. */
export interface CallLimits {
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

export interface KillTiming {
  /** Aborts when the worker is to be ended. */
  readonly kill: AbortSignal;
  /** Rejects with `timed_out` at the deadline and with `stopped` when the caller stops; it is never kept. */
  readonly givenUp: Promise<never>;
  /** Takes the timers away when the work is done. */
  done(): void;
}

/** How long a worker may run on when nobody waits for it any more: one that is ended takes long to come back. */
export interface Grace {
  readonly afterStopMs: number;
  /** Also bounds what is left after a stop. */
  readonly afterDeadlineMs: number;
}

export function outOfTime(timeoutMs: number): AnsatzError {
  return new AnsatzError(
    "timed_out",
    `The computation did not finish within ${timeoutMs} ms. Allow more time or ask for a smaller case.`,
  );
}

/** When to end a worker: some grace after the deadline or after a stop by the caller, who is free at once. */
export function killTiming(call: CallLimits, grace: Grace): KillTiming {
  const ending = new AbortController();
  const end = (): void => ending.abort();
  const timers: NodeJS.Timeout[] = [];
  const after = (ms: number, work: () => void): void => void timers.push(setTimeout(work, ms));
  let onStop: () => void = () => undefined;
  const givenUp = new Promise<never>((_resolve, reject) => {
    onStop = () => {
      after(grace.afterStopMs, end);
      reject(new AnsatzError("stopped", "The computation was stopped."));
    };
    // One after the other: on a thread that was busy, timers that are both due may come in either order.
    after(call.timeoutMs, () => {
      after(grace.afterDeadlineMs, end);
      reject(outOfTime(call.timeoutMs));
    });
  });
  givenUp.catch(() => undefined);
  if (call.signal?.aborted === true) {
    end();
    onStop();
  } else call.signal?.addEventListener("abort", onStop, { once: true });
  return {
    kill: ending.signal,
    givenUp,
    done: () => {
      for (const timer of timers) clearTimeout(timer);
      call.signal?.removeEventListener("abort", onStop);
    },
  };
}
