import type { AnswerCounts } from "../../../core/math-port.ts";
import type { QueryRequest, QueryResult } from "../../../core/query-result.ts";
import type { WorkedAnswer, WorkedQuery } from "../work-query.ts";
import type { ReadQuery } from "../read/read-query.ts";
import { readingKey } from "./reading-key.ts";
import { type EntryLimits, TenantEntries } from "./tenant-entries.ts";
import { WrittenResult } from "./written-result.ts";

/** How many choices of pods a question's results are kept for. */
const MOST_FOLDED = 4;

/** Who asks, and how long an answer may take to work out. */
export interface Asker {
  readonly tenant: string;
  readonly timeoutMs: number;
}

/** A whole result with its pods, put together before. */
export interface FoldedResult {
  readonly result: QueryResult;
  /** Written out when it is first asked for as JSON. */
  written: WrittenResult | null;
}

/**
 * Remembers what was answered, for each tenant apart and in two ways: by the text of the question, and by
 * what was read in it, so that one question in several spellings is worked out once. By what was read only
 * the answer and its pods are shared; input, reading and assumptions are each text's own. The engine is
 * deterministic, so an answer holds for good; what was not answered may only have lacked time and is not kept.
 */
export class AnswerMemory {
  readonly #texts: TenantEntries<WorkedQuery>;
  readonly #readings: TenantEntries<WorkedAnswer>;
  readonly #counts = { text: 0, reading: 0, work: 0 };

  constructor(limits: EntryLimits) {
    this.#texts = new TenantEntries(limits);
    this.#readings = new TenantEntries(limits);
  }

  get counts(): AnswerCounts {
    return { ...this.#counts };
  }

  /** What this text was answered before. */
  answered(request: QueryRequest, asker: Asker): WorkedQuery | null {
    const found = this.#texts.get(asker.tenant, textKey(request));
    if (found === undefined || !isGoodFor(found.answer, asker)) return null;
    this.#counts.text += 1;
    return found;
  }

  /** The whole result with the pods that this request wants, where it was put together before. */
  folded(request: QueryRequest, asker: Asker): FoldedResult | null {
    const found = this.#texts.get(asker.tenant, textKey(request));
    if (found === undefined || !isGoodFor(found.answer, asker)) return null;
    const folded = found.folded.get(podsKey(request)) ?? null;
    if (folded !== null) this.#counts.text += 1;
    return folded;
  }

  /** Keeps a whole result, unless a pod is missing that more time would have brought. */
  fold(request: QueryRequest, { tenant }: Asker, result: QueryResult): void {
    if (result.timedOutPods !== undefined) return;
    const folded = this.#texts.get(tenant, textKey(request))?.folded;
    if (folded !== undefined && folded.size < MOST_FOLDED)
      folded.set(podsKey(request), { result, written: null });
  }

  /** What a question that was read the same way was answered before. */
  recall(read: ReadQuery, asker: Asker): WorkedAnswer | null {
    const key = readingKey(read);
    const found = key === null ? undefined : this.#readings.get(asker.tenant, key);
    const isGood = found !== undefined && isGoodFor(found, asker);
    this.#counts[isGood ? "reading" : "work"] += 1;
    return isGood ? found : null;
  }

  keep(read: ReadQuery, { tenant }: Asker, answer: WorkedAnswer): void {
    const key = readingKey(read);
    if (key !== null) this.#readings.set(tenant, key, answer);
  }

  add(request: QueryRequest, { tenant }: Asker, worked: WorkedQuery): void {
    if (worked.result.status === "answered") this.#texts.set(tenant, textKey(request), worked);
  }
}

/**
 * An answer that was settled exactly stays what it is; one that was only compared to so many digits might be
 * settled in more time than it was given.
 */
function isGoodFor(answer: WorkedAnswer | null, { timeoutMs }: Asker): boolean {
  if (answer === null) return false;
  const { grade } = answer.subject.outcome.certificate;
  return grade === "proved" || grade === "exact-check" || answer.allowedMs >= timeoutMs;
}

/** Everything in a text that can change its result; the time allowed and the pods wanted cannot. */
export function textKey({ query, language, assumptions }: QueryRequest): string {
  // Most questions are nothing but a text; the sign keeps it from being taken for a list.
  if (language === undefined && assumptions === undefined) return `=${query}`;
  return JSON.stringify([query, language ?? "", assumptions ?? []]);
}

/** What decides which pods a result shows. */
export function podsKey({ pods, digits }: QueryRequest): string {
  return pods === undefined && digits === undefined
    ? "[[],null]"
    : JSON.stringify([pods ?? [], digits ?? null]);
}
