import type { Verdict } from "../core/truth.ts";
import type { ScoreFeatures } from "./score-features.ts";

/** Weights of the logistic model, fitted by `evals/fit-error-score.ts`. */
export type ScoreWeights = Readonly<Record<keyof ScoreFeatures, number>>;

export const ERROR_SCORE_WEIGHTS: ScoreWeights = {
  bias: -1.716,
  refutedShare: 0.545,
  hasRefuted: 1.153,
  unsupportedOperands: -0.151,
  unusedNumbers: 3.198,
  unusedWords: 0.461,
  danglingResults: 3.17,
  undecidedShare: 0.79,
  isFractionOfThings: 2.188,
  isNegative: 1.911,
  hasNoAnswer: 0.105,
  hasNoArithmetic: 0.253,
  stepsPerNumber: 1.583,
  fewSteps: 0.513,
  answerIsGiven: 0.436,
  answerIsUncomputed: 1.239,
  questionNumbers: 0.685,
  writtenFloat: -0.48,
  questionLength: 1.981,
  solutionShort: -0.08,
};

/** The logistic likelihood that a solution with these features is wrong. */
export function logisticScore(features: ScoreFeatures, weights: ScoreWeights): number {
  let sum = 0;
  for (const name of Object.keys(weights) as (keyof ScoreFeatures)[])
    sum += features[name] * weights[name];
  return 1 / (1 + Math.exp(-sum));
}

const REFUTED_FLOOR = 0.97;
const PROVED_CEILING = 0.01;
/** Without a question there is nothing to compare the set-up with. */
const UNDECIDED_WITHOUT_QUESTION = 0.3;

/** The error score that is shown: what is decided outweighs what is only likely. */
export function errorScoreOf(
  verdict: Verdict,
  features: ScoreFeatures | null,
  weights: ScoreWeights = ERROR_SCORE_WEIGHTS,
): number {
  const likely = features === null ? UNDECIDED_WITHOUT_QUESTION : logisticScore(features, weights);
  if (verdict === "refuted") return Math.max(REFUTED_FLOOR, likely);
  if (verdict === "proved") return Math.min(PROVED_CEILING, likely);
  return Math.min(0.96, Math.max(0.02, likely));
}
