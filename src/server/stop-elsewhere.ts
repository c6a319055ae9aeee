import type { RunRecord, Store } from "../core/store-port.ts";
import { followStored } from "./follow-stored.ts";

const ANNOUNCE_MS = 500;

/**
 * Stops a run that another instance may be at work on; its end is waited for as long as a run may take to
 * wind up. Gives the run as `find` has it then.
 */
export async function stopElsewhere(
  store: Store,
  runId: string,
  stopGraceMs: number,
  find: () => Promise<RunRecord | null>,
): Promise<RunRecord | null> {
  const run = await find();
  if (run?.state !== "running" || !store.announceStop) return run;
  const tries = Math.ceil((stopGraceMs + 1_000) / ANNOUNCE_MS);
  for (let count = 0; count < tries; count += 1) {
    // Said again and again: an instance that is just finding back to the store does not hear it.
    await store.announceStop(runId);
    const patience = AbortSignal.timeout(ANNOUNCE_MS);
    for await (const { event } of followStored(store, runId, 0, patience))
      if (event.type === "run-end" || event.type === "run-error") return find();
  }
  return find();
}
