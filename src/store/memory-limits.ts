import type { LimitState, LimitStore, LimitTake } from "../core/limit-port.ts";
import { placeState } from "./places.ts";
import { type BucketLevel, takeFrom } from "./token-bucket.ts";

const MAX_BUCKETS = 100_000;

/** Buckets and places of one process. */
export class MemoryLimits implements LimitStore {
  readonly #buckets = new Map<string, BucketLevel>();
  /** By id: who holds a place, and until when. */
  readonly #places = new Map<string, Map<string, number>>();

  async take(takes: readonly LimitTake[], nowMs: number): Promise<readonly LimitState[]> {
    const plans = takes.map((take) => this.#plan(take, nowMs));
    const isTaken = plans.every(({ state }) => state.isAllowed);
    for (const { apply } of plans) apply(isTaken);
    return plans.map(({ state }) => state);
  }

  async release(id: string, holder: string): Promise<void> {
    const holders = this.#places.get(id);
    holders?.delete(holder);
    if (holders?.size === 0) this.#places.delete(id);
  }

  clear(): void {
    this.#buckets.clear();
    this.#places.clear();
  }

  #plan(take: LimitTake, nowMs: number): { state: LimitState; apply: (isTaken: boolean) => void } {
    if (take.kind === "tokens") {
      const { level, filled, state } = takeFrom(this.#buckets.get(take.id), take, nowMs);
      return { state, apply: (isTaken) => this.#keep(take.id, isTaken ? level : filled) };
    }
    const holders = this.#places.get(take.id) ?? new Map<string, number>();
    for (const [holder, untilMs] of holders) if (untilMs <= nowMs) holders.delete(holder);
    const isOwn = holders.has(take.holder);
    const apply = (isTaken: boolean) => {
      if (!isTaken) return;
      holders.set(take.holder, Math.max(holders.get(take.holder) ?? 0, nowMs + take.forMs));
      this.#places.set(take.id, holders);
    };
    return { state: placeState(take, { byAll: holders.size, isOwn }), apply };
  }

  /** The oldest bucket goes: one that was not touched for long is full again anyway. */
  #keep(id: string, level: BucketLevel): void {
    this.#buckets.delete(id);
    this.#buckets.set(id, level);
    const oldest = this.#buckets.keys().next().value;
    if (this.#buckets.size > MAX_BUCKETS && oldest !== undefined) this.#buckets.delete(oldest);
  }
}
