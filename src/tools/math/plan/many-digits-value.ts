import { Decimal } from "decimal.js";
import type { Certificate } from "../../../core/truth.ts";
import { fractionOf } from "../exact/fraction-of.ts";
import type { Expression } from "../expression/expression.ts";
import { manyDigits, MOST_DIGITS } from "../numeric/many-digits.ts";
import { piDigits } from "../numeric/pi-digits.ts";
import { EXACT } from "./candidates.ts";
import { openOutcome, type Outcome } from "./outcome.ts";

const GUARD = 8;

interface DigitsAsked {
  readonly expression: Expression;
  readonly digits: number;
  readonly count: "places" | "figures" | "first";
}

/** A number to more digits than error bounds are followed through: whole-number arithmetic, or two precisions. */
export function manyDigitsValue(asked: DigitsAsked): Outcome {
  const { expression } = asked;
  const exact = fractionOf(expression);
  if (exact !== null) {
    const size = (exact.n / exact.d).toString().length;
    const whole = (exact.n * 10n ** BigInt(asked.digits + GUARD)) / exact.d;
    return shown(cut(whole, asked.digits + GUARD, size, asked, exact.s < 0n), OF_FRACTION);
  }
  if (expression === "Pi") {
    const decimals = piDigits(asked.digits + GUARD);
    return shown(cut(BigInt(`3${decimals}`), asked.digits + GUARD, 1, asked, false), OF_PI);
  }
  const needed = asked.digits + GUARD;
  const value = needed > MOST_DIGITS ? null : manyDigits(expression, needed);
  if (value === null)
    return openOutcome(
      `Up to 10,000 digits are worked out of pi and rational numbers, and up to ${MOST_DIGITS - GUARD} of real numbers made of roots, exponentials, logarithms and circular functions.`,
      "unsupported",
      "too_large",
    );
  return shown(written(value, asked), TWICE);
}

/** A scaled whole number as a decimal: rounded, or its first digits. */
function cut(
  scaled: bigint,
  scale: number,
  wholeDigits: number,
  { digits, count }: DigitsAsked,
  isNegative: boolean,
): string {
  const places = count === "places" ? digits : Math.max(0, digits - wholeDigits);
  const unit = 10n ** BigInt(scale - places);
  const rounded = (scaled + (count === "first" ? 0n : unit / 2n)) / unit;
  const text = rounded.toString().padStart(places + 1, "0");
  const body = places === 0 ? text : `${text.slice(0, -places)}.${text.slice(-places)}`;
  return isNegative ? `-${body}` : body;
}

function written(value: Decimal, { digits, count }: DigitsAsked): string {
  if (count === "places") return value.toFixed(digits, Decimal.ROUND_HALF_UP);
  return value
    .toSignificantDigits(digits, count === "first" ? Decimal.ROUND_DOWN : Decimal.ROUND_HALF_UP)
    .toFixed();
}

const OF_FRACTION: Certificate = {
  grade: "proved",
  method: "exact-rounding",
  detail: "The number is rational; it was divided out with whole numbers and rounded once.",
  engines: [EXACT],
};

const OF_PI: Certificate = {
  grade: "proved",
  method: "two-series",
  detail:
    "Two arctangent formulas (Machin's and Gauss's), each with exact integers and guard digits, agree.",
  engines: [EXACT],
};

const TWICE: Certificate = {
  grade: "numeric-check",
  method: "two-precisions",
  detail: "Worked out twice with different numbers of guard digits; all digits shown agree.",
  engines: [EXACT],
};

function shown(text: string, certificate: Certificate): Outcome {
  return {
    kind: "answer",
    value: { kind: "expression", plain: text },
    short: text,
    plain: text,
    latex: text,
    numeric: text,
    certificate,
    engine: EXACT,
  };
}
