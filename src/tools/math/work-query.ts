import { AnsatzError } from "../../core/errors.ts";
import {
  type InputLanguage,
  MAX_QUERY_CHARACTERS,
  type QueryRequest,
  type QueryResult,
  type QueryStatus,
} from "../../core/query-result.ts";
import type { FoldedResult } from "./memory/answer-memory.ts";
import type { OpenedMember } from "./engines/portfolio-member.ts";
import { withDeadline } from "./exact/deadline.ts";
import { answerQuery } from "./plan/answer-query.ts";
import type { ComputeContext, Outcome } from "./plan/outcome.ts";
import type { MadePod, PodSubject } from "./pods/pod-maker.ts";
import { presentOutcome, type Timing } from "./present/present.ts";
import { reasonInChinese } from "./present/reason-words.ts";
import { detectLanguage, readMisspelt, type ReadQuery, readQuery } from "./read/read-query.ts";
import { suggest, type Suggestion, usualSuggestions } from "./read/suggest.ts";

/** Reading takes a millisecond, the first one in a process up to a second on a busy machine; a text that is still not read after this long never will be. */
const MOST_READING_MS = 6_000;
/** What is offered in place of a text that was not understood may take this long to find. */
const MOST_SUGGESTING_MS = 500;

/** An answer and its pods, from what was read alone: whatever text it was read from, they are the same. */
export interface WorkedAnswer {
  readonly subject: PodSubject;
  /** The time in which it was worked out at most. */
  readonly allowedMs: number;
  /** Pods made so far, by id, so that a question asked again does not make them anew. */
  readonly made: Map<string, MadePod>;
  /** Which pods that often come to nothing were found to be there, by id. */
  readonly offered: Map<string, boolean>;
}

/** A query's result with what its pods are made of. */
export interface WorkedQuery {
  readonly result: QueryResult;
  /** Null where there is no answer to say more about. */
  readonly answer: WorkedAnswer | null;
  /** Whole results put together so far, by the pods that were wanted. */
  readonly folded: Map<string, FoldedResult>;
}

/** Answers that were worked out before, by what was read. */
export interface KnownAnswers {
  recall(read: ReadQuery): WorkedAnswer | null;
  keep(read: ReadQuery, answer: WorkedAnswer): void;
}

interface WorkOptions {
  readonly signal: AbortSignal | undefined;
  readonly timeoutMs: number;
  /** Without it everything is worked out afresh. */
  readonly known?: KnownAnswers;
}

/** Reads, answers and proves one query. Failures of any kind are statuses; only a stop by the caller is thrown. */
export async function workQuery(
  engines: readonly OpenedMember[],
  request: QueryRequest,
  { signal, timeoutMs, known }: WorkOptions,
): Promise<WorkedQuery> {
  const startedAt = performance.now();
  let proveMs = 0;
  let readMs = 0;
  const timing = (): Timing => {
    const totalMs = performance.now() - startedAt;
    return {
      totalMs: round(totalMs),
      readMs: round(readMs),
      computeMs: round(Math.max(0, totalMs - readMs - proveMs)),
      proveMs: round(proveMs),
    };
  };
  let read: ReadQuery;
  try {
    if (request.query.length > MAX_QUERY_CHARACTERS)
      throw new AnsatzError(
        "too_large",
        `The question has ${request.query.length} characters; the limit is ${MAX_QUERY_CHARACTERS}. Shorten it.`,
      );
    read = withDeadline(startedAt + Math.min(timeoutMs, MOST_READING_MS), () =>
      readMisspelt(request.query, request.language),
    );
  } catch (thrown) {
    const error = outgrown(thrown);
    if (!AnsatzError.isInstance(error)) throw error;
    readMs = performance.now() - startedAt;
    const result = unread(request, error, startedAt + timeoutMs, timing);
    return { result, answer: null, folded: new Map() };
  }
  readMs = performance.now() - startedAt;
  const recalled = known?.recall(read) ?? null;
  if (recalled !== null) {
    const result = presentOutcome(request.query, read, recalled.subject.outcome, timing());
    return { result, answer: recalled, folded: new Map() };
  }
  const isChinese = read.language === "zh";
  const endsAt = startedAt + timeoutMs;
  const context = computeContext({ engines, signal, isChinese, endsAt }, (ms) => {
    proveMs += ms;
  });
  const settled = await settle(() =>
    withDeadline(startedAt + timeoutMs, () => answerQuery(read.query, context)),
  );
  const outcome = context.remainingMs() > 0 ? settled : cutShort(settled, timeoutMs);
  const result = presentOutcome(request.query, read, outcome, timing());
  if (outcome.kind === "open") return { result, answer: null, folded: new Map() };
  const answer: WorkedAnswer = {
    subject: { query: read.query, outcome, isChinese },
    allowedMs: timeoutMs,
    made: new Map(),
    offered: new Map(),
  };
  known?.keep(read, answer);
  return { result, answer, folded: new Map() };
}

export interface ContextParts extends Pick<ComputeContext, "engines" | "signal" | "isChinese"> {
  /** When the time is over, in `performance.now()` milliseconds. */
  readonly endsAt: number;
}

/** What computing may use until its time is over. */
export function computeContext(
  { engines, signal, isChinese, endsAt }: ContextParts,
  onProved: (ms: number) => void = () => undefined,
): ComputeContext {
  return {
    engines,
    signal,
    isChinese,
    remainingMs: () => Math.max(0, Math.round(endsAt - performance.now())),
    proving: (prove) => {
      const before = performance.now();
      try {
        return withDeadline(endsAt, prove);
      } finally {
        onProved(performance.now() - before);
      }
    },
  };
}

export function round(ms: number): number {
  return Math.round(ms * 100) / 100;
}

/** A question that outgrows the stack or the largest whole number is too large, and no fault of the program. */
function outgrown(error: unknown): unknown {
  return error instanceof RangeError &&
    /call stack|BigInt|Invalid (?:array|string) length/.test(error.message)
    ? new AnsatzError(
        "too_large",
        "The numbers or brackets of this question grow too large to work with. Ask for a smaller case.",
        { cause: error },
      )
    : error;
}

/** Failures of computing become outcomes; only a stop by the caller is thrown on. */
async function settle(answer: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await answer();
  } catch (error) {
    const failure = AnsatzError.from(outgrown(error));
    if (failure.code === "stopped") throw failure;
    if (failure.code === "timed_out")
      return { kind: "open", status: "timed-out", code: failure.code, message: failure.message };
    if (failure.code === "unsupported")
      return { kind: "open", status: "unsupported", code: failure.code, message: failure.message };
    if (failure.code === "internal") throw failure;
    return { kind: "open", status: "undecided", code: failure.code, message: failure.message };
  }
}

/** Nothing found when the time was over says nothing about what there is to find. */
function cutShort(outcome: Outcome, timeoutMs: number): Outcome {
  if (outcome.kind === "answer" || outcome.status !== "undecided") return outcome;
  return {
    kind: "open",
    status: "timed-out",
    code: "timed_out",
    message: `There is no answer after ${timeoutMs} ms. Allow more time or ask for a smaller case.`,
  };
}

const UNREAD_STATUS: Readonly<Record<string, QueryStatus>> = {
  too_large: "invalid",
  unsupported: "unsupported",
  timed_out: "timed-out",
};

/** For a question in words the place of a sign says little, so the sentence begins with the whole. */
function unreadMessage(error: AnsatzError, language: InputLanguage): string {
  if (language === "zh")
    return reasonInChinese(UNREAD_STATUS[error.code] ?? "not-understood", error.message);
  if (error.code !== "syntax") return error.message;
  return language === "en" ? `The question was not understood. ${error.message}` : error.message;
}

function canRead(input: string): boolean {
  try {
    readQuery(input);
    return true;
  } catch (error) {
    if (AnsatzError.isInstance(error) && error.code !== "timed_out") return false;
    throw error;
  }
}

/** The nearest inputs that can be read, or the usual ones when looking for them takes too long. */
function suggestions(text: string, isChinese: boolean, deadlineAt: number): Suggestion[] {
  try {
    return withDeadline(Math.min(deadlineAt, performance.now() + MOST_SUGGESTING_MS), () =>
      suggest(text, isChinese, canRead),
    );
  } catch (error) {
    if (!AnsatzError.isInstance(error)) throw error;
    return usualSuggestions(isChinese);
  }
}

function unread(
  request: QueryRequest,
  error: AnsatzError,
  deadlineAt: number,
  timing: () => Timing,
): QueryResult {
  const language: InputLanguage = request.language ?? detectLanguage(request.query.slice(0, 2_000));
  const isChinese = language === "zh";
  const isInvalid = request.query.trim() === "" || /control characters/.test(error.message);
  return {
    status: isInvalid ? "invalid" : (UNREAD_STATUS[error.code] ?? "not-understood"),
    input: request.query.slice(0, MAX_QUERY_CHARACTERS),
    language,
    reading: null,
    assumptions: [],
    answer: null,
    certificate: null,
    pods: [],
    suggestions:
      isInvalid || error.code === "timed_out" || error.code === "too_large"
        ? usualSuggestions(isChinese)
        : suggestions(request.query, isChinese, deadlineAt),
    reason: { code: error.code, message: unreadMessage(error, language) },
    timing: timing(),
    engine: "",
  };
}
