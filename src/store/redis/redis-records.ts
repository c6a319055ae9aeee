import type { RecordStore, StoredRecord } from "../../core/store-port.ts";
import { listOf, type RedisCommands, runScript, textsOf } from "./redis-commands.ts";
import { INSERT_RECORD } from "./scripts.ts";

interface Entry extends StoredRecord {
  readonly expiresAtMs?: number;
}

/** Records as keys of their own beside a list by age. */
export class RedisRecords implements RecordStore {
  protected readonly redis: RedisCommands;
  readonly #prefix: string;

  constructor(redis: RedisCommands, prefix: string) {
    this.redis = redis;
    this.#prefix = `{${prefix}}`;
  }

  async insertRecord(
    kind: string,
    record: Parameters<RecordStore["insertRecord"]>[1],
  ): Promise<StoredRecord | null> {
    const existing = await runScript(
      this.redis,
      INSERT_RECORD,
      [this.key("record", kind, record.id), this.key("records", kind)],
      [
        JSON.stringify(record),
        String(record.createdAtMs),
        String(record.expiresAtMs ?? ""),
        record.id,
      ],
    );
    return typeof existing === "string" ? shown(JSON.parse(existing) as Entry) : null;
  }

  async updateRecord(kind: string, id: string, value: unknown): Promise<boolean> {
    const key = this.key("record", kind, id);
    const text = await this.redis.send("GET", key);
    if (typeof text !== "string") return false;
    const entry = { ...(JSON.parse(text) as Entry), value };
    return (await this.redis.send("SET", key, JSON.stringify(entry), "XX", "KEEPTTL")) === "OK";
  }

  async getRecord(kind: string, id: string, nowMs: number): Promise<StoredRecord | null> {
    const text = await this.redis.send("GET", this.key("record", kind, id));
    const entry = typeof text === "string" ? (JSON.parse(text) as Entry) : null;
    return entry && isThere(entry, nowMs) ? shown(entry) : null;
  }

  async listRecords(kind: string, page: Parameters<RecordStore["listRecords"]>[1]) {
    const list = this.key("records", kind);
    const found: StoredRecord[] = [];
    const rank =
      page.afterId === undefined ? null : await this.redis.send("ZRANK", list, page.afterId);
    for (let start = rank === null ? 0 : Number(rank) + 1; found.length < page.limit;) {
      const ids = textsOf(
        await this.redis.send("ZRANGE", list, String(start), String(start + page.limit - 1)),
      );
      if (ids.length === 0) break;
      const keys = ids.map((id) => this.key("record", kind, id));
      const texts = listOf(await this.redis.send("MGET", ...keys));
      const gone = ids.filter((_id, index) => texts[index] === null);
      for (const text of texts) {
        const entry = typeof text === "string" ? (JSON.parse(text) as Entry) : null;
        if (entry && isThere(entry, page.nowMs)) found.push(shown(entry));
      }
      if (gone.length > 0) await this.redis.send("ZREM", list, ...gone);
      start += ids.length - gone.length;
    }
    return found.slice(0, page.limit);
  }

  async deleteRecord(kind: string, id: string): Promise<boolean> {
    await this.redis.send("ZREM", this.key("records", kind), id);
    return Number(await this.redis.send("DEL", this.key("record", kind, id))) > 0;
  }

  protected key(...parts: readonly string[]): string {
    return [this.#prefix, ...parts].join(":");
  }
}

function isThere(entry: Entry, nowMs: number): boolean {
  return entry.expiresAtMs === undefined || entry.expiresAtMs > nowMs;
}

function shown({ id, value, createdAtMs }: Entry): StoredRecord {
  return { id, value, createdAtMs };
}
