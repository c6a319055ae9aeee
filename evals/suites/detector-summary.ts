import type { Verdict } from "../../src/core/truth.ts";
import { areaUnderCurve, calibration } from "../statistics.ts";

/** One judged text: is something wrong with it, and what the detector said. */
export interface Judged {
  readonly isFaulty: boolean;
  readonly verdict: Verdict;
  readonly errorScore: number;
  readonly coverage: number;
}

/** Ranking, precision of what was decided, coverage and calibration over judged texts. */
export function detectorSummary(judged: readonly Judged[]): Record<string, unknown> {
  const scored = judged.map(({ errorScore, isFaulty }) => ({
    score: errorScore,
    isPositive: isFaulty,
  }));
  const refuted = judged.filter(({ verdict }) => verdict === "refuted");
  const proved = judged.filter(({ verdict }) => verdict === "proved");
  const faulty = judged.filter(({ isFaulty }) => isFaulty).length;
  const caught = refuted.filter(({ isFaulty }) => isFaulty).length;
  return {
    texts: judged.length,
    faulty,
    areaUnderCurve: areaUnderCurve(scored),
    refuted: {
      count: refuted.length,
      precision: ratio(caught, refuted.length),
      recall: ratio(caught, faulty),
      shareOfSound: ratio(refuted.length - caught, judged.length - faulty),
    },
    proved: {
      count: proved.length,
      precision: ratio(proved.filter(({ isFaulty }) => !isFaulty).length, proved.length),
    },
    decidedShare: ratio(refuted.length + proved.length, judged.length),
    meanClaimCoverage: ratio(
      judged.reduce((sum, { coverage }) => sum + coverage, 0),
      judged.length,
    ),
    calibration: calibration(scored),
  };
}

export const ratio = (part: number, whole: number): number | null =>
  whole === 0 ? null : part / whole;

/** Precision, recall and F1 of flags. */
export function flagSummary(
  flags: readonly { readonly isFlagged: boolean; readonly isFaulty: boolean }[],
): Record<string, number | null> {
  const hits = flags.filter(({ isFlagged, isFaulty }) => isFlagged && isFaulty).length;
  const flagged = flags.filter(({ isFlagged }) => isFlagged).length;
  const faulty = flags.filter(({ isFaulty }) => isFaulty).length;
  return {
    count: flags.length,
    faulty,
    precision: ratio(hits, flagged),
    recall: ratio(hits, faulty),
    f1: ratio(2 * hits, flagged + faulty),
  };
}
