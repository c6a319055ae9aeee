import type { Store } from "../core/store-port.ts";
import { MemoryStore } from "./memory.ts";
import { INTERRUPTED, interruptedEvent } from "./run-faults.ts";

const LOOK_MS = 200;
/** A run whose request was not heard of for this long is taken for dead. */
const SILENCE_MS = 30_000;

/**
 * The memory of one isolate of Cloudflare Workers. Runs end there with their request, without a word, and
 * one request cannot reach into the work of another: a run is watched from its own request, which shows that
 * it lives and looks whether somebody asked to stop it.
 */
export class IsolateStore extends MemoryStore {
  readonly #seenMs = new Map<string, number>();
  readonly #stops = new Set<string>();
  #stop: (runId: string) => void = () => undefined;

  override async startRun(run: Parameters<Store["startRun"]>[0]): Promise<void> {
    await super.startRun(run);
    this.#watch(run.id);
  }

  override async endRun(runId: string, end: Parameters<Store["endRun"]>[1]): Promise<void> {
    this.#forget(runId);
    await super.endRun(runId, end);
  }

  async announceStop(runId: string): Promise<void> {
    if (this.#seenMs.has(runId)) this.#stops.add(runId);
  }

  onStop(stop: (runId: string) => void): void {
    this.#stop = stop;
  }

  override async interruptOrphans(nowMs: number): Promise<number> {
    const dead = [...this.#seenMs].filter(([, seenMs]) => Date.now() - seenMs > SILENCE_MS);
    for (const [runId] of dead) {
      const end = { state: "interrupted", error: INTERRUPTED, event: interruptedEvent } as const;
      await this.endRun(runId, { ...end, nowMs });
    }
    return dead.length;
  }

  override async close(): Promise<void> {
    this.#seenMs.clear();
    this.#stops.clear();
    await super.close();
  }

  #watch(runId: string): void {
    this.#seenMs.set(runId, Date.now());
    setTimeout(() => {
      if (!this.#seenMs.has(runId)) return;
      if (this.#stops.delete(runId)) this.#stop(runId);
      this.#watch(runId);
    }, LOOK_MS);
  }

  #forget(runId: string): void {
    this.#seenMs.delete(runId);
    this.#stops.delete(runId);
  }
}
