import { join } from "node:path";
import type { QueryResult } from "../../src/core/query-result.ts";
import { readRows } from "../data-folder.ts";
import { judgeNatural, naturalRowSchema } from "../scoring/natural-rules.ts";
import type { NaturalRow } from "../scoring/natural-rules.ts";
import { scoreResult } from "../scoring/presented-answer.ts";
import type { Suite } from "../suite.ts";

const DEADLINE_MS = 20_000;

export const naturalSuite: Suite<NaturalRow, QueryResult> = {
  name: "nl-queries",
  description:
    "questions as people type them, in English and Chinese: authored and found in the wild",
  rule: "Each row names its rule: numbers and quantities within a relative tolerance after conversion to the unit asked for; expressions, factors, sets, lists, mappings and matrices by mathematical equality; antiderivatives up to a constant; intervals as subsets of the reals; factorizations by prime and exponent; yes or no, texts and dates as stated.",
  deadlineMs: DEADLINE_MS,
  load: ({ dataDir, file }) =>
    readRows(
      file === undefined
        ? ["dev.jsonl", "wild.dev.jsonl"].map((name) => join(dataDir, "nl-queries", name))
        : [file],
      naturalRowSchema,
    ),
  idOf: (row) => row.id,
  areaOf: (row) => `${row.id.split("-")[0]}/${row.lang}/${row.topic}`,
  run: (row, { math }, options) =>
    math.query({ query: row.query, timeoutMs: DEADLINE_MS }, options),
  score: (row, result) =>
    scoreResult(result, JSON.stringify(row.answer), (answer) => judgeNatural(row, answer)),
};
