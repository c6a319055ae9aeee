import { join } from "node:path";
import { AnsatzError } from "../../src/core/errors.ts";
import type { QueryResult } from "../../src/core/query-result.ts";
import { readRows } from "../data-folder.ts";
import { askTold, type ToldResult } from "../fold.ts";
import { judgeNatural, naturalRowSchema } from "../scoring/natural-rules.ts";
import type { NaturalRow } from "../scoring/natural-rules.ts";
import { scoreResult } from "../scoring/presented-answer.ts";
import { sourcelessNumbers } from "../sourceless-numbers.ts";
import type { Suite } from "../suite.ts";

const DEADLINE_MS = 20_000;
const ASK_DEADLINE_MS = 60_000;

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

/** The same rows as full turns: what the agent and its model make of questions the engine answers alone. */
export const naturalAskSuite: Suite<NaturalRow, ToldResult> = {
  name: "nl-ask",
  description: "the rows of nl-queries as full turns of the agent",
  rule: naturalSuite.rule,
  deadlineMs: ASK_DEADLINE_MS,
  load: naturalSuite.load,
  idOf: naturalSuite.idOf,
  areaOf: naturalSuite.areaOf,
  async run(row, { agent }, options) {
    if (agent === null)
      throw new AnsatzError("invalid_configuration", "This suite needs the agent.");
    return askTold(agent, row.query, `nl_${row.id}`, options);
  },
  score(row, { result }) {
    const { query } = result;
    if (query !== undefined) return naturalSuite.score(row, query);
    return {
      mark: "unanswered",
      why: "the turn rests on no result of the engine",
      got: result.reply.slice(0, 200),
      expected: JSON.stringify(row.answer).slice(0, 300),
      presentedAs: result.verdict === "proved" ? "proved" : null,
    };
  },
  summarize(outcomes) {
    const found = outcomes.flatMap(({ row, output }) =>
      output === null
        ? []
        : sourcelessNumbers(row.query, output.result, output.reason).map(
            (number) => `${row.id}: ${number}`,
          ),
    );
    const routes = outcomes.map(({ output }) => output?.result.route ?? "failed");
    return {
      numbersWithoutSource: { count: found.length, examples: found.slice(0, 10) },
      routes: Object.fromEntries(
        ["direct", "loop", "failed"].map((route) => [
          route,
          routes.filter((one) => one === route).length,
        ]),
      ),
    };
  },
};
