export interface EntryLimits {
  /** Of all tenants together; 0 keeps nothing. */
  readonly total: number;
  readonly perTenant: number;
}

interface Entry<Value> {
  readonly value: Value;
  movedAt: number;
}

/**
 * What is remembered for tenants, apart for each of them: no tenant finds what another left. A tenant at
 * its limit gives up what it has not used for long; when all are full together, the tenant that holds
 * most gives up its own, so that nobody can crowd another out.
 */
export class TenantEntries<Value> {
  readonly #tenants = new Map<string, Map<string, Entry<Value>>>();
  readonly #limits: EntryLimits;
  #size = 0;
  /** Counts what was put last; an entry says when that was done with it. */
  #moves = 0;

  constructor(limits: EntryLimits) {
    this.#limits = limits;
  }

  get size(): number {
    return this.#size;
  }

  get(tenant: string, key: string): Value | undefined {
    const entries = this.#tenants.get(tenant);
    const found = entries?.get(key);
    if (entries === undefined || found === undefined) return undefined;
    // One that was put last a short while ago is far from being given up; to move it costs more than to find it.
    if (this.#moves - found.movedAt >= this.#limits.perTenant / 2) {
      entries.delete(key);
      found.movedAt = ++this.#moves;
      entries.set(key, found);
    }
    return found.value;
  }

  set(tenant: string, key: string, value: Value): void {
    if (this.#limits.total < 1 || this.#limits.perTenant < 1) return;
    const entries = this.#tenants.get(tenant) ?? new Map<string, Entry<Value>>();
    this.#tenants.set(tenant, entries);
    this.#size += entries.delete(key) ? 0 : 1;
    entries.set(key, { value, movedAt: ++this.#moves });
    if (entries.size > this.#limits.perTenant) this.#giveUpOldest(tenant, entries);
    if (this.#size > this.#limits.total) this.#giveUpOldest(...this.#largest(tenant, entries));
  }

  #giveUpOldest(tenant: string, entries: Map<string, unknown>): void {
    const oldest = entries.keys().next();
    if (oldest.done === true) return;
    entries.delete(oldest.value);
    this.#size -= 1;
    if (entries.size === 0) this.#tenants.delete(tenant);
  }

  #largest(tenant: string, own: Map<string, unknown>): [string, Map<string, unknown>] {
    let found: [string, Map<string, unknown>] = [tenant, own];
    for (const held of this.#tenants) if (held[1].size > found[1].size) found = held;
    return found;
  }
}
