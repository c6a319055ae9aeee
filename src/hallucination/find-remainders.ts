import { type Candidate, OF_NUMBERS } from "./candidate.ts";
import { surroundingsOf } from "./cues.ts";

/** Bounded, so that a long run of spaces costs nothing. */
const SPACE = String.raw`[\s$]{0,8}`;
const UNIT = String.raw`(?:[（(][\p{L}]{1,12}[）)]|\p{Script=Han}{1,4}|[A-Za-z]{2,12})?`;
const SIGN = String.raw`(?:(?:\\[lc]?dots\s*|\.{3}\s*|…\s*|⋯\s*)+|(?:with\s+)?(?:a\s+)?remainder(?:\s+(?:of|is))?|[rR]\.?|余数?[是为]?)`;
const DIVISION = new RegExp(
  String.raw`(?<![\d.])(\((?:[\d\s+\-*.]|\\times){3,40}\)|\d{1,12})${SPACE}(?:/|\\div)${SPACE}(\d{1,9})${SPACE}=${SPACE}(\d{1,12})${SPACE}${UNIT}${SPACE}${SIGN}${SPACE}(\d{1,9})(?![\d.]*[\d/*^])`,
  "gu",
);

/**
 * Divisions with a remainder, "55 ÷ 12 = 4 R 7", in a text of one spelling of its signs. A remainder that
 * is not less than the divisor is none, and the relation is left to other readings.
 */
export function findRemainders(text: string, question: string): readonly Candidate[] {
  const found: Candidate[] = [];
  for (const match of text.matchAll(DIVISION)) {
    const [whole, dividend = "", divisor = "", quotient = "", rest = ""] = match;
    const start = match.index;
    const isTornOff = /[\d.)}\]*/+\-^][\s$]*$/.test(text.slice(Math.max(0, start - 8), start));
    if (Number(rest) >= Number(divisor) || isTornOff) continue;
    const end = start + whole.length;
    found.push({
      start,
      end,
      kind: "arithmetic",
      readings: [{ left: dividend, relation: "=", right: `${divisor}*${quotient} + ${rest}` }],
      ...OF_NUMBERS,
      hedge: surroundingsOf(text, start, end, question).hedge,
      isRounded: false,
      written: null,
    });
  }
  return found;
}
