import { AnsatzError } from "../core/errors.ts";
import type { CallOptions } from "../core/math-port.ts";
import type { Claim } from "../core/verify-result.ts";
import type { Check, CheckInput } from "./check.ts";

export interface ChecksOutcome {
  readonly claims: readonly Claim[];
  /** How far each check moves the log-odds of an error. */
  readonly moves: readonly number[];
}

/** A likelihood counts with this weight, and beyond these log-odds no further. Set by hand. */
const WEIGHT = 0.4;
const MOST_LOG_ODDS = 2;

/**
 * Asks the checks that were added. One that fails is an open finding over the whole text, so that nobody
 * takes its silence for a good sign; only `stopped` is thrown.
 */
export async function runChecks(
  checks: readonly Check[],
  input: CheckInput,
  options: CallOptions,
): Promise<ChecksOutcome> {
  const claims: Claim[] = [];
  const moves: number[] = [];
  for (const check of checks)
    try {
      const outcome = await check.check(input, options);
      claims.push(...outcome.claims);
      if (outcome.errorLikelihood !== undefined) moves.push(moveOf(outcome.errorLikelihood));
    } catch (thrown) {
      const error = AnsatzError.from(thrown);
      if (error.code === "stopped") throw error;
      claims.push(failureOf(check.name, input.text, error));
    }
  return { claims, moves };
}

function moveOf(likelihood: number): number {
  const kept = Math.min(0.999, Math.max(0.001, likelihood));
  const logOdds = Math.log(kept / (1 - kept));
  return WEIGHT * Math.max(-MOST_LOG_ODDS, Math.min(MOST_LOG_ODDS, logOdds));
}

function failureOf(name: string, text: string, error: AnsatzError): Claim {
  return {
    start: 0,
    end: text.length,
    text,
    kind: "quoted-fact",
    verdict: "undecided",
    provenance: "model-only",
    confidence: 0.5,
    evidence: { method: `check:${name}`, detail: `The check ${name} failed: ${error.message}` },
  };
}
