/** One thing that must hold while something breaks, and whether it did. */
export interface Promised {
  readonly what: string;
  readonly isKept: boolean;
  /** What was seen, in a few words. */
  readonly found: string;
}

export interface FaultReport {
  readonly fault: string;
  readonly promises: readonly Promised[];
}

/** Gathers what is promised of one fault. */
export class Findings {
  readonly #fault: string;
  readonly #promises: Promised[] = [];

  constructor(fault: string) {
    this.#fault = fault;
  }

  note(what: string, isKept: boolean, found: string | number): void {
    this.#promises.push({ what, isKept, found: String(found) });
  }

  report(): FaultReport {
    return { fault: this.#fault, promises: this.#promises };
  }
}

/** Looks again and again until it is true, or the time is over; gives the time it took, or null. */
export async function untilTrue(
  look: () => Promise<boolean>,
  limitMs: number,
): Promise<number | null> {
  const startedMs = performance.now();
  while (performance.now() - startedMs < limitMs) {
    if (await look().catch(() => false)) return performance.now() - startedMs;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return null;
}

export const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;
