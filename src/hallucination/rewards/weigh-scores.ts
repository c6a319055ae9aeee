import type { Score } from "./reward-rules.ts";

/** The score of one rule, and how much it counts. */
export interface WeighedScore extends Score {
  readonly rule: string;
  readonly weight: number;
}

export interface Reward {
  /** The weighted mean of the scores, from 0 to 1. */
  readonly reward: number;
  /** False where a check could not tell; its score is then 0. */
  readonly isDecided: boolean;
  readonly scores: readonly WeighedScore[];
}

/** One weight at least is above 0. */
export function weighScores(scores: readonly WeighedScore[]): Reward {
  const total = scores.reduce((sum, each) => sum + each.weight, 0);
  const reward = scores.reduce((sum, each) => sum + each.weight * each.score, 0) / total;
  return { reward, isDecided: scores.every(({ isDecided }) => isDecided), scores };
}
