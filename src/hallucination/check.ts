import type { CallOptions } from "../core/math-port.ts";
import type { Claim } from "../core/verify-result.ts";

/** What a check of its own is given. */
export interface CheckInput {
  readonly text: string;
  readonly question: string;
  readonly context: string;
}

/** What a check of its own found. */
export interface CheckOutcome {
  readonly claims: readonly Claim[];
  /** How likely it holds an error to be, from 0 to 1: a weak signal in the error score. None when left out. */
  readonly errorLikelihood?: number;
}

/**
 * A check that is added to the built-in ones, such as a classifier of spans. Its claims carry offsets into
 * the text. What it proves or refutes counts like any other claim, so one that only estimates must leave
 * its claims undecided. One that fails decides nothing: the rest is checked as it would be without it, and
 * the text is not proved.
 */
export interface Check {
  readonly name: string;
  check(input: CheckInput, options: CallOptions): Promise<CheckOutcome>;
}
