import type { AskResult } from "../../core/ask-result.ts";
import type { RecheckResult } from "../../core/recheck-result.ts";

export type BadgeKind =
  | "proved"
  | "checked-exactly"
  | "checked-numerically"
  | "undecided"
  | "refuted"
  | "not-answered";

/**
 * What may be written beside a result. It says "proved" only where a certificate or the claims carry
 * that, whatever the verdict alone says: a verdict without anything behind it is shown as undecided.
 */
export function badgeOf(result: AskResult): BadgeKind {
  const { verdict, claims, query } = result;
  if (verdict === "refuted") return "refuted";
  const grade = query?.certificate?.grade;
  if (query && query.status !== "answered" && !result.answer && claims.length === 0)
    return query.status === "undecided" ? "undecided" : "not-answered";
  if (claims.some((claim) => claim.verdict === "refuted")) return "refuted";
  if (verdict === "proved") {
    const isProvedByClaims =
      claims.length > 0 && claims.every((claim) => claim.verdict === "proved");
    if (grade === "proved" || (grade === undefined && isProvedByClaims)) return "proved";
  }
  if (grade === "exact-check") return "checked-exactly";
  if (grade === "numeric-check") return "checked-numerically";
  return "undecided";
}

const BY_GRADE = {
  proved: "proved",
  "exact-check": "checked-exactly",
  "numeric-check": "checked-numerically",
  unchecked: "undecided",
} as const;
const STRENGTH: readonly BadgeKind[] = ["proved", "checked-exactly", "checked-numerically"];

/**
 * What may be written beside an answer whose check was run again: what the new check says, and never more
 * than stood there before.
 */
export function badgeAfter(before: BadgeKind, { verdict, certificate }: RecheckResult): BadgeKind {
  if (verdict === "refuted") return "refuted";
  const after = verdict === "proved" ? BY_GRADE[certificate?.grade ?? "unchecked"] : "undecided";
  const rank = (kind: BadgeKind) => (STRENGTH.includes(kind) ? STRENGTH.indexOf(kind) : 9);
  return rank(after) > rank(before) ? after : before;
}

/** True when a draft was found wrong and the reply is its mended form. */
export function wasCorrected(result: AskResult): boolean {
  return result.steps.some((step) => step.kind === "repair");
}
