import { AnsatzError } from "../../../core/errors.ts";

export interface KillTiming {
  /** Aborts when the worker is to be ended. */
  readonly kill: AbortSignal;
  /** Rejects with `stopped` as soon as the caller stops waiting; it is never kept. */
  readonly stopped: Promise<never>;
  /** Takes the timers away when the work is done. */
  done(): void;
}

/**
 * When to end a worker: at the deadline at once; after a stop by the caller only when `graceMs` have passed
 * too, for the caller is free at once and the worker is worth keeping.
 */
export function killTiming(
  call: { readonly timeoutMs: number; readonly signal?: AbortSignal | undefined },
  graceMs: number,
): KillTiming {
  const ending = new AbortController();
  const end = (): void => ending.abort();
  const timers = [setTimeout(end, call.timeoutMs)];
  let onStop: () => void = () => undefined;
  const stopped = new Promise<never>((_resolve, reject) => {
    onStop = () => {
      timers.push(setTimeout(end, graceMs));
      reject(new AnsatzError("stopped", "The computation was stopped."));
    };
  });
  stopped.catch(() => undefined);
  if (call.signal?.aborted === true) {
    end();
    onStop();
  } else call.signal?.addEventListener("abort", onStop, { once: true });
  return {
    kill: ending.signal,
    stopped,
    done: () => {
      for (const timer of timers) clearTimeout(timer);
      call.signal?.removeEventListener("abort", onStop);
    },
  };
}
