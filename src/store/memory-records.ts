import type { RecordStore, StoredRecord } from "../core/store-port.ts";

type Entry = StoredRecord & { readonly expiresAtMs?: number };

/** Records of one process. Expired records go when their kind is next written to. */
export class MemoryRecords implements RecordStore {
  readonly #kinds = new Map<string, Map<string, Entry>>();

  async insertRecord(kind: string, record: Entry): Promise<StoredRecord | null> {
    const entries = this.#kinds.get(kind) ?? new Map<string, Entry>();
    this.#kinds.set(kind, entries);
    for (const [id, entry] of entries) if (isExpired(entry, record.createdAtMs)) entries.delete(id);
    const existing = entries.get(record.id);
    if (existing) return shown(existing);
    entries.set(record.id, structuredClone(record));
    return null;
  }

  async updateRecord(kind: string, id: string, value: unknown): Promise<boolean> {
    const entry = this.#kinds.get(kind)?.get(id);
    if (!entry) return false;
    this.#kinds.get(kind)?.set(id, { ...entry, value: structuredClone(value) });
    return true;
  }

  async getRecord(kind: string, id: string, nowMs: number): Promise<StoredRecord | null> {
    const entry = this.#kinds.get(kind)?.get(id);
    return entry && !isExpired(entry, nowMs) ? shown(entry) : null;
  }

  async listRecords(kind: string, page: Parameters<RecordStore["listRecords"]>[1]) {
    const entries = [...(this.#kinds.get(kind)?.values() ?? [])]
      .filter((entry) => !isExpired(entry, page.nowMs))
      .toSorted((a, b) => a.createdAtMs - b.createdAtMs || (a.id < b.id ? -1 : 1));
    const after = entries.findIndex((entry) => entry.id === page.afterId);
    return entries.slice(after + 1, after + 1 + page.limit).map(shown);
  }

  async deleteRecord(kind: string, id: string): Promise<boolean> {
    return this.#kinds.get(kind)?.delete(id) ?? false;
  }

  clear(): void {
    this.#kinds.clear();
  }
}

function isExpired(entry: Entry, nowMs: number): boolean {
  return entry.expiresAtMs !== undefined && entry.expiresAtMs <= nowMs;
}

function shown({ id, value, createdAtMs }: Entry): StoredRecord {
  return structuredClone({ id, value, createdAtMs });
}
