import { AnsatzError } from "../../core/errors.ts";
import type { CallOptions, MathPort } from "../../core/math-port.ts";
import {
  type InputLanguage,
  MAX_QUERY_CHARACTERS,
  type QueryRequest,
  type QueryResult,
  type QueryStatus,
} from "../../core/query-result.ts";
import { ComputeEnginePool, type FastEngine } from "./engines/compute-engine.ts";
import { type DeepEngine, NO_DEEP_ENGINE } from "./engines/deep-engine.ts";
import { SympyEngine, type SympyPackages } from "./engines/sympy.ts";
import { decideEqualAnswers } from "./equal/compare-answers.ts";
import { answerQuery } from "./plan/answer-query.ts";
import type { ComputeContext, Outcome } from "./plan/outcome.ts";
import { withDeadline } from "./exact/deadline.ts";
import { presentOutcome, type Timing } from "./present/present.ts";
import { decideRelation } from "./prove/decide-relation.ts";
import { parseExpression } from "./read/parse.ts";
import { claimOf, compareWithClaim } from "./recheck.ts";
import { QueryCache } from "./query-cache.ts";
import { recognise } from "./read/recognise.ts";
import { detectLanguage, readMisspelt, type ReadQuery, readQuery } from "./read/read-query.ts";
import { suggest, usualSuggestions } from "./read/suggest.ts";

const DEFAULT_TIMEOUT_MS = 10_000;

export interface MathEngineOptions {
  readonly defaultTimeoutMs?: number;
  /** How many answers are remembered; 0 works every question out anew. Default 1,000. */
  readonly cacheEntries?: number;
  /** Finds SymPy's packages when they are first needed; without it there is no deep engine. */
  readonly sympyPackages?: () => Promise<SympyPackages>;
}

export interface MathEngine extends MathPort {
  /** Starts the fast engine ahead of the first question. */
  warmUp(): Promise<void>;
  /** Loads integration rules and the deep engine ahead of need; throws when the latter cannot be had. */
  warmUpDeep(): Promise<void>;
}

/** The symbolic engine: read, plan, compute in killable workers, prove, present. */
export function createMathEngine(options: MathEngineOptions = {}): MathEngine {
  const pool = new ComputeEnginePool();
  const integrationRules = new ComputeEnginePool({ integrationRules: true });
  const engines = (): Engines => ({ pool, integrationRules, deep });
  const deep =
    options.sympyPackages === undefined ? NO_DEEP_ENGINE : new SympyEngine(options.sympyPackages);
  const cache = new QueryCache(options.cacheEntries ?? 1_000);
  const defaultTimeoutMs = options.defaultTimeoutMs ?? DEFAULT_TIMEOUT_MS;
  return {
    query: async (request, callOptions) => {
      const startedAt = performance.now();
      const known = cache.get(request);
      if (known !== null) return { ...known, timing: cachedTiming(performance.now() - startedAt) };
      const result = await query(engines(), request, callOptions ?? {}, defaultTimeoutMs);
      cache.add(request, result);
      return result;
    },
    recheck: async (claimed, callOptions) => {
      const request = { query: claimed.input, language: claimed.language };
      const run = (engines: Engines): Promise<QueryResult> =>
        query(engines, request, callOptions ?? {}, defaultTimeoutMs);
      const replayed = compareWithClaim(claimed, await run(replayOf(claimed)));
      // Some proofs go by way of another result (an antiderivative at the bounds): those start afresh.
      return replayed.verdict === "proved"
        ? replayed
        : compareWithClaim(claimed, await run(engines()));
    },
    equal: async (a, b) => decideEqualAnswers(a, b),
    decideRelation,
    isExpression,
    recognise,
    warmUp: () => pool.warmUp(),
    warmUpDeep: async () => {
      await integrationRules.warmUp();
      await deep.warmUp();
    },
    close: async () => {
      await Promise.all([pool.close(), integrationRules.close(), deep.close()]);
    },
  };
}

function cachedTiming(totalMs: number): Timing {
  return { totalMs: round(totalMs), readMs: 0, computeMs: 0, proveMs: 0 };
}

function isExpression(text: string): boolean {
  try {
    parseExpression(text);
    return true;
  } catch (error) {
    if (AnsatzError.isInstance(error)) return false;
    throw error;
  }
}

/** Engines that know one answer: the claimed one. */
function replayOf(claimed: QueryResult): Engines {
  const { expressions, records } =
    claimed.answer === null ? { expressions: [], records: [] } : claimOf(claimed.answer.value);
  return {
    pool: {
      run: () => Promise.resolve([...expressions]),
      solveSystem: () => Promise.resolve([...records]),
    },
    integrationRules: { run: () => Promise.resolve([...expressions]) },
    deep: { ...NO_DEEP_ENGINE, run: () => Promise.resolve([...expressions]) },
  };
}

interface Engines {
  readonly pool: FastEngine;
  readonly integrationRules: Pick<FastEngine, "run">;
  readonly deep: DeepEngine;
}

async function query(
  { pool, integrationRules, deep }: Engines,
  request: QueryRequest,
  options: CallOptions,
  defaultTimeoutMs: number,
): Promise<QueryResult> {
  const startedAt = performance.now();
  const timeoutMs = options.timeoutMs ?? request.timeoutMs ?? defaultTimeoutMs;
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
    read = readMisspelt(request.query, request.language);
  } catch (error) {
    if (!AnsatzError.isInstance(error)) throw error;
    readMs = performance.now() - startedAt;
    return unread(request, error, timing());
  }
  readMs = performance.now() - startedAt;
  const context: ComputeContext = {
    pool,
    integrationRules,
    deep,
    signal: options.signal,
    remainingMs: () => Math.max(0, Math.round(timeoutMs - (performance.now() - startedAt))),
    proving: (prove) => {
      const before = performance.now();
      try {
        return withDeadline(startedAt + timeoutMs, prove);
      } finally {
        proveMs += performance.now() - before;
      }
    },
  };
  const outcome = await settle(() =>
    withDeadline(startedAt + timeoutMs, () => answerQuery(read.query, context)),
  );
  return presentOutcome(request.query, read, outcome, timing());
}

function round(ms: number): number {
  return Math.round(ms * 100) / 100;
}

/** Failures of computing become outcomes; only a stop by the caller is thrown on. */
async function settle(answer: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await answer();
  } catch (error) {
    const failure = AnsatzError.from(error);
    if (failure.code === "stopped") throw failure;
    if (failure.code === "timed_out")
      return { kind: "open", status: "timed-out", code: failure.code, message: failure.message };
    if (failure.code === "unsupported")
      return { kind: "open", status: "unsupported", code: failure.code, message: failure.message };
    if (failure.code === "internal") throw failure;
    return { kind: "open", status: "undecided", code: failure.code, message: failure.message };
  }
}

const UNREAD_STATUS: Readonly<Record<string, QueryStatus>> = {
  too_large: "invalid",
  unsupported: "unsupported",
};

/** For a question in words the place of a sign says little, so the sentence begins with the whole. */
function unreadMessage(error: AnsatzError, language: InputLanguage): string {
  if (error.code !== "syntax") return error.message;
  if (language === "zh") return `没有读懂这个问题。${error.message}`;
  return language === "en" ? `The question was not understood. ${error.message}` : error.message;
}

function canRead(input: string): boolean {
  try {
    readQuery(input);
    return true;
  } catch (error) {
    if (AnsatzError.isInstance(error)) return false;
    throw error;
  }
}

function unread(request: QueryRequest, error: AnsatzError, timing: Timing): QueryResult {
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
    suggestions: isInvalid
      ? usualSuggestions(isChinese)
      : suggest(request.query, isChinese, canRead),
    reason: { code: error.code, message: unreadMessage(error, language) },
    timing,
    engine: "",
  };
}
