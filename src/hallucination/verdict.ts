import type { Verdict } from "../core/truth.ts";
import type { Claim } from "../core/verify-result.ts";

/** A number that is only traced, and an answer that nothing decides, are not checkable by themselves. */
function isCheckable(claim: Claim): boolean {
  if (claim.kind === "number" || claim.kind === "date") return claim.verdict !== "undecided";
  return claim.kind !== "answer" || claim.verdict !== "undecided";
}

/** Share of the checkable claims that were decided; 1 when there is none. */
export function coverageOf(claims: readonly Claim[]): number {
  const checkable = claims.filter(isCheckable);
  if (checkable.length === 0) return 1;
  return checkable.filter((claim) => claim.verdict !== "undecided").length / checkable.length;
}

/**
 * The verdict on a text. One refuted claim refutes it. It is proved when every claim is, and, where a
 * question was asked, only when its answer is: right arithmetic does not make a right answer.
 */
export function verdictOf(claims: readonly Claim[], hasQuestion: boolean): Verdict {
  if (claims.some((claim) => claim.verdict === "refuted")) return "refuted";
  const isAllProved = claims.length > 0 && claims.every((claim) => claim.verdict === "proved");
  if (!isAllProved) return "undecided";
  return !hasQuestion || claims.some((claim) => claim.kind === "answer") ? "proved" : "undecided";
}
