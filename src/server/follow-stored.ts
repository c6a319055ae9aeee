import type { Store, StoredEvent } from "../core/store-port.ts";

const LOOK_MS = 200;

/** A run's events from the store, to its end: another instance may still be at work on it. */
export async function* followStored(
  store: Store,
  runId: string,
  afterSequence: number,
  signal?: AbortSignal,
): AsyncGenerator<StoredEvent> {
  for (let position = afterSequence; ;) {
    // The state is read first: what is stored after it was read is then at most read once more.
    const run = await store.getRun(runId);
    for (const entry of await store.listEvents(runId, position)) {
      position = entry.sequence;
      yield entry;
    }
    if (run?.state !== "running" || signal?.aborted) return;
    await pause(LOOK_MS, signal);
  }
}

function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener(
      "abort",
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}
