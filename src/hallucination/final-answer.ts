import type { CallOptions, MathPort } from "../core/math-port.ts";
import type { Answer, QueryResult } from "../core/query-result.ts";
import type { Certificate, Verdict } from "../core/truth.ts";
import { extractAnswer, type ExtractedAnswer } from "./answer.ts";
import { canonicalNumber, numbersIn } from "./numbers.ts";

export interface AnswerDecision {
  readonly verdict: Verdict;
  readonly detail: string;
  readonly expected?: string;
  readonly certificate?: Certificate;
}

export interface FinalAnswer {
  readonly found: ExtractedAnswer;
  readonly decision: AnswerDecision;
}

/** The engine's answer to the question when its certificate settles it; null otherwise. */
export function settledAnswer(result: QueryResult): Answer | null {
  const grade = result.certificate?.grade;
  const isSettled = grade === "proved" || grade === "exact-check";
  return result.status === "answered" && isSettled ? result.answer : null;
}

/** Compares the answer a text gives with the one the engine has established; null without an answer. */
export async function decideFinalAnswer(
  math: MathPort,
  question: string,
  text: string,
  settled: QueryResult,
  options: CallOptions,
): Promise<FinalAnswer | null> {
  const answer = settledAnswer(settled);
  const found = answer === null ? null : locateAnswer(text, question, answer);
  if (answer === null || found === null) return null;
  const decision = await compareAnswer(math, answer, found.text, options);
  const certificate = settled.certificate;
  return {
    found,
    decision: {
      ...decision,
      ...(decision.verdict === "refuted" ? { expected: answer.short } : {}),
      ...(certificate === null || decision.verdict === "undecided" ? {} : { certificate }),
    },
  };
}

const YES = /^\s*(?:yes|true|correct|right|是|对|正确|成立)/i;
const NO = /^\s*(?:no\b|not\b|false|incorrect|wrong|不|否|错)/i;

/** An answer that is named as such; else a short text as a whole, or its only number. */
function locateAnswer(text: string, question: string, answer: Answer): ExtractedAnswer | null {
  const found = extractAnswer(text);
  if (found?.isExplicit === true) return found;
  const trimmed = text.trim();
  const start = text.indexOf(trimmed);
  const whole = { start, end: start + trimmed.length, text: trimmed, isExplicit: true };
  if (answer.value.kind === "truth" && (YES.test(trimmed) || NO.test(trimmed))) return whole;
  const asked = new Set(numbersIn(question).map((number) => number.canonical));
  const isFormula = trimmed.length <= 120 && !/[a-z]{4,}|\p{Script=Han}/iu.test(trimmed);
  if (isFormula && !/[=<>≈]/.test(trimmed)) return whole;
  const fresh = new Set(
    numbersIn(text)
      .map((number) => number.canonical)
      .filter((number) => !asked.has(number)),
  );
  const isOnly =
    fresh.size === 1 && found !== null && fresh.has(canonicalNumber(digitsOf(found.text)));
  return isOnly ? found : null;
}

function digitsOf(text: string): string {
  return text.replace(/[-$¥€£%]/g, "");
}

/** Decides whether an answer as written is the established one; a rounding counts to its digits. */
export async function compareAnswer(
  math: MathPort,
  answer: Answer,
  written: string,
  options: CallOptions,
): Promise<AnswerDecision> {
  if (answer.value.kind === "truth") return compareTruth(answer.value.value, written);
  const forms = [...new Set([answer.short, answer.plain])].filter((form) => form !== "");
  const shapes = shapesOf(written);
  let isRefuted = false;
  for (const shape of shapes)
    for (const form of forms) {
      const result = await math.equal(shape, form, options);
      if (result.verdict === "proved" && result.equal === true)
        return {
          verdict: "proved",
          detail: `The engine's own answer to the question is ${answer.short}.`,
        };
      if (result.verdict === "refuted" && form === answer.short) isRefuted = true;
    }
  for (const shape of shapes)
    if (isRounding(math, shape, answer))
      return {
        verdict: "proved",
        detail: `It is the engine's own answer, ${answer.short}, rounded to the written digits.`,
      };
  return isRefuted
    ? { verdict: "refuted", detail: `The engine's own answer to the question is ${answer.short}.` }
    : { verdict: "undecided", detail: "It could not be compared with the engine's own answer." };
}

function compareTruth(value: boolean, written: string): AnswerDecision {
  const says = YES.test(written) ? true : NO.test(written) ? false : null;
  if (says === null) return { verdict: "undecided", detail: "It is not a plain yes or no." };
  return {
    verdict: says === value ? "proved" : "refuted",
    detail: `The engine's own answer to the question is ${value ? "yes" : "no"}.`,
  };
}

/** Words by which the number beside them is not itself the answer. */
const CHANGED =
  /\b(?:not|never|than|least|most|half|twice|double|times|million|billion|thousand|hundred|dozen|cents?)\b|n't|%|[不非万亿]|超过|至少|至多/i;

/** The answer as written, and its number when words or signs of money stand around one number. */
function shapesOf(written: string): readonly string[] {
  const shapes = [written];
  const assigned = /^\s*(?:[A-Za-z]|[A-Za-z]\([A-Za-z]\))\s*=\s*(.+)$/.exec(written);
  if (assigned?.[1] !== undefined) shapes.push(assigned[1]);
  const numbers = numbersIn(written);
  const only = numbers[0];
  const isPlain = !/[+*/^=<>√\\()]/.test(written) && !CHANGED.test(written);
  if (numbers.length === 1 && only !== undefined && isPlain) {
    const isNegative = /-\s*[$¥€£]?\s*$/.test(written.slice(0, only.start));
    shapes.push(`${isNegative ? "-" : ""}${only.canonical}`);
  }
  return [...new Set(shapes)];
}

function isRounding(math: MathPort, shape: string, answer: Answer): boolean {
  const decimals = /^-?\d+\.(\d+)$/.exec(shape)?.[1]?.length;
  if (decimals === undefined || decimals < 2 || answer.value.kind !== "expression") return false;
  const distance = `abs((${answer.short}) - (${shape}))`;
  return math.decideRelation(distance, "<=", `5/10^${decimals + 1}`).verdict === "proved";
}
