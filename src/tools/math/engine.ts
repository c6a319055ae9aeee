import { AnsatzError } from "../../core/errors.ts";
import type { CallOptions, MathPort } from "../../core/math-port.ts";
import type { QueryEvent } from "../../core/query-event.ts";
import type { QueryRequest, QueryResult } from "../../core/query-result.ts";
import { ComputeEnginePool } from "./engines/compute-engine.ts";
import { NO_DEEP_ENGINE } from "./engines/deep-engine.ts";
import { SympyEngine, type SympyPackages } from "./engines/sympy.ts";
import { decideEqualAnswers } from "./equal/compare-answers.ts";
import type { Timing } from "./present/present.ts";
import { decideRelation } from "./prove/decide-relation.ts";
import { QueryCache } from "./query-cache.ts";
import { foldQueryEvents, queryEvents, requireKnownPods } from "./query-events.ts";
import { parseExpression } from "./read/parse.ts";
import { recognise } from "./read/recognise.ts";
import { claimOf, compareWithClaim } from "./recheck.ts";
import { type Engines, round, workQuery } from "./work-query.ts";

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
  const events = async function* (
    request: QueryRequest,
    { signal, timeoutMs = request.timeoutMs ?? defaultTimeoutMs }: CallOptions = {},
  ): AsyncGenerator<QueryEvent> {
    requireKnownPods(request.pods);
    const startedAt = performance.now();
    const known = cache.get(request);
    const worked = known ?? (await workQuery(engines(), request, signal, timeoutMs));
    if (known === null) cache.add(request, worked);
    const result =
      known === null
        ? worked.result
        : { ...worked.result, timing: cachedTiming(performance.now() - startedAt) };
    yield* queryEvents({ ...worked, result }, request, {
      engines: engines(),
      signal,
      endsAt: startedAt + timeoutMs,
    });
  };
  return {
    query: (request, callOptions) => foldQueryEvents(events(request, callOptions)),
    queryEvents: events,
    recheck: async (claimed, callOptions) => {
      const request = { query: claimed.input, language: claimed.language };
      const timeoutMs = callOptions?.timeoutMs ?? defaultTimeoutMs;
      const run = async (engines: Engines): Promise<QueryResult> =>
        (await workQuery(engines, request, callOptions?.signal, timeoutMs)).result;
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
