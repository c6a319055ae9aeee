import type { QueryRequest, QueryResult } from "../../core/query-result.ts";

/**
 * Remembers answered queries, least recently used first out. The engine is deterministic, so an answer
 * holds for good; what was not answered may only have lacked time and is not kept.
 */
export class QueryCache {
  private readonly entries = new Map<string, QueryResult>();
  private readonly maxEntries: number;

  /** An answer is a few kilobytes. */
  constructor(maxEntries: number) {
    this.maxEntries = maxEntries;
  }

  get(request: QueryRequest): QueryResult | null {
    const key = keyOf(request);
    const found = this.entries.get(key);
    if (found === undefined) return null;
    this.entries.delete(key);
    this.entries.set(key, found);
    return found;
  }

  add(request: QueryRequest, result: QueryResult): void {
    if (result.status !== "answered") return;
    this.entries.set(keyOf(request), result);
    if (this.entries.size <= this.maxEntries) return;
    const oldest = this.entries.keys().next().value;
    if (oldest !== undefined) this.entries.delete(oldest);
  }
}

/** Everything that can change the answer; the time allowed cannot. */
function keyOf({ query, language, assumptions, pods }: QueryRequest): string {
  return JSON.stringify([query, language ?? "", assumptions ?? [], pods ?? []]);
}
