import type { QueryResult } from "../../../core/query-result.ts";

const encoder = new TextEncoder();

/** A result as the bytes of its JSON. */
export function writeResult(result: QueryResult): Uint8Array<ArrayBuffer> {
  return encoder.encode(JSON.stringify(result));
}

/**
 * A remembered result, written out once: from one time to the next only its timing differs. The bytes are
 * those of `writeResult` for the same result and must not be changed by whoever is given them.
 */
export class WrittenResult {
  readonly #before: Uint8Array<ArrayBuffer>;
  readonly #after: Uint8Array<ArrayBuffer>;
  #timing: QueryResult["timing"] | null = null;
  #whole: Uint8Array<ArrayBuffer> = new Uint8Array();

  constructor(result: QueryResult) {
    const names = Object.keys(result);
    const place = names.indexOf("timing");
    const part = (from: number, to?: number) =>
      JSON.stringify(Object.fromEntries(Object.entries(result).slice(from, to))).slice(1, -1);
    const before = part(0, place);
    const after = part(place + 1);
    this.#before = encoder.encode(`{${before}${before === "" ? "" : ","}"timing":`);
    this.#after = encoder.encode(`${after === "" ? "" : ","}${after}}`);
  }

  withTiming(timing: QueryResult["timing"]): Uint8Array<ArrayBuffer> {
    // What comes from memory takes no tenth of a millisecond, time after time.
    if (this.#timing !== null && isSame(this.#timing, timing)) return this.#whole;
    const middle = encoder.encode(JSON.stringify(timing));
    const whole = new Uint8Array(this.#before.length + middle.length + this.#after.length);
    whole.set(this.#before);
    whole.set(middle, this.#before.length);
    whole.set(this.#after, this.#before.length + middle.length);
    this.#timing = timing;
    this.#whole = whole;
    return whole;
  }
}

function isSame(a: QueryResult["timing"], b: QueryResult["timing"]): boolean {
  return (
    a.totalMs === b.totalMs &&
    a.readMs === b.readMs &&
    a.computeMs === b.computeMs &&
    a.proveMs === b.proveMs
  );
}
