import type { Claim } from "../core/verify-result.ts";
import { numberOrigins } from "./number-origins.ts";

const MAX_FINDINGS = 50;

/**
 * Operands of a worked solution that stand neither in the question nor in an earlier result. Each is a
 * finding and no refutation: it may be common knowledge, or be worked out without being written down.
 */
export function findUnsourced(
  question: string,
  text: string,
  claims: readonly Claim[],
): readonly Claim[] {
  const relations = claims.filter(
    ({ kind }) => kind === "arithmetic" || kind === "unit" || kind === "inequality",
  );
  return numberOrigins(question, relations)
    .nowhere.slice(0, MAX_FINDINGS)
    .map(({ start, end }) => ({
      start,
      end,
      text: text.slice(start, end),
      kind: "number",
      verdict: "undecided",
      provenance: "model-only",
      confidence: 0.5,
      evidence: {
        method: "origin",
        detail: "The number comes from neither the question nor an earlier step.",
      },
    }));
}
