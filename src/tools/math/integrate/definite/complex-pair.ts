import type { Fraction } from "fraction.js";
import { exactForm } from "../../exact/exact-form.ts";
import { fractionOf } from "../../exact/fraction-of.ts";
import { fractionExpression } from "../../exact/to-expression.ts";
import {
  argumentsOf,
  type Expression,
  headOf,
  integer,
  ONE,
  rational,
  variablesOf,
  ZERO,
} from "../../expression/expression.ts";
import { printPlain } from "../../expression/print-plain.ts";
import { tidySigns } from "../../expression/tidy-signs.ts";
import { hasSign } from "../../prove/signs.ts";

/** A complex constant by its real and imaginary part, each exact. */
export interface Pair {
  readonly re: Expression;
  readonly im: Expression;
}

export const tidy = (expression: Expression): Expression =>
  exactForm(expression) ?? tidySigns(expression);

export const isZero = (expression: Expression): boolean => printPlain(expression) === "0";

export const real = (re: Expression): Pair => ({ re, im: ZERO });

const times = (a: Expression, b: Expression): Expression =>
  isZero(a) || isZero(b) ? ZERO : ["Multiply", a, b];

export function addPairs(a: Pair, b: Pair): Pair {
  return { re: tidy(["Add", a.re, b.re]), im: tidy(["Add", a.im, b.im]) };
}

export function multiplyPairs(a: Pair, b: Pair): Pair {
  return {
    re: tidy(["Add", times(a.re, b.re), ["Negate", times(a.im, b.im)]]),
    im: tidy(["Add", times(a.re, b.im), times(a.im, b.re)]),
  };
}

export function powerOfPair(base: Pair, exponent: number): Pair {
  let result = real(ONE);
  for (let k = 0; k < exponent; k++) result = multiplyPairs(result, base);
  return result;
}

/** The sign of a real constant, symbols in it taken as positive; null where it does not show. */
export function signOfReal(value: Expression): -1 | 0 | 1 | null {
  if (isZero(value)) return 0;
  const signs = { positive: new Set(variablesOf(value)) };
  if (hasSign(value, "positive", signs)) return 1;
  return hasSign(tidy(["Negate", value]), "positive", signs) ? -1 : null;
}

/** The principal angle of a number whose real part is not negative and that is not zero; null where its sign does not show. */
export function angleOfPair({ re, im }: Pair): Expression | null {
  const [across, up] = [signOfReal(re), signOfReal(im)];
  if (across === null || up === null || across < 0 || (across === 0 && up === 0)) return null;
  if (up === 0) return ZERO;
  if (across === 0) return ["Multiply", rational(BigInt(up), 2n), "Pi"];
  return ["Arctan", tidy(["Divide", im, re])];
}

/** The absolute value; a root is left out where one part is zero. */
export function sizeOfPair({ re, im }: Pair): Expression {
  if (isZero(im)) return re;
  if (isZero(re)) return signOfReal(im) === -1 ? tidy(["Negate", im]) : im;
  return ["Sqrt", tidy(["Add", ["Power", re, integer(2)], ["Power", im, integer(2)]])];
}

/** The principal logarithm, under the same condition as the angle. */
export function logarithmOfPair(value: Pair): Pair | null {
  const angle = angleOfPair(value);
  if (angle === null) return null;
  const size = sizeOfPair(value);
  return {
    re:
      headOf(size) === "Sqrt"
        ? ["Divide", ["Ln", (size as readonly [string, Expression])[1]], integer(2)]
        : ["Ln", size],
    im: angle,
  };
}

/** A power of a positive constant. */
export function positivePower(base: Expression, exponent: Fraction): Expression {
  if (exponent.equals(0) || printPlain(base) === "1") return ONE;
  const [inner, power] = argumentsOf(base);
  const outer =
    headOf(base) === "Power" && signOfReal(inner as Expression) === 1
      ? fractionOf(power as Expression)
      : null;
  return outer === null
    ? tidy(["Power", base, fractionExpression(exponent)])
    : tidy(["Power", inner as Expression, fractionExpression(outer.mul(exponent))]);
}

/** A product whose factors are worked out one by one, so that one without a short form leaves the others theirs. */
export function tidyProduct(factors: readonly Expression[]): Expression {
  return tidy(["Multiply", ONE, ...factors.map(tidy)]);
}
