/** The items of several streams as they come, each with the place of its stream in the list. */
export async function* inTurn<T>(
  streams: readonly AsyncIterable<T>[],
): AsyncGenerator<{ readonly index: number; readonly item: T }> {
  const iterators = streams.map((stream) => stream[Symbol.asyncIterator]());
  const ask = async (index: number) => ({ index, step: await iterators[index]?.next() });
  const waiting = new Map(iterators.map((_, index) => [index, ask(index)]));
  try {
    while (waiting.size > 0) {
      const { index, step } = await Promise.race(waiting.values());
      // At the end of the row, so that a busy stream does not hold the others back.
      waiting.delete(index);
      if (step === undefined || step.done === true) continue;
      waiting.set(index, ask(index));
      yield { index, item: step.value };
    }
  } finally {
    // Not awaited: a stream that waits for its next item would hold the end back.
    void Promise.allSettled(iterators.map((iterator) => iterator.return?.()));
  }
}
