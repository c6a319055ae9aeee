import type { DatabaseSync } from "node:sqlite";
import type { RecordStore, StoredRecord } from "../core/store-port.ts";
import { GroupCommit } from "./group-commit.ts";
import { type Row, SqliteStatements } from "./sqlite-statements.ts";

/** Records in an SQLite file. */
export class SqliteRecords extends SqliteStatements implements RecordStore {
  protected readonly commits: GroupCommit;

  constructor(database: DatabaseSync) {
    super(database);
    this.commits = new GroupCommit(database);
  }

  async insertRecord(
    kind: string,
    record: Parameters<RecordStore["insertRecord"]>[1],
  ): Promise<StoredRecord | null> {
    const { id, createdAtMs, expiresAtMs = null } = record;
    const value = JSON.stringify(record.value);
    let existing: StoredRecord | null = null;
    await this.commits.write(() => {
      this.write("DELETE FROM records WHERE expires_ms <= ?", createdAtMs);
      const row = this.one("SELECT * FROM records WHERE kind = ? AND id = ?", kind, id);
      existing = row ? recordOf(row) : null;
      if (!row)
        this.write(
          "INSERT INTO records VALUES (?, ?, ?, ?, ?)",
          kind,
          id,
          value,
          createdAtMs,
          expiresAtMs,
        );
    });
    return existing;
  }

  async updateRecord(kind: string, id: string, value: unknown): Promise<boolean> {
    const text = JSON.stringify(value);
    let isThere = false;
    await this.commits.write(() => {
      const sql = "UPDATE records SET value = ? WHERE kind = ? AND id = ?";
      isThere = this.write(sql, text, kind, id) > 0;
    });
    return isThere;
  }

  async getRecord(kind: string, id: string, nowMs: number): Promise<StoredRecord | null> {
    const row = this.one(
      "SELECT * FROM records WHERE kind = ? AND id = ? AND (expires_ms IS NULL OR expires_ms > ?)",
      kind,
      id,
      nowMs,
    );
    return row ? recordOf(row) : null;
  }

  async listRecords(kind: string, page: Parameters<RecordStore["listRecords"]>[1]) {
    const after =
      page.afterId === undefined
        ? undefined
        : this.one("SELECT * FROM records WHERE kind = ? AND id = ?", kind, page.afterId);
    return this.all(
      `SELECT * FROM records WHERE kind = ? AND (created_ms, id) > (?, ?)
         AND (expires_ms IS NULL OR expires_ms > ?)
       ORDER BY created_ms, id LIMIT ?`,
      kind,
      Number(after?.["created_ms"] ?? Number.MIN_SAFE_INTEGER),
      String(after?.["id"] ?? ""),
      page.nowMs,
      page.limit,
    ).map(recordOf);
  }

  async deleteRecord(kind: string, id: string): Promise<boolean> {
    let isDeleted = false;
    await this.commits.write(() => {
      isDeleted = this.write("DELETE FROM records WHERE kind = ? AND id = ?", kind, id) > 0;
    });
    return isDeleted;
  }
}

function recordOf(row: Row): StoredRecord {
  return {
    id: String(row["id"]),
    value: JSON.parse(String(row["value"])) as unknown,
    createdAtMs: Number(row["created_ms"]),
  };
}
