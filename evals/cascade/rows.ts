import { join } from "node:path";
import { z } from "zod";
import { readRows } from "../data-folder.ts";
import { readNumber } from "../final-number.ts";
import { questionRowSchema, solutionRowSchema, withoutAnnotations } from "../question-row.ts";
import { stratifiedSample } from "../sampling.ts";

/** A question whose answer is a number. */
export interface CascadeRow {
  readonly set: string;
  readonly question: string;
  readonly expected: number;
  /** A worked solution with its calculations marked `<<16-3=13>>`, where the set has one. */
  readonly solution?: string;
  /** Solutions that models wrote, by model, where the set has them. */
  readonly recorded?: ReadonlyMap<string, string>;
}

export const SYMBOLIC_SETS = ["nl-queries", "deepmind-math"];
export const WORDED_SETS = ["gsm8k", "cmath"];
export const RECORDED_SET = "gsm8k-model-solutions";

const rowSchema = z.union([
  z.intersection(questionRowSchema, z.object({ solution: z.string().optional() })),
  // Rows whose answer is not put in words are left out.
  z.object({}).transform(() => null),
]);

/** Drawn rows of a set that have a number as their answer and are fit for use. */
export async function readSet(
  folder: string,
  set: string,
  limit: number,
  seed: number,
  isFit: (row: CascadeRow) => boolean,
): Promise<CascadeRow[]> {
  const { rows } = await readRows([join(folder, set, "dev.jsonl")], rowSchema);
  const numbers = rows.flatMap((row): CascadeRow[] => {
    const expected = row === null ? null : readNumber(row.answer);
    if (row === null || expected === null) return [];
    const { question, solution } = row;
    return [{ set, question, expected, ...(solution === undefined ? {} : { solution }) }];
  });
  return stratifiedSample(numbers.filter(isFit), () => set, limit, seed);
}

const recordedRowSchema = solutionRowSchema.extend({ answer: z.string() });

/** Drawn questions with the solutions of every model. */
export async function readRecorded(
  folder: string,
  limit: number | undefined,
  seed: number,
): Promise<CascadeRow[]> {
  const set = RECORDED_SET;
  const { rows } = await readRows([join(folder, set, "dev.jsonl")], recordedRowSchema);
  const questions = [...Map.groupBy(rows, ({ question }) => question)].flatMap(
    ([question, solutions]): CascadeRow[] => {
      const expected = readNumber(solutions[0]?.answer ?? "");
      const recorded = new Map(
        solutions.map(({ model, solution }) => [model, withoutAnnotations(solution)]),
      );
      return expected === null ? [] : [{ set, question, expected, recorded }];
    },
  );
  return stratifiedSample(questions, () => set, limit, seed);
}
