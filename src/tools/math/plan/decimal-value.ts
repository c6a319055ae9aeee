import { Decimal } from "decimal.js";
import { fractionOf } from "../exact/fraction-of.ts";
import { type Expression, variablesOf } from "../expression/expression.ts";
import { evaluateWithError } from "../numeric/evaluate-with-error.ts";
import { EXACT } from "./candidates.ts";
import { openOutcome, type Outcome } from "./outcome.ts";

const Wide = Decimal.clone({ precision: 400, maxE: 100_000, minE: -100_000 });
/** Sizes that are written out digit by digit. */
const LARGEST_EXPONENT = 60;

/**
 * The decimal value to so many places or significant figures. Only digits that every number within the
 * error of the evaluation shares are shown; a rational number is divided out exactly.
 */
export function decimalValue(query: {
  readonly expression: Expression;
  readonly digits: number;
  readonly count: "places" | "figures";
}): Outcome {
  if (variablesOf(query.expression).length > 0)
    return openOutcome("Only a number has a decimal value; this has variables.", "unsupported");
  const rounded = (value: Decimal): string => round(value, query.digits, query.count);
  const exact = fractionOf(query.expression);
  if (exact !== null) {
    const quotient = new Wide((exact.s * exact.n).toString()).div(exact.d.toString());
    return decimalOutcome(
      rounded(quotient),
      "exact-rounding",
      "The number is rational; it was divided out with 400 digits and rounded once.",
    );
  }
  const found = evaluateWithError(
    query.expression,
    ({ value, error }) => rounded(value.add(error)) === rounded(value.sub(error)),
  );
  if (found === null)
    return openOutcome("This has no real decimal value that is known to so many digits.");
  return decimalOutcome(
    rounded(found.value),
    "error-bound",
    "The rounding error was followed through every operation; every number within it rounds to these digits.",
  );
}

function round(value: Decimal, digits: number, count: "places" | "figures"): string {
  const wide = new Wide(value);
  const isLong = !wide.isZero() && Math.abs(wide.e) > LARGEST_EXPONENT;
  if (count === "figures" || isLong) {
    const figures = Math.max(1, count === "figures" ? digits : digits + 1);
    const text = wide.toSignificantDigits(figures, Decimal.ROUND_HALF_UP);
    return isLong ? text.toExponential() : text.toFixed();
  }
  return wide.toDecimalPlaces(digits, Decimal.ROUND_HALF_UP).toFixed();
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
