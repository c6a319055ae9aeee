import { interruptible, stopIfAborted } from "../../core/interrupt.ts";

interface Shared<T> {
  readonly result: Promise<T>;
  readonly stop: AbortController;
  readonly startedAt: number;
  waiting: number;
}

/** Who comes later than after this share of the time allowed would be let down by a work that times out. */
const JOINING_SHARE = 0.1;

/**
 * Work that several callers ask for at the same time is done once. A caller that leaves is let go at once;
 * the work itself is stopped when the last one has left.
 */
export class SharedWork<T> {
  private readonly running = new Map<string, Shared<T>>();

  /** Throws what the work throws, and `stopped` for a caller whose signal aborts. */
  async run(
    key: string,
    { signal, timeoutMs }: { readonly signal: AbortSignal | undefined; readonly timeoutMs: number },
    work: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    stopIfAborted(signal);
    const name = `${timeoutMs} ${key}`;
    const running = this.running.get(name);
    const canJoin =
      running !== undefined && performance.now() - running.startedAt <= timeoutMs * JOINING_SHARE;
    const shared = canJoin ? running : this.start(name, work);
    shared.waiting += 1;
    try {
      return await (signal === undefined ? shared.result : interruptible(shared.result, signal));
    } finally {
      shared.waiting -= 1;
      if (shared.waiting === 0) this.end(name, shared);
    }
  }

  private start(key: string, work: (signal: AbortSignal) => Promise<T>): Shared<T> {
    const stop = new AbortController();
    const shared: Shared<T> = {
      result: work(stop.signal),
      stop,
      startedAt: performance.now(),
      waiting: 0,
    };
    this.running.set(key, shared);
    return shared;
  }

  private end(key: string, shared: Shared<T>): void {
    if (this.running.get(key) === shared) this.running.delete(key);
    shared.stop.abort();
  }
}
