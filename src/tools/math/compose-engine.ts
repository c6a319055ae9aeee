import { AsyncLocalStorage } from "node:async_hooks";
import { AnsatzError } from "../../core/errors.ts";
import type { AnswerCounts, CallOptions, MathPort } from "../../core/math-port.ts";
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
import { AnswerMemory, type Asker, podsKey, textKey } from "./memory/answer-memory.ts";
import { writeResult, WrittenResult } from "./memory/written-result.ts";
import type { Timing } from "./present/present.ts";
import { decideRelation } from "./prove/decide-relation.ts";
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
  /** How many answers are remembered for all tenants together; 0 works every question out anew. Default 1,000. */
  readonly cacheEntries?: number;
  /** How many of them for one tenant. Default: half of all. */
  readonly cacheEntriesPerTenant?: number;
}

export interface MathEngine extends MathPort {
  /** The engines beside our own algorithms, in the order in which they are asked. */
  readonly engineNames: readonly string[];
  /** Where the answers so far came from. */
  readonly answerCounts: AnswerCounts;
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
  const total = options.cacheEntries ?? 1_000;
  const memory = new AnswerMemory({
    total,
    perTenant: options.cacheEntriesPerTenant ?? Math.ceil(total / 2),
  });
  const sharedWork = new SharedWork<WorkedQuery>();
  /** Pods can take longer than the answer, so the whole of a result is put together once as well. */
  const sharedResults = new SharedWork<QueryResult>();
  const defaultTimeoutMs = options.defaultTimeoutMs ?? DEFAULT_TIMEOUT_MS;
  const askerOf = (request: QueryRequest, { tenant = "", timeoutMs }: CallOptions): Asker => ({
    tenant,
    timeoutMs: timeoutMs ?? request.timeoutMs ?? defaultTimeoutMs,
  });
  const events = async function* (
    request: QueryRequest,
    callOptions: CallOptions = {},
  ): AsyncGenerator<QueryEvent> {
    requireKnownPods(request.pods);
    const startedAt = performance.now();
    const { signal } = callOptions;
    const asker = askerOf(request, callOptions);
    const { timeoutMs } = asker;
    const before = memory.answered(request, asker);
    const worked =
      before ??
      (await sharedWork.run(
        ownKey(asker, textKey(request)),
        { signal, timeoutMs },
        async (stop) => {
          const fresh = await workQuery(engines, request, {
            signal: stop,
            timeoutMs,
            known: {
              recall: (read) => memory.recall(read, asker),
              keep: (read, answer) => memory.keep(read, asker, answer),
            },
          });
          memory.add(request, asker, fresh);
          return fresh;
        },
      ));
    const result =
      before === null
        ? worked.result
        : { ...worked.result, timing: cachedTiming(performance.now() - startedAt) };
    yield* queryEvents({ ...worked, result }, request, {
      engines,
      signal,
      endsAt: startedAt + timeoutMs,
    });
  };
  const folding = (
    request: QueryRequest,
    { signal }: CallOptions,
    asker: Asker,
  ): Promise<QueryResult> => {
    const { timeoutMs } = asker;
    const key = ownKey(asker, `${textKey(request)} ${podsKey(request)}`);
    return sharedResults.run(key, { signal, timeoutMs }, (stop) =>
      foldQueryEvents(events(request, { signal: stop, timeoutMs, tenant: asker.tenant })),
    );
  };
  const query = async (
    request: QueryRequest,
    callOptions: CallOptions = {},
  ): Promise<QueryResult> => {
    const startedAt = performance.now();
    const asker = askerOf(request, callOptions);
    const folded = memory.folded(request, asker);
    const result =
      folded === null
        ? await folding(request, callOptions, asker)
        : { ...folded.result, timing: cachedTiming(performance.now() - startedAt) };
    if (folded === null) memory.fold(request, asker, result);
    const { formats = [] } = request;
    return formats.length === 0
      ? result
      : { ...result, formats: await formatResult(result, formats) };
  };
  const queryJson = async (
    request: QueryRequest,
    callOptions: CallOptions = {},
  ): Promise<Uint8Array<ArrayBuffer>> => {
    const startedAt = performance.now();
    const folded =
      (request.formats ?? []).length > 0
        ? null
        : memory.folded(request, askerOf(request, callOptions));
    if (folded === null) return writeResult(await query(request, callOptions));
    folded.written ??= new WrittenResult(folded.result);
    return folded.written.withTiming(cachedTiming(performance.now() - startedAt));
  };
  return {
    engineNames: engines.map(({ name }) => name),
    get answerCounts() {
      return memory.counts;
    },
    query,
    queryJson,
    queryEvents: events,
    recheck: async (claimed, callOptions) => {
      const request = { query: claimed.input, language: claimed.language };
      const timeoutMs = callOptions?.timeoutMs ?? defaultTimeoutMs;
      const run = async (members: readonly OpenedMember[]): Promise<QueryResult> =>
        (await workQuery(members, request, { signal: callOptions?.signal, timeoutMs })).result;
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

/** Tenants do not share the work at hand either: who joins it would learn that another asked the same. */
function ownKey({ tenant }: Asker, key: string): string {
  return `${JSON.stringify(tenant)} ${key}`;
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

/** To a tenth of a millisecond, so that what is remembered need not be written anew for a hundredth. */
function cachedTiming(totalMs: number): Timing {
  return { totalMs: Math.round(totalMs * 10) / 10, readMs: 0, computeMs: 0, proveMs: 0 };
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
