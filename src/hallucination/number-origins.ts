import type { Claim } from "../core/verify-result.ts";
import { canonicalNumber, impliedNumbers, numbersIn, type NumberInText } from "./numbers.ts";
import { quantitiesIn } from "./support/quantities.ts";

/** Numbers that a word of the question brings with it: a week has 7 days, a foot 12 inches. */
const IMPLIED: readonly (readonly [RegExp, readonly number[]])[] = [
  [/./, [0, 1, 2, 100]],
  [/week|day|周|天|星期/, [2, 5, 7, 24, 52]],
  [/month|year|月|年/, [4, 10, 12, 28, 30, 31, 52, 365]],
  [/hour|minute|second|小时|分钟|秒/, [24, 60, 3600]],
  [/dozen|foot|feet|inch|打/, [12]],
  [/yard/, [3, 36]],
  [/mile/, [5280, 1760]],
  [/pound|ounce|\boz\b/, [16]],
  [/gallon|quart|pint|cup/, [2, 4, 8, 16]],
  [/nickel|dime|quarter|penn|cent/, [0.01, 0.05, 0.1, 0.25, 5, 10, 25, 100]],
  [/kilo|meter|metre|gram|liter|litre|\bk[mg]\b|米|克|升/, [10, 100, 1000]],
  [/decade|century/, [10, 100]],
  [/half|twice|double|couple|pair|both|半|倍/, [0.5, 2]],
  [/square|rectang|quarter|fourth|quadrupl/, [2, 3, 4, 0.25, 0.75]],
  [/triang|triple|thrice|third/, [2, 3]],
  [/fifth|sixth|eighth|tenth/, [5, 6, 8, 10]],
];

const key = (value: number): string => String(Number(value.toFixed(6)));

/** The numbers a question gives, in digits, in words or by implication, with their shares and complements. */
function givenNumbers(question: string): Set<string> {
  const lower = question.toLowerCase();
  const given = new Set<number>();
  for (const { canonical } of numbersIn(question)) given.add(Number(canonical));
  for (const { value } of quantitiesIn(question)) given.add(Number(value));
  for (const value of impliedNumbers(question)) given.add(Number(value));
  for (const [pattern, values] of IMPLIED)
    if (pattern.test(lower)) for (const value of values) given.add(value);
  const known = new Set<string>();
  for (const value of given)
    for (const form of [
      value,
      value / 100,
      value * 100,
      1 - value / 100,
      1 + value / 100,
      100 - value,
      100 + value,
      1 / value,
    ])
      known.add(key(form));
  return known;
}

export interface NumberOrigins {
  readonly operands: number;
  /** Operands that stand neither in the question nor in an earlier result, with offsets into the text. */
  readonly nowhere: readonly NumberInText[];
}

/** Follows where the operands of a worked solution come from; `claims` are its relations in order. */
export function numberOrigins(question: string, claims: readonly Claim[]): NumberOrigins {
  const known = givenNumbers(question);
  const nowhere: NumberInText[] = [];
  let operands = 0;
  for (const claim of claims) {
    const cut = Math.max(claim.text.lastIndexOf("="), claim.text.lastIndexOf("≈"));
    const leftSide = cut < 0 ? claim.text : claim.text.slice(0, cut);
    for (const number of numbersIn(leftSide)) {
      operands += 1;
      const form = key(Number(number.canonical));
      if (!known.has(form))
        nowhere.push({
          ...number,
          start: claim.start + number.start,
          end: claim.start + number.end,
        });
      known.add(form);
    }
    for (const number of numbersIn(cut < 0 ? "" : claim.text.slice(cut + 1)))
      for (const form of resultForms(number.canonical)) known.add(form);
  }
  return { operands, nowhere };
}

/** A result is used again rounded, as a share, or as what is left of a hundred per cent. */
function resultForms(canonical: string): readonly string[] {
  const value = Number(canonicalNumber(canonical));
  return [value, value / 100, Math.round(value), Number(value.toFixed(2)), 100 - value].map(key);
}
