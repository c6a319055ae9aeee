import type { Certificate } from "../../../core/truth.ts";
import { fractionOf } from "../exact/fraction-of.ts";
import { type Expression, variablesOf } from "../expression/expression.ts";
import {
  type DigitsAsked,
  decimalText,
  MOST_CHARACTERS,
  type Ratio,
} from "../numeric/decimal-text.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { type Enclosure, encloseValue, isSigned } from "../numeric/enclosure.ts";
import { piDigits } from "../numeric/pi-digits.ts";
import { EXACT } from "./candidates.ts";
import { openOutcome, type Outcome } from "./outcome.ts";

/** Digits of pi worked out beyond those asked for. */
const GUARD = 8;
/** Places before the point of a real number that is not rational. */
const MOST_BEFORE_POINT = 10_000;

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
  const isHuge = Math.abs(evaluateReal(expression)?.e ?? 0) > MOST_BEFORE_POINT;
  if (isHuge && query.count === "places") return tooLong();
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
  return isHuge
    ? tooLong()
    : openOutcome("This has no real decimal value that is known to so many digits.");
}

/** The digits that all values within the error share, and the size of the number; null where none are known so well. */
export function sharedDigits(
  expression: Expression,
  asked: DigitsAsked,
): { readonly text: string; readonly size: string } | null {
  const shared = ({ low, high }: Enclosure): string | null => {
    const text = decimalText(low, asked);
    return text === decimalText(high, asked) ? text : null;
  };
  const isEnough = (found: Enclosure): boolean => {
    const text = shared(found);
    if (text === null || /[1-9]/.test(text)) return text !== null;
    return isSigned(found) && sizeText(found.low) === sizeText(found.high);
  };
  const found = encloseValue(expression, asked.digits, isEnough);
  const text = found === null ? null : shared(found);
  const size = found === null ? null : sizeText(found.low);
  return text === null || size === null ? null : { text, size };
}

function sizeText(value: Ratio): string | null {
  return decimalText(value, { digits: 3, count: "figures" });
}

function tooLong(): Outcome {
  return openOutcome(
    `Up to 10,000 digits are worked out, ${MOST_CHARACTERS} with those before the point.`,
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
