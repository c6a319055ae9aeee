import { Piscina } from "piscina";
import { AnsatzError } from "../../src/core/errors.ts";
import type {
  CandidateEngine,
  EngineRequest,
} from "../../src/tools/math/engines/candidate-engine.ts";
import type { PortfolioMember } from "../../src/tools/math/engines/portfolio-member.ts";
import type { Expression } from "../../src/tools/math/expression/expression.ts";
import { nerdamerTask, readNerdamer } from "./nerdamer-notation.ts";

/**
 * nerdamer in a thread of its own that is ended at the deadline. It makes functions from text while it
 * works and answers wrongly where that is forbidden, which is one reason why it is only compared with.
 */
export class NerdamerEngine implements CandidateEngine {
  private pool: Piscina | null = null;

  async run(request: EngineRequest<string>): Promise<Expression[]> {
    const task = nerdamerTask(request);
    if (task === null) return [];
    this.pool ??= new Piscina({
      filename: new URL("./nerdamer-worker.ts", import.meta.url).href,
      minThreads: 1,
      maxThreads: 1,
      execArgv: ["--disable-warning=ExperimentalWarning"],
    });
    const deadline = AbortSignal.timeout(request.timeoutMs);
    const signal =
      request.signal === undefined ? deadline : AbortSignal.any([request.signal, deadline]);
    try {
      return readNerdamer(request.operation, (await this.pool.run(task, { signal })) as string);
    } catch (error) {
      const code =
        request.signal?.aborted === true
          ? "stopped"
          : deadline.aborted
            ? "timed_out"
            : "engine_failed";
      throw new AnsatzError(code, "nerdamer gave no answer.", { cause: error });
    }
  }

  async warmUp(): Promise<void> {
    await this.run({
      operation: "evaluate",
      arguments: [{ num: "1" }],
      variables: [],
      timeoutMs: 60_000,
    });
  }

  async close(): Promise<void> {
    await this.pool?.destroy();
    this.pool = null;
  }
}

export const nerdamerMember: PortfolioMember = {
  name: "nerdamer",
  family: "nerdamer",
  afterMs: 0,
  operations: [
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
    "laplace",
    "inverse_laplace",
  ],
  isWitness: false,
  open: () => new NerdamerEngine(),
};
