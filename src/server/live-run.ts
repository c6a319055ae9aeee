import type { RunEvent } from "../core/events.ts";
import type { RunDetails, RunRecord, RunState, StoredEvent } from "../core/store-port.ts";

/** Who asked a run to end early. */
export type StopReason = "caller" | "deadline" | "shutdown";

export interface RunIdentity {
  readonly id: string;
  readonly conversationId: string;
  readonly owner: string;
  readonly question: string;
  readonly details: RunDetails | null;
  readonly nowMs: number;
  /** False: the store knows nothing of it. */
  readonly isKept: boolean;
}

/**
 * A run at work in this process: the events stored so far, and a bell for its readers. Readers hold a
 * position in the shared list and no queue of their own, so a slow one costs nothing.
 */
export class LiveRun {
  readonly #identity: RunIdentity;
  readonly #events: StoredEvent[] = [];
  readonly #controller = new AbortController();
  #bell = Promise.withResolvers<void>();
  #isEnded = false;
  #stopReason: StopReason | null = null;
  readonly #ended = Promise.withResolvers<void>();

  #end: { readonly state: RunState; readonly nowMs: number } | null = null;

  constructor(identity: RunIdentity) {
    this.#identity = identity;
  }

  get id(): string {
    return this.#identity.id;
  }

  get conversationId(): string {
    return this.#identity.conversationId;
  }

  get startedAtMs(): number {
    return this.#identity.nowMs;
  }

  get owner(): string {
    return this.#identity.owner;
  }

  get isKept(): boolean {
    return this.#identity.isKept;
  }

  /** The run as a store would hand it out. */
  record(): RunRecord {
    const { id, conversationId, owner, question, details, nowMs } = this.#identity;
    const last = this.#events.at(-1)?.event;
    return {
      id,
      conversationId,
      owner,
      details,
      question,
      state: this.#end?.state ?? "running",
      createdAtMs: nowMs,
      endedAtMs: this.#end?.nowMs ?? null,
      result: last?.type === "run-end" ? last.result : null,
      error: last?.type === "run-error" ? { code: last.code, message: last.message } : null,
    };
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
  publish(events: readonly RunEvent[]): void {
    for (const event of events) this.#events.push({ sequence: this.#events.length + 1, event });
    this.#ring();
  }

  /** Shows the last event; nothing comes after it. */
  close(event: RunEvent, state: RunState, nowMs: number): void {
    this.#isEnded = true;
    this.#end = { state, nowMs };
    this.publish([event]);
    this.#ended.resolve();
  }

  #ring(): void {
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
