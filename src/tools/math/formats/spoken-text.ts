import { AnsatzError } from "../../../core/errors.ts";
import type { QueryResult } from "../../../core/query-result.ts";
import type { Grade } from "../../../core/truth.ts";
import { isNumber, isSymbol } from "../expression/expression.ts";
import { parseExpression } from "../read/parse.ts";
import { speakExpression } from "./speak-expression.ts";

const ENGLISH_GRADES: Readonly<Record<Grade, string>> = {
  proved: "which is proved",
  "exact-check": "which was checked exactly",
  "numeric-check": "which was checked numerically",
  unchecked: "which was not checked",
};

const CHINESE_GRADES: Readonly<Record<Grade, string>> = {
  proved: "已证明",
  "exact-check": "已精确验算",
  "numeric-check": "已用数值验算",
  unchecked: "未经验算",
};

/** One sentence to read aloud: what was asked, the answer, and how well it is backed. */
export function spokenSentence(result: QueryResult): string {
  const isChinese = result.language === "zh";
  const reading = speakText(result.reading?.text ?? "", isChinese);
  const { answer, certificate } = result;
  if (answer === null || certificate === null) {
    const reason = result.reason?.message ?? "";
    return isChinese ? `没有答案：${reason}` : `There is no answer: ${reason}`;
  }
  const spoken = (isChinese ? inChinese(answer.plain) : null) ?? speakText(answer.plain, isChinese);
  return isChinese
    ? `${reading}：${spoken}，${CHINESE_GRADES[certificate.grade]}。`
    : `${reading}: ${spoken}, ${ENGLISH_GRADES[certificate.grade]}.`.replaceAll(",,", ",");
}

/** What can stand in a formula: numbers, single letters, names before a bracket, signs. */
const FORMULA_WORD =
  /^(?:[-+*/^=<>!().,|[\]{}≈]|\d|\b[a-zA-Z]\b|\b[a-z]{2,12}(?=\()|\b(?:pi|infinity|sqrt)\b)+$/;

const CHINESE_ANSWERS: Readonly<Record<string, string>> = {
  "no solution": "无解",
  divergent: "发散",
  undefined: "无定义",
  yes: "是",
  no: "否",
  true: "真",
  false: "假",
};

/** Answers that are words. */
function inChinese(plain: string): string | null {
  if (/^all real [a-z]$/i.test(plain)) return "所有实数";
  return CHINESE_ANSWERS[plain] ?? null;
}

/** Words that stand between the formulas of an answer. */
const BETWEEN_FORMULAS: Readonly<Record<string, string>> = {
  or: "或",
  and: "且",
  integer: "为整数",
};

/** Speaks the formulas in a text and leaves its words as they are. */
function speakText(text: string, isChinese: boolean): string {
  const words = text.split(/(\s+|[，。：；？、])/);
  const out: string[] = [];
  for (let start = 0; start < words.length;) {
    const run = formulaRun(words, start);
    if (run === null) {
      const word = words[start] as string;
      out.push(isChinese ? (BETWEEN_FORMULAS[word] ?? word) : word);
      start += 1;
      continue;
    }
    out.push(speakFormula(run.text, isChinese) ?? run.text);
    start += run.length;
  }
  return out.join("");
}

/** The longest run of words from here that reads as a formula. */
function formulaRun(
  words: readonly string[],
  start: number,
): { text: string; length: number } | null {
  let end = start;
  while (end < words.length && isFormulaWord(words, end)) end += 1;
  for (; end > start; end--) {
    const text = words.slice(start, end).join("");
    if (text.trim() === text && speakFormula(text, false) !== null)
      return { text, length: end - start };
  }
  return null;
}

function isFormulaWord(words: readonly string[], index: number): boolean {
  const word = words[index] as string;
  return /^\s+$/.test(word) || FORMULA_WORD.test(word);
}

function speakFormula(text: string, isChinese: boolean): string | null {
  try {
    const { expression } = parseExpression(text);
    return isNumber(expression) || isSymbol(expression)
      ? null
      : speakExpression(expression, isChinese);
  } catch (error) {
    if (AnsatzError.isInstance(error)) return null;
    throw error;
  }
}
