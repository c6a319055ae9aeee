import type { Fraction } from "fraction.js";
import { fractionOf } from "../exact/fraction-of.ts";
import { printLatex } from "../expression/print-latex.ts";
import { pointForm } from "../plan/decimal-forms.ts";
import { fractionExpression } from "../exact/to-expression.ts";
import { exactArithmetic } from "./certificates.ts";
import type { PodContent, PodMaker, PodSubject } from "./pod-maker.ts";
import { exactNumberOf } from "./subject-number.ts";

const LONGEST_PERIOD_SHOWN = 60;
const LARGEST_DENOMINATOR = 10n ** 12n;

/** A fraction as a mixed number, a repeating decimal, a percentage and a continued fraction. */
export const fractionFormsPod: PodMaker = {
  id: "fraction-forms",
  title: { en: "Forms of the fraction", zh: "分数的各种形式" },
  speed: "quick",
  appliesTo: (subject) => properFraction(subject) !== null,
  make: (subject) => {
    const value = properFraction(subject);
    return value === null ? null : contentFor(value, subject.isChinese);
  },
};

/** The rational number that answers a question and is not whole. */
function properFraction(subject: PodSubject): Fraction | null {
  const { value } = subject.outcome;
  if (value.kind !== "expression" || !/^[-\d./() ]{1,40}$/.test(value.plain)) return null;
  const number = exactNumberOf(subject);
  const fraction = number === null ? null : fractionOf(number);
  return fraction === null || fraction.d === 1n || fraction.d > LARGEST_DENOMINATOR
    ? null
    : fraction;
}

function contentFor(value: Fraction, isChinese: boolean): PodContent {
  const pick = (english: string, chinese: string): string => (isChinese ? chinese : english);
  const rows: string[][] = [[pick("Form", "形式"), pick("Value", "值")]];
  const sign = value.s < 0n ? "-" : "";
  const [whole, rest] = [value.n / value.d, value.n % value.d];
  rows.push([pick("Fraction", "分数"), `${sign}${value.n}/${value.d}`]);
  if (whole > 0n) rows.push([pick("Mixed number", "带分数"), `${sign}${whole} ${rest}/${value.d}`]);
  const decimal = value.d < 100_000n ? pointForm(value, 10) : null;
  if (decimal !== null && decimal.length <= LONGEST_PERIOD_SHOWN)
    rows.push([
      decimal.includes("(") ? pick("Repeating decimal", "循环小数") : pick("Decimal", "小数"),
      decimal,
    ]);
  const percent = pointForm(value.mul(100), 10);
  if (percent !== null && !percent.includes("("))
    rows.push([pick("Percentage", "百分数"), `${percent}%`]);
  const terms = continuedFractionOf(value);
  rows.push([pick("Continued fraction", "连分数"), `[${terms[0]}; ${terms.slice(1).join(", ")}]`]);
  return {
    plain: rows
      .slice(1)
      .map((cells) => cells.join(": "))
      .join("\n"),
    latex: printLatex(fractionExpression(value)),
    table: rows,
    certificate: exactArithmetic(isChinese),
  };
}

function continuedFractionOf(value: Fraction): bigint[] {
  const terms: bigint[] = [];
  let [over, under] = [value.s * value.n, value.d];
  while (under !== 0n) {
    const floor = over / under - (over < 0n && over % under !== 0n ? 1n : 0n);
    terms.push(floor);
    [over, under] = [under, over - floor * under];
  }
  return terms;
}
