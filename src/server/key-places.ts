import { AnsatzError } from "../core/errors.ts";
import type { LimitStore, PlaceTake } from "../core/limit-port.ts";
import type { Clock } from "../core/system-port.ts";
import type { Caller } from "./caller.ts";
import type { Logger } from "./logger.ts";

/** A place of an instance that died comes free after this long; one that lives holds on to it. */
const HELD_MS = 30_000;
const RENEW_MS = 10_000;

export interface KeyPlacesParts {
  readonly limits: LimitStore;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** The runs a key has at work at once, over all instances that share the store. */
export class KeyPlaces {
  readonly #parts: KeyPlacesParts;
  readonly #held = new Map<string, PlaceTake>();
  #renewal: ReturnType<typeof setInterval> | null = null;

  constructor(parts: KeyPlacesParts) {
    this.#parts = parts;
  }

  /** @throws AnsatzError `rate_limit_exceeded` when the key has as many runs at work as it may. */
  async take(runId: string, { keyId, limits }: Pick<Caller, "keyId" | "limits">): Promise<void> {
    if (keyId === null || limits.runs === undefined) return;
    const take: PlaceTake = {
      kind: "place",
      id: keyId,
      places: limits.runs,
      holder: runId,
      forMs: HELD_MS,
    };
    const [state] = await this.#parts.limits.take([take], this.#parts.clock.nowMs());
    if (state?.isAllowed !== true)
      throw new AnsatzError(
        "rate_limit_exceeded",
        `This key may have ${limits.runs} runs at work at once, and has them. Wait for one to end, or stop one.`,
      );
    this.#held.set(runId, { ...take, isOwing: true });
    this.#renewal ??= this.#renewing();
  }

  /** Never throws: a place that cannot be given back comes free by itself. */
  async release(runId: string): Promise<void> {
    const take = this.#held.get(runId);
    if (!this.#held.delete(runId) || take === undefined) return;
    if (this.#held.size === 0 && this.#renewal !== null) {
      clearInterval(this.#renewal);
      this.#renewal = null;
    }
    try {
      await this.#parts.limits.release(take.id, runId);
    } catch (cause) {
      this.#parts.logger.warn("place-not-released", { runId, cause });
    }
  }

  #renewing() {
    const timer = setInterval(() => void this.#renew(), RENEW_MS);
    // Workers have no such method; a timer there holds nothing open.
    if (typeof timer === "object" && "unref" in timer) timer.unref();
    return timer;
  }

  async #renew(): Promise<void> {
    try {
      await this.#parts.limits.take([...this.#held.values()], this.#parts.clock.nowMs());
    } catch (cause) {
      this.#parts.logger.warn("places-not-renewed", { cause });
    }
  }
}
