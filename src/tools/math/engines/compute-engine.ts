import { availableParallelism } from "node:os";
import { Piscina } from "piscina";
import { AnsatzError } from "../../../core/errors.ts";
import { type Expression, symbolsOf } from "../expression/expression.ts";
import { tidySigns } from "../expression/tidy-signs.ts";
import type { EngineOperation, EngineTask } from "./compute-engine-worker.ts";
import { type EngineJson, fromEngine, toEngine } from "./mathjson.ts";

export interface EngineCall {
  readonly operation: EngineOperation;
  readonly expression: Expression;
  readonly variables?: readonly string[];
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

/** What the plan needs of the fast engine. */
export type FastEngine = Pick<ComputeEnginePool, "run" | "solveSystem">;

/** A worker's heap limit; a computation that outgrows it is ended like one that outruns its time. */
const MAX_HEAP_MB = 768;
const MAX_HEAP_WITH_RULES_MB = 1_024;

/**
 * The compute-engine package in killable worker threads. A call that outlives its deadline is ended by
 * ending its worker, and a new worker takes its place, so one bad query never delays the next.
 */
export class ComputeEnginePool {
  private pool: Piscina | null = null;
  private readonly integrationRules: boolean;

  /** With the package's integration rules in one worker of its own, or without them in several. */
  constructor(options: { readonly integrationRules?: boolean } = {}) {
    this.integrationRules = options.integrationRules ?? false;
  }

  private open(): Piscina {
    this.pool ??= new Piscina({
      filename: new URL("./compute-engine-worker.ts", import.meta.url).href,
      minThreads: 1,
      maxThreads: this.integrationRules ? 1 : Math.max(2, Math.min(4, availableParallelism())),
      idleTimeout: this.integrationRules ? 600_000 : 60_000,
      ...(this.integrationRules ? { workerData: { integrationRules: true } } : {}),
      resourceLimits: {
        maxOldGenerationSizeMb: this.integrationRules ? MAX_HEAP_WITH_RULES_MB : MAX_HEAP_MB,
      },
      execArgv: ["--disable-warning=ExperimentalWarning"],
    });
    return this.pool;
  }

  /** Loads the engine ahead of the first question. */
  async warmUp(): Promise<void> {
    await this.run({
      operation: "evaluate",
      expression: ["Add", { num: "1" }, { num: "1" }],
      timeoutMs: 20_000,
    });
  }

  /** The engine's exact candidates in our notation; unevaluated and inexact answers are left out. */
  async run(call: EngineCall): Promise<Expression[]> {
    const answers = await this.runRaw(call);
    const variables = symbolsOf(call.expression);
    return answers
      .map((json) => fromEngine(json, variables))
      .filter((answer) => answer !== null)
      .map(tidySigns);
  }

  /** Solutions of a system as records of name and value. */
  async solveSystem(call: EngineCall): Promise<Record<string, Expression>[]> {
    const answers = await this.runRaw({ ...call, operation: "solve" });
    const names = symbolsOf(call.expression);
    const solutions: Record<string, Expression>[] = [];
    for (const answer of answers) {
      if (!Array.isArray(answer)) continue;
      const entries: [string, Expression][] = [];
      for (const pair of answer as readonly EngineJson[]) {
        if (!Array.isArray(pair) || typeof pair[0] !== "string") continue;
        const value = fromEngine(pair[1] as EngineJson, names);
        if (value !== null) entries.push([pair[0], tidySigns(value)]);
      }
      if (entries.length > 0) solutions.push(Object.fromEntries(entries));
    }
    return solutions;
  }

  private async runRaw(call: EngineCall): Promise<EngineJson[]> {
    const task: EngineTask = {
      operation: call.operation,
      expression: toEngine(call.expression),
      ...(call.variables === undefined ? {} : { variables: call.variables }),
    };
    const deadline = AbortSignal.timeout(call.timeoutMs);
    const signal = call.signal === undefined ? deadline : AbortSignal.any([call.signal, deadline]);
    try {
      return (await this.open().run(task, { signal })) as EngineJson[];
    } catch (error) {
      if (call.signal?.aborted === true)
        throw new AnsatzError("stopped", "The computation was stopped.", { cause: error });
      if (
        deadline.aborted ||
        (error instanceof Error &&
          /CancellationError|timeout/i.test(`${error.name} ${error.message}`))
      )
        throw new AnsatzError(
          "timed_out",
          `The computation did not finish within ${call.timeoutMs} ms. Allow more time or ask for a smaller case.`,
          { cause: error },
        );
      throw new AnsatzError("engine_failed", "The engine could not work with this expression.", {
        cause: error,
      });
    }
  }

  async close(): Promise<void> {
    await this.pool?.destroy();
    this.pool = null;
  }
}
