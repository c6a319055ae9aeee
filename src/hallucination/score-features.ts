import type { Claim } from "../core/verify-result.ts";
import type { ExtractedAnswer } from "./answer.ts";
import { canonicalNumber, impliedNumbers, numbersIn, spokenNumbers } from "./numbers.ts";

/** What is visible of a worked solution without solving the question. */
export interface ScoreFeatures {
  readonly bias: number;
  readonly refutedShare: number;
  readonly hasRefuted: number;
  readonly unsupportedOperands: number;
  readonly unusedNumbers: number;
  readonly unusedWords: number;
  readonly danglingResults: number;
  readonly undecidedShare: number;
  readonly isFractionOfThings: number;
  readonly isNegative: number;
  readonly hasNoAnswer: number;
  readonly hasNoArithmetic: number;
  readonly stepsPerNumber: number;
  readonly fewSteps: number;
  readonly answerIsGiven: number;
  readonly answerIsUncomputed: number;
  readonly questionNumbers: number;
  readonly writtenFloat: number;
  readonly questionLength: number;
  readonly solutionShort: number;
}

export interface FeatureInput {
  readonly text: string;
  readonly question: string;
  readonly claims: readonly Claim[];
  readonly answer: ExtractedAnswer | null;
}

const COUNT_QUESTION =
  /how many (?!\w*\s*(?:hours|minutes|miles|pounds|kilo|liters|gallons|cups))|多少[个只人本条辆棵把朵头名张]|几[个只人本条辆棵把朵头名张]/i;

function numberOf(answer: ExtractedAnswer | null): string | null {
  const match = /-?\d[\d,]*(?:\.\d+)?/.exec(answer?.text.replace(/[$¥€£]/g, "") ?? "");
  return match === null ? null : canonicalNumber(match[0]);
}

/** Reads the features of a solution; every value lies between 0 and 1. */
export function scoreFeatures(input: FeatureInput): ScoreFeatures {
  const relations = input.claims.filter(
    (claim) => claim.kind !== "number" && claim.kind !== "answer",
  );
  const refuted = relations.filter((claim) => claim.verdict === "refuted").length;
  const asked = numbersIn(input.question).map((number) => number.canonical);
  const use = operandUse(relations, asked, input.question);
  const answer = numberOf(input.answer);
  const isCount = COUNT_QUESTION.test(input.question);
  const spoken = spokenNumbers(input.question);
  const distinct = new Set(asked).size;
  const share = (part: number, whole: number): number =>
    whole === 0 ? 0 : Math.min(1, part / whole);
  return {
    bias: 1,
    refutedShare: share(refuted, relations.length),
    hasRefuted: refuted > 0 ? 1 : 0,
    unsupportedOperands: share(use.unsupported, use.operands),
    unusedNumbers: share(
      [...new Set(asked)].filter((number) => !use.used.has(number)).length,
      distinct,
    ),
    unusedWords: share([...spoken].filter((number) => !use.used.has(number)).length, spoken.size),
    danglingResults: share(use.dangling, relations.length),
    undecidedShare: share(
      relations.filter((claim) => claim.verdict === "undecided").length,
      relations.length,
    ),
    isFractionOfThings: isCount && answer?.includes(".") === true ? 1 : 0,
    isNegative: answer?.startsWith("-") === true ? 1 : 0,
    hasNoAnswer: answer === null || input.answer?.isExplicit !== true ? 1 : 0,
    hasNoArithmetic: relations.length === 0 ? 1 : 0,
    stepsPerNumber: share(relations.length, 2 * Math.max(1, distinct)),
    fewSteps: relations.length < Math.max(1, distinct - 1) ? 1 : 0,
    answerIsGiven: answer !== null && asked.includes(answer) ? 1 : 0,
    answerIsUncomputed: answer !== null && !use.results.has(answer) ? 1 : 0,
    questionNumbers: Math.min(1, distinct / 8),
    writtenFloat: /\d\.0\b/.test(input.text) ? 1 : 0,
    questionLength: Math.min(1, input.question.length / 600),
    solutionShort: input.text.length < 120 ? 1 : 0,
  };
}

interface OperandUse {
  readonly operands: number;
  readonly unsupported: number;
  readonly used: ReadonlySet<string>;
  readonly results: ReadonlySet<string>;
  /** Results before the last that no later step uses. */
  readonly dangling: number;
}

/** Follows which operands come from the question or from earlier results. */
function operandUse(
  claims: readonly Claim[],
  asked: readonly string[],
  question: string,
): OperandUse {
  const known = new Set([...asked, ...impliedNumbers(question), "1", "2", "100"]);
  const used = new Set<string>();
  const results = new Set<string>();
  let operands = 0;
  let unsupported = 0;
  for (const claim of claims) {
    const sides = claim.text.split(/[=≈]/);
    const right = sides.at(-1) ?? "";
    for (const number of numbersIn(sides.slice(0, -1).join(" "))) {
      operands += 1;
      used.add(number.canonical);
      if (/^0?\.5$/.test(number.canonical)) used.add("2");
      if (!known.has(number.canonical)) unsupported += 1;
    }
    for (const number of numbersIn(right)) {
      const isNegative = /-\s*[$¥€£]?\s*$/.test(right.slice(0, number.start));
      known.add(number.canonical);
      results.add(`${isNegative ? "-" : ""}${number.canonical}`);
    }
  }
  const dangling = [...results].slice(0, -1).filter((result) => !used.has(result)).length;
  return { operands, unsupported, used, results, dangling };
}
