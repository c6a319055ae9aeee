import { AnsatzError } from "../core/errors.ts";

export interface TurnQueue {
  /** Resolves when it is this caller's turn; the caller must call the returned function when done. */
  take(signal: AbortSignal | undefined): Promise<() => void>;
}

/** Lets one caller through at a time, in the order they came; at most `maxWaiting` wait. */
export function createTurnQueue(maxWaiting: number): TurnQueue {
  const waiting: (() => void)[] = [];
  let isTaken = false;

  function release(): void {
    const next = waiting.shift();
    if (next) next();
    else isTaken = false;
  }

  function turn(): () => void {
    let isReleased = false;
    return () => {
      if (isReleased) return;
      isReleased = true;
      release();
    };
  }

  return {
    take(signal) {
      if (signal?.aborted)
        return Promise.reject(
          new AnsatzError("stopped", "The request was stopped before it finished."),
        );
      if (!isTaken) {
        isTaken = true;
        return Promise.resolve(turn());
      }
      if (waiting.length >= maxWaiting)
        return Promise.reject(
          new AnsatzError(
            "overloaded",
            "The embedded model is busy and its queue is full. Try again in a moment, or use a model server.",
          ),
        );
      return new Promise((resolve, reject) => {
        function onTurn(): void {
          signal?.removeEventListener("abort", onAbort);
          resolve(turn());
        }
        function onAbort(): void {
          waiting.splice(waiting.indexOf(onTurn), 1);
          reject(new AnsatzError("stopped", "The request was stopped before it finished."));
        }
        signal?.addEventListener("abort", onAbort, { once: true });
        waiting.push(onTurn);
      });
    },
  };
}
