import { Decimal } from "decimal.js";
import { Fraction } from "fraction.js";
import { endingDecimal } from "../exact/ending-decimal.ts";
import { fractionOf } from "../exact/fraction-of.ts";
import type { Expression } from "../expression/expression.ts";
import { decimalText } from "../numeric/decimal-text.ts";
import { evaluateWithError } from "../numeric/evaluate-with-error.ts";
import type { SchoolQuery } from "../read/school-query.ts";
import { EXACT } from "./candidates.ts";
import { openOutcome, type Outcome } from "./outcome.ts";

type Of<Kind extends SchoolQuery["kind"]> = Extract<SchoolQuery, { kind: Kind }>;

/** Rounds to a multiple of a unit; a value exactly half way goes away from zero. */
export function roundQuery({ expression, unit }: Of<"round">): Outcome {
  const step = fractionOf(unit);
  if (step === null || step.compare(0) <= 0)
    return openOutcome("Numbers are rounded to a multiple of a positive number.", "unsupported");
  const quotient = wholeNearest(["Divide", expression, unit]);
  if (quotient === null) return openOutcome("This has no real value that could be rounded.");
  const value = new Fraction(quotient).mul(step);
  const text = roundedText(value, step, fractionOf(expression));
  return {
    kind: "answer",
    value: { kind: "expression", plain: text },
    short: text,
    plain: text,
    latex: text,
    certificate: {
      grade: "proved",
      method: "exact-rounding",
      detail: `The value lies strictly within half a unit of ${text}, or exactly half way below it in size; halves are rounded away from zero.`,
      engines: [EXACT],
    },
    engine: EXACT,
  };
}

/** With every place that was asked for, unless the number ends before and is the same. */
function roundedText(value: Fraction, step: Fraction, exact: Fraction | null): string {
  const text = endingDecimal(value) ?? value.toFraction();
  const places =
    step.n === 1n && /^10*$/.test(step.d.toString()) ? step.d.toString().length - 1 : 0;
  if (places === 0 || exact?.equals(value) === true) return text;
  const ratio = { over: value.s * value.n, under: value.d };
  return decimalText(ratio, { digits: places, count: "places" }) ?? text;
}

/** The nearest integer, halves away from zero; null when the value is not real or too close to a half to tell. */
function wholeNearest(expression: Expression): bigint | null {
  const exact = fractionOf(expression);
  if (exact !== null) {
    const doubled = exact.abs().mul(2).add(1);
    const whole = doubled.n / doubled.d / 2n;
    return exact.compare(0) < 0 ? -whole : whole;
  }
  const nearest = (value: Decimal): string => value.toFixed(0, Decimal.ROUND_HALF_UP);
  const found = evaluateWithError(
    expression,
    ({ value, error }) => nearest(value.add(error)) === nearest(value.sub(error)),
  );
  return found === null ? null : BigInt(nearest(found.value));
}

/** The digit of a number at a power of ten; negative powers are decimals. */
export function digitQuery({ expression, power }: Of<"digit">): Outcome {
  const value = fractionOf(expression);
  if (value === null)
    return openOutcome("Digits are asked of an integer or a decimal number.", "unsupported");
  const shifted = value.abs().mul(new Fraction(10).pow(-power) as Fraction);
  return digitsOutcome(
    ((shifted.n / shifted.d) % 10n).toString(),
    `The number was divided by 10^${power} and reduced modulo 10, exactly.`,
    "expression",
  );
}

/** A rational number as a whole part with a proper fraction, or as one digit before the point times a power of ten. */
export function writtenQuery({ expression, form }: Of<"written">): Outcome {
  const value = fractionOf(expression);
  if (value === null)
    return openOutcome("Only rational numbers are written in this form.", "unsupported");
  const text = form === "mixed" ? mixedText(value) : scientificText(value);
  return text === null
    ? openOutcome(
        "Scientific notation shows all digits, and this number has no last decimal.",
        "unsupported",
      )
    : digitsOutcome(
        text,
        "Computed with exact whole numbers; the number was taken apart and nothing was rounded.",
        "expression",
        form === "mixed"
          ? text.replace(/(\d+)\/(\d+)$/, String.raw`\frac{$1}{$2}`)
          : text.replace("*", String.raw` \times `).replace(/\^\(?(-?\d+)\)?$/, "^{$1}"),
      );
}

function mixedText(value: Fraction): string {
  const size = value.abs();
  const whole = size.floor();
  const rest = size.sub(whole);
  const sign = value.compare(0) < 0 ? "-" : "";
  if (rest.equals(0)) return `${sign}${whole.toFraction()}`;
  return whole.equals(0)
    ? `${sign}${rest.toFraction()}`
    : `${sign}${whole.toFraction()} ${rest.toFraction()}`;
}

function scientificText(value: Fraction): string | null {
  const text = endingDecimal(value.abs());
  if (text === null) return null;
  const [whole = "0", decimals = ""] = text.split(".");
  const digits = `${whole}${decimals}`.replace(/^0+/, "");
  if (digits === "") return "0";
  const power = digits.length - 1 - decimals.length;
  const mantissa = digits.replace(/0+$/, "");
  const point = mantissa.length > 1 ? `${mantissa[0]}.${mantissa.slice(1)}` : mantissa;
  const exponent = power < 0 ? `(${power})` : String(power);
  return `${value.compare(0) < 0 ? "-" : ""}${point}*10^${exponent}`;
}

/** Digits of an integer in a base, with letters above nine. */
export function inBaseQuery({ expression, base }: Of<"in-base">): Outcome {
  const value = fractionOf(expression);
  if (value === null || value.d !== 1n || base < 2 || base > 36)
    return openOutcome("Whole numbers are written in bases from 2 to 36.", "unsupported");
  const digits = value.n.toString(base);
  return digitsOutcome(
    value.compare(0) < 0 ? `-${digits}` : digits,
    `Computed with exact whole numbers; reading the digits back in base ${base} gives the same number.`,
    "text",
  );
}

function digitsOutcome(
  text: string,
  detail: string,
  kind: "text" | "expression",
  latex = kind === "text" ? `\\mathtt{${text}}` : text,
): Outcome {
  return {
    kind: "answer",
    value: kind === "text" ? { kind, text } : { kind, plain: text },
    short: text,
    plain: text,
    latex,
    certificate: { grade: "proved", method: "exact-arithmetic", detail, engines: [EXACT] },
    engine: EXACT,
  };
}
