import { AnsatzError } from "./errors.ts";

function stopError(): AnsatzError {
  return new AnsatzError("stopped", "The request was stopped before it finished.");
}

/** Throws `stopped` when there is a signal and it is aborted. */
export function stopIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw stopError();
}

/** Waits for a promise, but no longer than the signal allows: an abort rejects at once with `stopped`. */
export async function interruptible<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  if (signal.aborted) {
    work.catch(() => undefined);
    throw stopError();
  }
  let onAbort = (): void => undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    onAbort = () => reject(stopError());
    signal.addEventListener("abort", onAbort, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}
