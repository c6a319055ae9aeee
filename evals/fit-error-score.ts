import { readFileSync } from "node:fs";
import { argv, exit, stdout } from "node:process";
import { extractAnswer } from "../src/hallucination/answer.ts";
import { logisticScore, type ScoreWeights } from "../src/hallucination/error-score.ts";
import { scoreFeatures, type ScoreFeatures } from "../src/hallucination/score-features.ts";
import { withoutAnnotations } from "./suites/gsm8k-solutions.ts";
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
  readonly features: ScoreFeatures;
  readonly isWrong: boolean;
}

type Name = keyof ScoreFeatures;

const RIDGE = 0.5;
const ROUNDS = 2_000;
const STEP = 0.8;
const FOLDS = 5;

const file = argv[2];
if (file === undefined) {
  stdout.write("Name the file with the solutions: node evals/fit-error-score.ts FILE.jsonl\n");
  exit(2);
}

/** The features rest on written relations alone, so no whole question is put to an engine. */
const math: Pick<MathPort, "decideRelation" | "query"> = {
  decideRelation,
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
    // Once as written and once without calculator notes: the score must not lean on the notes.
    for (const text of new Set([record.solution, withoutAnnotations(record.solution)])) {
      const { claims } = await verifier.verify({ text, question });
      const answer = extractAnswer(text);
      const features = scoreFeatures({ text, question, claims, answer });
      rows.push({ question, features, isWrong: !record.is_correct });
    }
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

function fit(rows: readonly Row[], names: readonly Name[]): ScoreWeights {
  const weights = Object.fromEntries(names.map((name) => [name, 0])) as Record<Name, number>;
  for (let round = 0; round < ROUNDS; round++) {
    const slope = Object.fromEntries(names.map((name) => [name, 0])) as Record<Name, number>;
    for (const row of rows) {
      const error = logisticScore(row.features, weights) - (row.isWrong ? 1 : 0);
      for (const name of names) slope[name] += error * row.features[name];
    }
    for (const name of names) {
      const ridge = name === "bias" ? 0 : (RIDGE * weights[name]) / rows.length;
      weights[name] -= STEP * (slope[name] / rows.length + ridge);
    }
  }
  return weights;
}

/** Chance that a wrong solution scores above a right one. */
function auroc(rows: readonly Row[], weights: ScoreWeights): number {
  const scored = rows.map((row) => ({ score: logisticScore(row.features, weights), row }));
  const wrong = scored.filter((item) => item.row.isWrong).map((item) => item.score);
  const right = scored.filter((item) => !item.row.isWrong).map((item) => item.score);
  let wins = 0;
  for (const a of wrong) for (const b of right) wins += a > b ? 1 : a === b ? 0.5 : 0;
  return wins / (wrong.length * right.length);
}

function brier(rows: readonly Row[], weights: ScoreWeights): number {
  const squares = rows.map(
    (row) => (logisticScore(row.features, weights) - (row.isWrong ? 1 : 0)) ** 2,
  );
  return squares.reduce((sum, value) => sum + value, 0) / rows.length;
}

const rows = await load(file);
const names = Object.keys(rows[0]?.features ?? {}) as Name[];
const held = rows.filter((row) => foldOf(row.question) === 0);
const used = rows.filter((row) => foldOf(row.question) !== 0);
const weights = fit(used, names);
const crossed = Array.from({ length: FOLDS }, (_, fold) => {
  const inside = rows.filter((row) => foldOf(row.question) !== fold);
  const outside = rows.filter((row) => foldOf(row.question) === fold);
  return auroc(outside, fit(inside, names));
});
const rounded = Object.fromEntries(
  names.map((name) => [name, Math.round(weights[name] * 1000) / 1000]),
);
stdout.write(
  `${JSON.stringify(
    {
      rows: rows.length,
      fitted: used.length,
      held: held.length,
      aurocHeld: auroc(held, weights),
      aurocFitted: auroc(used, weights),
      aurocFolds: crossed,
      brierHeld: brier(held, weights),
      weights: rounded,
    },
    null,
    2,
  )}\n`,
);
