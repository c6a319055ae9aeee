import type { AgentPort } from "../src/core/agent-port.ts";
import type { MathPort } from "../src/core/math-port.ts";
import type { ModelPort } from "../src/core/model-port.ts";
import type { VerifierPort } from "../src/core/verifier-port.ts";

/** The parts under measurement. A suite that needs one that is null says so before it starts. */
export interface EvalContext {
  readonly math: MathPort;
  readonly verifier: VerifierPort;
  readonly agent: AgentPort | null;
  readonly model: ModelPort | null;
}
