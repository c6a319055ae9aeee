import type { RunEvent } from "../core/events.ts";
import type { StoredEvent } from "../core/store-port.ts";

/** Who asked a run to end early. */
export type StopReason = "caller" | "deadline" | "shutdown";

/**
 * A run at work in this process: the events stored so far, and a bell for its readers. Readers hold a
 * position in the shared list and no queue of their own, so a slow one costs nothing.
 */
export class LiveRun {
  readonly id: string;
  readonly conversationId: string;
  readonly #events: StoredEvent[] = [];
  readonly #controller = new AbortController();
  #bell = Promise.withResolvers<void>();
  #isEnded = false;
  #stopReason: StopReason | null = null;
  readonly #ended = Promise.withResolvers<void>();

  constructor(id: string, conversationId: string) {
    this.id = id;
    this.conversationId = conversationId;
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** The first reason given counts. */
  get stopReason(): StopReason | null {
    return this.#stopReason;
  }

  get eventCount(): number {
    return this.#events.length;
  }

  /** Resolves when the run's end is stored. */
  get ended(): Promise<void> {
    return this.#ended.promise;
  }

  stop(reason: StopReason): void {
    if (this.#stopReason !== null || this.#isEnded) return;
    this.#stopReason = reason;
    this.#controller.abort();
  }

  /** Shows events to the readers; call it only with events that are stored. */
  publish(events: readonly RunEvent[], isLast: boolean): void {
    for (const event of events) this.#events.push({ sequence: this.#events.length + 1, event });
    this.#isEnded ||= isLast;
    if (isLast) this.#ended.resolve();
    this.#bell.resolve();
    this.#bell = Promise.withResolvers<void>();
  }

  /** Every event after the given sequence, live, until the run ends or the reader leaves. */
  async *follow(afterSequence: number, signal?: AbortSignal): AsyncGenerator<StoredEvent> {
    const left = new Promise<void>((resolve) =>
      signal?.addEventListener("abort", () => resolve(), { once: true }),
    );
    let position = afterSequence;
    while (true) {
      const entry = this.#events[position];
      if (signal?.aborted || (!entry && this.#isEnded)) return;
      if (entry) {
        position += 1;
        yield entry;
      } else await Promise.race([this.#bell.promise, left]);
    }
  }
}
