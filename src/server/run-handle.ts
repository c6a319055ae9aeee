import type { RunRecord, StoredEvent } from "../core/store-port.ts";

/** A run that a door answers with: at work here, at work elsewhere, or ended long ago. */
export interface RunHandle {
  readonly id: string;
  readonly conversationId: string;
  readonly isKept: boolean;
  record(): RunRecord;
  follow(afterSequence: number, signal?: AbortSignal): AsyncIterable<StoredEvent>;
}
