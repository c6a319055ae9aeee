import { computeEngineMember, integrationRulesMember } from "./compute-engine.ts";
import type { PortfolioMember } from "./portfolio-member.ts";
import { sympyMember } from "./sympy.ts";

/** Every engine that is asked, in the order in which they start. */
export const PORTFOLIO: readonly PortfolioMember[] = [
  computeEngineMember,
  integrationRulesMember,
  sympyMember,
];
