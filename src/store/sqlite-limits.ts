import type { DatabaseSync } from "node:sqlite";
import type {
  LimitState,
  LimitStore,
  LimitTake,
  PlaceTake,
  TokensTake,
} from "../core/limit-port.ts";
import { storeFailure } from "./group-commit.ts";
import { placeState } from "./places.ts";
import { SqliteStatements } from "./sqlite-statements.ts";
import { fullAtMs, takeFrom } from "./token-bucket.ts";

/**
 * Buckets and places in the file, so that they hold for every process that shares it and are remembered
 * when one starts again. The connection is one that does not wait for the disk: a power cut may give a
 * minute's requests back, which is cheaper than a sync at every request.
 */
export class SqliteLimits extends SqliteStatements implements LimitStore {
  /** Takes over a connection of its own; what it writes is not synced. */
  constructor(database: DatabaseSync) {
    super(database);
    database.exec("PRAGMA synchronous = NORMAL");
  }

  async take(takes: readonly LimitTake[], nowMs: number): Promise<readonly LimitState[]> {
    return this.#atOnce(() => {
      const plans = takes.map((take) =>
        take.kind === "tokens" ? this.#planTokens(take, nowMs) : this.#planPlace(take, nowMs),
      );
      const isTaken = plans.every(({ state }) => state.isAllowed);
      for (const { apply } of plans) apply(isTaken);
      return plans.map(({ state }) => state);
    });
  }

  async release(id: string, holder: string): Promise<void> {
    this.#atOnce(() => this.write("DELETE FROM places WHERE id = ? AND holder = ?", id, holder));
  }

  close(): void {
    if (this.database.isOpen) this.database.close();
  }

  #planTokens(take: TokensTake, nowMs: number) {
    const row = this.one("SELECT tokens, at_ms FROM buckets WHERE id = ?", take.id);
    const before = row && { tokens: Number(row["tokens"]), atMs: Number(row["at_ms"]) };
    const { level, filled, state } = takeFrom(before, take, nowMs);
    const apply = (isTaken: boolean) => {
      const kept = isTaken ? level : filled;
      this.write("DELETE FROM buckets WHERE full_ms <= ?", nowMs);
      this.write(
        "INSERT OR REPLACE INTO buckets (id, tokens, at_ms, full_ms) VALUES (?, ?, ?, ?)",
        take.id,
        kept.tokens,
        kept.atMs,
        Math.min(fullAtMs(kept, take), Number.MAX_SAFE_INTEGER),
      );
    };
    return { state, apply };
  }

  #planPlace(take: PlaceTake, nowMs: number) {
    const { id, holder } = take;
    this.write("DELETE FROM places WHERE until_ms <= ?", nowMs);
    const row = this.one(
      "SELECT count(*) AS held, coalesce(sum(holder = ?), 0) AS own FROM places WHERE id = ?",
      holder,
      id,
    );
    const held = { byAll: Number(row?.["held"]), isOwn: Number(row?.["own"]) > 0 };
    const apply = (isTaken: boolean) => {
      if (!isTaken) return;
      this.write(
        `INSERT INTO places (id, holder, until_ms) VALUES (?, ?, ?)
         ON CONFLICT (id, holder) DO UPDATE SET until_ms = max(until_ms, excluded.until_ms)`,
        id,
        holder,
        nowMs + take.forMs,
      );
    };
    return { state: placeState(take, held), apply };
  }

  #atOnce<T>(work: () => T): T {
    try {
      this.database.exec("BEGIN IMMEDIATE");
      const done = work();
      this.database.exec("COMMIT");
      return done;
    } catch (error) {
      if (this.database.isOpen && this.database.isTransaction) this.database.exec("ROLLBACK");
      throw storeFailure(error);
    }
  }
}
