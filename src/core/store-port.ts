import type { AskResult } from "./ask-result.ts";
import type { RunEvent } from "./events.ts";

export type RunState = "running" | "completed" | "failed" | "stopped" | "interrupted";

export interface RunRecord {
  readonly id: string;
  readonly conversationId: string;
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
}

export interface ConversationRecord {
  readonly id: string;
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
  readonly turns: readonly TurnRecord[];
}

/**
 * Conversations and runs. Appends are durable when the promise resolves: a crash of the process after
 * that loses nothing. Turns and events are append-only and keep their order.
 */
export interface Store {
  startRun(run: {
    id: string;
    conversationId: string;
    question: string;
    nowMs: number;
  }): Promise<void>;
  appendEvents(runId: string, events: readonly RunEvent[]): Promise<void>;
  /** Ends a run once; on `completed` the assistant's turn is appended in the same transaction. */
  endRun(
    runId: string,
    end: {
      state: Exclude<RunState, "running">;
      result?: AskResult;
      error?: { code: string; message: string };
      nowMs: number;
    },
  ): Promise<void>;
  getRun(runId: string): Promise<RunRecord | null>;
  listEvents(runId: string, afterSequence: number): Promise<StoredEvent[]>;
  getConversation(id: string): Promise<ConversationRecord | null>;
  listConversations(limit: number): Promise<Omit<ConversationRecord, "turns">[]>;
  deleteConversation(id: string): Promise<boolean>;
  /** Marks runs left `running` by a dead process as `interrupted`; returns how many. */
  interruptOrphans(nowMs: number): Promise<number>;
  close(): Promise<void>;
}
