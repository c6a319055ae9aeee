import type { DatabaseSync } from "node:sqlite";
import { AnsatzError } from "../core/errors.ts";

/** Each entry moves a file one version up; entries are only ever added. */
const MIGRATIONS = [
  `
  CREATE TABLE conversations (
    id TEXT PRIMARY KEY,
    created_ms INTEGER NOT NULL,
    updated_ms INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX conversations_by_update ON conversations (updated_ms DESC);
  CREATE TABLE runs (
    id TEXT PRIMARY KEY,
    conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    state TEXT NOT NULL CHECK (state IN ('running', 'completed', 'failed', 'stopped', 'interrupted')),
    question TEXT NOT NULL,
    created_ms INTEGER NOT NULL,
    ended_ms INTEGER,
    result TEXT,
    error_code TEXT,
    error_message TEXT,
    owner_process INTEGER NOT NULL,
    owner_instance TEXT NOT NULL
  ) STRICT;
  CREATE INDEX runs_by_conversation ON runs (conversation_id);
  CREATE INDEX runs_still_running ON runs (state) WHERE state = 'running';
  CREATE TABLE turns (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    role TEXT NOT NULL CHECK (role IN ('user', 'assistant')),
    content TEXT NOT NULL,
    run_id TEXT NOT NULL,
    created_ms INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX turns_by_conversation ON turns (conversation_id, position);
  CREATE TABLE events (
    run_id TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    sequence INTEGER NOT NULL,
    event TEXT NOT NULL,
    PRIMARY KEY (run_id, sequence)
  ) STRICT, WITHOUT ROWID;
  `,
  `
  ALTER TABLE conversations ADD COLUMN owner TEXT NOT NULL DEFAULT '';
  DROP INDEX conversations_by_update;
  CREATE INDEX conversations_by_owner ON conversations (owner, updated_ms DESC);
  ALTER TABLE runs ADD COLUMN owner TEXT NOT NULL DEFAULT '';
  ALTER TABLE runs ADD COLUMN details TEXT;
  CREATE TABLE records (
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    value TEXT NOT NULL,
    created_ms INTEGER NOT NULL,
    expires_ms INTEGER,
    PRIMARY KEY (kind, id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX records_by_time ON records (kind, created_ms, id);
  CREATE INDEX records_by_end ON records (expires_ms) WHERE expires_ms IS NOT NULL;
  `,
  // after_run: null for the question before, empty for the beginning.
  `
  ALTER TABLE conversations ADD COLUMN current_run TEXT;
  ALTER TABLE turns ADD COLUMN after_run TEXT;
  `,
  `
  CREATE TABLE buckets (
    id TEXT PRIMARY KEY,
    tokens REAL NOT NULL,
    at_ms INTEGER NOT NULL,
    full_ms INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX buckets_by_fullness ON buckets (full_ms);
  CREATE TABLE places (
    id TEXT NOT NULL,
    holder TEXT NOT NULL,
    until_ms INTEGER NOT NULL,
    PRIMARY KEY (id, holder)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX places_by_end ON places (until_ms);
  `,
];

export const SCHEMA_VERSION = MIGRATIONS.length;

/**
 * Brings the file to this version's schema, all or nothing.
 *
 * @throws AnsatzError `invalid_configuration` for a file that a newer Ansatz wrote.
 */
export function migrate(database: DatabaseSync, path: string): void {
  database.exec("BEGIN IMMEDIATE");
  try {
    database.exec("CREATE TABLE IF NOT EXISTS ansatz_schema (version INTEGER NOT NULL) STRICT");
    const row = database.prepare("SELECT max(version) AS version FROM ansatz_schema").get();
    const version = Number(row?.["version"] ?? 0);
    if (version > SCHEMA_VERSION)
      throw new AnsatzError(
        "invalid_configuration",
        `The store ${path} was written by a newer Ansatz (schema ${version}, this one knows ${SCHEMA_VERSION}). Update Ansatz, or name another file with --store sqlite:PATH.`,
      );
    for (const [index, migration] of MIGRATIONS.entries()) {
      if (index < version) continue;
      database.exec(migration);
      database.prepare("INSERT INTO ansatz_schema (version) VALUES (?)").run(index + 1);
    }
    database.exec("COMMIT");
  } catch (error) {
    database.exec("ROLLBACK");
    throw error;
  }
}
