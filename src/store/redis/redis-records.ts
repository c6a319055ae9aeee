import type { RecordStore, StoredRecord } from "../../core/store-port.ts";
import { RedisConnection } from "./connection.ts";
import { INSERT_RECORD } from "./scripts.ts";

interface Entry extends StoredRecord {
  readonly expiresAtMs?: number;
}

/** Records as keys of their own beside a list by age. */
export class RedisRecords implements RecordStore {
  protected readonly connection: RedisConnection;
  readonly #prefix: string;

  constructor(url: string, prefix: string) {
    this.connection = new RedisConnection(url);
    this.#prefix = `{${prefix}}`;
  }

  async insertRecord(
    kind: string,
    record: Parameters<RecordStore["insertRecord"]>[1],
  ): Promise<StoredRecord | null> {
    const existing = await this.connection.use((client) =>
      client.eval(INSERT_RECORD, {
        keys: [this.key("record", kind, record.id), this.key("records", kind)],
        arguments: [
          JSON.stringify(record),
          String(record.createdAtMs),
          String(record.expiresAtMs ?? ""),
          record.id,
        ],
      }),
    );
    return typeof existing === "string" ? shown(JSON.parse(existing) as Entry) : null;
  }

  async updateRecord(kind: string, id: string, value: unknown): Promise<boolean> {
    const key = this.key("record", kind, id);
    return this.connection.use(async (client) => {
      const text = await client.get(key);
      if (typeof text !== "string") return false;
      const entry = { ...(JSON.parse(text) as Entry), value };
      return (await client.set(key, JSON.stringify(entry), { XX: true, KEEPTTL: true })) === "OK";
    });
  }

  async getRecord(kind: string, id: string, nowMs: number): Promise<StoredRecord | null> {
    const text = await this.connection.use((client) => client.get(this.key("record", kind, id)));
    const entry = typeof text === "string" ? (JSON.parse(text) as Entry) : null;
    return entry && isThere(entry, nowMs) ? shown(entry) : null;
  }

  async listRecords(kind: string, page: Parameters<RecordStore["listRecords"]>[1]) {
    const list = this.key("records", kind);
    return this.connection.use(async (client) => {
      const found: StoredRecord[] = [];
      const rank = page.afterId === undefined ? null : await client.zRank(list, page.afterId);
      for (let start = rank === null ? 0 : Number(rank) + 1; found.length < page.limit;) {
        const ids = await client.zRange(list, start, start + page.limit - 1);
        if (ids.length === 0) break;
        const texts = await client.mGet(ids.map((id) => this.key("record", kind, id)));
        const gone = ids.filter((_id, index) => texts[index] === null);
        for (const text of texts) {
          const entry = typeof text === "string" ? (JSON.parse(text) as Entry) : null;
          if (entry && isThere(entry, page.nowMs)) found.push(shown(entry));
        }
        if (gone.length > 0) await client.zRem(list, gone);
        start += ids.length - gone.length;
      }
      return found.slice(0, page.limit);
    });
  }

  async deleteRecord(kind: string, id: string): Promise<boolean> {
    return this.connection.use(async (client) => {
      await client.zRem(this.key("records", kind), id);
      return Number(await client.del(this.key("record", kind, id))) > 0;
    });
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
