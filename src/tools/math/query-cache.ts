import type { QueryRequest, QueryResult } from "../../core/query-result.ts";
import type { WorkedQuery } from "./work-query.ts";

/** How many choices of pods a question's results are kept for. */
const MOST_FOLDED = 4;

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
    const key = cacheKey(request);
    const found = this.entries.get(key);
    if (found === undefined) return null;
    this.entries.delete(key);
    this.entries.set(key, found);
    return found;
  }

  /** The whole result with the pods that this request wants, where it was put together before. */
  folded(request: QueryRequest): QueryResult | null {
    return this.get(request)?.folded.get(podsKey(request)) ?? null;
  }

  /** Keeps a whole result, unless a pod is missing that more time would have brought. */
  fold(request: QueryRequest, result: QueryResult): void {
    if (result.timedOutPods !== undefined) return;
    const folded = this.get(request)?.folded;
    if (folded !== undefined && folded.size < MOST_FOLDED) folded.set(podsKey(request), result);
  }

  add(request: QueryRequest, worked: WorkedQuery): void {
    if (worked.result.status !== "answered") return;
    this.entries.set(cacheKey(request), worked);
    if (this.entries.size <= this.maxEntries) return;
    const oldest = this.entries.keys().next().value;
    if (oldest !== undefined) this.entries.delete(oldest);
  }
}

/** Everything that can change the answer; the time allowed and the pods wanted cannot. */
export function cacheKey({ query, language, assumptions }: QueryRequest): string {
  return JSON.stringify([query, language ?? "", assumptions ?? []]);
}

/** What decides which pods a result shows. */
export function podsKey({ pods, digits }: QueryRequest): string {
  return JSON.stringify([pods ?? [], digits ?? null]);
}
