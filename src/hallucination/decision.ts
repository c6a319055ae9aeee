import type { Certificate, Verdict } from "../core/truth.ts";

/** What was decided about one candidate, and how. */
export interface Decision {
  readonly verdict: Verdict;
  readonly method: string;
  readonly detail: string;
  readonly expected?: string;
  readonly certificate?: Certificate;
}
