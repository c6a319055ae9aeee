import type { DatabaseSync } from "node:sqlite";
import { AnsatzError } from "../core/errors.ts";

interface Write {
  readonly apply: () => void;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Gathers the writes of one turn of the event loop into one transaction: many runs at once then share
 * one wait for the disk. A write that fails is undone alone; its neighbours stand.
 */
export class GroupCommit {
  readonly #database: DatabaseSync;
  #waiting: Write[] = [];

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** Resolves when the write is on disk. Writes are applied in the order of their calls. */
  write(apply: () => void): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ apply, resolve, reject });
      if (this.#waiting.length === 1) setImmediate(() => this.flush());
    });
  }

  flush(): void {
    const writes = this.#waiting;
    this.#waiting = [];
    if (writes.length === 0) return;
    const outcomes = new Map<Write, unknown>();
    try {
      this.#database.exec("BEGIN IMMEDIATE");
      for (const write of writes) this.#applyAlone(write, outcomes);
      this.#database.exec("COMMIT");
    } catch (error) {
      if (this.#database.isOpen && this.#database.isTransaction) this.#database.exec("ROLLBACK");
      const failure = storeFailure(error);
      for (const write of writes) write.reject(failure);
      return;
    }
    for (const write of writes) {
      if (outcomes.has(write)) write.reject(outcomes.get(write));
      else write.resolve();
    }
  }

  #applyAlone(write: Write, outcomes: Map<Write, unknown>): void {
    this.#database.exec("SAVEPOINT one");
    try {
      write.apply();
    } catch (error) {
      this.#database.exec("ROLLBACK TO one");
      outcomes.set(write, AnsatzError.isInstance(error) ? error : storeFailure(error));
    }
    this.#database.exec("RELEASE one");
  }
}

/**
 * SQLite's primary codes for a file that is held by another (BUSY, LOCKED), cannot be written just now
 * (READONLY, IOERR, CANTOPEN) or has no room to grow (FULL).
 */
const PASSING: readonly number[] = [5, 6, 8, 10, 14, 13];

/** What a caller is told of a write that failed. A full disk passes; what is wrong in itself does not. */
export function storeFailure(cause: unknown): AnsatzError {
  const code = (cause as { errcode?: unknown }).errcode;
  const isPassing = typeof code === "number" && PASSING.includes(code & 0xff);
  return new AnsatzError(
    isPassing ? "store_unavailable" : "internal",
    "The store could not write. Check the free space and the rights of its folder, then try again.",
    { cause },
  );
}
