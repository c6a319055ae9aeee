import { Worker } from "node:worker_threads";
import { AnsatzError } from "../../../core/errors.ts";
import { type Expression, headOf, isFunction, isNumber } from "../expression/expression.ts";
import type { CandidateEngine, EngineRequest } from "./candidate-engine.ts";
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
const LOAD_LIMIT_MS = 60_000;

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
  private loading: Promise<Instance> | null = null;
  private tail: Promise<unknown> = Promise.resolve();
  private nextId = 1;

  constructor(findPackages: () => Promise<SympyPackages>) {
    this.findPackages = findPackages;
  }

  /** Loads it and has it do one easy thing of each kind, for its own tables fill on first use. */
  async warmUp(): Promise<void> {
    await this.instance();
    for (const exercise of EXERCISES) await this.run({ ...exercise, timeoutMs: LOAD_LIMIT_MS });
  }

  async run(call: SympyCall): Promise<Expression[]> {
    if (this.problem !== null) return [];
    const deadline = performance.now() + call.timeoutMs;
    const text = JSON.stringify({
      operation: call.operation,
      arguments: call.arguments,
      variables: call.variables,
    });
    const turn = this.tail.then(() => this.runNow(text, call, deadline));
    this.tail = turn;
    const reply = await raceDeadline(turn, call);
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
    return reply;
  }

  private instance(): Promise<Instance> {
    this.loading ??= this.start().catch((error: unknown) => {
      this.loading = null;
      this.problem =
        AnsatzError.isInstance(error) || error instanceof Error
          ? `The deep engine (SymPy) is not available: ${error.message}`
          : "The deep engine (SymPy) is not available.";
      throw error;
    });
    return this.loading;
  }

  private async start(): Promise<Instance> {
    const { folder, wheels } = await this.findPackages();
    const interrupt = new Uint8Array(new SharedArrayBuffer(1));
    const worker = new Worker(new URL("./sympy-worker.ts", import.meta.url), {
      workerData: { folder, wheels, interrupt } satisfies SympyWorkerData,
      execArgv: ["--disable-warning=ExperimentalWarning"],
      env: {},
    });
    worker.unref();
    worker.once("exit", () => {
      this.loading = null;
    });
    await new Promise<void>((resolve, reject) => {
      const late = setTimeout(() => {
        void worker.terminate();
        reject(new AnsatzError("engine_failed", "It did not start within a minute."));
      }, LOAD_LIMIT_MS);
      worker.once("message", () => {
        clearTimeout(late);
        resolve();
      });
      worker.once("error", (error) => {
        clearTimeout(late);
        reject(error);
      });
    });
    // A later crash of the worker ends its request by the exit event; the next request starts anew.
    worker.on("error", () => undefined);
    return { worker, interrupt };
  }

  async close(): Promise<void> {
    const loading = this.loading;
    this.problem = "The engine is closed.";
    if (loading === null) return;
    const instance = await loading.catch(() => null);
    await instance?.worker.terminate();
  }
}

/** The caller is answered at its deadline even while the worker is still busy with it. */
async function raceDeadline<T>(work: Promise<T>, call: SympyCall): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  let onAbort: (() => void) | undefined;
  try {
    return await Promise.race([
      work,
      new Promise<never>((_resolve, reject) => {
        timer = setTimeout(
          () =>
            reject(
              new AnsatzError(
                "timed_out",
                `The computation did not finish within ${call.timeoutMs} ms. Allow more time or ask for a smaller case.`,
              ),
            ),
          call.timeoutMs,
        );
        onAbort = () => reject(new AnsatzError("stopped", "The computation was stopped."));
        if (call.signal?.aborted === true) onAbort();
        call.signal?.addEventListener("abort", onAbort, { once: true });
      }),
    ]);
  } finally {
    clearTimeout(timer);
    if (onAbort !== undefined) call.signal?.removeEventListener("abort", onAbort);
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
    "rsolve",
    "laplace",
    "inverse_laplace",
    "matrix-exponential",
  ],
  isWitness: true,
  open: ({ sympyPackages }) =>
    sympyPackages === undefined ? null : new SympyEngine(sympyPackages),
};
