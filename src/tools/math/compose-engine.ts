import { AsyncLocalStorage } from "node:async_hooks";
import { AnsatzError } from "../../core/errors.ts";
import type { CallOptions, MathPort } from "../../core/math-port.ts";
import type { PlotRequest, PlotResult } from "../../core/plot.ts";
import type { QueryEvent } from "../../core/query-event.ts";
import type { QueryRequest, QueryResult } from "../../core/query-result.ts";
import { OPERATIONS } from "./engines/candidate-engine.ts";
import {
  type EngineSettings,
  type OpenedMember,
  openPortfolio,
  type PortfolioMember,
} from "./engines/portfolio-member.ts";
import { equalWithin } from "./equal/equal-within.ts";
import { followDeadlines, withDeadline } from "./exact/deadline.ts";
import { formatResult } from "./formats/format-result.ts";
import { redrawPlot } from "./plot/redraw-plot.ts";
import type { Timing } from "./present/present.ts";
import { decideRelation } from "./prove/decide-relation.ts";
import { cacheKey, podsKey, QueryCache } from "./query-cache.ts";
import { foldQueryEvents, queryEvents, requireKnownPods } from "./query-events.ts";
import { parseExpression } from "./read/parse.ts";
import { readAlone } from "./read-alone.ts";
import { recognise } from "./read/recognise.ts";
import { warmReader } from "./read/warm-reader.ts";
import { claimOf, compareWithClaim } from "./recheck.ts";
import { SharedWork } from "./shared-work.ts";
import { round, type WorkedQuery, workQuery } from "./work-query.ts";
import { workThrough } from "./work-through.ts";

const DEFAULT_TIMEOUT_MS = 10_000;

const deadlines = new AsyncLocalStorage<number>();

export interface MathEngineOptions extends EngineSettings {
  readonly defaultTimeoutMs?: number;
  /** How many answers are remembered; 0 works every question out anew. Default 1,000. */
  readonly cacheEntries?: number;
}

export interface MathEngine extends MathPort {
  /** The engines beside our own algorithms, in the order in which they are asked. */
  readonly engineNames: readonly string[];
  /** Prepares the reader and starts the fast engine ahead of the first question; requests go on meanwhile. */
  warmUp(): Promise<void>;
  /** Loads integration rules and the deep engine ahead of need; throws when the latter cannot be had. */
  warmUpDeep(): Promise<void>;
}

/** The symbolic engine over the engines that the place it runs in can have: read, plan, compute, prove, present. */
export function composeMathEngine(
  portfolio: readonly PortfolioMember[],
  options: MathEngineOptions = {},
): MathEngine {
  followDeadlines(deadlines);
  const engines = openPortfolio(portfolio, options);
  const cache = new QueryCache(options.cacheEntries ?? 1_000);
  const sharedWork = new SharedWork<WorkedQuery>();
  /** Pods can take longer than the answer, so the whole of a result is put together once as well. */
  const sharedResults = new SharedWork<QueryResult>();
  const defaultTimeoutMs = options.defaultTimeoutMs ?? DEFAULT_TIMEOUT_MS;
  const events = async function* (
    request: QueryRequest,
    { signal, timeoutMs = request.timeoutMs ?? defaultTimeoutMs }: CallOptions = {},
  ): AsyncGenerator<QueryEvent> {
    requireKnownPods(request.pods);
    const startedAt = performance.now();
    const known = cache.get(request);
    const worked =
      known ??
      (await sharedWork.run(cacheKey(request), { signal, timeoutMs }, async (stop) => {
        const fresh = await workQuery(engines, request, stop, timeoutMs);
        cache.add(request, fresh);
        return fresh;
      }));
    const result =
      known === null
        ? worked.result
        : { ...worked.result, timing: cachedTiming(performance.now() - startedAt) };
    yield* queryEvents({ ...worked, result }, request, {
      engines,
      signal,
      endsAt: startedAt + timeoutMs,
    });
  };
  const folding = (request: QueryRequest, callOptions: CallOptions = {}): Promise<QueryResult> => {
    const { signal, timeoutMs = request.timeoutMs ?? defaultTimeoutMs } = callOptions;
    const key = `${cacheKey(request)} ${podsKey(request)}`;
    return sharedResults.run(key, { signal, timeoutMs }, (stop) =>
      foldQueryEvents(events(request, { signal: stop, timeoutMs })),
    );
  };
  return {
    engineNames: engines.map(({ name }) => name),
    query: async (request, callOptions) => {
      const startedAt = performance.now();
      const folded = cache.folded(request);
      const result =
        folded === null
          ? await folding(request, callOptions)
          : { ...folded, timing: cachedTiming(performance.now() - startedAt) };
      if (folded === null) cache.fold(request, result);
      const { formats = [] } = request;
      return formats.length === 0
        ? result
        : { ...result, formats: await formatResult(result, formats) };
    },
    queryEvents: events,
    recheck: async (claimed, callOptions) => {
      const request = { query: claimed.input, language: claimed.language };
      const timeoutMs = callOptions?.timeoutMs ?? defaultTimeoutMs;
      const run = async (members: readonly OpenedMember[]): Promise<QueryResult> =>
        (await workQuery(members, request, callOptions?.signal, timeoutMs)).result;
      const replayed = compareWithClaim(claimed, await run(replayOf(claimed, engines)));
      // Only a proof settles a claim by itself: what agrees to so many digits is compared with an answer
      // that was worked out afresh, and so is what needs more than itself for its proof.
      return replayed.verdict === "proved" && replayed.certificate?.grade === "proved"
        ? replayed
        : compareWithClaim(claimed, await run(engines));
    },
    equal: async (a, b, callOptions) =>
      equalWithin(a, b, performance.now() + (callOptions?.timeoutMs ?? defaultTimeoutMs)),
    working: async (request, callOptions) => workThrough(engines, request, callOptions ?? {}),
    plot: async (request, callOptions) => drawWithin(request, callOptions ?? {}),
    decideRelation,
    isExpression,
    recognise,
    read: readAlone,
    warmUp: async () => {
      await Promise.all([
        warmReader(),
        ...engines.filter(isAtOnce).map(({ engine }) => engine.warmUp()),
      ]);
    },
    warmUpDeep: () => warmUpOneByOne(engines.filter((member) => !isAtOnce(member))),
    close: async () => {
      await Promise.all(engines.map(({ engine }) => engine.close()));
    },
  };
}

const isAtOnce = ({ afterMs }: OpenedMember): boolean => afterMs === 0;

/**
 * One after the other, so that a core stays free for questions, and first what does most. One that cannot
 * be had keeps no other from loading; its failure is thrown at the end.
 */
async function warmUpOneByOne(members: readonly OpenedMember[]): Promise<void> {
  const failures: unknown[] = [];
  const inOrder = members.toSorted((a, b) => b.operations.length - a.operations.length);
  for (const { engine } of inOrder)
    await engine.warmUp().catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw failures[0];
}

const DEFAULT_DRAWING_MS = 1_000;

function drawWithin(request: PlotRequest, { timeoutMs }: CallOptions): PlotResult {
  const startedAt = performance.now();
  const allowedMs = Math.min(
    request.timeoutMs ?? DEFAULT_DRAWING_MS,
    timeoutMs ?? Number.POSITIVE_INFINITY,
  );
  const plot = withDeadline(startedAt + allowedMs, () => redrawPlot(request));
  return { plot, timing: { totalMs: round(performance.now() - startedAt) } };
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

/**
 * One engine, which knows the claimed answer to everything. Witnesses stay, but they propose nothing: else
 * a claim would be its own evidence.
 */
function replayOf(claimed: QueryResult, engines: readonly OpenedMember[]): OpenedMember[] {
  const { expressions, solutions } =
    claimed.answer === null ? { expressions: [], solutions: [] } : claimOf(claimed.answer.value);
  const claim: OpenedMember = {
    name: "claim",
    family: "claim",
    afterMs: 0,
    operations: OPERATIONS,
    isWitness: false,
    engine: {
      run: async ({ operation }) => [...(operation === "solve-system" ? solutions : expressions)],
      warmUp: () => Promise.resolve(),
      close: () => Promise.resolve(),
    },
  };
  const witnesses = engines.filter(({ isWitness }) => isWitness);
  return [claim, ...witnesses.map((witness) => ({ ...witness, operations: [] }))];
}
