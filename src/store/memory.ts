import type { RunEvent } from "../core/events.ts";
import type { ConversationRecord, RunRecord, Store, TurnRecord } from "../core/store-port.ts";
import { MemoryLimits } from "./memory-limits.ts";
import { MemoryRecords } from "./memory-records.ts";
import { duplicateRun, endedRun, foreignConversation, unknownRun } from "./run-faults.ts";

interface Conversation {
  readonly id: string;
  readonly owner: string;
  readonly createdAtMs: number;
  updatedAtMs: number;
  currentRunId?: string;
  readonly turns: TurnRecord[];
}

/**
 * A store that lives and dies with the process: for tests, trials and one-off commands. It keeps
 * copies, so a caller that changes an object afterwards changes nothing here.
 */
export class MemoryStore extends MemoryRecords implements Store {
  readonly limits = new MemoryLimits();
  readonly #conversations = new Map<string, Conversation>();
  readonly #runs = new Map<string, { record: RunRecord; events: RunEvent[] }>();

  async startRun(run: Parameters<Store["startRun"]>[0]): Promise<void> {
    if (this.#runs.has(run.id)) throw duplicateRun(run.id);
    const owner = run.owner ?? "";
    const conversation = this.#conversations.get(run.conversationId) ?? {
      id: run.conversationId,
      owner,
      createdAtMs: run.nowMs,
      updatedAtMs: run.nowMs,
      turns: [],
    };
    if (conversation.owner !== owner) throw foreignConversation(run.conversationId);
    conversation.updatedAtMs = run.nowMs;
    delete conversation.currentRunId;
    conversation.turns.push({
      role: "user",
      content: run.question,
      runId: run.id,
      createdAtMs: run.nowMs,
      ...(run.after === undefined ? {} : { after: run.after }),
    });
    this.#conversations.set(run.conversationId, conversation);
    const record: RunRecord = {
      id: run.id,
      conversationId: run.conversationId,
      owner,
      details: structuredClone(run.details) ?? null,
      state: "running",
      question: run.question,
      createdAtMs: run.nowMs,
      endedAtMs: null,
      result: null,
      error: null,
    };
    this.#runs.set(run.id, { record, events: [] });
  }

  async appendEvents(runId: string, events: readonly RunEvent[], after?: number): Promise<void> {
    const stored = this.#running(runId).events;
    const known = after === undefined ? 0 : Math.max(0, stored.length - after);
    stored.push(...structuredClone(events.slice(known)));
  }

  async endRun(runId: string, end: Parameters<Store["endRun"]>[1]): Promise<void> {
    const run = this.#running(runId);
    if (end.event) run.events.push(structuredClone(end.event));
    const result = structuredClone(end.result) ?? null;
    run.record = {
      ...run.record,
      state: end.state,
      endedAtMs: end.nowMs,
      result,
      error: end.error ? { ...end.error } : null,
    };
    const conversation = this.#conversations.get(run.record.conversationId);
    if (!conversation) return;
    conversation.updatedAtMs = end.nowMs;
    if (end.state !== "completed" || !result) return;
    conversation.turns.push({
      role: "assistant",
      content: result.reply,
      runId,
      createdAtMs: end.nowMs,
    });
  }

  async getRun(runId: string): Promise<RunRecord | null> {
    return structuredClone(this.#runs.get(runId)?.record) ?? null;
  }

  async listEvents(runId: string, afterSequence: number) {
    const events = this.#runs.get(runId)?.events ?? [];
    return structuredClone(
      events
        .slice(afterSequence)
        .map((event, index) => ({ sequence: afterSequence + index + 1, event })),
    );
  }

  async getConversation(id: string): Promise<ConversationRecord | null> {
    return structuredClone(this.#conversations.get(id)) ?? null;
  }

  async listConversations(limit: number, owner = "") {
    return [...this.#conversations.values()]
      .filter((conversation) => conversation.owner === owner)
      .toSorted((a, b) => b.updatedAtMs - a.updatedAtMs || b.id.localeCompare(a.id))
      .slice(0, limit)
      .map(({ turns: _turns, currentRunId: _current, ...head }) => head);
  }

  async setCurrentRun(conversationId: string, runId: string): Promise<boolean> {
    const conversation = this.#conversations.get(conversationId);
    if (conversation) conversation.currentRunId = runId;
    return conversation !== undefined;
  }

  async deleteConversation(id: string): Promise<boolean> {
    for (const [runId, run] of this.#runs)
      if (run.record.conversationId === id) this.#runs.delete(runId);
    return this.#conversations.delete(id);
  }

  /** Nothing here outlives its process, so there never is an orphan. */
  async interruptOrphans(_nowMs: number): Promise<number> {
    return 0;
  }

  async close(): Promise<void> {
    this.#conversations.clear();
    this.#runs.clear();
    this.limits.clear();
    this.clear();
  }

  #running(runId: string) {
    const run = this.#runs.get(runId);
    if (!run) throw unknownRun(runId);
    if (run.record.state !== "running") throw endedRun(runId);
    return run;
  }
}
