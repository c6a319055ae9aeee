import {
  type CandidateEngine,
  type EngineRequest,
  OPERATIONS,
} from "../../src/tools/math/engines/candidate-engine.ts";
import type { OpenedMember } from "../../src/tools/math/engines/portfolio-member.ts";
import type { Expression } from "../../src/tools/math/expression/expression.ts";
import type { ComputeContext } from "../../src/tools/math/plan/outcome.ts";

type Run = (request: EngineRequest<string>) => Promise<Expression[]>;

/** A member that does every operation in one way. */
export function memberThat(run: Run, overrides: Partial<OpenedMember> = {}): OpenedMember {
  const engine: CandidateEngine = {
    run,
    warmUp: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
  return {
    name: "double",
    family: "double",
    afterMs: 0,
    operations: OPERATIONS,
    isWitness: false,
    engine,
    ...overrides,
  };
}

/** A second to compute in, or the time given, with these engines. */
export function contextWith(engines: readonly OpenedMember[], ms = 1_000): ComputeContext {
  return {
    engines,
    signal: undefined,
    isChinese: false,
    remainingMs: () => ms,
    proving: (prove) => prove(),
  };
}
