import { AnsatzError } from "../core/errors.ts";
import type { Store } from "../core/store-port.ts";
import type { Clock } from "../core/system-port.ts";
import type { Logger } from "./logger.ts";
import { NOT_STORED } from "./run-ending.ts";

const RETRY_MS = 2_000;
const MAX_RUNS = 10_000;

/**
 * Runs whose end could not be stored, or whose start may have been stored unheard. They are ended as
 * failed as soon as the store takes it: this instance lives, so no other would ever end them.
 */
export class UnsettledRuns {
  readonly #parts: { readonly store: Store; readonly clock: Clock; readonly logger: Logger };
  readonly #runs = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(parts: { readonly store: Store; readonly clock: Clock; readonly logger: Logger }) {
    this.#parts = parts;
  }

  /** Tries at once, and again and again behind it. */
  async add(runId: string): Promise<void> {
    if (this.#runs.size < MAX_RUNS) this.#runs.add(runId);
    await this.#settle();
    this.#schedule();
  }

  /** Tries once more, before the service goes. */
  async close(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    await this.#settle();
  }

  #schedule(): void {
    if (this.#timer !== null || this.#runs.size === 0) return;
    const timer = setTimeout(() => {
      this.#timer = null;
      void this.#settle().then(() => this.#schedule());
    }, RETRY_MS);
    this.#timer = timer;
    // Workers have no such method; a timer there holds nothing open.
    if (typeof timer === "object" && "unref" in timer) timer.unref();
  }

  async #settle(): Promise<void> {
    const { store, clock, logger } = this.#parts;
    const { code, message } = NOT_STORED;
    for (const runId of this.#runs)
      try {
        const end = { state: "failed", error: { code, message }, event: NOT_STORED } as const;
        await store.endRun(runId, { ...end, nowMs: clock.nowMs() });
        this.#runs.delete(runId);
        logger.info("run-settled", { runId });
      } catch (cause) {
        const failure = AnsatzError.from(cause);
        // Nothing was stored of it, or its end was.
        if (failure.code === "not_found" || failure.code === "conflict") this.#runs.delete(runId);
        else return;
      }
  }
}
