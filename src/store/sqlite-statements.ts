import type { DatabaseSync } from "node:sqlite";

export type Row = Record<string, unknown>;
type Value = string | number | null;

/** Statements on one connection, each prepared once. */
export class SqliteStatements {
  protected readonly database: DatabaseSync;
  readonly #prepared = new Map<string, ReturnType<DatabaseSync["prepare"]>>();

  constructor(database: DatabaseSync) {
    this.database = database;
  }

  protected one(sql: string, ...values: Value[]): Row | undefined {
    return this.#statement(sql).get(...values);
  }

  protected all(sql: string, ...values: Value[]): Row[] {
    return this.#statement(sql).all(...values);
  }

  /** How many rows it changed. */
  protected write(sql: string, ...values: Value[]): number {
    return Number(this.#statement(sql).run(...values).changes);
  }

  #statement(sql: string) {
    const known = this.#prepared.get(sql) ?? this.database.prepare(sql);
    this.#prepared.set(sql, known);
    return known;
  }
}
