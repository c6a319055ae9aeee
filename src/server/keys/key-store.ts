import type { RecordStore } from "../../core/store-port.ts";
import type { Clock } from "../../core/system-port.ts";
import { type KeyRecord, keyRecordSchema } from "./key-record.ts";
import { digestOf, isSameDigest, keyId, newKeyText } from "./key-text.ts";

const KIND = "api-key";
const MAX_KEYS = 10_000;
const LOOK_MS = 1_000;

export interface StoredKey extends KeyRecord {
  readonly id: string;
  readonly createdAtMs: number;
}

export type NewKey = Omit<KeyRecord, "digest" | "revokedAtMs" | "tenant"> & {
  /** The key's own id without. */
  readonly tenant?: string;
};

/** API keys in a store. The text of a key is handed out once, when it is made. */
export class KeyStore {
  readonly #records: RecordStore;
  readonly #clock: Clock;
  #hasAny = false;
  #lookedMs: number | null = null;

  constructor(records: RecordStore, clock: Clock) {
    this.#records = records;
    this.#clock = clock;
  }

  async create(key: NewKey): Promise<{ key: StoredKey; text: string }> {
    const { id, text } = newKeyText();
    const value: KeyRecord = {
      ...key,
      tenant: key.tenant ?? id,
      digest: await digestOf(text),
      revokedAtMs: null,
    };
    const createdAtMs = this.#clock.nowMs();
    await this.#records.insertRecord(KIND, { id, value, createdAtMs });
    return { key: { ...value, id, createdAtMs }, text };
  }

  async list(): Promise<StoredKey[]> {
    const nowMs = this.#clock.nowMs();
    const records = await this.#records.listRecords(KIND, { limit: MAX_KEYS, nowMs });
    return records.map(({ id, value, createdAtMs }) => ({
      ...keyRecordSchema.parse(value),
      id,
      createdAtMs,
    }));
  }

  async get(id: string): Promise<StoredKey | null> {
    const record = await this.#records.getRecord(KIND, id, this.#clock.nowMs());
    if (!record) return null;
    return { ...keyRecordSchema.parse(record.value), id, createdAtMs: record.createdAtMs };
  }

  /** Ends a key at once, or at a moment to come; null for an unknown one. */
  async revoke(id: string, atMs = this.#clock.nowMs()): Promise<StoredKey | null> {
    const key = await this.get(id);
    if (!key) return null;
    const { id: _id, createdAtMs: _createdAtMs, ...value } = key;
    const revokedAtMs = Math.min(atMs, key.revokedAtMs ?? atMs);
    await this.#records.updateRecord(KIND, id, { ...value, revokedAtMs });
    return { ...key, revokedAtMs };
  }

  /** Makes a new key with the same rights and ends the old one at the given moment. */
  async rotate(id: string, endOldAtMs: number) {
    const old = await this.get(id);
    if (!old) return null;
    const { name, tenant, scopes, models, limits, expiresAtMs } = old;
    const made = await this.create({ name, tenant, scopes, models, limits, expiresAtMs });
    await this.revoke(id, endOldAtMs);
    return made;
  }

  /**
   * True once a key was ever made here; revoking the last one must not open the service. While there is
   * none the store is asked once a second, since every request on an open service asks this.
   */
  async hasAny(): Promise<boolean> {
    const nowMs = this.#clock.nowMs();
    if (this.#hasAny || (this.#lookedMs !== null && nowMs - this.#lookedMs < LOOK_MS))
      return this.#hasAny;
    this.#hasAny = (await this.#records.listRecords(KIND, { limit: 1, nowMs })).length > 0;
    this.#lookedMs = nowMs;
    return this.#hasAny;
  }

  /** The key a text stands for; null when there is none, or it is no longer good. */
  async find(text: string): Promise<StoredKey | null> {
    const id = keyId(text);
    const digest = await digestOf(text);
    const key = id === null ? null : await this.get(id);
    const isRight = isSameDigest(key?.digest ?? "0".repeat(64), digest);
    return key && isRight ? this.#whileGood(key) : null;
  }

  /** The key with this id; null when there is none, or it is no longer good. */
  async good(id: string): Promise<StoredKey | null> {
    const key = await this.get(id);
    return key && this.#whileGood(key);
  }

  #whileGood(key: StoredKey): StoredKey | null {
    const nowMs = this.#clock.nowMs();
    const isOver = (endMs: number | null) => endMs !== null && endMs <= nowMs;
    return isOver(key.revokedAtMs) || isOver(key.expiresAtMs) ? null : key;
  }
}
