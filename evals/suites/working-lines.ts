import { join } from "node:path";
import { z } from "zod";
import {
  MAX_LINE_CHARACTERS,
  MAX_WORKING_LINES,
  type WorkingResult,
} from "../../src/core/working-result.ts";
import { readRows } from "../data-folder.ts";
import type { LoadedSuite, LoadOptions, Suite } from "../suite.ts";
import { ratio } from "./detector-summary.ts";
import { withoutAnnotations } from "../question-row.ts";

/** A solution line by line, and where it goes wrong as far as the data says. */
interface Solution {
  readonly id: string;
  /** Null where the lines are judged by themselves. */
  readonly problem: string | null;
  readonly lines: readonly string[];
  /** Whether the solution is wrong; and the line, where somebody marked it. */
  readonly isFaulty: boolean;
  readonly mistake: number | null;
  /** Whether the data says which line is wrong. */
  readonly isMarked: boolean;
  readonly area: string;
}

const DEADLINE_MS = 20_000;

const traceSchema = z.object({
  input: z.string(),
  steps: z.array(z.string()),
  target: z.string(),
  answer: z.string(),
  mistake_index: z.number().nullable(),
});

async function loadTraces({ dataDir, file }: LoadOptions): Promise<LoadedSuite<Solution>> {
  const path = file ?? join(dataDir, "bigbench-mistake", "multistep_arithmetic_dev.jsonl");
  const loaded = await readRows([path], traceSchema);
  const rows = loaded.rows.map((row): Solution => ({
    id: row.input,
    problem: row.input.replace(/=\s*$/, "").trim(),
    lines: row.steps,
    isFaulty: row.mistake_index !== null,
    mistake: row.mistake_index,
    isMarked: true,
    // Without a marked step, an answer that is wrong shows that one was overlooked.
    area:
      row.mistake_index !== null
        ? "mistake"
        : row.answer === row.target
          ? "no mistake, right answer"
          : "no mistake, wrong answer",
  }));
  return { ...loaded, rows };
}

const sampleSchema = z.object({
  id: z.string(),
  question: z.string(),
  solution: z.string(),
  is_correct: z.boolean(),
  model: z.string(),
});

async function loadSamples({ dataDir, file }: LoadOptions): Promise<LoadedSuite<Solution>> {
  const path = file ?? join(dataDir, "gsm8k-model-solutions", "dev.jsonl");
  const loaded = await readRows([path], sampleSchema);
  const rows = loaded.rows.map((row): Solution => ({
    id: row.id,
    problem: row.question,
    lines: withoutAnnotations(row.solution)
      .split("\n")
      .filter((line) => line.trim() !== ""),
    isFaulty: !row.is_correct,
    mistake: null,
    isMarked: false,
    area: row.is_correct ? "right" : "wrong",
  }));
  return { ...loaded, rows };
}

const referenceSchema = z.object({ solution: z.string() });
const analysisSchema = z.object({ analysis: z.string() });

/** Solutions by people: every line called wrong is an alarm to be looked at. */
async function loadReferences({ dataDir, file }: LoadOptions): Promise<LoadedSuite<Solution>> {
  const solutions = await readRows([file ?? join(dataDir, "gsm8k", "dev.jsonl")], referenceSchema);
  const analyses = await readRows(
    ["dev.en.jsonl", "dev.zh.jsonl"].map((name) => join(dataDir, "tal-scq5k", name)),
    analysisSchema,
  );
  const texts = [
    ...solutions.rows.map(({ solution }) => ({ text: solution, area: "gsm8k" })),
    ...analyses.rows.map(({ analysis }) => ({ text: analysis, area: "tal-scq5k" })),
  ];
  const rows = texts.map(({ text, area }, index): Solution => ({
    id: `${area} ${index}`,
    problem: null,
    lines: withoutAnnotations(text)
      .split(/\n|(?<=[。；])/u)
      .map((line) => line.trim().slice(0, MAX_LINE_CHARACTERS))
      .filter((line) => line !== ""),
    isFaulty: false,
    mistake: null,
    isMarked: false,
    area,
  }));
  return {
    files: [...solutions.files, ...analyses.files],
    split: solutions.split,
    rows: rows.filter(({ lines }) => lines.length > 0 && lines.length <= MAX_WORKING_LINES),
  };
}

function workingSuite(
  name: string,
  description: string,
  load: (options: LoadOptions) => Promise<LoadedSuite<Solution>>,
): Suite<Solution, WorkingResult> {
  return {
    name,
    description,
    rule: "Correct when the first line called wrong is the marked one, or, where no line is marked, when a wrong solution has one and a right solution has none. No line called wrong in a wrong solution is unanswered; another line, or any line of a right solution, is wrong.",
    deadlineMs: DEADLINE_MS,
    load,
    idOf: (row) => row.id,
    areaOf: (row) => row.area,
    run: ({ problem, lines }, { math }, options) =>
      math.working(
        {
          ...(problem === null ? {} : { problem }),
          lines: [...lines],
          timeoutMs: DEADLINE_MS - 1_000,
        },
        options,
      ),
    score(row, { firstMistake, lines, verdict }) {
      const isRight = row.isMarked
        ? firstMistake === row.mistake
        : (firstMistake !== null) === row.isFaulty;
      const line = firstMistake === null ? undefined : lines[firstMistake];
      return {
        mark: isRight ? "correct" : firstMistake === null ? "unanswered" : "wrong",
        why: line === undefined ? verdict : `${line.text}: ${line.detail}`,
        got: String(firstMistake),
        expected: row.isMarked ? String(row.mistake) : row.area,
        presentedAs: firstMistake === null ? null : "refuted",
      };
    },
    summarize(outcomes) {
      const judged = outcomes.flatMap(({ row, output }) =>
        output === null ? [] : [{ row, found: output.firstMistake, output }],
      );
      const faulty = judged.filter(({ row }) => row.isFaulty);
      const sound = judged.filter(({ row }) => !row.isFaulty);
      const named = judged.filter(({ found }) => found !== null);
      const marked = judged.filter(({ row }) => row.isMarked);
      const located = marked.filter(({ row, found }) => found !== null && found === row.mistake);
      const lines = judged.flatMap(({ output }) => output.lines);
      return {
        working: {
          precisionOfLine: ratio(
            located.length,
            marked.filter(({ found }) => found !== null).length,
          ),
          recallOfLine: ratio(located.length, marked.filter(({ row }) => row.isFaulty).length),
          calledWrong: named.length,
          faultyCalledWrong: ratio(
            faulty.filter(({ found }) => found !== null).length,
            faulty.length,
          ),
          falseAlarms: ratio(sound.filter(({ found }) => found !== null).length, sound.length),
          soundProved: ratio(
            sound.filter(({ output }) => output.verdict === "proved").length,
            sound.length,
          ),
          linesDecided: ratio(
            lines.filter(({ verdict }) => verdict !== "undecided").length,
            lines.length,
          ),
        },
      };
    },
  };
}

export const traceWorkingSuite = workingSuite(
  "bigbench-working",
  "multi-step arithmetic by a model, line by line as a person's working: which line is the first wrong one?",
  loadTraces,
);
export const sampleWorkingSuite = workingSuite(
  "gsm8k-working",
  "solutions of word problems by language models, line by line as a person's working: is a line wrong?",
  loadSamples,
);
export const referenceWorkingSuite = workingSuite(
  "reference-working",
  "solutions of word problems by people, English and Chinese, line by line: is a right one called wrong?",
  loadReferences,
);
