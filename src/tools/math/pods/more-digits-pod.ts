import type { Certificate } from "../../../core/truth.ts";
import { checkDeadline } from "../exact/deadline.ts";
import { fractionOf } from "../exact/fraction-of.ts";
import type { Expression } from "../expression/expression.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { decimalText } from "../numeric/decimal-text.ts";
import { EXACT } from "../plan/candidates.ts";
import { sharedDigits } from "../plan/decimal-value.ts";
import { latexOfDecimals } from "../present/decimal-latex.ts";
import type { PodContent, PodMaker, PodSubject } from "./pod-maker.ts";
import { exactNumberOf } from "./subject-number.ts";
import { exactSolutionsOf } from "./subject-solutions.ts";

const USUAL_DIGITS = 50;
const MOST_PLACES = 2_000;

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
    return { name, text: digitsText(value, digits), isRational: fractionOf(value) !== null };
  });
  if (written.some(({ text }) => text === null)) return null;
  const isRational = written.every((number) => number.isRational);
  const lines = written.map(({ name, text }) => (name === "" ? `${text}` : `${name} ≈ ${text}`));
  return {
    plain: lines.join("\n"),
    ...latexOfDecimals(lines),
    certificate: isRational ? divided(isChinese) : bounded(isChinese),
  };
}

/** A number to `digits` significant digits, and never fewer than its whole part has; null where it is out of reach. */
export function digitsText(value: Expression, digits: number): string | null {
  const size = evaluateReal(value);
  if (size === null || size.isZero()) return null;
  const wholeDigits = size.e + 1;
  const places = Math.max(digits, wholeDigits) - wholeDigits;
  if (places > MOST_PLACES) return null;
  const asked = { digits: places, count: "places" } as const;
  const fraction = fractionOf(value);
  return fraction === null
    ? (sharedDigits(value, asked)?.text ?? null)
    : decimalText({ over: fraction.s * fraction.n, under: fraction.d }, asked, true);
}

const divided = (isChinese: boolean): Certificate => ({
  grade: "proved",
  method: "exact-rounding",
  detail: isChinese
    ? "该数是有理数；用整数做除法，并只舍入一次。"
    : "The number is rational; it was divided out with whole numbers and rounded once.",
  engines: [EXACT],
});

const bounded = (isChinese: boolean): Certificate => ({
  grade: "proved",
  method: "error-bound",
  detail: isChinese
    ? "舍入误差经每一步运算都作了估计；误差范围内的所有数舍入后都是这些数字。"
    : "The rounding error was followed through every operation; every number within it rounds to these digits.",
  engines: [EXACT],
});
