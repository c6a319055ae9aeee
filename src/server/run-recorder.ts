import { AnsatzError } from "../core/errors.ts";
import type { RunEvent } from "../core/events.ts";
import type { RunState, Store } from "../core/store-port.ts";
import type { LiveRun } from "./live-run.ts";

/** What a recorder writes to. */
export type RunSink = Pick<Store, "appendEvents" | "endRun" | "getRun">;

/** Events that may wait for the disk before the agent is asked for no more. */
const MAX_WAITING = 200;
/** A store that is away for less than this costs a run nothing but time. */
const PATIENCE_MS = 10_000;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 1_000;

/**
 * Stores a run's events in order and shows each batch to the readers once it is stored. While one
 * batch is on its way to the disk the next one gathers, so a fast agent is not held to one sync an
 * event.
 */
export class RunRecorder {
  readonly #run: LiveRun;
  readonly #store: RunSink;
  readonly #patienceMs: number;
  #waiting: RunEvent[] = [];
  #flushing: Promise<void> | null = null;

  constructor(run: LiveRun, store: RunSink, patienceMs = PATIENCE_MS) {
    this.#run = run;
    this.#store = store;
    this.#patienceMs = patienceMs;
  }

  /** Takes an event; rejects when an earlier one could not be stored. */
  async add(event: RunEvent): Promise<void> {
    this.#waiting.push(event);
    this.#flushing ??= this.#flush();
    // The failure of a batch reaches the agent's reader here or in `end`, never the process.
    this.#flushing.catch(() => undefined);
    if (this.#waiting.length > MAX_WAITING) await this.#flushing;
  }

  /** Stores the last event together with the run's end. */
  async end(
    event: RunEvent,
    end: { state: Exclude<RunState, "running">; nowMs: number },
  ): Promise<void> {
    await this.#flushing;
    const result = event.type === "run-end" ? { result: event.result } : {};
    const error =
      event.type === "run-error" ? { error: { code: event.code, message: event.message } } : {};
    await this.#insist(async (isAgain) => {
      try {
        await this.#store.endRun(this.#run.id, { ...end, ...result, ...error, event });
      } catch (cause) {
        // The first try may have been stored although nobody heard of it.
        if (!isAgain || AnsatzError.from(cause).code !== "conflict") throw cause;
        if ((await this.#store.getRun(this.#run.id))?.state !== end.state) throw cause;
      }
    });
  }

  async #flush(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting;
      this.#waiting = [];
      const after = this.#run.eventCount;
      await this.#insist(() => this.#store.appendEvents(this.#run.id, batch, after));
      this.#run.publish(batch);
    }
    this.#flushing = null;
  }

  /** Tries again for a while when the store is away; what is shown was stored all the same. */
  async #insist(write: (isAgain: boolean) => Promise<void>): Promise<void> {
    const startedMs = performance.now();
    for (let pauseMs = FIRST_PAUSE_MS, isAgain = false; ; isAgain = true) {
      try {
        return await write(isAgain);
      } catch (cause) {
        const isOver = performance.now() - startedMs + pauseMs > this.#patienceMs;
        if (isOver || AnsatzError.from(cause).code !== "store_unavailable") throw cause;
      }
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
      pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS);
    }
  }
}
