import { AnsatzError } from "../core/errors.ts";

/** Bounds the engine calls at work at once, through whichever door they came. */
export class EngineGate {
  readonly #places: number;
  #active = 0;

  constructor(places: number) {
    this.#places = places;
  }

  get active(): number {
    return this.#active;
  }

  /** @throws AnsatzError `overloaded` when every place is taken. Whoever enters must `leave`. */
  enter(): void {
    if (this.#active >= this.#places)
      throw new AnsatzError(
        "overloaded",
        `All ${this.#places} places for engine calls are taken. Try again in a moment.`,
      );
    this.#active += 1;
  }

  leave(): void {
    this.#active -= 1;
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    this.enter();
    try {
      return await work();
    } finally {
      this.leave();
    }
  }
}
