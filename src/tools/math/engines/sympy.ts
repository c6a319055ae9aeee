import { Worker } from "node:worker_threads";
import { AnsatzError } from "../../../core/errors.ts";
import { type Expression, headOf, isFunction, isNumber } from "../expression/expression.ts";
import type { CandidateEngine, EngineRequest } from "./candidate-engine.ts";
import { type Grace, killTiming } from "./kill-timing.ts";
import type { PortfolioMember } from "./portfolio-member.ts";
import type { SympyReply, SympyRequest, SympyWorkerData } from "./sympy-worker.ts";

/** Where the wheels lie; fetching them is the caller's business. */
export interface SympyPackages {
  readonly folder: string;
  readonly wheels: readonly string[];
}

const SIGNAL_INTERRUPT = 2;
/** Python code that does not heed an interrupt for this long is ended with its worker. */
const GRACE_MS = 1_500;
/** The caller has none: how Python is stopped is seen to below. */
const AT_ONCE: Grace = { afterStopMs: 0, afterDeadlineMs: 0 };
const LOAD_LIMIT_MS = 120_000;
/** After a failure to start, how long until it is tried again. */
const RETRY_AFTER_MS = 60_000;
/** Python's memory never shrinks: a worker that has outgrown this is replaced between two requests. */
const MEMORY_AT_REST_MB = 160;
/** Python is refused more than this and reports that memory ran out. */
const MOST_MEMORY_MB = 384;

/** Each spares the first question of its kind up to half a second. */
const EXERCISES: readonly Omit<EngineRequest, "timeoutMs">[] = [
  { operation: "simplify", arguments: [["Add", "x", "x"]], variables: [] },
  {
    operation: "integrate",
    arguments: [
      ["Exp", ["Negate", ["Power", "x", { num: "2" }]]],
      { num: "0" },
      "PositiveInfinity",
    ],
    variables: ["x"],
  },
  { operation: "laplace", arguments: ["t"], variables: ["t", "s"] },
  {
    operation: "dsolve",
    arguments: [["Equal", ["D", ["y", "x"], "x", { num: "1" }], ["y", "x"]], ["List"]],
    variables: ["x"],
  },
];

type SympyCall = EngineRequest<string>;

export interface SympyOptions {
  readonly mostMemoryMb?: number;
  readonly memoryAtRestMb?: number;
}

interface Instance {
  readonly worker: Worker;
  readonly interrupt: Uint8Array;
}

/**
 * SymPy in a warm Pyodide worker, one request at a time. A request that outlives its deadline is
 * interrupted; if Python does not stop, the worker is ended and the next request starts a new one.
 */
export class SympyEngine implements CandidateEngine {
  /** Null when the engine works or was not needed yet, else a sentence that says how to get it. */
  problem: string | null = null;
  private readonly findPackages: () => Promise<SympyPackages>;
  private readonly mostMemoryMb: number;
  private readonly memoryAtRestMb: number;
  private loading: Promise<Instance> | null = null;
  private worker: Worker | null = null;
  private loaded: Worker | null = null;
  private isClosed = false;
  private failedAt = Number.NEGATIVE_INFINITY;
  private tail: Promise<unknown> = Promise.resolve();
  private nextId = 1;

  constructor(findPackages: () => Promise<SympyPackages>, options: SympyOptions = {}) {
    this.findPackages = findPackages;
    this.mostMemoryMb = options.mostMemoryMb ?? MOST_MEMORY_MB;
    this.memoryAtRestMb = options.memoryAtRestMb ?? MEMORY_AT_REST_MB;
  }

  get isLoaded(): boolean {
    return this.loaded !== null && this.loaded === this.worker;
  }

  /** Loads it and has it do one easy thing of each kind, for its own tables fill on first use. */
  async warmUp(): Promise<void> {
    await this.instance();
    for (const exercise of EXERCISES) await this.run({ ...exercise, timeoutMs: LOAD_LIMIT_MS });
  }

  async run(call: SympyCall): Promise<Expression[]> {
    if (this.isClosed) return [];
    if (this.problem !== null && performance.now() - this.failedAt < RETRY_AFTER_MS) return [];
    const deadline = performance.now() + call.timeoutMs;
    const text = JSON.stringify({
      operation: call.operation,
      arguments: call.arguments,
      variables: call.variables,
    });
    const turn = this.tail.then(() => this.runNow(text, call, deadline));
    this.tail = turn;
    const timing = killTiming(call, AT_ONCE);
    const reply = await Promise.race([turn, timing.givenUp]).finally(timing.done);
    if (reply.kind !== "answer") return [];
    const { answers } = JSON.parse(reply.text) as { answers: unknown[] };
    return answers.filter(isWellFormed);
  }

  /** The worker's reply; it never rejects, and ends only when the worker is free again or gone. */
  private async runNow(text: string, call: SympyCall, deadline: number): Promise<SympyReply> {
    const id = this.nextId++;
    const instance = await this.instance().catch(() => null);
    const remainingMs = deadline - performance.now();
    if (instance === null || remainingMs <= 0 || call.signal?.aborted === true)
      return { kind: "failure", id, message: "The request was not begun." };
    const { worker, interrupt } = instance;
    interrupt[0] = 0;
    let kill: NodeJS.Timeout | undefined;
    const stop = (): void => {
      interrupt[0] = SIGNAL_INTERRUPT;
      kill ??= setTimeout(() => void worker.terminate(), GRACE_MS);
    };
    const timer = setTimeout(stop, remainingMs);
    call.signal?.addEventListener("abort", stop, { once: true });
    const reply = await new Promise<SympyReply>((resolve) => {
      const finish = (message: SympyReply): void => {
        worker.off("message", finish);
        worker.off("exit", gone);
        resolve(message);
      };
      const gone = (): void => finish({ kind: "failure", id, message: "The worker ended." });
      worker.on("message", finish);
      worker.once("exit", gone);
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no origin
      worker.postMessage({ id, text } satisfies SympyRequest);
    });
    clearTimeout(timer);
    clearTimeout(kill);
    call.signal?.removeEventListener("abort", stop);
    if (reply.kind !== "ready" && (reply.memoryMb ?? 0) > this.memoryAtRestMb)
      await worker.terminate();
    return reply;
  }

  private instance(): Promise<Instance> {
    this.loading ??= this.start().then(
      (instance) => {
        this.problem = null;
        return instance;
      },
      (error: unknown) => {
        this.loading = null;
        this.failedAt = performance.now();
        this.problem =
          AnsatzError.isInstance(error) || error instanceof Error
            ? `The deep engine (SymPy) is not available: ${error.message}`
            : "The deep engine (SymPy) is not available.";
        throw error;
      },
    );
    return this.loading;
  }

  private async start(): Promise<Instance> {
    const { folder, wheels } = await this.findPackages();
    if (this.isClosed) throw new AnsatzError("stopped", "The engine is closed.");
    const interrupt = new Uint8Array(new SharedArrayBuffer(1));
    const mostMemoryMb = this.mostMemoryMb;
    const worker = new Worker(new URL("./sympy-worker.ts", import.meta.url), {
      workerData: { folder, wheels, interrupt, mostMemoryMb } satisfies SympyWorkerData,
      execArgv: ["--disable-warning=ExperimentalWarning"],
      env: {},
    });
    this.worker = worker;
    worker.unref();
    worker.once("exit", () => {
      if (this.worker !== worker) return;
      this.worker = null;
      this.loading = null;
    });
    // A later crash of the worker ends its request by the exit event; the next request starts anew.
    worker.on("error", () => undefined);
    await started(worker);
    this.loaded = worker;
    return { worker, interrupt };
  }

  async close(): Promise<void> {
    this.isClosed = true;
    this.problem = "The engine is closed.";
    await this.worker?.terminate();
  }
}

/** Resolves when the worker is ready; throws when it fails, ends or takes too long. */
async function started(worker: Worker): Promise<void> {
  const ready = Promise.withResolvers<void>();
  const fail = (message: string): void => ready.reject(new AnsatzError("engine_failed", message));
  const onError = (error: unknown): void => ready.reject(error);
  const onExit = (): void => fail("It ended while it was starting.");
  const late = setTimeout(() => {
    void worker.terminate();
    fail("It did not start within two minutes.");
  }, LOAD_LIMIT_MS);
  worker.once("message", () => ready.resolve());
  worker.once("error", onError);
  worker.once("exit", onExit);
  try {
    await ready.promise;
  } finally {
    clearTimeout(late);
    worker.off("error", onError);
    worker.off("exit", onExit);
  }
}

/** Replies cross a boundary between languages, so their shape is checked before they count as expressions. */
function isWellFormed(value: unknown): value is Expression {
  if (typeof value === "string") return value !== "";
  if (typeof value !== "object" || value === null) return false;
  const node = value as Expression;
  if (isFunction(node))
    return headOf(node) !== "" && (value as unknown[]).slice(1).every((part) => isWellFormed(part));
  return isNumber(node) && /^\d+$/.test(node.num);
}

export const sympyMember: PortfolioMember = {
  name: "sympy",
  family: "sympy",
  afterMs: 1_200,
  operations: [
    "simplify",
    "factor",
    "apart",
    "expand-trig",
    "integrate",
    "limit",
    "sum",
    "product",
    "dsolve",
    "dsolve-implicit",
    "rsolve",
    "laplace",
    "inverse_laplace",
    "matrix-exponential",
  ],
  isWitness: true,
  open: ({ sympyPackages }) =>
    sympyPackages === undefined ? null : new SympyEngine(sympyPackages),
};
