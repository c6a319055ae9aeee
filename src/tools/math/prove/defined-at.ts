import {
  argumentsOf,
  type Expression,
  headOf,
  integer,
  variablesOf,
} from "../expression/expression.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { rationalOf } from "./rational-of.ts";
import { realSign } from "./real-sign.ts";

/**
 * Has a constant expression a real value? Null where that is not certain. A value that rounding pushes over
 * the end of a domain, such as sqrt(sqrt(2)^2 - 2), is decided exactly and not by its decimals.
 */
export function isDefinedReal(expression: Expression): boolean | null {
  if (variablesOf(expression).length > 0) return null;
  const parts = argumentsOf(expression);
  if (parts.length === 0)
    return expression === "ImaginaryUnit" ? false : evaluateReal(expression) !== null;
  const inner = parts.map(isDefinedReal);
  if (inner.includes(false)) return false;
  if (inner.includes(null)) return null;
  const [first, second] = parts as [Expression, Expression];
  switch (headOf(expression)) {
    case "Sqrt":
      return isAtLeast(signOf(first), 0);
    case "Ln":
    case "Lg":
    case "Lb":
      return parts.length === 1 ? isAtLeast(signOf(first), 1) : anyValue(expression);
    case "Log":
      return second === undefined
        ? isAtLeast(signOf(first), 1)
        : everyOne([
            isAtLeast(signOf(first), 1),
            isAtLeast(signOf(second), 1),
            isNotZero(signOf(["Add", second, integer(-1)])),
          ]);
    case "Divide":
      return isNotZero(signOf(second));
    case "Tan":
    case "Sec":
      return isNotZero(signOf(["Cos", first]));
    case "Cot":
    case "Csc":
      return isNotZero(signOf(["Sin", first]));
    case "Arcsin":
    case "Arccos":
      return isAtLeast(signOf(["Add", integer(1), ["Negate", ["Abs", first]]]), 0);
    case "Arcosh":
      return isAtLeast(signOf(["Add", first, integer(-1)]), 0);
    case "Artanh":
      return isAtLeast(signOf(["Add", integer(1), ["Negate", ["Abs", first]]]), 1);
    case "Power":
      return isPowerDefined(first, second);
    default:
      return anyValue(expression);
  }
}

/** Other functions are known to have a value where one was worked out, and nothing more. */
function anyValue(expression: Expression): boolean | null {
  return ["Add", "Multiply", "Negate", "Abs", "Max", "Min", "Sin", "Cos", "Exp"].includes(
    headOf(expression),
  ) || evaluateReal(expression) !== null
    ? true
    : null;
}

function isPowerDefined(base: Expression, exponent: Expression): boolean | null {
  const power = rationalOf(exponent);
  const sign = signOf(base);
  if (power?.d === 1n) return power.s >= 0n ? true : isNotZero(sign);
  if (sign === 1) return true;
  if (sign === null || power === null) return null;
  return sign === 0 ? power.s > 0n : false;
}

function everyOne(all: readonly (boolean | null)[]): boolean | null {
  return all.includes(false) ? false : all.includes(null) ? null : true;
}

function isAtLeast(sign: number | null, least: 0 | 1): boolean | null {
  return sign === null ? null : sign >= least;
}

function isNotZero(sign: number | null): boolean | null {
  return sign === null ? null : sign !== 0;
}

/** -1, 0 or 1; null where the value is too near to zero to tell and not proved to be zero. */
function signOf(value: Expression): number | null {
  return realSign(value);
}
