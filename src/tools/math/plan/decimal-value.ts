import { Decimal } from "decimal.js";
import { fractionOf } from "../exact/fraction-of.ts";
import { type Expression, variablesOf } from "../expression/expression.ts";
import { evaluateWithError } from "../numeric/evaluate-with-error.ts";
import { EXACT } from "./candidates.ts";
import { manyDigitsValue } from "./many-digits-value.ts";
import { openOutcome, type Outcome } from "./outcome.ts";

const Wide = Decimal.clone({ precision: 400, maxE: 100_000, minE: -100_000 });
/** Sizes that are written out digit by digit. */
const LARGEST_EXPONENT = 60;
/** Digits that an evaluation with error bounds reaches; a rational number is divided out with more. */
const MOST_WITH_BOUND = 200;

export type DigitCount = "places" | "figures" | "first";

/**
 * The decimal value to so many places or significant figures. Only digits that every number within the
 * error of the evaluation shares are shown; a rational number is divided out exactly.
 */
export function decimalValue(query: {
  readonly expression: Expression;
  readonly digits: number;
  readonly count: DigitCount;
}): Outcome {
  if (variablesOf(query.expression).length > 0)
    return openOutcome("Only a number has a decimal value; this has variables.", "unsupported");
  const rounded = (value: Decimal): string => round(value, query.digits, query.count);
  const padded = (value: Decimal): string => withZeros(value, query.digits, query.count);
  const exact = fractionOf(query.expression);
  if (exact !== null && query.digits <= MOST_WITH_BOUND) {
    const quotient = new Wide((exact.s * exact.n).toString()).div(exact.d.toString());
    return decimalOutcome(
      rounded(quotient),
      "exact-rounding",
      "The number is rational; it was divided out with 400 digits and rounded once.",
    );
  }
  if (query.digits > MOST_WITH_BOUND) return manyDigitsValue(query);
  const found = evaluateWithError(
    query.expression,
    ({ value, error }) => rounded(value.add(error)) === rounded(value.sub(error)),
  );
  if (found === null)
    return openOutcome("This has no real decimal value that is known to so many digits.");
  return decimalOutcome(
    padded(found.value),
    "error-bound",
    "The rounding error was followed through every operation; every number within it rounds to these digits.",
  );
}

function round(value: Decimal, digits: number, count: DigitCount): string {
  const wide = new Wide(value);
  const isLong = !wide.isZero() && Math.abs(wide.e) > LARGEST_EXPONENT;
  if (count !== "places" || isLong) {
    const figures = Math.max(1, count === "places" ? digits + 1 : digits);
    const text = wide.toSignificantDigits(
      figures,
      count === "first" ? Decimal.ROUND_DOWN : Decimal.ROUND_HALF_UP,
    );
    return isLong ? text.toExponential() : text.toFixed();
  }
  return wide.toDecimalPlaces(digits, Decimal.ROUND_HALF_UP).toFixed();
}

/** A decimal that does not end is shown with every digit that was asked for, zeros included. */
function withZeros(value: Decimal, digits: number, count: DigitCount): string {
  const text = round(value, digits, count);
  const shown = new Wide(text);
  if (shown.isZero() || text.includes("e")) return text;
  const places = count === "places" ? digits : digits - shown.e - 1;
  return places > 0 ? shown.toFixed(places) : text;
}

function decimalOutcome(text: string, method: string, detail: string): Outcome {
  return {
    kind: "answer",
    value: { kind: "expression", plain: text },
    short: text,
    plain: text,
    latex: text,
    numeric: text,
    certificate: { grade: "proved", method, detail, engines: [EXACT] },
    engine: EXACT,
  };
}
