import { join } from "node:path";
import type { QueryResult } from "../../src/core/query-result.ts";
import { readRows } from "../data-folder.ts";
import { casRowSchema, judgeCas } from "../scoring/cas-rules.ts";
import type { CasRow } from "../scoring/cas-rules.ts";
import { scoreResult } from "../scoring/presented-answer.ts";
import type { Suite } from "../suite.ts";

const DEADLINE_MS = 20_000;

export const casSuite: Suite<CasRow, QueryResult> = {
  name: "cas",
  description: "computer algebra: textbook problems, a restated CAS review, integrals from Rubi",
  rule: "Each row names its check. Values and expressions must agree to 25 digits, at six sample points when they hold variables; an antiderivative's central difference must equal the integrand to 1e-10 at every given point; every returned root must satisfy its equation and none may be missing; intervals agree in membership; a differential equation's solution leaves no residual and has the right number of independent constants; simplified, factored, expanded and decomposed answers must also have that shape. Decimals for an exact answer count as inexact, missing roots as partial.",
  deadlineMs: DEADLINE_MS,
  load: ({ dataDir, file }) => readRows([file ?? join(dataDir, "cas", "dev.jsonl")], casRowSchema),
  idOf: (row) => row.id,
  areaOf: (row) => row.area,
  run: (row, { math }, options) =>
    math.query({ query: row.query, timeoutMs: DEADLINE_MS }, options),
  score: (row, result) =>
    scoreResult(result, JSON.stringify(row.expect), (answer) => judgeCas(row, answer)),
};
