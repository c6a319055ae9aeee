import { join } from "node:path";
import type { QueryResult } from "../../src/core/query-result.ts";
import { readRows } from "../data-folder.ts";
import { generatedRowSchema, judgeGenerated } from "../scoring/generated-rules.ts";
import type { GeneratedRow } from "../scoring/generated-rules.ts";
import { scoreResult } from "../scoring/presented-answer.ts";
import type { Suite } from "../suite.ts";

const DEADLINE_MS = 15_000;

export const generatedSuite: Suite<GeneratedRow & { id: string }, QueryResult> = {
  name: "deepmind-math",
  description: "generated school mathematics, 71 modules, interpolation and extrapolation",
  rule: "By the form of the expected answer: exact equality of numbers, True or False, the option letter, the digits in a base, the time of day, lists in order for sorting and as sets for roots and prime factors, expressions by symbolic equality, factored or expanded where the question asks for it.",
  deadlineMs: DEADLINE_MS,
  load: async ({ dataDir, file }) => {
    const loaded = await readRows(
      [file ?? join(dataDir, "deepmind-math", "dev.jsonl")],
      generatedRowSchema,
    );
    return {
      ...loaded,
      rows: loaded.rows.map((row, index) => ({ ...row, id: `dm-${index + 1}` })),
    };
  },
  idOf: (row) => row.id,
  areaOf: (row) => row.module,
  run: (row, { math }, options) =>
    math.query({ query: row.question, timeoutMs: DEADLINE_MS }, options),
  score: (row, result) => scoreResult(result, row.answer, (answer) => judgeGenerated(row, answer)),
};
