import type { MathPort, Relation } from "../core/math-port.ts";
import type { Verdict } from "../core/truth.ts";
import { decimalsNeeded, parseRational } from "./exact-number.ts";

export interface RoundingVerdict {
  readonly verdict: Verdict;
  readonly detail: string;
}

interface RoundingInput {
  readonly left: string;
  /** The number as written, in plain notation. */
  readonly written: string;
  /** Decimals that were written; for a percentage, those of the share. */
  readonly decimals: number;
  readonly relation: Relation;
  readonly isRounded: boolean;
  readonly isRoundingAsked: boolean;
  /** Rounded to the written digits without a word, as percentages in prose are. */
  readonly roundsToDigits: boolean;
  readonly isCounting: boolean;
  readonly expected: string | undefined;
}

/** Decimals from which a number is a print of machine arithmetic. */
const FLOAT_DECIMALS = 10;

/**
 * Judges a number that differs from the exact value: a rounding to the written digits holds, a number cut
 * off or rounded to a whole without a word stays undecided, anything else is wrong.
 */
export function judgeRounding(math: MathPort, input: RoundingInput): RoundingVerdict {
  const { left, written, decimals } = input;
  const isWithin = (tolerance: string): boolean =>
    math.decideRelation(`abs((${left}) - (${written}))`, "<=", tolerance).verdict === "proved";
  if (decimals >= FLOAT_DECIMALS && isWithin("1/10^9"))
    return {
      verdict: "undecided",
      detail: "It differs from the exact value only by the error of machine numbers.",
    };
  if (isCutMachineNumber(left, written, decimals))
    return {
      verdict: "undecided",
      detail:
        "It is what machine numbers give for the exact value, cut off after the written digits.",
    };
  const isAnnounced = input.isRounded || input.relation === "≈";
  const exact = input.expected === undefined ? null : parseRational(input.expected);
  const needed = exact === null ? null : decimalsNeeded(exact);
  // A value that fits the digits shown is not rounded to them: $4.20 + $9.45 is not $13.64.
  const isExactlyShown = needed !== null && decimals > 0 && needed <= decimals;
  if (input.roundsToDigits && isWithin(`5/10^${decimals + 1}`))
    return { verdict: "proved", detail: "It is the exact value rounded to the written digits." };
  if (isExactlyShown && !isAnnounced)
    return { verdict: "refuted", detail: "It is not the exact value, which has no more digits." };
  if (isWithin(`5/10^${decimals + 1}`)) {
    if (isAnnounced || isPlainRounding(input.expected, decimals))
      return { verdict: "proved", detail: "It is the exact value rounded to the written digits." };
    if (decimals > 0 || isWithin(`abs(${written})/50`))
      return {
        verdict: "undecided",
        detail: "It is close to the exact value, and the text does not say that it is rounded.",
      };
  } else if (
    isWithin(`1/10^${decimals}`) &&
    isCutOff(math, left, written, decimals, isAnnounced || input.isRoundingAsked)
  )
    return {
      verdict: "undecided",
      detail: "It is the exact value cut off after the written digits, not rounded.",
    };
  if (input.isCounting && decimals === 0 && left.includes("/") && isWholePart(math, left, written))
    return {
      verdict: "undecided",
      detail: "It is the whole part of the exact value, as when things are counted.",
    };
  if (isAnnounced && isWithin(`abs(${written})/${isFine(written) ? 100 : 20}`))
    return {
      verdict: "undecided",
      detail: "It is near the exact value, and the text calls it approximate.",
    };
  return { verdict: "refuted", detail: "It is not the exact value nor a rounding of it." };
}

/** A sum of decimals: "4.20 + 9.45 + 1.35". */
const DECIMAL_SUM = /^\d{1,9}(?:\.\d{1,6})?(?: [+-] \d{1,9}(?:\.\d{1,6})?){1,20}$/;

/** "4.20 + 9.45 + 1.35 = 14.99": a calculator that adds in machine numbers shows 14.999999999999998. */
function isCutMachineNumber(left: string, written: string, decimals: number): boolean {
  if (decimals === 0 || !DECIMAL_SUM.test(left)) return false;
  let sum = 0;
  for (const [, sign, term] of left.matchAll(/([+-]?) ?(\d+(?:\.\d+)?)/g))
    sum += sign === "-" ? -Number(term) : Number(term);
  const [whole = "", fraction = ""] = String(sum).split(".");
  return fraction.length >= FLOAT_DECIMALS && `${whole}.${fraction.slice(0, decimals)}` === written;
}

/** Three digits that mean something: who writes 6.73 for 6.93 does not estimate. */
function isFine(written: string): boolean {
  const digits = written.replace(/\D/g, "").replace(/^0+/, "");
  return (written.includes(".") ? digits : digits.replace(/0+$/, "")).length >= 3;
}

/** Two decimals or a value that has no end: a reader takes the number as rounded. */
function isPlainRounding(expected: string | undefined, decimals: number): boolean {
  const exact = expected === undefined ? null : parseRational(expected);
  if (exact === null) return decimals >= 2;
  return decimalsNeeded(exact) === null ? decimals >= 1 : decimals >= 2;
}

function isWholePart(math: MathPort, left: string, written: string): boolean {
  const rest = `(${left}) - (${written})`;
  return (
    math.decideRelation(rest, ">", "0").verdict === "proved" &&
    math.decideRelation(rest, "<", "1").verdict === "proved"
  );
}

function isCutOff(
  math: MathPort,
  left: string,
  written: string,
  decimals: number,
  isAnnounced: boolean,
): boolean {
  if (isAnnounced) return true;
  if (decimals === 0) return false;
  return math.decideRelation(`abs(${written})`, "<=", `abs(${left})`).verdict === "proved";
}
