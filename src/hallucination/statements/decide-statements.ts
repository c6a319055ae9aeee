import type { CallOptions, MathPort } from "../../core/math-port.ts";
import type { Answer, QueryResult } from "../../core/query-result.ts";
import type { Claim } from "../../core/verify-result.ts";
import type { Mending } from "../correct.ts";
import { surroundingsOf } from "../cues.ts";
import { type AnswerDecision, compareAnswer, settledAnswer } from "../final-answer.ts";
import { proseOf } from "../find-claims.ts";
import { findStatements, type Statement } from "./find-statements.ts";

/** How many statements are put to the engine, and the time they may take together. */
const MOST_ASKED = 24;
const TOGETHER_MS = 1_500;
const ONE_MS = 600;

/** Questions whose answer binds its letters, so that another formula in them is another answer. */
const BINDING =
  /\b(?:derivative|differentiat\w*|integral|antiderivative|limit|expan\w+|factor\w*|simplif\w*|determinant|inverse|roots?|solutions?|zeros?|series|gradient|eigenvalues?|sum of (?:the )?series)\b|导数|积分|极限|展开|因式分解|化简|行列式|逆矩阵|根|解|级数/i;
/** Whether the first day counts is left to whoever counts. */
const DATES =
  /\b(?:days?|weeks?|months?|years?|january|february|march|april|may|june|july|august|september|october|november|december)\b|[年月日天周]/i;

/** "represented by 450": the words say another thing of the number than that it is the value. */
const LEADING_WORDS =
  /^(?!sqrt|sin|cos|tan|sec|csc|cot|log|exp|arc|undefined|infin|exactly)[a-z]{3,}\s(?:[a-z]+\s)*[$¥€£]?\s?\d/i;

/**
 * Puts what a text says something is ("the roots of … are …", "91 is prime") to the engine and compares.
 * A clause that the engine does not read completely is no claim. Statements inside `taken` were decided
 * otherwise. Throws `stopped` when the signal is aborted.
 */
export async function decideStatements(
  math: MathPort,
  text: string,
  { question, taken }: { readonly question: string; readonly taken: readonly Claim[] },
  options: CallOptions,
): Promise<readonly Mending[]> {
  const prose = proseOf(text);
  const until = performance.now() + TOGETHER_MS;
  const mendings: Mending[] = [];
  let asked = 0;
  for (const statement of findStatements(prose)) {
    const left = until - performance.now();
    if (asked >= MOST_ASKED || left < 20) break;
    if (isTaken(statement, taken) || math.recognise(statement.query) !== "readable") continue;
    asked += 1;
    const timeoutMs = Math.min(ONE_MS, left);
    const own = { ...options, timeoutMs };
    const result = await math.query({ query: statement.query, timeoutMs }, own);
    const decided = await decide(math, statement, result, own);
    if (decided !== null) mendings.push(mendingOf({ text, prose, question }, statement, decided));
  }
  return mendings;
}

function isTaken({ start, end }: Statement, taken: readonly Claim[]): boolean {
  return taken.some((claim) => claim.start < end && start < claim.end);
}

async function decide(
  math: MathPort,
  statement: Statement,
  result: QueryResult,
  options: CallOptions,
): Promise<AnswerDecision | null> {
  const answer = settledAnswer(result);
  if (answer === null || result.certificate === null) return null;
  const { query, value, isRounded } = statement;
  const compared = await compareAnswer(math, answer, value, options);
  const decision =
    compared.verdict === "undecided"
      ? await compareQuantity(math, answer, value, query, options)
      : compared;
  if (decision.verdict === "undecided" || (isRounded && decision.verdict === "refuted"))
    return null;
  const { certificate } = result;
  if (decision.verdict === "proved") return { ...decision, certificate };
  // Another reading, a condition on a letter or another way to count may make the text right.
  const hasOtherReadings = result.assumptions.some(({ alternatives }) => alternatives.length > 0);
  if (
    isRoundedTo(math, answer, value) ||
    LEADING_WORDS.test(value) ||
    hasOtherReadings ||
    !bindsItsLetters(answer, query, value) ||
    DATES.test(query)
  )
    return null;
  return { ...decision, expected: answer.short, certificate };
}

/** "The area is 28" for 28.27: the text may have rounded without saying so. */
function isRoundedTo(math: MathPort, answer: Answer, value: string): boolean {
  const decimals = /^-?\d+(?:\.(\d+))?$/.exec(value);
  if (decimals === null || answer.value.kind !== "expression" || /^-?\d+$/.test(answer.short))
    return false;
  const distance = `abs((${answer.short}) - (${value}))`;
  const half = `5/10^${(decimals[1]?.length ?? 0) + 1}`;
  return math.decideRelation(distance, "<=", half).verdict === "proved";
}

function bindsItsLetters(answer: Answer, query: string, value: string): boolean {
  const letters = new Set(lettersOf(`${answer.short} ${value}`));
  return letters.size === 0 || BINDING.test(query);
}

function lettersOf(text: string): readonly string[] {
  const bare = text.replace(/\\[A-Za-z]+|[A-Za-z]{2,}/g, " ");
  return bare.match(/[A-Za-z]/g)?.filter((letter) => !/[ei]/.test(letter)) ?? [];
}

/** Amounts with units are told apart only where both have one. */
async function compareQuantity(
  math: MathPort,
  answer: Answer,
  value: string,
  query: string,
  options: CallOptions,
): Promise<AnswerDecision> {
  const open: AnswerDecision = { verdict: "undecided", detail: "" };
  const hasUnit = /^-?[\d.,]+\s*[a-zA-Zµ°²³/^\d\p{Script=Han}]+$/u.test(value);
  if (answer.value.kind !== "quantity" || !hasUnit || DATES.test(query)) return open;
  const compared = await math.equal(value, answer.short, options);
  const detail = `The engine works it out as ${answer.short}.`;
  return compared.verdict === "undecided" ? open : { verdict: compared.verdict, detail };
}

function mendingOf(
  {
    text,
    prose,
    question,
  }: { readonly text: string; readonly prose: string; readonly question: string },
  { start, end, query, value, valueStart }: Statement,
  decision: AnswerDecision,
): Mending {
  const { hedge, isRounded } = surroundingsOf(prose, start, end, question);
  const isHeld =
    decision.verdict === "refuted" ? hedge !== null || isRounded : hedge?.isDenial === true;
  const verdict = isHeld ? "undecided" : decision.verdict;
  const number = /^[\d.,]+$/.test(value) && valueStart !== null ? value : null;
  return {
    claim: {
      start,
      end,
      text: text.slice(start, end),
      kind: "equation",
      verdict,
      provenance: verdict === "proved" ? "computed" : "model-only",
      confidence: { proved: 0.98, refuted: 0.96, undecided: 0.5 }[verdict],
      evidence: {
        method: "own-solution",
        detail: isHeld
          ? (hedge?.reason ?? "The text rounds here, so it is not judged.")
          : decision.detail.replace("to the question", `to "${query}"`),
        ...(verdict === "refuted" && decision.expected !== undefined
          ? { expected: decision.expected }
          : {}),
        ...(verdict === "undecided" || decision.certificate === undefined
          ? {}
          : { certificate: decision.certificate }),
      },
    },
    written:
      number === null || valueStart === null
        ? null
        : { start: valueStart, end: valueStart + number.length, text: number },
  };
}
