import type { Pod, QueryResult } from "../../../core/query-result.ts";
import type { Outcome } from "../plan/outcome.ts";
import { printLatex } from "../expression/print-latex.ts";
import { printPlain } from "../expression/print-plain.ts";
import { describeQuery } from "../read/describe-query.ts";
import { queryExpression } from "../read/math-query.ts";
import type { ReadQuery } from "../read/read-query.ts";

export interface Timing {
  readonly totalMs: number;
  readonly readMs: number;
  readonly computeMs: number;
  readonly proveMs: number;
}

/** Inputs that always work, offered where a question could not be answered. */
const EXAMPLES: Readonly<Record<"en" | "zh", readonly { text: string; input: string }[]>> = {
  en: [
    { text: "Solve an equation", input: "solve x^2 - 5x + 6 = 0" },
    { text: "Integrate", input: "integrate x sin(x)" },
    { text: "Differentiate", input: "derivative of x^2 ln(x)" },
    { text: "Factor", input: "factor x^4 - 1" },
  ],
  zh: [
    { text: "解方程", input: "解方程 x^2 - 5x + 6 = 0" },
    { text: "求积分", input: "x sin(x) 的积分" },
    { text: "求导数", input: "x^2 ln(x) 的导数" },
    { text: "因式分解", input: "因式分解 x^4 - 1" },
  ],
};

export function suggestionsFor(isChinese: boolean): { text: string; input: string }[] {
  return EXAMPLES[isChinese ? "zh" : "en"].map((example) => ({ ...example }));
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
function withLetters(value: unknown): unknown {
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
      suggestions: suggestionsFor(isChinese),
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
