import { availableParallelism } from "node:os";
import { Piscina } from "piscina";
import { AnsatzError } from "../../../core/errors.ts";
import { type Expression, symbolsOf } from "../expression/expression.ts";
import { tidySigns } from "../expression/tidy-signs.ts";
import type { CandidateEngine, EngineOperation, EngineRequest } from "./candidate-engine.ts";
import type { EngineTask } from "./compute-engine-worker.ts";
import { killTiming } from "./kill-timing.ts";
import { type EngineJson, fromEngine, toEngine } from "./mathjson.ts";
import type { PortfolioMember } from "./portfolio-member.ts";

/** A worker's heap limit; a computation that outgrows it is ended like one that outruns its time. */
const MAX_HEAP_MB = 768;
const MAX_HEAP_WITH_RULES_MB = 1_024;
/** Loading takes a fraction of a second, with the rules 4 s, on a busy machine many times that. */
const WARM_UP_LIMIT_MS = 60_000;
/**
 * How long a computation that nobody waits for any more may run on: most end by themselves by then, and a
 * worker that is ended takes long to come back.
 */
const STOPPED_GRACE_MS = 1_500;

/**
 * The compute-engine package in killable worker threads. A call that outlives its deadline is ended by
 * ending its worker, and a new worker takes its place, so one bad query never delays the next.
 */
export class ComputeEnginePool implements CandidateEngine {
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
      arguments: [["Add", { num: "1" }, { num: "1" }]],
      variables: [],
      timeoutMs: WARM_UP_LIMIT_MS,
    });
  }

  /** The engine's exact candidates in our notation; unevaluated and inexact answers are left out. */
  async run(request: EngineRequest<string>): Promise<Expression[]> {
    const task = taskOf(request);
    if (task === null) return [];
    const answers = await this.perform(
      {
        operation: task.operation,
        expression: toEngine(task.expression),
        variables: request.variables,
      },
      request,
    );
    const names = symbolsOf(task.expression);
    return answers
      .map((json) =>
        request.operation === "solve-system" ? readSolution(json, names) : fromEngine(json, names),
      )
      .filter((answer) => answer !== null)
      .map(tidySigns);
  }

  private async perform(
    task: EngineTask,
    call: Pick<EngineRequest, "timeoutMs" | "signal">,
  ): Promise<EngineJson[]> {
    const timing = killTiming(call, STOPPED_GRACE_MS);
    const work = this.open().run(task, { signal: timing.kill }) as Promise<EngineJson[]>;
    work.then(timing.done, timing.done);
    try {
      return await Promise.race([work, timing.stopped]);
    } catch (error) {
      if (AnsatzError.isInstance(error)) throw error;
      if (call.signal?.aborted === true)
        throw new AnsatzError("stopped", "The computation was stopped.", { cause: error });
      if (timing.kill.aborted || isCancellation(error))
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

/** The pool's own word for a task whose worker was ended. */
const isCancellation = (error: unknown): boolean =>
  error instanceof Error && /CancellationError|timeout/i.test(`${error.name} ${error.message}`);

interface Asked {
  readonly operation: EngineTask["operation"];
  readonly expression: Expression;
}

/** The request as one expression and what to do with it; null for what the engine does not do. */
function taskOf({ operation, arguments: parts, variables }: EngineRequest<string>): Asked | null {
  const [body, ...rest] = parts;
  const [variable] = variables;
  if (body === undefined) return null;
  switch (operation) {
    case "evaluate":
    case "simplify":
    case "expand":
    case "factor":
    case "solve":
      return { operation, expression: body };
    case "solve-system":
      return { operation: "solve", expression: ["List", ...parts] };
  }
  const binder = BINDERS[operation];
  return binder === undefined || variable === undefined
    ? null
    : { operation: binder.operation, expression: [binder.head, body, variable, ...rest] };
}

/** Operations that bind a variable. Sums close under `simplify` and not under `evaluate`. */
const BINDERS: Readonly<
  Record<string, { head: string; operation: EngineTask["operation"] } | undefined>
> = {
  differentiate: { head: "D", operation: "evaluate" },
  integrate: { head: "Integrate", operation: "evaluate" },
  limit: { head: "Limit", operation: "evaluate" },
  sum: { head: "Sum", operation: "simplify" },
  product: { head: "Product", operation: "simplify" },
};

/** One solution of a system, which the worker writes as pairs of name and value. */
function readSolution(json: EngineJson, names: ReadonlySet<string>): Expression | null {
  if (!Array.isArray(json)) return null;
  const pairs = (json as readonly EngineJson[]).flatMap((pair): Expression[] => {
    if (!Array.isArray(pair) || typeof pair[0] !== "string") return [];
    const value = fromEngine(pair[1] as EngineJson, names);
    return value === null ? [] : [["Tuple", pair[0], value]];
  });
  return pairs.length === 0 ? null : ["List", ...pairs];
}

const FAMILY = "compute-engine";

const OPERATIONS: readonly EngineOperation[] = [
  "evaluate",
  "simplify",
  "expand",
  "factor",
  "differentiate",
  "integrate",
  "limit",
  "sum",
  "product",
  "solve",
  "solve-system",
];

export const computeEngineMember: PortfolioMember = {
  name: "compute-engine",
  family: FAMILY,
  afterMs: 0,
  operations: OPERATIONS,
  isWitness: false,
  open: () => new ComputeEnginePool(),
};

/** The package's integration rules take 4 seconds to load and 300 MB, so they have a worker of their own. */
export const integrationRulesMember: PortfolioMember = {
  name: "integration-rules",
  family: FAMILY,
  afterMs: 300,
  operations: ["integrate"],
  isWitness: false,
  open: () => new ComputeEnginePool({ integrationRules: true }),
};
