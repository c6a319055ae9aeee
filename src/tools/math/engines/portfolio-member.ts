import type { CandidateEngine, EngineOperation } from "./candidate-engine.ts";
import type { SympyPackages } from "./sympy.ts";

/** What an engine may need from outside to be opened. */
export interface EngineSettings {
  /** Finds SymPy's packages when they are first needed; without it there is no deep engine. */
  readonly sympyPackages?: () => Promise<SympyPackages>;
}

/** How an engine takes part. */
export interface PortfolioMember {
  /** Stands in certificates. */
  readonly name: string;
  /** Members that share code share a family: they do not confirm each other. */
  readonly family: string;
  /** Milliseconds after the question; earlier when those before it have ended without a proof. */
  readonly afterMs: number;
  readonly operations: readonly EngineOperation[];
  /** Whether its numeric integration is taken as evidence. A candidate never is. */
  readonly isWitness: boolean;
  /** The engine, which loads when it is first asked; null where it cannot be had. */
  open(settings: EngineSettings): CandidateEngine | null;
}

/** A member with its engine. */
export type OpenedMember = Omit<PortfolioMember, "open"> & { readonly engine: CandidateEngine };

export function openPortfolio(
  members: readonly PortfolioMember[],
  settings: EngineSettings,
): OpenedMember[] {
  return members.flatMap(({ open, ...member }) => {
    const engine = open(settings);
    return engine === null ? [] : [{ ...member, engine }];
  });
}
