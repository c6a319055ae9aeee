import type { AskResult } from "./ask-result.ts";
import type { RunEvent } from "./events.ts";
import type { LimitStore } from "./limit-port.ts";

export type RunState = "running" | "completed" | "failed" | "stopped" | "interrupted";

/** What a door keeps beside a run: the form it was asked in, the caller's own metadata. */
export type RunDetails = Readonly<Record<string, unknown>>;

export interface RunRecord {
  readonly id: string;
  readonly conversationId: string;
  /** Whose run it is; empty where the service is open to its own machine. */
  readonly owner: string;
  readonly details: RunDetails | null;
  readonly state: RunState;
  readonly question: string;
  readonly createdAtMs: number;
  readonly endedAtMs: number | null;
  readonly result: AskResult | null;
  readonly error: { readonly code: string; readonly message: string } | null;
}

export interface StoredEvent {
  /** 1-based, without gaps within a run. */
  readonly sequence: number;
  readonly event: RunEvent;
}

export interface TurnRecord {
  readonly role: "user" | "assistant";
  readonly content: string;
  readonly runId: string;
  readonly createdAtMs: number;
  /** The run a question was asked behind, null at the beginning; the question before it where absent. */
  readonly after?: string | null;
}

export interface ConversationRecord {
  readonly id: string;
  readonly owner: string;
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
  /** The end of the branch that was chosen since the newest question was asked. */
  readonly currentRunId?: string;
  readonly turns: readonly TurnRecord[];
}

/** A small named value: a key, a claim on a repeated request, a click of feedback. */
export interface StoredRecord {
  readonly id: string;
  readonly value: unknown;
  readonly createdAtMs: number;
}

/** Named values by kind. A value past its `expiresAtMs` is not there. */
export interface RecordStore {
  /** Null when the value was put in; what stands there already, untouched, when the id is taken. */
  insertRecord(
    kind: string,
    record: StoredRecord & { readonly expiresAtMs?: number },
  ): Promise<StoredRecord | null>;
  /** Replaces the value of a record that is there; false when it is not. */
  updateRecord(kind: string, id: string, value: unknown): Promise<boolean>;
  getRecord(kind: string, id: string, nowMs: number): Promise<StoredRecord | null>;
  /** Oldest first, behind `afterId` where given. */
  listRecords(
    kind: string,
    page: { readonly limit: number; readonly nowMs: number; readonly afterId?: string },
  ): Promise<StoredRecord[]>;
  deleteRecord(kind: string, id: string): Promise<boolean>;
}

/**
 * Conversations and runs. Appends are durable when the promise resolves: a crash of the process after
 * that loses nothing. Turns and events are append-only and keep their order.
 */
export interface Store extends RecordStore {
  readonly limits: LimitStore;
  /**
   * A conversation that belongs to another owner is `not_found`. The new question is the end of the current
   * branch.
   */
  startRun(run: {
    id: string;
    conversationId: string;
    question: string;
    nowMs: number;
    owner?: string;
    details?: RunDetails;
    after?: string | null;
  }): Promise<void>;
  /**
   * With `after`, the number of the event they come behind, events that are stored already are not stored
   * again: a call whose outcome was lost can be repeated.
   */
  appendEvents(runId: string, events: readonly RunEvent[], after?: number): Promise<void>;
  /** Ends a run once, its last event with it; on `completed` the assistant's turn is appended in the same transaction. */
  endRun(
    runId: string,
    end: {
      state: Exclude<RunState, "running">;
      result?: AskResult;
      error?: { code: string; message: string };
      event?: RunEvent;
      nowMs: number;
    },
  ): Promise<void>;
  getRun(runId: string): Promise<RunRecord | null>;
  listEvents(runId: string, afterSequence: number): Promise<StoredEvent[]>;
  getConversation(id: string): Promise<ConversationRecord | null>;
  /** The owner's, newest first. */
  listConversations(
    limit: number,
    owner?: string,
  ): Promise<Omit<ConversationRecord, "turns" | "currentRunId">[]>;
  /** Chooses the branch that ends with the given run; false for an unknown conversation. */
  setCurrentRun(conversationId: string, runId: string): Promise<boolean>;
  deleteConversation(id: string): Promise<boolean>;
  /** Asks whichever instance works on the run to stop it; only where several share a store. */
  announceStop?(runId: string): Promise<void>;
  /** Hears of runs that any instance asks to stop. */
  onStop?(stop: (runId: string) => void): void;
  /** Marks runs left `running` by a dead process as `interrupted`; returns how many. */
  interruptOrphans(nowMs: number): Promise<number>;
  close(): Promise<void>;
}
