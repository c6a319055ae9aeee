import type { Pod } from "../../../core/pod.ts";
import type { QueryResult } from "../../../core/query-result.ts";
import type { Outcome } from "../plan/outcome.ts";
import { printLatex } from "../expression/print-latex.ts";
import { printPlain } from "../expression/print-plain.ts";
import { describeQuery } from "../read/describe-query.ts";
import { queryExpression } from "../read/math-query.ts";
import { usualSuggestions } from "../read/suggest.ts";
import type { ReadQuery } from "../read/read-query.ts";

export interface Timing {
  readonly totalMs: number;
  readonly readMs: number;
  readonly computeMs: number;
  readonly proveMs: number;
}

/** The result of a query that was read; `outcome` says what computing it came to. */
export function presentOutcome(
  input: string,
  read: ReadQuery,
  outcome: Outcome,
  timing: Timing,
): QueryResult {
  return withLetters(present(input, read, outcome, timing)) as QueryResult;
}

/** Writes i and e again where they were read as variables and named apart from the constants. */
export function withLetters(value: unknown): unknown {
  if (typeof value === "string") return letters(value);
  if (Array.isArray(value)) return value.map(withLetters);
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [letters(key), withLetters(item)]),
    );
  return value;
}

function letters(text: string): string {
  return text.includes("Variable")
    ? text.replaceAll("VariableI", "i").replaceAll("VariableE", "e")
    : text;
}

function present(input: string, read: ReadQuery, outcome: Outcome, timing: Timing): QueryResult {
  const isChinese = read.language === "zh";
  const expression = queryExpression(read.query);
  const base = {
    input,
    language: read.language,
    reading: {
      text: describeQuery(read.query, isChinese),
      plain: printPlain(expression),
      latex: printLatex(expression),
    },
    assumptions: read.assumptions.map((assumption) => ({
      ...assumption,
      alternatives: assumption.alternatives.map((item) => ({ ...item })),
    })),
    timing,
  };
  const inputPod: Pod = {
    id: "input",
    title: isChinese ? "输入理解" : "Input interpretation",
    plain: base.reading.plain,
    latex: base.reading.latex,
  };
  if (outcome.kind === "open")
    return {
      ...base,
      status: outcome.status,
      answer: null,
      certificate: null,
      pods: [inputPod],
      suggestions: usualSuggestions(isChinese),
      reason: { code: outcome.code, message: outcome.message },
      engine: "",
    };
  const { value, short, plain, latex, numeric, certificate, engine, pods } = outcome;
  return {
    ...base,
    status: "answered",
    answer: { short, plain, latex, value, ...(numeric === undefined ? {} : { numeric }) },
    certificate,
    pods: [
      inputPod,
      { id: "result", title: isChinese ? "结果" : "Result", plain, latex },
      ...(numeric === undefined
        ? []
        : [
            {
              id: "decimal",
              title: isChinese ? "小数近似" : "Decimal approximation",
              plain: numeric,
            },
          ]),
      ...(pods ?? []),
    ],
    suggestions: [],
    engine,
  };
}
