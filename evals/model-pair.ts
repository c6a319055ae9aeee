import { createAgent } from "../src/agent/agent.ts";
import { createToolBox, type ToolBox } from "../src/agent/tools.ts";
import { AnsatzError } from "../src/core/errors.ts";
import type { MathPort } from "../src/core/math-port.ts";
import type { ModelPort } from "../src/core/model-port.ts";
import { randomIds, systemClock } from "../src/core/system-port.ts";
import type { VerifierPort } from "../src/core/verifier-port.ts";
import { onlyNumber, readNumber, sameNumber } from "./final-number.ts";
import { askOnce } from "./fold.ts";
import type { QuestionRow } from "./question-row.ts";
import { shareInterval } from "./statistics.ts";

export interface ModelTally {
  readonly model: string;
  right: number;
  wrong: number;
  /** Replies without one number as the answer, and runs that failed. */
  open: number;
  failed: number;
  /** Of the answers whose reply was called proved: all, and the wrong ones. */
  verified: number;
  verifiedWrong: number;
  toolCalls: number;
  validToolCalls: number;
  promptTokens: number;
  completionTokens: number;
  ms: number;
}

export interface PairReport {
  readonly rows: number;
  readonly seed: number;
  readonly models: readonly [ModelTally, ModelTally];
  readonly rightIntervals: readonly (readonly [number, number])[];
  /** Tokens, read and written, for each right answer; null without one. */
  readonly tokensPerRight: readonly (number | null)[];
  /** Rows that only the first, and only the second model has right. */
  readonly onlyFirst: number;
  readonly onlySecond: number;
  /** Rows that both have right, and both not. */
  readonly bothRight: number;
  readonly neither: number;
  /** Rows with two different numbers, whichever is right. */
  readonly differ: number;
  /** The chance of so uneven a split of the flips, or a more uneven one, were both models as good. */
  readonly pValue: number;
}

export interface PairParts {
  readonly math: MathPort;
  readonly verifier: VerifierPort;
}

/**
 * The same questions through the same agent with two models: which answers flip, how many calls of tools have a valid
 * form, what a right answer costs. A run that fails counts as open for its model and goes on.
 */
export async function comparePair(
  models: readonly [ModelPort, ModelPort],
  rows: readonly QuestionRow[],
  parts: PairParts,
  options: {
    readonly seed: number;
    readonly timeoutMs: number;
    progress(text: string): void;
    readonly signal?: AbortSignal;
  },
): Promise<PairReport> {
  const tallies = models.map(({ id }) => emptyTally(id)) as [ModelTally, ModelTally];
  const agents = models.map((model) =>
    createAgent({ ...parts, model, clock: systemClock, ids: randomIds }),
  );
  const tools = createToolBox(parts.math, parts.verifier);
  const split = { onlyFirst: 0, onlySecond: 0, bothRight: 0, neither: 0, differ: 0 };
  for (const [index, row] of rows.entries()) {
    const expected = readNumber(row.answer);
    const found: (number | null)[] = [];
    for (const [which, agent] of agents.entries()) {
      const tally = tallies[which] as ModelTally;
      found.push(
        await ask(tally, expected, tools, () =>
          askOnce(agent, row.question, `pair_${which}_${index}`, {
            timeoutMs: options.timeoutMs,
            ...(options.signal === undefined ? {} : { signal: options.signal }),
          }),
        ),
      );
    }
    const [a = null, b = null] = found;
    const [isA, isB] = [a, b].map(
      (value) => value !== null && expected !== null && sameNumber(value, expected),
    );
    split[isA ? (isB ? "bothRight" : "onlyFirst") : isB ? "onlySecond" : "neither"] += 1;
    if (a !== null && b !== null && !sameNumber(a, b)) split.differ += 1;
    options.progress(`${index + 1} of ${rows.length}`);
  }
  return {
    rows: rows.length,
    seed: options.seed,
    models: tallies,
    rightIntervals: tallies.map(({ right }) => shareInterval(right, rows.length)),
    tokensPerRight: tallies.map(({ right, promptTokens, completionTokens }) =>
      right === 0 ? null : Math.round((promptTokens + completionTokens) / right),
    ),
    ...split,
    pValue: signTest(split.onlyFirst, split.onlySecond),
  };
}

const emptyTally = (model: string): ModelTally => ({
  model,
  right: 0,
  wrong: 0,
  open: 0,
  failed: 0,
  verified: 0,
  verifiedWrong: 0,
  toolCalls: 0,
  validToolCalls: 0,
  promptTokens: 0,
  completionTokens: 0,
  ms: 0,
});

type Asked = Awaited<ReturnType<typeof askOnce>>;

/** The answer as one number, counted in the tally; null where there is none. */
async function ask(
  tally: ModelTally,
  expected: number | null,
  tools: ToolBox,
  run: () => Promise<Asked>,
): Promise<number | null> {
  let result: Asked;
  try {
    result = await run();
  } catch (error) {
    if (AnsatzError.isInstance(error) && error.code === "stopped") throw error;
    tally.failed += 1;
    tally.open += 1;
    return null;
  }
  const value = result.answer === undefined ? null : onlyNumber(result.answer);
  const isRight = value !== null && expected !== null && sameNumber(value, expected);
  if (value === null) tally.open += 1;
  else if (isRight) tally.right += 1;
  else tally.wrong += 1;
  if (value !== null && result.verdict === "proved") {
    tally.verified += 1;
    if (!isRight) tally.verifiedWrong += 1;
  }
  tally.toolCalls += result.toolCalls.length;
  tally.validToolCalls += result.toolCalls.filter(
    ({ name, input }) =>
      tools.prepare(name, typeof input === "string" ? input : JSON.stringify(input)).ok,
  ).length;
  tally.promptTokens += result.usage.promptTokens;
  tally.completionTokens += result.usage.completionTokens;
  tally.ms += result.timing.totalMs;
  return value;
}

/** The two-sided sign test on flips (McNemar's exact test): from the binomial distribution with p = 1/2. */
export function signTest(first: number, second: number): number {
  const [total, less] = [first + second, Math.min(first, second)];
  let term = 0.5 ** total;
  let sum = 0;
  for (let k = 0; k <= less; k++) {
    sum += term;
    term = (term * (total - k)) / (k + 1);
  }
  return Math.min(1, 2 * sum);
}

const share = (part: number, whole: number): string =>
  whole === 0 ? "–" : `${((100 * part) / whole).toFixed(1)}%`;

/** The report as a page of text. */
export function renderPair(report: PairReport): string {
  const rows = report.models.map((tally, index) => {
    const [low, high] = report.rightIntervals[index] as readonly [number, number];
    const tokens = report.tokensPerRight[index];
    return [
      tally.model,
      `${tally.right} of ${report.rows} (${share(tally.right, report.rows)}, ${(100 * low).toFixed(1)}% to ${(100 * high).toFixed(1)}%)`,
      `wrong ${tally.wrong}, open ${tally.open} (of these runs that failed: ${tally.failed})`,
      `called proved ${tally.verified}, of these wrong ${tally.verifiedWrong}`,
      `calls of tools ${tally.toolCalls}, of valid form ${share(tally.validToolCalls, tally.toolCalls)}`,
      `tokens for a right answer ${tokens ?? "–"} (read ${tally.promptTokens}, written ${tally.completionTokens} in all)`,
      `${Math.round(tally.ms / Math.max(1, report.rows))} ms a question`,
    ].join("\n  ");
  });
  const [first, second] = report.models;
  return [
    `${report.rows} questions, seed ${report.seed}`,
    ...rows,
    `right only with ${first.model}: ${report.onlyFirst}; only with ${second.model}: ${report.onlySecond}; with both: ${report.bothRight}; with neither: ${report.neither}; different numbers: ${report.differ}`,
    `so uneven a split of the flips, were both as good: p = ${report.pValue.toFixed(3)}`,
    "",
  ].join("\n");
}
