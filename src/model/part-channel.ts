/** Values pushed by callbacks, read by one async iteration. */
export interface PartChannel<T> extends AsyncIterable<T> {
  push(value: T): void;
  end(): void;
  fail(error: unknown): void;
}

/** Connects a producer that calls back to a consumer that awaits; values keep their order. */
export function createPartChannel<T>(): PartChannel<T> {
  const waiting: T[] = [];
  let outcome: { readonly error?: unknown } | null = null;
  let wake = (): void => undefined;

  return {
    push(value) {
      waiting.push(value);
      wake();
    },
    end() {
      outcome ??= {};
      wake();
    },
    fail(error) {
      outcome ??= { error };
      wake();
    },
    async *[Symbol.asyncIterator]() {
      for (;;) {
        const value = waiting.shift();
        if (value !== undefined) {
          yield value;
          continue;
        }
        if (outcome !== null) {
          if ("error" in outcome) throw outcome.error;
          return;
        }
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}
