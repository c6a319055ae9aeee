import { computeEngineMember, integrationRulesMember } from "./compute-engine.ts";
import type { EngineSettings, OpenedMember, PortfolioMember } from "./portfolio-member.ts";
import { sympyMember } from "./sympy.ts";

/** Every engine that is asked, in the order in which they start. */
export const PORTFOLIO: readonly PortfolioMember[] = [
  computeEngineMember,
  integrationRulesMember,
  sympyMember,
];

export function openPortfolio(
  members: readonly PortfolioMember[],
  settings: EngineSettings,
): OpenedMember[] {
  return members.flatMap(({ open, ...member }) => {
    const engine = open(settings);
    return engine === null ? [] : [{ ...member, engine }];
  });
}
