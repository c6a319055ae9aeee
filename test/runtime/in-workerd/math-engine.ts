import { composeMathEngine, type MathEngine } from "../../../src/tools/math/compose-engine.ts";
import { inlineComputeEngineMember } from "../../../src/tools/math/engines/inline-compute-engine.ts";

export type { MathEngine } from "../../../src/tools/math/compose-engine.ts";

/** The engine as a Worker has it, where the suites ask for Node's. */
export function createMathEngine(options: object = {}): MathEngine {
  return composeMathEngine([inlineComputeEngineMember], options);
}

export function openMathEngine(): MathEngine {
  return createMathEngine();
}
