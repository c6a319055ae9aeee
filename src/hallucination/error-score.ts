import type { Verdict } from "../core/truth.ts";
import type { ScoreFeatures } from "./score-features.ts";

/** Weights of the logistic model, fitted by `evals/fit-error-score.ts`. */
export type ScoreWeights = Readonly<Record<keyof ScoreFeatures, number>>;

export const ERROR_SCORE_WEIGHTS: ScoreWeights = {
  bias: -1.883,
  refutedShare: 0.419,
  hasRefuted: 0.907,
  undecidedShare: 1.367,
  unusedNumbers: 1.067,
  missingNumbers: 2.05,
  missingInLastSentence: 0.781,
  unusedWords: 0.469,
  danglingResults: 2.684,
  fromNowhere: 0.612,
  fromNowhereShare: -0.694,
  isFractionOfThings: 1.04,
  hasDecimals: 1.763,
  isZero: 0.965,
  isNegative: 1.566,
  answerSize: 1.106,
  answerIsUncomputed: 1.182,
  stepsPerNumber: 0.802,
  fewOperations: 0.504,
  hasNoArithmetic: -0.43,
  repeatedStep: 0.844,
  longDecimals: 0.68,
  asksForTime: 0.337,
  questionLength: 1.399,
  textLength: 1.313,
  newWords: 0.225,
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
/** With neither a question nor a context there is nothing to compare a text with. */
export const UNCOMPARED = 0.3;

/** The error score that is shown: what is decided outweighs what is only likely. */
export function errorScoreOf(verdict: Verdict, likely: number | null): number {
  const score = likely ?? UNCOMPARED;
  if (verdict === "refuted") return Math.max(REFUTED_FLOOR, score);
  if (verdict === "proved") return Math.min(PROVED_CEILING, score);
  return Math.min(0.96, Math.max(0.02, score));
}
