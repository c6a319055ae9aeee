import type { QueryRequest } from "../../core/query-result.ts";
import type { WorkedQuery } from "./work-query.ts";

/**
 * Remembers answered queries, least recently used first out. The engine is deterministic, so an answer
 * holds for good; what was not answered may only have lacked time and is not kept.
 */
export class QueryCache {
  private readonly entries = new Map<string, WorkedQuery>();
  private readonly maxEntries: number;

  /** An answer is a few kilobytes. */
  constructor(maxEntries: number) {
    this.maxEntries = maxEntries;
  }

  get(request: QueryRequest): WorkedQuery | null {
    const key = keyOf(request);
    const found = this.entries.get(key);
    if (found === undefined) return null;
    this.entries.delete(key);
    this.entries.set(key, found);
    return found;
  }

  add(request: QueryRequest, worked: WorkedQuery): void {
    if (worked.result.status !== "answered") return;
    this.entries.set(keyOf(request), worked);
    if (this.entries.size <= this.maxEntries) return;
    const oldest = this.entries.keys().next().value;
    if (oldest !== undefined) this.entries.delete(oldest);
  }
}

/** Everything that can change the answer; the time allowed and the pods wanted cannot. */
function keyOf({ query, language, assumptions }: QueryRequest): string {
  return JSON.stringify([query, language ?? "", assumptions ?? []]);
}
