import type { CallOptions, MathPort } from "../core/math-port.ts";
import type { Answer, QueryResult } from "../core/query-result.ts";
import type { Certificate, Verdict } from "../core/truth.ts";
import type { ExtractedAnswer } from "./answer.ts";
import { isNumericAnswer, locateAnswer, NO, YES } from "./locate-answer.ts";
import { numbersIn } from "./numbers.ts";

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
  // A list that may lack solutions cannot refute a text that names another one.
  const { answer } = result;
  const isPartial = answer?.value.kind === "solutions" && !answer.value.complete;
  return result.status === "answered" && isSettled && !isPartial ? answer : null;
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
  const found = answer === null ? null : locateAnswer(math, text, question, answer);
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

/**
 * Decides whether an answer as written is the established one; a rounding counts to its digits. It is
 * refuted only where both are of a kind that the engine can tell apart.
 */
export async function compareAnswer(
  math: MathPort,
  answer: Answer,
  written: string,
  options: CallOptions,
): Promise<AnswerDecision> {
  const { value } = answer;
  if (value.kind === "truth") return compareTruth(value.value, written);
  if (value.kind === "solutions" && value.variables.length > 1)
    return compareAssignments(math, answer, value.solutions, written, options);
  const isNumeric = isNumericAnswer(math, answer);
  const shapes = shapesOf(written, isNumeric);
  const forms = [...new Set([answer.short, answer.plain])].filter((form) => form !== "");
  let isRefuted = false;
  for (const shape of shapes)
    for (const form of forms) {
      const result = await math.equal(shape, form, options);
      if (result.verdict === "proved" && result.equal === true) return agrees(answer);
      if (result.verdict === "refuted" && form === answer.short) isRefuted = true;
    }
  if (isNumeric && shapes.some((shape) => isRounding(math, shape, answer)))
    return {
      verdict: "proved",
      detail: `It is the engine's own answer, ${answer.short}, rounded to the written digits.`,
    };
  return isRefuted && COMPARABLE.has(value.kind) && !isOption(answer, written)
    ? differs(answer)
    : open();
}

/** "D" and "N/A" name a choice or none, whose content is not known here. */
function isOption(answer: Answer, written: string): boolean {
  const letter = /^\W*(?:option\s+|choice\s+)?([A-H]|N\/?A|NA)\W*$/.exec(written)?.[1];
  return letter !== undefined && !answer.short.includes(letter);
}

const COMPARABLE: ReadonlySet<string> = new Set(["expression", "solutions", "set"]);

function agrees(answer: Answer): AnswerDecision {
  const detail = `The engine's own answer to the question is ${answer.short}.`;
  return { verdict: "proved", detail };
}

function differs(answer: Answer): AnswerDecision {
  const detail = `The engine's own answer to the question is ${answer.short}.`;
  return { verdict: "refuted", detail };
}

function open(): AnswerDecision {
  const detail = "It could not be compared with the engine's own answer.";
  return { verdict: "undecided", detail };
}

/** "x = 2, y = 3": each unknown is compared by its name. */
async function compareAssignments(
  math: MathPort,
  answer: Answer,
  solutions: readonly Readonly<Record<string, string>>[],
  written: string,
  options: CallOptions,
): Promise<AnswerDecision> {
  const only = solutions[0];
  if (only === undefined || solutions.length !== 1) return open();
  let matched = 0;
  for (const [name, value] of Object.entries(only)) {
    const pattern = new RegExp(
      `(?<![A-Za-z])${name.replace(/\W/g, "")}\\s*=\\s*([^,;，；=]+?)(?=\\s*(?:,|;|，|；|and\\b|$))`,
    );
    const stated = pattern.exec(written)?.[1];
    if (stated === undefined) continue;
    const result = await math.equal(stated, value, options);
    if (result.verdict === "refuted") return differs(answer);
    if (result.verdict === "proved" && result.equal === true) matched += 1;
  }
  return matched === Object.keys(only).length ? agrees(answer) : open();
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

const CONSTANT = /\s*\+\s*(?:C|c|K|constant|常数)\s*$/;

/** The answer as written, without a constant of integration, and its number when words stand around it. */
function shapesOf(written: string, isNumeric: boolean): readonly string[] {
  const shapes = [CONSTANT.test(written) ? written.replace(CONSTANT, "") : written];
  const assigned = /^\s*(?:[A-Za-z]|[A-Za-z]\([A-Za-z]\))\s*=\s*([^=]+)$/.exec(shapes[0] ?? "");
  if (assigned?.[1] !== undefined) shapes.push(assigned[1]);
  const numbers = numbersIn(written);
  const only = numbers[0];
  const isPlain = !/[+*/^=<>√\\()]|\d[a-z]/i.test(written) && !CHANGED.test(written);
  if (isNumeric && numbers.length === 1 && only !== undefined && isPlain) {
    const isNegative = /-\s*[$¥€£]?\s*$/.test(written.slice(0, only.start));
    shapes.push(`${isNegative ? "-" : ""}${only.canonical}`);
  }
  return [...new Set(shapes)];
}

function isRounding(math: MathPort, shape: string, answer: Answer): boolean {
  const decimals = /^-?\d+\.(\d+)$/.exec(shape)?.[1]?.length;
  if (decimals === undefined || decimals < 2) return false;
  const distance = `abs((${answer.short}) - (${shape}))`;
  return math.decideRelation(distance, "<=", `5/10^${decimals + 1}`).verdict === "proved";
}
