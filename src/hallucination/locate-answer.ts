import type { MathPort } from "../core/math-port.ts";
import type { Answer } from "../core/query-result.ts";
import { extractAnswer, type ExtractedAnswer } from "./answer.ts";
import { canonicalNumber, numbersIn } from "./numbers.ts";

/** Words that begin a yes or a no. */
export const YES = /^\s*(?:yes|true|correct|right|是|对|正确|成立)/i;
export const NO = /^\s*(?:no\b|not\b|false|incorrect|wrong|不|否|错)/i;

/** True when the established answer is one number without letters. */
export function isNumericAnswer(math: MathPort, answer: Answer): boolean {
  return (
    answer.value.kind === "expression" &&
    math.decideRelation(answer.short, "=", answer.short).isNumeric
  );
}

/**
 * The place where a text answers the question: what it names as its answer, a short text as a whole, what
 * follows "is" in a single sentence, or, for a numeric answer, its only new number. Null when the text is
 * too long to tell, because comparing the wrong part would call a right text wrong.
 */
export function locateAnswer(
  math: MathPort,
  text: string,
  question: string,
  answer: Answer,
): ExtractedAnswer | null {
  const found = extractAnswer(text);
  if (found?.isExplicit === true) return found;
  const trimmed = text.trim();
  const start = text.indexOf(trimmed);
  const whole = { start, end: start + trimmed.length, text: trimmed, isExplicit: true };
  if (answer.value.kind === "truth") return YES.test(trimmed) || NO.test(trimmed) ? whole : null;
  if (isShortFormula(trimmed)) return whole;
  if (isNumericAnswer(math, answer)) return onlyNewNumber(text, question, found);
  return tailOfSentence(math, text);
}

function isShortFormula(text: string): boolean {
  const bare = text.replace(/\\[a-z]+|arc(?:sin|cos|tan)|sinh|cosh|tanh|sqrt/gi, "");
  if (text.length > 120 || /[a-z]{4,}|\p{Script=Han}{3,}|[<>≈]/iu.test(bare)) return false;
  return text.split("=").length === 1 || /^[a-z](?:\([a-z]\))?\s*=/i.test(text);
}

function onlyNewNumber(
  text: string,
  question: string,
  last: ExtractedAnswer | null,
): ExtractedAnswer | null {
  const asked = new Set(numbersIn(question).map((number) => number.canonical));
  const fresh = new Set(
    numbersIn(text)
      .map((number) => number.canonical)
      .filter((number) => !asked.has(number)),
  );
  const isOnly = fresh.size === 1 && last !== null && fresh.has(digitsOf(last.text));
  return isOnly && isAlone(text, last) ? last : null;
}

function digitsOf(text: string): string {
  return canonicalNumber(text.replace(/[-$¥€£%]/g, ""));
}

/** A number inside a formula ("2x^2", "3/4", "sqrt(5)") is not itself the answer. */
function isAlone(text: string, answer: ExtractedAnswer): boolean {
  const before = text.slice(0, answer.start);
  const after = text.slice(answer.end);
  return (
    !/[\w^*/+(\\{√]\s?$/.test(before.replace(/\b\p{L}{2,}\s$/u, "")) &&
    !/^\s?[\^*/+)}\\(√]|^[a-z]/i.test(after)
  );
}

const TAIL = /^[^\n]*?(?:\bis|=|:|等于|是|为)\s*([^\n=:]+?)[.。!！\s]*$/i;

/** "The derivative is 3x^2.": what follows the verb, when it reads as mathematics. */
function tailOfSentence(math: MathPort, text: string): ExtractedAnswer | null {
  const trimmed = text.trim();
  const tail = TAIL.exec(trimmed)?.[1];
  if (tail === undefined || trimmed.length > 300 || /[.。!！?？]\s/.test(trimmed)) return null;
  const bare = tail.replace(/^(?:\$|\\\()\s*|\s*(?:\$|\\\))$/g, "");
  if (!math.isExpression(bare)) return null;
  const start = text.lastIndexOf(bare);
  return { start, end: start + bare.length, text: bare, isExplicit: true };
}
