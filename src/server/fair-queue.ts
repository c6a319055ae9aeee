import { AnsatzError } from "../core/errors.ts";

export interface Place {
  /** Resolves when the place is one to work at; null when it is from the start. */
  readonly ready: Promise<void> | null;
  /** Gives the place back, taken or waited for; harmless a second time. */
  leave(): void;
}

export interface QueueSize {
  /** Holders at work at once. */
  readonly places: number;
  /** Holders that may wait beside them. */
  readonly waiting: number;
}

/**
 * A bounded queue in which owners take turns: whoever sends a hundred at once waits behind its own, and
 * another's first comes next. An owner may fill half of the waiting room, unless there is but one.
 */
export class FairQueue {
  readonly #size: QueueSize;
  #active = 0;
  #waitingCount = 0;
  readonly #waiting = new Map<string, (() => void)[]>();

  constructor(size: QueueSize) {
    this.#size = size;
  }

  get active(): number {
    return this.#active;
  }

  get waiting(): number {
    return this.#waitingCount;
  }

  /** @throws AnsatzError `overloaded` when there is no room to wait in. */
  enter(owner: string): Place {
    if (this.#active < this.#size.places) {
      this.#active += 1;
      return { ready: null, leave: once(() => this.#free()) };
    }
    const own = this.#waiting.get(owner) ?? [];
    const share = owner === "" ? this.#size.waiting : Math.ceil(this.#size.waiting / 2);
    if (this.#waitingCount >= this.#size.waiting || own.length >= share)
      throw new AnsatzError(
        "overloaded",
        `All ${this.#size.places} places for runs are taken, and so is the room to wait in. Try again in a moment.`,
      );
    const { promise, resolve } = Promise.withResolvers<void>();
    let isAtWork = false;
    const call = () => {
      isAtWork = true;
      resolve();
    };
    this.#waiting.set(owner, [...own, call]);
    this.#waitingCount += 1;
    const leave = once(() => (isAtWork ? this.#free() : this.#forget(owner, call)));
    return { ready: promise, leave };
  }

  #free(): void {
    this.#active -= 1;
    const [owner, calls] = this.#waiting.entries().next().value ?? [];
    const call = calls?.[0];
    if (owner === undefined || call === undefined) return;
    this.#forget(owner, call);
    this.#active += 1;
    call();
  }

  /** Takes one out and puts its owner at the end of the row. */
  #forget(owner: string, call: () => void): void {
    const calls = this.#waiting.get(owner) ?? [];
    const rest = calls.filter((each) => each !== call);
    this.#waitingCount -= calls.length - rest.length;
    this.#waiting.delete(owner);
    if (rest.length > 0) this.#waiting.set(owner, rest);
  }
}

function once(action: () => void): () => void {
  let isDone = false;
  return () => {
    if (isDone) return;
    isDone = true;
    action();
  };
}
