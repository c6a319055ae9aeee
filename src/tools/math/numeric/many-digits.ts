import { Decimal } from "decimal.js";
import { checkDeadline } from "../exact/deadline.ts";
import {
  argumentsOf,
  type Expression,
  headOf,
  isNumber,
  isSymbol,
} from "../expression/expression.ts";
import { piDigits } from "./pi-digits.ts";

/** decimal.js carries its own constants for sines and logarithms to a little over a thousand digits. */
export const MOST_DIGITS = 1_010;
const GUARDS = [10, 25] as const;

/**
 * The real value to `digits` significant digits, worked out twice with different numbers of guard digits
 * that must agree; null where it is not real or not elementary.
 */
export function manyDigits(expression: Expression, digits: number): Decimal | null {
  const [first, second] = GUARDS.map((guard) => {
    const Wide = Decimal.clone({ precision: digits + guard, maxE: 1_000_000, minE: -1_000_000 });
    const value = attempt(() => evaluate(expression, Wide, digits + guard));
    return value === null || !value.isFinite() ? null : value;
  });
  if (first === null || first === undefined || second === null || second === undefined) return null;
  const gap = first.sub(second).abs();
  return gap.isZero() || gap.lt(second.abs().mul(new Decimal(10).pow(-(digits + 4))))
    ? second
    : null;
}

/** decimal.js throws where its own constants do not reach. */
function attempt(compute: () => Decimal | null): Decimal | null {
  try {
    return compute();
  } catch (error) {
    if (error instanceof Error && /DecimalError/.test(error.message)) return null;
    throw error;
  }
}

type Numbers = typeof Decimal;

function evaluate(expression: Expression, Wide: Numbers, precision: number): Decimal | null {
  checkDeadline(64);
  if (isNumber(expression)) return new Wide(expression.num);
  if (isSymbol(expression)) {
    if (expression === "Pi") return new Wide(`3.${piDigits(precision + 5)}`);
    return expression === "ExponentialE" ? new Wide(1).exp() : null;
  }
  const parts: Decimal[] = [];
  for (const part of argumentsOf(expression)) {
    const value = evaluate(part, Wide, precision);
    if (value === null) return null;
    parts.push(value);
  }
  const [first, second] = parts as [Decimal, Decimal];
  switch (headOf(expression)) {
    case "Add":
      return parts.reduce((a, b) => a.add(b));
    case "Multiply":
      return parts.reduce((a, b) => a.mul(b));
    case "Negate":
      return first.neg();
    case "Divide":
      return second.isZero() ? null : first.div(second);
    case "Sqrt":
      return first.isNegative() ? null : first.sqrt();
    case "Power":
      if (first.isZero() || (first.isNegative() && !second.isInteger()) || second.abs().gt(100_000))
        return null;
      return first.pow(second);
    case "Ln":
      return first.lte(0) ? null : first.ln();
    case "Log":
      return first.lte(0) || second.lte(0) || second.eq(1) ? null : first.ln().div(second.ln());
    case "Sin":
      return first.abs().gt(1_000) ? null : first.sin();
    case "Cos":
      return first.abs().gt(1_000) ? null : first.cos();
    case "Tan":
      return first.abs().gt(1_000) ? null : first.tan();
    case "Arctan":
      return first.atan();
    case "Sinh":
      return first.sinh();
    case "Cosh":
      return first.cosh();
    case "Tanh":
      return first.tanh();
    default:
      return null;
  }
}
