import { readFileSync } from "node:fs";
import { argv, exit, stdout } from "node:process";
import { extractAnswer } from "../src/hallucination/answer.ts";
import { logisticScore, type ScoreWeights } from "../src/hallucination/error-score.ts";
import { scoreFeatures, type ScoreFeatures } from "../src/hallucination/score-features.ts";
import { compareSamples } from "../src/hallucination/samples.ts";
import { areaUnderCurve, calibration } from "./statistics.ts";
import { withoutAnnotations } from "./question-row.ts";
import { createVerifier } from "../src/hallucination/verifier.ts";
import type { MathPort } from "../src/core/math-port.ts";
import { decideRelation } from "../src/tools/math/prove/decide-relation.ts";

/**
 * Fits the weights of the detector's error score on worked solutions with a known mark, and reports how
 * well they rank the solutions of questions that were not used for fitting.
 *
 * Usage: node evals/fit-error-score.ts SOLUTIONS.jsonl   (question, solution, is_correct on each line)
 */
interface Row {
  readonly question: string;
  readonly text: string;
  readonly features: ScoreFeatures;
  readonly isWrong: boolean;
}

type Name = keyof ScoreFeatures;

const RIDGE = 2;
const ROUNDS = 12;
const FOLDS = 5;

const file = argv[2];
if (file === undefined) {
  stdout.write("Name the file with the solutions: node evals/fit-error-score.ts FILE.jsonl\n");
  exit(2);
}

/** The features rest on written relations alone, so no whole question is put to an engine. */
const math: Pick<MathPort, "decideRelation" | "query" | "equal" | "recognise"> = {
  decideRelation,
  recognise: () => "other",
  equal: (a, b) =>
    Promise.resolve({
      verdict: a === b ? "proved" : "undecided",
      equal: a === b ? true : null,
      method: "text",
      detail: "",
      a,
      b,
    }),
  query: (request) =>
    Promise.resolve({
      status: "unsupported",
      input: request.query,
      language: "en",
      reading: null,
      assumptions: [],
      answer: null,
      certificate: null,
      pods: [],
      suggestions: [],
      timing: { totalMs: 0, readMs: 0, computeMs: 0, proveMs: 0 },
      engine: "",
    }),
};

async function load(path: string): Promise<Row[]> {
  const verifier = createVerifier(math as MathPort);
  const rows: Row[] = [];
  for (const line of readFileSync(path, "utf8").trim().split("\n")) {
    const record = JSON.parse(line) as { question: string; solution: string; is_correct: boolean };
    const { question } = record;
    const text = withoutAnnotations(record.solution);
    const { claims } = await verifier.verify({ text, question });
    const answer = extractAnswer(text);
    const features = scoreFeatures({ text, question, claims, answer });
    rows.push({ question, text, features, isWrong: !record.is_correct });
  }
  return rows;
}

/** The same question always falls into the same fold. */
function foldOf(question: string): number {
  let hash = 2166136261;
  for (let index = 0; index < question.length; index++)
    hash = Math.imul(hash ^ question.charCodeAt(index), 16777619) >>> 0;
  return hash % FOLDS;
}

/** Newton's method on the logistic likelihood with a ridge on all but the bias. */
function fitNumbers(
  rows: readonly { readonly x: readonly number[]; readonly y: number }[],
): number[] {
  const size = rows[0]?.x.length ?? 0;
  const weights = Array.from({ length: size }, () => 0);
  for (let round = 0; round < ROUNDS; round++) {
    const system = weights.map((weight, index) => {
      const isBias = index === 0;
      const row = Array.from({ length: size + 1 }, () => 0);
      row[index] = isBias ? 1e-6 : RIDGE;
      row[size] = isBias ? 0 : -RIDGE * weight;
      return row;
    });
    for (const { x, y } of rows) {
      const sum = x.reduce((total, value, index) => total + value * (weights[index] ?? 0), 0);
      const chance = 1 / (1 + Math.exp(-sum));
      const slope = chance * (1 - chance) + 1e-6;
      for (const [index, row] of system.entries()) {
        const value = x[index] ?? 0;
        row[size] = (row[size] ?? 0) + (y - chance) * value;
        for (let other = 0; other < size; other++)
          row[other] = (row[other] ?? 0) + slope * value * (x[other] ?? 0);
      }
    }
    for (const [index, step] of solve(system).entries())
      weights[index] = (weights[index] ?? 0) + step;
  }
  return weights;
}

/** Gauss–Jordan elimination of a positive definite system; the last column is the right side. */
function solve(system: number[][]): number[] {
  const size = system.length;
  for (let pivot = 0; pivot < size; pivot++)
    for (let other = 0; other < size; other++) {
      if (other === pivot) continue;
      const from = system[pivot] as number[];
      const row = system[other] as number[];
      const factor = (row[pivot] ?? 0) / (from[pivot] ?? 1);
      for (let column = pivot; column <= size; column++)
        row[column] = (row[column] ?? 0) - factor * (from[column] ?? 0);
    }
  return system.map((row, index) => (row[size] ?? 0) / (row[index] ?? 1));
}

function fit(rows: readonly Row[], names: readonly Name[]): ScoreWeights {
  const found = fitNumbers(
    rows.map(({ features, isWrong }) => ({
      x: names.map((name) => features[name]),
      y: isWrong ? 1 : 0,
    })),
  );
  return Object.fromEntries(names.map((name, index) => [name, found[index] ?? 0])) as Record<
    Name,
    number
  >;
}

/** The score of every row from weights fitted on the other folds. */
function crossed(rows: readonly Row[], names: readonly Name[]): number[] {
  const scores = Array.from({ length: rows.length }, () => 0);
  for (let fold = 0; fold < FOLDS; fold++) {
    const weights = fit(
      rows.filter(({ question }) => foldOf(question) !== fold),
      names,
    );
    for (const [index, row] of rows.entries())
      if (foldOf(row.question) === fold) scores[index] = logisticScore(row.features, weights);
  }
  return scores;
}

/** The second stage: the score alone and how the other samples of the question answered. */
async function agreementRows(
  rows: readonly Row[],
  scores: readonly number[],
): Promise<{ x: number[]; y: number; question: string }[]> {
  const texts = Map.groupBy(rows, ({ question }) => question);
  const found: { x: number[]; y: number; question: string }[] = [];
  for (const [index, row] of rows.entries()) {
    const others = (texts.get(row.question) ?? []).filter((other) => other !== row);
    const samples = others.map(({ text }) => text);
    const agreement = await compareSamples(math as MathPort, row.text, samples, {});
    if (agreement === null) continue;
    const { compared, agreeing, rival } = agreement;
    const score = scores[index] ?? 0.5;
    found.push({
      x: [
        1,
        Math.log(score / (1 - score)),
        agreeing / compared,
        agreeing === 0 ? 1 : 0,
        rival / compared,
      ],
      y: row.isWrong ? 1 : 0,
      question: row.question,
    });
  }
  return found;
}

const areaOf = (scores: readonly number[], truths: readonly boolean[]): number | null =>
  areaUnderCurve(scores.map((score, index) => ({ score, isPositive: truths[index] ?? false })));

const rounded = (value: number): number => Math.round(value * 1000) / 1000;

const rows = await load(file);
const names = Object.keys(rows[0]?.features ?? {}) as Name[];
const scores = crossed(rows, names);
const weights = fit(rows, names);
const staged = await agreementRows(rows, scores);
const byFold = Array.from({ length: FOLDS }, (_, fold) =>
  fitNumbers(staged.filter(({ question }) => foldOf(question) !== fold)),
);
const agreementScores = staged.map(({ x, question }) =>
  x.reduce((sum, value, index) => sum + value * (byFold[foldOf(question)]?.[index] ?? 0), 0),
);
stdout.write(
  `${JSON.stringify(
    {
      rows: rows.length,
      crossed: {
        areaUnderCurve: areaOf(
          scores,
          rows.map(({ isWrong }) => isWrong),
        ),
        withSamples: areaOf(
          agreementScores,
          staged.map(({ y }) => y === 1),
        ),
        calibrationError: calibration(
          scores.map((score, index) => ({ score, isPositive: rows[index]?.isWrong === true })),
        ).expectedError,
      },
      weights: Object.fromEntries(names.map((name) => [name, rounded(weights[name])])),
      agreement: fitNumbers(staged).map(rounded),
    },
    null,
    2,
  )}\n`,
);
