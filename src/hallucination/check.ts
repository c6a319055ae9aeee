import type { CallOptions } from "../core/math-port.ts";
import type { Claim } from "../core/verify-result.ts";

/** What a check of its own is given. */
export interface CheckInput {
  readonly text: string;
  readonly question: string;
  readonly context: string;
}

/**
 * A check that is added to the built-in ones, such as a classifier of spans. Its claims carry offsets into
 * the text. What it proves or refutes counts like any other claim, so one that only estimates must leave
 * its claims undecided.
 */
export interface Check {
  readonly name: string;
  check(input: CheckInput, options: CallOptions): Promise<readonly Claim[]>;
}
