import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { AskResult } from "../core/ask-result.ts";
import { AnsatzError } from "../core/errors.ts";
import type { RunEvent } from "../core/events.ts";
import type {
  ConversationRecord,
  RunDetails,
  RunRecord,
  RunState,
  Store,
  TurnRecord,
} from "../core/store-port.ts";
import {
  duplicateRun,
  endedRun,
  foreignConversation,
  INTERRUPTED,
  interruptedEvent,
  unknownRun,
} from "./run-faults.ts";
import { SqliteLimits } from "./sqlite-limits.ts";
import { SqliteRecords } from "./sqlite-records.ts";
import { migrate } from "./sqlite-schema.ts";
import type { Row } from "./sqlite-statements.ts";

/**
 * Conversations and runs in one SQLite file. A promise resolves after the write-ahead log is synced,
 * so neither a crash of the process nor a power cut takes back what was acknowledged.
 */
export class SqliteStore extends SqliteRecords implements Store {
  /** Tells this opening of the file from an earlier one under the same process id. */
  readonly #instance = crypto.randomUUID();
  readonly limits: SqliteLimits;

  /** @throws AnsatzError `invalid_configuration` when the file cannot be opened as a store. */
  constructor(path: string) {
    super(openDatabase(path));
    this.limits = new SqliteLimits(openDatabase(path));
  }

  startRun(run: Parameters<Store["startRun"]>[0]): Promise<void> {
    const owner = run.owner ?? "";
    const details = run.details === undefined ? null : JSON.stringify(run.details);
    return this.commits.write(() => {
      if (this.one("SELECT 1 FROM runs WHERE id = ?", run.id)) throw duplicateRun(run.id);
      const known = this.one("SELECT owner FROM conversations WHERE id = ?", run.conversationId);
      if (known && known["owner"] !== owner) throw foreignConversation(run.conversationId);
      this.write(
        `INSERT INTO conversations (id, created_ms, updated_ms, owner) VALUES (?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET updated_ms = excluded.updated_ms, current_run = NULL`,
        run.conversationId,
        run.nowMs,
        run.nowMs,
        owner,
      );
      this.write(
        `INSERT INTO runs (id, conversation_id, state, question, created_ms, owner_process, owner_instance, owner, details)
         VALUES (?, ?, 'running', ?, ?, ?, ?, ?, ?)`,
        run.id,
        run.conversationId,
        run.question,
        run.nowMs,
        process.pid,
        this.#instance,
        owner,
        details,
      );
      this.#addTurn(run.conversationId, "user", run.question, run.id, run.nowMs, run.after);
    });
  }

  appendEvents(runId: string, events: readonly RunEvent[], after?: number): Promise<void> {
    const lines = events.map((event) => JSON.stringify(event));
    return this.commits.write(() => {
      this.#requireRunning(runId);
      this.#addEvents(runId, lines, after);
    });
  }

  endRun(runId: string, end: Parameters<Store["endRun"]>[1]): Promise<void> {
    const result = end.result === undefined ? null : JSON.stringify(end.result);
    const line = end.event === undefined ? null : JSON.stringify(end.event);
    const reply = end.state === "completed" ? (end.result?.reply ?? null) : null;
    return this.commits.write(() => {
      const conversationId = this.#requireRunning(runId);
      if (line !== null) this.#addEvents(runId, [line]);
      this.write(
        `UPDATE runs SET state = ?, ended_ms = ?, result = ?, error_code = ?, error_message = ?
         WHERE id = ?`,
        end.state,
        end.nowMs,
        result,
        end.error?.code ?? null,
        end.error?.message ?? null,
        runId,
      );
      this.write("UPDATE conversations SET updated_ms = ? WHERE id = ?", end.nowMs, conversationId);
      if (reply !== null) this.#addTurn(conversationId, "assistant", reply, runId, end.nowMs);
    });
  }

  async getRun(runId: string): Promise<RunRecord | null> {
    const row = this.one("SELECT * FROM runs WHERE id = ?", runId);
    return row ? runOf(row) : null;
  }

  async listEvents(runId: string, afterSequence: number) {
    return this.all(
      "SELECT sequence, event FROM events WHERE run_id = ? AND sequence > ? ORDER BY sequence",
      runId,
      afterSequence,
    ).map((row) => ({
      sequence: Number(row["sequence"]),
      // Written by this store from a typed event, so it is not validated a second time.
      event: JSON.parse(String(row["event"])) as RunEvent,
    }));
  }

  async getConversation(id: string): Promise<ConversationRecord | null> {
    const row = this.one("SELECT * FROM conversations WHERE id = ?", id);
    if (!row) return null;
    const turns = this.all(
      "SELECT * FROM turns WHERE conversation_id = ? ORDER BY position",
      id,
    ).map((turn) => ({
      role: turn["role"] === "user" ? ("user" as const) : ("assistant" as const),
      content: String(turn["content"]),
      runId: String(turn["run_id"]),
      createdAtMs: Number(turn["created_ms"]),
      ...afterOf(turn["after_run"]),
    }));
    const current = row["current_run"];
    return {
      ...headOf(row),
      ...(typeof current === "string" ? { currentRunId: current } : {}),
      turns,
    };
  }

  async listConversations(limit: number, owner = "") {
    return this.all(
      "SELECT * FROM conversations WHERE owner = ? ORDER BY updated_ms DESC, id DESC LIMIT ?",
      owner,
      limit,
    ).map(headOf);
  }

  async setCurrentRun(conversationId: string, runId: string): Promise<boolean> {
    let isKnown = false;
    await this.commits.write(() => {
      const sql = "UPDATE conversations SET current_run = ? WHERE id = ?";
      isKnown = this.write(sql, runId, conversationId) > 0;
    });
    return isKnown;
  }

  async deleteConversation(id: string): Promise<boolean> {
    let isDeleted = false;
    await this.commits.write(() => {
      isDeleted = this.write("DELETE FROM conversations WHERE id = ?", id) > 0;
    });
    return isDeleted;
  }

  /** A run is an orphan when its process is gone, or when this process id belonged to another then. */
  async interruptOrphans(nowMs: number): Promise<number> {
    let count = 0;
    await this.commits.write(() => {
      for (const run of this.all("SELECT * FROM runs WHERE state = 'running'")) {
        const owner = Number(run["owner_process"]);
        if (run["owner_instance"] === this.#instance) continue;
        if (owner !== process.pid && isProcessAlive(owner)) continue;
        const runId = String(run["id"]);
        this.#addEvents(runId, [JSON.stringify(interruptedEvent)]);
        this.write(
          `UPDATE runs SET state = 'interrupted', ended_ms = ?, error_code = ?, error_message = ?
           WHERE id = ?`,
          nowMs,
          INTERRUPTED.code,
          INTERRUPTED.message,
          runId,
        );
        count += 1;
      }
    });
    return count;
  }

  async close(): Promise<void> {
    if (!this.database.isOpen) return;
    this.commits.flush();
    this.limits.close();
    this.database.close();
  }

  #requireRunning(runId: string): string {
    const row = this.one("SELECT state, conversation_id FROM runs WHERE id = ?", runId);
    if (!row) throw unknownRun(runId);
    if (row["state"] !== "running") throw endedRun(runId);
    return String(row["conversation_id"]);
  }

  #addEvents(runId: string, lines: readonly string[], after?: number): void {
    const last = this.one("SELECT max(sequence) AS last FROM events WHERE run_id = ?", runId);
    let sequence = Number(last?.["last"] ?? 0);
    const known = after === undefined ? 0 : Math.max(0, sequence - after);
    for (const line of lines.slice(known)) {
      sequence += 1;
      this.write("INSERT INTO events VALUES (?, ?, ?)", runId, sequence, line);
    }
  }

  #addTurn(
    conversationId: string,
    role: string,
    content: string,
    runId: string,
    nowMs: number,
    after?: string | null,
  ) {
    this.write(
      `INSERT INTO turns (conversation_id, role, content, run_id, created_ms, after_run)
       VALUES (?, ?, ?, ?, ?, ?)`,
      conversationId,
      role,
      content,
      runId,
      nowMs,
      after === undefined ? null : (after ?? ""),
    );
  }
}

function openDatabase(path: string): DatabaseSync {
  try {
    if (path !== ":memory:") mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const database = new DatabaseSync(path, { timeout: 5_000 });
    database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
    migrate(database, path);
    return database;
  } catch (cause) {
    if (AnsatzError.isInstance(cause)) throw cause;
    throw new AnsatzError(
      "invalid_configuration",
      `The store ${path} could not be opened as an SQLite file. Check that its folder can be written and that the file is an Ansatz store, or name another with --store sqlite:PATH.`,
      { cause },
    );
  }
}

/** Signal 0 asks only whether the process exists; EPERM says that it does and is another user's. */
function isProcessAlive(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function afterOf(stored: Row[string]): Pick<TurnRecord, "after"> {
  if (typeof stored !== "string") return {};
  return { after: stored === "" ? null : stored };
}

function headOf(row: Row) {
  return {
    id: String(row["id"]),
    owner: String(row["owner"]),
    createdAtMs: Number(row["created_ms"]),
    updatedAtMs: Number(row["updated_ms"]),
  };
}

function runOf(row: Row): RunRecord {
  const { result, details, error_code: code, error_message: message } = row;
  return {
    id: String(row["id"]),
    conversationId: String(row["conversation_id"]),
    owner: String(row["owner"]),
    details: typeof details === "string" ? (JSON.parse(details) as RunDetails) : null,
    state: String(row["state"]) as RunState,
    question: String(row["question"]),
    createdAtMs: Number(row["created_ms"]),
    endedAtMs: row["ended_ms"] === null ? null : Number(row["ended_ms"]),
    result: typeof result === "string" ? (JSON.parse(result) as AskResult) : null,
    error: typeof code === "string" ? { code, message: String(message) } : null,
  };
}
