import type { Verdict } from "../core/truth.ts";
import type { Claim } from "../core/verify-result.ts";

/** How sure a claim is that was decided exactly. */
export const CONFIDENCE = { proved: 0.99, refuted: 0.97, undecided: 0.5 } as const;

/** A number that is only traced, and an answer that nothing decides, are not checkable by themselves. */
function isCheckable(claim: Claim): boolean {
  if (claim.kind === "number" || claim.kind === "date") return claim.verdict !== "undecided";
  return claim.kind !== "answer" || claim.verdict !== "undecided";
}

/** Share of the checkable claims and of the `unread` statements that were decided; 1 when there is none. */
export function coverageOf(claims: readonly Claim[], unread = 0): number {
  const checkable = claims.filter(isCheckable);
  const all = checkable.length + unread;
  if (all === 0) return 1;
  return checkable.filter((claim) => claim.verdict !== "undecided").length / all;
}

/**
 * The verdict on a text. One refuted claim refutes it. It is proved when every claim is, and, where a
 * question was asked, only when its answer is: right arithmetic does not make a right answer. A text
 * with `unread` statements is not proved: nothing was found out about them.
 */
export function verdictOf(claims: readonly Claim[], hasQuestion: boolean, unread = 0): Verdict {
  if (claims.some((claim) => claim.verdict === "refuted")) return "refuted";
  const isAllProved = claims.length > 0 && claims.every((claim) => claim.verdict === "proved");
  if (!isAllProved || unread > 0) return "undecided";
  return !hasQuestion || claims.some((claim) => claim.kind === "answer") ? "proved" : "undecided";
}
