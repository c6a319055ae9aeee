import type { Claim } from "../core/verify-result.ts";
import type { ExtractedAnswer } from "./answer.ts";
import { numberOrigins } from "./number-origins.ts";
import { canonicalNumber, numbersIn, spokenNumbers } from "./numbers.ts";
import { operandUse } from "./operand-use.ts";
import { sentencesOf } from "./support/sentences.ts";
import { wordsOf } from "./support/words.ts";

/** What is visible of a worked solution without solving the question; every value lies between 0 and 1. */
export interface ScoreFeatures {
  readonly bias: number;
  readonly refutedShare: number;
  readonly hasRefuted: number;
  readonly undecidedShare: number;
  /** Numbers of the question that no step uses, and that the text never mentions. */
  readonly unusedNumbers: number;
  readonly missingNumbers: number;
  readonly missingInLastSentence: number;
  readonly unusedWords: number;
  readonly danglingResults: number;
  /** Operands from neither the question nor an earlier result. */
  readonly fromNowhere: number;
  readonly fromNowhereShare: number;
  readonly isFractionOfThings: number;
  readonly hasDecimals: number;
  readonly isZero: number;
  readonly isNegative: number;
  readonly answerSize: number;
  readonly answerIsUncomputed: number;
  readonly stepsPerNumber: number;
  readonly fewOperations: number;
  readonly hasNoArithmetic: number;
  readonly repeatedStep: number;
  readonly longDecimals: number;
  readonly asksForTime: number;
  readonly questionLength: number;
  readonly textLength: number;
  readonly newWords: number;
}

export interface FeatureInput {
  readonly text: string;
  readonly question: string;
  readonly claims: readonly Claim[];
  readonly answer: ExtractedAnswer | null;
}

const COUNT_QUESTION =
  /how many (?!\w*\s*(?:hours|minutes|miles|pounds|kilo|liters|gallons|cups))|多少[个只人本条辆棵把朵头名张]|几[个只人本条辆棵把朵头名张]/i;
const TIME = /\b(?:hour|minute|day|week|month|year)s?\b|小时|分钟|[天周月年]/i;
const MONEY = /\$|cost|money|price|pay|earn|much|[元钱价]/i;

/** Reads the features of a solution. */
export function scoreFeatures(input: FeatureInput): ScoreFeatures {
  const { question } = input;
  const text = withoutNotes(input.text);
  const relations = relationsOf(input);
  const refuted = relations.filter(({ verdict }) => verdict === "refuted").length;
  const undecided = relations.filter(({ verdict }) => verdict === "undecided").length;
  const asked = numbersIn(question).map(({ canonical }) => canonical);
  const distinct = new Set(asked);
  const written = new Set(numbersIn(text).map(({ canonical }) => canonical));
  const spoken = spokenNumbers(question);
  const use = operandUse(relations);
  const origins = numberOrigins(question, relations);
  const last = sentencesOf(question).at(-1)?.text ?? question;
  const inLast = numbersIn(last).map(({ canonical }) => canonical);
  const answer = numberOf(input.answer);
  const size = answer === null ? 0 : Number(answer);
  const isWhole = answer === null || !answer.includes(".");
  return {
    bias: 1,
    refutedShare: share(refuted, relations.length),
    hasRefuted: flag(refuted > 0),
    undecidedShare: share(undecided, relations.length),
    unusedNumbers: share(missing(distinct, use.used), distinct.size),
    missingNumbers: share(missing(distinct, written), 3),
    missingInLastSentence: share(missing(inLast, written), inLast.length),
    unusedWords: share(missing(spoken, use.used), spoken.size),
    danglingResults: share(use.dangling, relations.length),
    fromNowhere: flag(origins.nowhere.length > 0),
    fromNowhereShare: share(origins.nowhere.length, origins.operands),
    isFractionOfThings: flag(COUNT_QUESTION.test(question) && !isWhole),
    hasDecimals: flag(!isWhole && !MONEY.test(last)),
    isZero: flag(answer !== null && size === 0),
    isNegative: flag(size < 0),
    answerSize: size > 0 ? Math.min(1, Math.log10(size + 1) / 6) : 0,
    answerIsUncomputed: flag(answer !== null && !use.results.has(answer)),
    stepsPerNumber: share(relations.length, 2 * Math.max(1, distinct.size)),
    fewOperations: flag(use.operations < distinct.size - 1),
    hasNoArithmetic: flag(relations.length === 0),
    repeatedStep: flag(use.hasRepeatedStep),
    longDecimals: flag(use.hasLongDecimals),
    asksForTime: flag(TIME.test(question)),
    questionLength: share(question.length, 600),
    textLength: share(text.length, 800),
    newWords: share(newWords(text, question), 20),
  };
}

const flag = (holds: boolean): number => (holds ? 1 : 0);
const share = (part: number, whole: number): number =>
  whole === 0 ? 0 : Math.min(1, part / whole);

function missing(numbers: Iterable<string>, among: ReadonlySet<string>): number {
  return [...numbers].filter((number) => !among.has(number)).length;
}

const NOTE = /<<[^<>\n]*>>/g;
const withoutNotes = (text: string): string => text.replace(NOTE, "");

/** The relations a reader sees; calculator notes repeat them. */
function relationsOf({ text, claims }: FeatureInput): readonly Claim[] {
  const notes = [...text.matchAll(NOTE)].map(({ 0: note, index }) => [index, index + note.length]);
  return claims.filter(
    ({ kind, start, end }) =>
      !["number", "date", "answer", "quoted-fact", "tool-statement"].includes(kind) &&
      !notes.some(([from = 0, to = 0]) => from <= start && end <= to),
  );
}

function numberOf(answer: ExtractedAnswer | null): string | null {
  const match = /-?\d[\d,]*(?:\.\d+)?/.exec(answer?.text.replace(/[$¥€£]/g, "") ?? "");
  return match === null ? null : canonicalNumber(match[0]);
}

function newWords(text: string, question: string): number {
  const asked = new Set(wordsOf(question).map(({ stem }) => stem));
  return wordsOf(text).filter(
    ({ isContent, stem, text: word }) => isContent && !/\d/.test(word) && !asked.has(stem),
  ).length;
}
