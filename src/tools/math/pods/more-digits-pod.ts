import type { Certificate } from "../../../core/truth.ts";
import { checkDeadline } from "../exact/deadline.ts";
import { fractionOf } from "../exact/fraction-of.ts";
import type { Expression } from "../expression/expression.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { manyDigits, MOST_DIGITS } from "../numeric/many-digits.ts";
import { EXACT } from "../plan/candidates.ts";
import type { PodContent, PodMaker, PodSubject } from "./pod-maker.ts";
import { exactNumberOf } from "./subject-number.ts";
import { exactSolutionsOf } from "./subject-solutions.ts";

const USUAL_DIGITS = 50;
const GUARD = 4;

/** The exact answer as a decimal, to as many significant digits as were asked for. */
export const moreDigitsPod: PodMaker = {
  id: "more-digits",
  title: { en: "More digits", zh: "更多位小数" },
  speed: "slow",
  appliesTo: (subject) => numbersOf(subject).length > 0,
  make: (subject, { digits }) => contentFor(numbersOf(subject), digits ?? USUAL_DIGITS, subject),
};

interface NamedNumber {
  readonly name: string;
  readonly value: Expression;
}

/** The numbers of an answer that are not whole. */
function numbersOf(subject: PodSubject): NamedNumber[] {
  const single = exactNumberOf(subject);
  const all =
    single === null
      ? exactSolutionsOf(subject).filter(({ value }) => evaluateReal(value) !== null)
      : [{ name: "", value: single }];
  return all.filter(({ value }) => fractionOf(value)?.d !== 1n);
}

function contentFor(
  numbers: readonly NamedNumber[],
  digits: number,
  { isChinese }: PodSubject,
): PodContent | null {
  const written = numbers.map(({ name, value }) => {
    checkDeadline();
    return { name, text: decimalText(value, digits), isRational: fractionOf(value) !== null };
  });
  if (written.some(({ text }) => text === null)) return null;
  const isRational = written.every((number) => number.isRational);
  const lines = written.map(({ name, text }) => (name === "" ? text : `${name} ≈ ${text}`));
  return {
    plain: lines.join("\n"),
    certificate: isRational ? divided(isChinese) : twice(isChinese),
  };
}

/** A number to `digits` significant digits, and never fewer than its whole part has; null where it is out of reach. */
export function decimalText(value: Expression, digits: number): string | null {
  const size = evaluateReal(value);
  if (size === null || size.isZero()) return null;
  const wholeDigits = size.e + 1;
  const significant = Math.max(digits, wholeDigits);
  const places = significant - wholeDigits;
  if (significant + GUARD > MOST_DIGITS || places > 2 * MOST_DIGITS) return null;
  const fraction = fractionOf(value);
  if (fraction !== null) {
    const scale = 10n ** BigInt(places);
    const doubled = (2n * fraction.n * scale) / fraction.d;
    const text = ((doubled + 1n) / 2n).toString().padStart(places + 1, "0");
    const body = places === 0 ? text : `${text.slice(0, -places)}.${text.slice(-places)}`;
    const isExact = (fraction.n * scale) % fraction.d === 0n;
    const shown = isExact && places > 0 ? body.replace(/\.?0+$/, "") : body;
    return fraction.s < 0n ? `-${shown}` : shown;
  }
  const found = manyDigits(value, significant + GUARD);
  if (found === null) return null;
  // Next to a tie, the digits known do not tell which way to round.
  const slack = found.abs().mul(`1e-${significant + GUARD}`);
  const [low, high] = [found.sub(slack), found.add(slack)].map((end) => end.toFixed(places));
  return low === high ? (low as string) : null;
}

const divided = (isChinese: boolean): Certificate => ({
  grade: "proved",
  method: "exact-rounding",
  detail: isChinese
    ? "该数是有理数；用整数做除法，并只舍入一次。"
    : "The number is rational; it was divided out with whole numbers and rounded once.",
  engines: [EXACT],
});

const twice = (isChinese: boolean): Certificate => ({
  grade: "numeric-check",
  method: "two-precisions",
  detail: isChinese
    ? "以两种不同的保护位数各算一遍，所示各位数字全部一致。"
    : "Worked out twice with different numbers of guard digits; all digits shown agree.",
  engines: [EXACT],
});
