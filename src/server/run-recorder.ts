import type { RunEvent } from "../core/events.ts";
import type { RunState, Store } from "../core/store-port.ts";
import type { LiveRun } from "./live-run.ts";

/** What a recorder writes to. */
export type RunSink = Pick<Store, "appendEvents" | "endRun">;

/** Events that may wait for the disk before the agent is asked for no more. */
const MAX_WAITING = 200;

/**
 * Stores a run's events in order and shows each batch to the readers once it is stored. While one
 * batch is on its way to the disk the next one gathers, so a fast agent is not held to one sync an
 * event.
 */
export class RunRecorder {
  readonly #run: LiveRun;
  readonly #store: RunSink;
  #waiting: RunEvent[] = [];
  #flushing: Promise<void> | null = null;

  constructor(run: LiveRun, store: RunSink) {
    this.#run = run;
    this.#store = store;
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
    await this.#store.endRun(this.#run.id, { ...end, ...result, ...error, event });
  }

  async #flush(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting;
      this.#waiting = [];
      await this.#store.appendEvents(this.#run.id, batch);
      this.#run.publish(batch);
    }
    this.#flushing = null;
  }
}
