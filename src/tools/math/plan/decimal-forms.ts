import { Fraction } from "fraction.js";
import { fractionOf } from "../exact/fraction-of.ts";
import { type Expression, isNumber, variablesOf } from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import type { Ratio } from "../numeric/decimal-text.ts";
import { type Enclosure, encloseValue } from "../numeric/enclosure.ts";
import { listOutcome, proved, textOutcome } from "./exact-outcomes.ts";
import { openOutcome, type Outcome } from "./outcome.ts";

const LONGEST_PERIOD = 2_000;
const DEFAULT_TERMS = 16;
const MOST_TERMS = 300;
const DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz";

/** A rational number with its point in a base, the period in brackets: 1/7 is 0.(142857). */
export function pointForm(value: Fraction, base: number): string | null {
  const whole = (value.n / value.d).toString(base);
  const seen = new Map<bigint, number>();
  let digits = "";
  let rest = value.n % value.d;
  while (rest !== 0n && !seen.has(rest)) {
    if (digits.length > LONGEST_PERIOD) return null;
    seen.set(rest, digits.length);
    rest *= BigInt(base);
    digits += DIGITS[Number(rest / value.d)];
    rest %= value.d;
  }
  const sign = value.s < 0n ? "-" : "";
  if (digits === "") return `${sign}${whole}`;
  const start = rest === 0n ? null : (seen.get(rest) as number);
  return `${sign}${whole}.${start === null ? digits : `${digits.slice(0, start)}(${digits.slice(start)})`}`;
}

/** The value of a text in that form, read back digit by digit. */
function valueOfPointForm(text: string, base: number): Fraction {
  const found = /^(-?)([0-9a-z]+)(?:\.([0-9a-z]*)(?:\(([0-9a-z]+)\))?)?$/.exec(
    text,
  ) as RegExpExecArray;
  const [, sign, whole, before = "", period] = found;
  const read = (digits: string): bigint =>
    [...digits].reduce((sum, digit) => sum * BigInt(base) + BigInt(DIGITS.indexOf(digit)), 0n);
  const scale = BigInt(base) ** BigInt(before.length);
  let value = new Fraction(read(`${whole}${before}`), scale);
  if (period !== undefined)
    value = value.add(
      new Fraction(read(period), scale * (BigInt(base) ** BigInt(period.length) - 1n)),
    );
  return sign === "-" ? value.neg() : value;
}

/** The digits of a rational number in a base, read back before they are shown. */
export function inBaseWithPoint(expression: Expression, base: number): Outcome {
  const value = fractionOf(expression);
  if (value === null || base < 2 || base > 36)
    return openOutcome("Rational numbers are written in bases from 2 to 36.", "unsupported");
  const text = pointForm(value, base);
  if (text === null)
    return openOutcome(
      `The period is longer than ${LONGEST_PERIOD} digits.`,
      "unsupported",
      "too_large",
    );
  if (!valueOfPointForm(text, base).equals(value))
    return openOutcome("Read back, the digits do not give the number, so they are not shown.");
  return textOutcome(
    text,
    `long division in base ${base}; the brackets hold the period, and read back the digits give the number`,
  );
}

/** The first terms; each is certain because the decimal carries more digits than the terms use up. */
export function continuedFraction(expression: Expression, count: Expression | undefined): Outcome {
  const terms = termsOf(expression, countOf(count));
  if ("kind" in terms) return terms;
  return terms.isWhole
    ? listOutcome(terms.items.map(String), proved("the Euclidean algorithm, which ends here"))
    : listOutcome([...terms.items.map(String), "…"], {
        ...proved(
          `the first ${terms.items.length} terms, with error bounds from the digits of ${printPlain(expression)}`,
        ),
      });
}

/** The fractions that the first terms make. */
export function convergents(expression: Expression, count: Expression | undefined): Outcome {
  const terms = termsOf(expression, countOf(count));
  if ("kind" in terms) return terms;
  let [h0, h1, k0, k1] = [0n, 1n, 1n, 0n];
  const items = terms.items.map((a) => {
    [h0, h1, k0, k1] = [h1, a * h1 + h0, k1, a * k1 + k0];
    return new Fraction(h1, k1).toFraction();
  });
  return listOutcome(
    items,
    proved("from the terms of the continued fraction, each with its error bound"),
  );
}

function countOf(count: Expression | undefined): number {
  return count !== undefined && isNumber(count) ? Number(count.num) : DEFAULT_TERMS;
}

function termsOf(
  expression: Expression,
  count: number,
): { items: readonly bigint[]; isWhole: boolean } | Outcome {
  if (variablesOf(expression).length > 0)
    return openOutcome("A continued fraction is of a number.", "unsupported");
  if (count < 1 || count > MOST_TERMS)
    return openOutcome(`Up to ${MOST_TERMS} terms are worked out.`, "unsupported", "too_large");
  const exact = fractionOf(expression);
  if (exact !== null) return ofFraction(exact, count);
  let items: readonly bigint[] = [];
  const found = encloseValue(expression, 45 + 2 * count, (enclosure) => {
    items = sharedTerms(enclosure, count);
    return items.length === count;
  });
  if (found !== null || items.length > 0) return { items, isWhole: false };
  return openOutcome("The terms could not be told apart within the digits known.");
}

/**
 * The first terms of every number between the two ends: those that both ends have, but for a last one of
 * either, since a fraction that ends there has a second form.
 */
function sharedTerms({ low, high }: Enclosure, count: number): bigint[] {
  const termsFrom = ({ over, under }: Ratio): bigint[] =>
    ofFraction(new Fraction(over, under), count + 2).items;
  const [a, b] = [termsFrom(low), termsFrom(high)];
  const most = Math.min(count, a.length - 1, b.length - 1);
  const end = a.findIndex((term, index) => index >= most || term !== b[index]);
  return a.slice(0, Math.max(0, end));
}

function ofFraction(value: Fraction, count: number): { items: bigint[]; isWhole: boolean } {
  let [over, under] = [value.s * value.n, value.d];
  const items: bigint[] = [];
  while (under !== 0n && items.length < count) {
    const floor = over / under - (over < 0n && over % under !== 0n ? 1n : 0n);
    items.push(floor);
    [over, under] = [under, over - floor * under];
  }
  return { items, isWhole: under === 0n };
}
