import { AnsatzError } from "../core/errors.ts";
import {
  type AppliedPolicy,
  MAX_POLICY_FINDINGS,
  POLICY_NAMES,
  type PolicyFinding,
  type PolicyName,
  type PolicyOutcome,
} from "../core/policy.ts";
import type { Breach, Claim } from "../core/verify-result.ts";

/** What a policy allows; the same for every model and every way to work. */
export interface PolicyRules {
  /** How often a model is told what is wrong with its draft; each new draft is checked again. */
  readonly repairs: number;
  /** What becomes of a draft that stays refuted and that no answer of the engine can replace. */
  readonly refuted: "mend-or-withhold" | "withhold" | "note";
  /** Whether a draft that could not be proved leaves, marked as such. */
  readonly passesUndecided: boolean;
}

export const POLICIES: Readonly<Record<PolicyName, PolicyRules>> = {
  strict: { repairs: 2, refuted: "withhold", passesUndecided: false },
  balanced: { repairs: 2, refuted: "mend-or-withhold", passesUndecided: true },
  annotate: { repairs: 0, refuted: "note", passesUndecided: true },
};

const MAX_FINDING_CHARACTERS = 500;

const DEFAULT_POLICY: PolicyName = "balanced";

/**
 * The policy of one turn. A deployment that sets one is never made looser by a request; where none is set
 * the request chooses. Throws `invalid_request`.
 */
export function policyInForce(
  deployed: PolicyName | undefined,
  asked: PolicyName | undefined,
): PolicyName {
  if (asked === undefined) return deployed ?? DEFAULT_POLICY;
  if (deployed !== undefined && POLICY_NAMES.indexOf(asked) > POLICY_NAMES.indexOf(deployed))
    throw new AnsatzError(
      "invalid_request",
      `The policy "${asked}" is looser than "${deployed}", which is in force here. Leave it out, or ask for a stricter one.`,
      { param: "policy" },
    );
  return asked;
}

/** What leaves in place of a draft that stays refuted. */
export function outcomeOfRefuted(
  rules: PolicyRules,
  found: { readonly canCorrect: boolean; readonly hasOwnAnswer: boolean },
): PolicyOutcome {
  if (rules.refuted === "note") return "noted";
  if (found.hasOwnAnswer) return "engine";
  return rules.refuted === "mend-or-withhold" && found.canCorrect ? "corrected" : "withheld";
}

/** What was found against a draft, in words that hold without it. */
export function findingsOf(
  claims: readonly Claim[],
  breaches: readonly Breach[] = [],
): AppliedPolicy["findings"] {
  const broken = breaches.map(({ rule, text, detail }): PolicyFinding => {
    return { kind: "breach", rule, text: text.slice(0, MAX_FINDING_CHARACTERS), detail };
  });
  const found = claims
    .flatMap(({ verdict, text, evidence }): PolicyFinding[] =>
      verdict === "proved"
        ? []
        : [
            {
              kind: verdict,
              text: text.slice(0, MAX_FINDING_CHARACTERS),
              detail: evidence.detail,
              ...(verdict === "refuted" && evidence.expected !== undefined
                ? { expected: evidence.expected }
                : {}),
            },
          ],
    )
    .toSorted((a, b) => Number(b.kind === "refuted") - Number(a.kind === "refuted"));
  return [...broken, ...found].slice(0, MAX_POLICY_FINDINGS);
}
