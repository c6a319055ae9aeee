import { composeMathEngine, type MathEngine, type MathEngineOptions } from "./compose-engine.ts";
import type { PortfolioMember } from "./engines/portfolio-member.ts";
import { PORTFOLIO } from "./engines/portfolio-members.ts";

export type { MathEngine } from "./compose-engine.ts";

export interface NodeMathEngineOptions extends MathEngineOptions {
  /** The engines that are asked. Default: `PORTFOLIO`. */
  readonly portfolio?: readonly PortfolioMember[];
}

/** The symbolic engine as it runs on Node, with every engine in workers that can be ended. */
export function createMathEngine(options: NodeMathEngineOptions = {}): MathEngine {
  return composeMathEngine(options.portfolio ?? PORTFOLIO, options);
}
