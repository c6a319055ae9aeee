import { Decimal } from "decimal.js";
import {
  argumentsOf,
  type Expression,
  headOf,
  isNumber,
  isSymbol,
} from "../expression/expression.ts";
import { evaluateReal, withWorkingDigits } from "./evaluate-decimal.ts";

/** A value, and how far it may be from the true one. */
export interface ValueWithError {
  readonly value: Decimal;
  readonly error: Decimal;
}

/** Working digits, one after the other, until the value is known well enough. */
const WORKING_DIGITS: readonly number[] = [60, 250];
/** Digits lost at most in one operation. */
const GUARD = 2;
/** Functions with 60 digits of their own, however many the rest is worked out with. */
const FIXED_DIGITS = 55;
const ELEMENTARY = new Set(
  (
    "Add Multiply Negate Divide Power Log Mod Binomial Max Min Sqrt Ln Abs Sign Floor Ceil Factorial " +
    "Sin Cos Tan Cot Sec Csc Arcsin Arccos Arctan Sinh Cosh Tanh Coth Sech Csch Arsinh Arcosh Artanh"
  ).split(" "),
);
const WIDE = Decimal.clone({ precision: 1_100, maxE: 100_000, minE: -100_000 });

/**
 * The real value with a bound for its error that is followed through every operation, so that what
 * cancellation has left of the digits is known: sums add the errors of their terms, functions are looked at
 * on both sides of an inexact argument. `isEnough` decides whether more digits are worth working out; null
 * where there is no real value, or none could be told with the most digits.
 */
export function evaluateWithError(
  expression: Expression,
  isEnough: (found: ValueWithError) => boolean,
  values: Readonly<Record<string, Decimal | number | string>> = {},
  workingDigits: readonly number[] = WORKING_DIGITS,
): ValueWithError | null {
  for (const digits of workingDigits) {
    const found = withinConstants(() =>
      withWorkingDigits(digits, () => follow(expression, values, digits)),
    );
    if (found !== null && isEnough(found)) return found;
  }
  return null;
}

/** decimal.js throws where its own constants do not reach. */
function withinConstants<Result>(compute: () => Result): Result | null {
  try {
    return compute();
  } catch (error) {
    if (error instanceof Error && /DecimalError/.test(error.message)) return null;
    throw error;
  }
}

/** The sign of a value, or null where it cannot be told from zero. */
export function signOf(
  expression: Expression,
  values: Readonly<Record<string, Decimal | number | string>> = {},
): 1 | -1 | null {
  const found = evaluateWithError(expression, hasSign, values);
  return found === null ? null : found.value.isNegative() ? -1 : 1;
}

export function hasSign({ value, error }: ValueWithError): boolean {
  return value.abs().gt(error);
}

function follow(
  expression: Expression,
  values: Readonly<Record<string, Decimal | number | string>>,
  digits: number,
): ValueWithError | null {
  if (isNumber(expression)) return { value: new WIDE(expression.num), error: new WIDE(0) };
  if (isSymbol(expression)) {
    const value = evaluateReal(expression, values);
    if (value === null) return null;
    const known = expression === "EulerGamma" ? Math.min(digits, FIXED_DIGITS) : digits;
    const error = Object.hasOwn(values, expression) ? new WIDE(0) : rounding(value, known);
    return { value: new WIDE(value), error };
  }
  const parts: ValueWithError[] = [];
  for (const part of argumentsOf(expression)) {
    const found = follow(part, values, digits);
    if (found === null) return null;
    parts.push(found);
  }
  const head = headOf(expression);
  const at = (chosen: readonly Decimal[]): Decimal | null =>
    evaluateReal(
      [head, ...chosen.map((_, index) => `v${index}`)],
      Object.fromEntries(chosen.map((value, index) => [`v${index}`, value])),
    );
  const value = at(parts.map((part) => part.value));
  if (value === null) return null;
  const own = rounding(value, ELEMENTARY.has(head) ? digits : Math.min(digits, FIXED_DIGITS));
  const error = head === "Add" ? sumOfErrors(parts, digits) : propagated(parts, value, at);
  if (error === null) return null;
  // A few digits of the error are enough, and keep the ends of the range short.
  const total = error.add(own).toSignificantDigits(6, Decimal.ROUND_UP);
  return { value: new WIDE(value), error: total };
}

function rounding(value: Decimal, digits: number): Decimal {
  const unit = new WIDE(10).pow(GUARD - digits);
  return new WIDE(value).abs().toSignificantDigits(6, Decimal.ROUND_UP).mul(unit);
}

/** Partial sums are rounded too, so the size of every term counts. */
function sumOfErrors(parts: readonly ValueWithError[], digits: number): Decimal {
  return parts
    .map(({ value, error }) => error.add(rounding(value, digits)))
    .reduce((a, b) => a.add(b), new WIDE(0));
}

/** How much the value moves when each inexact argument goes to the ends of its range; null where it leaves the domain. */
function propagated(
  parts: readonly ValueWithError[],
  value: Decimal,
  at: (chosen: readonly Decimal[]) => Decimal | null,
): Decimal | null {
  let total = new WIDE(0);
  for (const [index, part] of parts.entries()) {
    if (part.error.isZero()) continue;
    for (const end of [part.value.add(part.error), part.value.sub(part.error)]) {
      const moved = at(parts.map((other, place) => (place === index ? end : other.value)));
      if (moved === null) return null;
      total = total.add(new WIDE(moved).sub(value).abs());
    }
  }
  return total;
}
