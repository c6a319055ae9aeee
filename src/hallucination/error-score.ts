import type { Verdict } from "../core/truth.ts";
import type { ScoreFeatures } from "./score-features.ts";

/** Weights of the logistic model, fitted by `evals/fit-error-score.ts`. */
export type ScoreWeights = Readonly<Record<keyof ScoreFeatures, number>>;

export const ERROR_SCORE_WEIGHTS: ScoreWeights = {
  bias: -1.887,
  refutedShare: 0.703,
  hasRefuted: 1.292,
  unsupportedOperands: -1.485,
  unusedNumbers: 2.405,
  unusedWords: 0.542,
  danglingResults: 2.601,
  undecidedShare: 1.32,
  isFractionOfThings: 2.52,
  isNegative: 2.08,
  hasNoAnswer: 0.327,
  hasNoArithmetic: -1.047,
  stepsPerNumber: 1.609,
  fewSteps: 0.262,
  answerIsGiven: 0.436,
  answerIsUncomputed: 0.296,
  questionNumbers: 0.944,
  writtenFloat: -0.232,
  questionLength: 1.952,
  solutionShort: -0.18,
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
const UNCOMPARED = 0.3;

/** The error score that is shown: what is decided outweighs what is only likely. */
export function errorScoreOf(verdict: Verdict, likely: number | null): number {
  const score = likely ?? UNCOMPARED;
  if (verdict === "refuted") return Math.max(REFUTED_FLOOR, score);
  if (verdict === "proved") return Math.min(PROVED_CEILING, score);
  return Math.min(0.96, Math.max(0.02, score));
}
