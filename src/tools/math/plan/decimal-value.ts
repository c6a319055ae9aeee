import type { Decimal } from "decimal.js";
import type { Certificate } from "../../../core/truth.ts";
import { fractionOf } from "../exact/fraction-of.ts";
import { type Expression, variablesOf } from "../expression/expression.ts";
import {
  type DigitsAsked,
  decimalText,
  MOST_CHARACTERS,
  ratioOf,
} from "../numeric/decimal-text.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import {
  evaluateWithError,
  FOR_MANY_DIGITS,
  hasSign,
  type ValueWithError,
} from "../numeric/evaluate-with-error.ts";
import { piDigits } from "../numeric/pi-digits.ts";
import { EXACT } from "./candidates.ts";
import { openOutcome, type Outcome } from "./outcome.ts";

/** Digits of pi worked out beyond those asked for. */
const GUARD = 8;
const MOST_KNOWN = FOR_MANY_DIGITS.at(-1) as number;

/**
 * The decimal value to so many places or significant figures. Only digits that every number within the
 * error of the evaluation shares are shown; a rational number is divided out exactly.
 */
export function decimalValue(query: DigitsAsked & { readonly expression: Expression }): Outcome {
  const { expression, digits } = query;
  if (variablesOf(expression).length > 0)
    return openOutcome("Only a number has a decimal value; this has variables.", "unsupported");
  const exact = fractionOf(expression);
  if (exact !== null) {
    const text = decimalText({ over: exact.s * exact.n, under: exact.d }, query, true);
    return text === null ? tooLong() : decimalOutcome(text, OF_FRACTION);
  }
  if (expression === "Pi" && digits > 200) {
    const places = digits + GUARD;
    const over = BigInt(`3${piDigits(places)}`);
    const text = decimalText({ over, under: 10n ** BigInt(places) }, query);
    return text === null ? tooLong() : decimalOutcome(text, OF_PI);
  }
  const shared = sharedDigits(expression, query);
  if (shared !== null)
    return decimalOutcome(shared.text, {
      grade: "proved",
      method: "error-bound",
      detail: `The rounding error was followed through every operation; every number within it rounds to these digits.${
        /[1-9]/.test(shared.text) ? "" : ` The number itself is about ${shared.size}, and not zero.`
      }`,
      engines: [EXACT],
    });
  return digits > MOST_KNOWN / 2 || Math.abs(evaluateReal(expression)?.e ?? 0) > MOST_KNOWN / 2
    ? tooLong()
    : openOutcome("This has no real decimal value that is known to so many digits.");
}

/** The digits that all values within the error share, and the size of the number; null where none are known so well. */
export function sharedDigits(
  expression: Expression,
  asked: DigitsAsked,
): { readonly text: string; readonly size: string } | null {
  const shared = ({ value, error }: ValueWithError): string | null => {
    const low = written(value.sub(error), asked);
    return low === written(value.add(error), asked) ? low : null;
  };
  const isEnough = (found: ValueWithError): boolean => {
    const text = shared(found);
    return text !== null && (hasSign(found) || /[1-9]/.test(text));
  };
  const found = evaluateWithError(expression, isEnough, {}, FOR_MANY_DIGITS);
  const text = found === null ? null : shared(found);
  return found === null || text === null
    ? null
    : { text, size: found.value.toSignificantDigits(3).toExponential() };
}

/** Null where the size alone makes it too long, before any power of ten is worked out. */
function written(value: Decimal, asked: DigitsAsked): string | null {
  if (asked.count === "places" && value.e > MOST_KNOWN) return null;
  return decimalText(ratioOf(value), asked);
}

function tooLong(): Outcome {
  return openOutcome(
    `Up to 10,000 digits are worked out of pi and rational numbers, ${MOST_CHARACTERS} with those before the point, and up to about ${MOST_KNOWN} in all of real numbers made of roots, exponentials, logarithms and circular functions.`,
    "unsupported",
    "too_large",
  );
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

function decimalOutcome(text: string, certificate: Certificate): Outcome {
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
