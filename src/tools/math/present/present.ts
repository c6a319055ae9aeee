import { z } from "zod";
import type { Pod } from "../../../core/pod.ts";
import type { QueryResult } from "../../../core/query-result.ts";
import type { Outcome } from "../plan/outcome.ts";
import { LATEX_OR, printLatex } from "../expression/print-latex.ts";
import { printPlain } from "../expression/print-plain.ts";
import { describeQuery } from "../read/describe-query.ts";
import { queryExpression } from "../read/math-query.ts";
import { usualSuggestions } from "../read/suggest.ts";
import { inChinese } from "./assumption-words.ts";
import { checkInChinese } from "./check-words.ts";
import { latexOfNumeric } from "./decimal-latex.ts";
import { reasonInChinese } from "./reason-words.ts";
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
  return asShown(present(input, read, outcome, timing), read.language === "zh") as QueryResult;
}

const checkSchema = z.object({ grade: z.string(), method: z.string(), detail: z.string() });

/**
 * What is shown in place of what is used inside: i and e where they were read as variables and named apart
 * from the constants, and words between formulas in the asker's language.
 */
export function asShown(value: unknown, isChinese: boolean): unknown {
  if (typeof value === "string") return textAsShown(value, isChinese);
  // The points of a drawing are many, and numbers.
  if (Array.isArray(value))
    return typeof value[0] === "number" ? value : value.map((item) => asShown(item, isChinese));
  if (typeof value === "object" && value !== null) {
    const shown = Object.fromEntries(
      Object.entries(value).map(([key, item]) => [
        textAsShown(key, isChinese),
        asShown(item, isChinese),
      ]),
    );
    const check = isChinese ? checkSchema.safeParse(shown).data : undefined;
    return check === undefined
      ? shown
      : { ...shown, detail: checkInChinese(check.method, check.detail) };
  }
  return value;
}

function textAsShown(text: string, isChinese: boolean): string {
  const worded = isChinese ? text.replaceAll(LATEX_OR, "\\text{ 或 }") : text;
  return worded.includes("Variable")
    ? worded.replaceAll("VariableI", "i").replaceAll("VariableE", "e")
    : worded;
}

/** How the input was understood, and what was taken for granted. */
export function shownReading(read: ReadQuery) {
  const expression = queryExpression(read.query);
  const said = read.language === "zh" ? inChinese : (text: string) => text;
  return {
    reading: {
      text: describeQuery(read.query, read.language === "zh"),
      plain: printPlain(expression),
      latex: printLatex(expression),
    },
    assumptions: read.assumptions.map((assumption) => ({
      ...assumption,
      text: said(assumption.text),
      alternatives: assumption.alternatives.map((item) => ({ ...item, text: said(item.text) })),
    })),
  };
}

function present(input: string, read: ReadQuery, outcome: Outcome, timing: Timing): QueryResult {
  const isChinese = read.language === "zh";
  const base = { input, language: read.language, ...shownReading(read), timing };
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
      reason: {
        code: outcome.code,
        message: isChinese ? reasonInChinese(outcome.status, outcome.message) : outcome.message,
      },
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
              ...latexOfNumeric(numeric),
            },
          ]),
      ...(pods ?? []).map((pod) => (isChinese ? inTheirWords(pod) : pod)),
    ],
    suggestions: [],
    engine,
  };
}

/** Titles of what an answer brings with itself. */
const TITLES: Readonly<Record<string, string>> = {
  "All antiderivatives": "全体原函数",
  "One-sided limits": "单侧极限",
  "Limits along subsequences": "子列极限",
  "Attained at": "取得处",
  Values: "数值",
  Form: "形式",
  Definitions: "定义",
  "Truth table": "真值表",
  "Equations, with the words they come from": "方程及其出处",
};

function inTheirWords(pod: Pod): Pod {
  return { ...pod, title: TITLES[pod.title] ?? pod.title };
}
