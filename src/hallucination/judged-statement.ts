import type { Verdict } from "../core/truth.ts";
import type { Claim } from "../core/verify-result.ts";
import { surroundingsOf } from "./cues.ts";

/** What a statement is worth, and what would be true in its place. */
export interface Judged {
  readonly verdict: Verdict;
  readonly expected: string;
}

/** What a pattern's groups say, "" for one that took no part; null when it cannot be judged. */
export type Judge = (groups: readonly string[]) => Judged | null;

export const holds = (isTrue: boolean, expected: string): Judged => ({
  verdict: isTrue ? "proved" : "refuted",
  expected,
});

/** By what the statements of one kind are judged. */
export interface Measure {
  readonly kind: Claim["kind"];
  readonly method: string;
  /** Goes before what is true: "By the Gregorian calendar". */
  readonly by: string;
  readonly confidence: number;
}

/** The claims of all matches of the patterns that can be judged, at most so many. */
export function judgedStatements(
  text: string,
  patterns: readonly (readonly [RegExp, Judge])[],
  measure: Measure,
  limit: number,
): readonly Claim[] {
  const claims: Claim[] = [];
  for (const [expression, judge] of patterns)
    for (const match of text.matchAll(expression)) {
      if (claims.length >= limit) return claims;
      const judged = judge(match.slice(1).map((group) => group ?? ""));
      if (judged !== null) claims.push(judgedClaim(text, match, judged, measure));
    }
  return claims;
}

/** One statement as a claim: undecided where the words around deny it, or only report what is false. */
export function judgedClaim(
  text: string,
  match: RegExpExecArray,
  { verdict: own, expected }: Judged,
  { kind, method, by, confidence }: Measure,
): Claim {
  const start = match.index;
  const end = start + match[0].length;
  const around = surroundingsOf(text, start, end, "").hedge;
  const hedge = around?.isNotation === true ? null : around;
  const isDoubted = hedge !== null && (hedge.isDenial || own === "refuted");
  const verdict = isDoubted ? "undecided" : own;
  return {
    start,
    end,
    text: match[0],
    kind,
    verdict,
    provenance: verdict === "proved" ? "computed" : "model-only",
    confidence: verdict === "undecided" ? 0.5 : confidence,
    evidence: {
      method,
      ...(verdict === "refuted" ? { expected } : {}),
      detail: isDoubted ? hedge.reason : `${by} it is ${expected}.`,
    },
  };
}
