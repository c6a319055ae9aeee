import { availableParallelism } from "node:os";
import type { Worker } from "node:worker_threads";
import { Piscina } from "piscina";
import { AnsatzError } from "../../../core/errors.ts";
import type { Expression } from "../expression/expression.ts";
import { holdsHugePower } from "../expression/huge-powers.ts";
import type { CandidateEngine, EngineRequest } from "./candidate-engine.ts";
import {
  COMPUTE_ENGINE,
  COMPUTE_ENGINE_FAMILY,
  COMPUTE_ENGINE_OPERATIONS,
  INTEGRATION_RULES,
  readAnswers,
  taskOf,
} from "./compute-engine-task.ts";
import { type CallLimits, type Grace, killTiming, outOfTime } from "./kill-timing.ts";
import { type EngineJson, toEngine } from "./mathjson.ts";
import type { EngineTask } from "./perform-task.ts";
import type { PortfolioMember } from "./portfolio-member.ts";

/** A worker's heap limit; a computation that outgrows it is ended like one that outruns its time. */
const MAX_HEAP_MB = 192;
const MAX_HEAP_WITH_RULES_MB = 400;
/** How often the heaps of workers that are busy for longer are looked at. */
const HEAP_WATCH_MS = 50;
/**
 * Room beyond the limit for what grows between two looks. Node ends the whole process, and not the thread,
 * where a thread passes its hard limit inside one allocation.
 */
const HEAP_RESERVE_MB = 640;
/** Loading takes a fraction of a second, with the rules 4 s, on a busy machine many times that. */
const WARM_UP_LIMIT_MS = 60_000;
/** Most calls that were given up end by themselves by then. */
const GRACE: Grace = { afterStopMs: 1_500, afterDeadlineMs: 100 };
const GRACE_WITH_RULES: Grace = { afterStopMs: 1_500, afterDeadlineMs: 1_500 };

export interface ComputeEngineOptions {
  readonly integrationRules?: boolean;
  readonly maxHeapMb?: number;
}

/**
 * The compute-engine package in killable worker threads. A call that outlives its deadline is given up at
 * once; if the worker does not stop by itself it is ended and a new one takes its place, so one bad query
 * never fails the next.
 */
export class ComputeEnginePool implements CandidateEngine {
  private pool: Piscina | null = null;
  private isClosed = false;
  private running = 0;
  private heapWatch: NodeJS.Timeout | undefined;
  private readonly integrationRules: boolean;
  private readonly maxHeapMb: number;
  private readonly grace: Grace;

  /** With the package's integration rules in one worker of its own, or without them in several. */
  constructor({ integrationRules = false, maxHeapMb }: ComputeEngineOptions = {}) {
    this.integrationRules = integrationRules;
    this.maxHeapMb = maxHeapMb ?? (integrationRules ? MAX_HEAP_WITH_RULES_MB : MAX_HEAP_MB);
    this.grace = integrationRules ? GRACE_WITH_RULES : GRACE;
  }

  private open(): Piscina {
    if (this.pool !== null) return this.pool;
    // A loading that goes on behind the end would hold the process for as long as it takes.
    if (this.isClosed) throw new AnsatzError("stopped", "The engine is closed.");
    this.pool = new Piscina({
      filename: new URL("./compute-engine-worker.cjs", import.meta.url).href,
      minThreads: 1,
      maxThreads: this.integrationRules ? 1 : Math.max(2, Math.min(4, availableParallelism())),
      idleTimeout: this.integrationRules ? 600_000 : 60_000,
      ...(this.integrationRules ? { workerData: { integrationRules: true } } : {}),
      resourceLimits: { maxOldGenerationSizeMb: this.maxHeapMb + HEAP_RESERVE_MB },
      // Node itself fails when a thread is ended while it requires a module of the other kind.
      execArgv: ["--disable-warning=ExperimentalWarning", "--no-experimental-require-module"],
    });
    // A worker that fails between two calls has nobody to tell; the next call gets a new one.
    this.pool.on("error", () => undefined);
    return this.pool;
  }

  /** Loads the engine ahead of the first question. */
  async warmUp(): Promise<void> {
    await this.run({
      operation: "evaluate",
      arguments: [["Add", { num: "1" }, { num: "1" }]],
      variables: [],
      timeoutMs: WARM_UP_LIMIT_MS,
    });
  }

  /** The engine's exact candidates in our notation; unevaluated and inexact answers are left out. */
  async run(request: EngineRequest<string>): Promise<Expression[]> {
    const task = taskOf(request);
    // Such a power is written out in native code, which takes memory past every limit and heeds no end.
    if (task === null || holdsHugePower(task.expression)) return [];
    const endsAt = Date.now() + request.timeoutMs;
    const answers = await this.perform(
      {
        operation: task.operation,
        expression: toEngine(task.expression),
        variables: request.variables,
        endsAt,
        givenUp: new Uint8Array(new SharedArrayBuffer(1)),
      },
      request,
    );
    // One that had to wait for a worker until its time was over has found nothing, and that is no answer.
    if (answers.length === 0 && Date.now() >= endsAt) throw outOfTime(request.timeoutMs);
    return readAnswers(answers, task, request.operation);
  }

  private async perform(task: EngineTask, call: CallLimits): Promise<EngineJson[]> {
    const pool = this.open();
    const timing = killTiming(call, this.grace);
    const work = pool.run(task, { signal: timing.kill }) as Promise<EngineJson[]>;
    this.running += 1;
    this.heapWatch ??= setInterval(() => void this.endOvergrown(pool), HEAP_WATCH_MS).unref();
    const ended = (): void => {
      timing.done();
      this.running -= 1;
      if (this.running > 0) return;
      clearInterval(this.heapWatch);
      this.heapWatch = undefined;
    };
    work.then(ended, ended);
    try {
      return await Promise.race([work, timing.givenUp]);
    } catch (error) {
      task.givenUp[0] = 1;
      if (AnsatzError.isInstance(error)) throw error;
      if (isCancellation(error))
        throw new AnsatzError("stopped", "The computation was stopped.", { cause: error });
      throw new AnsatzError("engine_failed", "The engine could not work with this expression.", {
        cause: error,
      });
    }
  }

  /** Ends every worker whose heap is over the limit; its call is told that the engine failed. */
  private async endOvergrown(pool: Piscina): Promise<void> {
    const ends = pool.threads.map(async (worker) => {
      if ((await heapMb(worker)) > this.maxHeapMb) await worker.terminate();
    });
    // Those that end meanwhile have no heap to be looked at.
    await Promise.allSettled(ends);
  }

  /** What each worker's heap holds, in MB. */
  async heapsMb(): Promise<number[]> {
    return Promise.all((this.pool?.threads ?? []).map(heapMb));
  }

  async close(): Promise<void> {
    this.isClosed = true;
    await this.pool?.destroy();
    this.pool = null;
  }
}

const heapMb = async (worker: Worker): Promise<number> =>
  (await worker.getHeapStatistics()).used_heap_size / 2 ** 20;

/** The pool's own word for a task whose worker was ended. */
const isCancellation = (error: unknown): boolean =>
  error instanceof Error && (error.name === "AbortError" || /CancellationError/.test(error.name));

export const computeEngineMember: PortfolioMember = {
  name: COMPUTE_ENGINE,
  family: COMPUTE_ENGINE_FAMILY,
  afterMs: 0,
  operations: COMPUTE_ENGINE_OPERATIONS,
  isWitness: false,
  open: () => new ComputeEnginePool(),
};

/** The package's integration rules take 4 seconds to load and 300 MB, so they have a worker of their own. */
export const integrationRulesMember: PortfolioMember = {
  name: INTEGRATION_RULES,
  family: COMPUTE_ENGINE_FAMILY,
  afterMs: 300,
  operations: ["integrate"],
  isWitness: false,
  open: () => new ComputeEnginePool({ integrationRules: true }),
};
