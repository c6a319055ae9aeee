import type { ComputeEngine as Engine } from "@cortex-js/compute-engine";
import { AnsatzError } from "../../../core/errors.ts";
import { stopIfAborted } from "../../../core/interrupt.ts";
import { whileTimeIsCounted } from "../counted-clock.ts";
import type { Expression } from "../expression/expression.ts";
import type { CandidateEngine, EngineRequest } from "./candidate-engine.ts";
import {
  COMPUTE_ENGINE,
  COMPUTE_ENGINE_FAMILY,
  COMPUTE_ENGINE_OPERATIONS,
  readAnswers,
  taskOf,
} from "./compute-engine-task.ts";
import { toEngine } from "./mathjson.ts";
import { performTask } from "./perform-task.ts";
import type { PortfolioMember } from "./portfolio-member.ts";

/**
 * The compute-engine package on the caller's own thread, for places without worker threads. Nothing can
 * end it from outside there: it stops where the package looks at the clock, and what does not look is
 * left to the limit that the place itself sets.
 */
class InlineComputeEngine implements CandidateEngine {
  #engine: Promise<Engine> | null = null;

  async warmUp(): Promise<void> {
    await this.#load();
  }

  async run(request: EngineRequest<string>): Promise<Expression[]> {
    const asked = taskOf(request);
    if (asked === null) return [];
    const computeEngine = await this.#load();
    stopIfAborted(request.signal);
    const task = {
      operation: asked.operation,
      expression: toEngine(asked.expression),
      variables: request.variables,
      endsAt: Date.now() + request.timeoutMs,
      givenUp: new Uint8Array(1),
    };
    try {
      const answers = whileTimeIsCounted(() => performTask(computeEngine, task));
      return readAnswers(answers, asked, request.operation);
    } catch (cause) {
      if (AnsatzError.isInstance(cause)) throw cause;
      throw new AnsatzError("engine_failed", "The engine could not work with this expression.", {
        cause,
      });
    }
  }

  async close(): Promise<void> {
    this.#engine = null;
  }

  #load(): Promise<Engine> {
    this.#engine ??= import("@cortex-js/compute-engine").then(
      ({ ComputeEngine }) => new ComputeEngine(),
    );
    return this.#engine;
  }
}

export const inlineComputeEngineMember: PortfolioMember = {
  name: COMPUTE_ENGINE,
  family: COMPUTE_ENGINE_FAMILY,
  afterMs: 0,
  operations: COMPUTE_ENGINE_OPERATIONS,
  isWitness: false,
  open: () => new InlineComputeEngine(),
};
