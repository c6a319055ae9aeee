import { Fraction } from "fraction.js";
import { AnsatzError } from "../../../core/errors.ts";
import { NormalForm } from "../exact/normal-form.ts";
import { gcdBigint } from "../exact/integers.ts";
import { type RationalFunction, tidy } from "../exact/rational-function.ts";
import { rationalExpression, withPowers } from "../exact/to-expression.ts";
import type { Expression } from "../expression/expression.ts";
import { gcdOfPolynomials } from "./gcd.ts";

/** Both parts times the least number that leaves whole coefficients, without a common factor. */
function inWholeNumbers({ numerator, denominator }: RationalFunction): RationalFunction {
  if (denominator.asConstant() !== null) return { numerator, denominator };
  const coefficients = [...numerator.list(), ...denominator.list()].map(
    ({ coefficient }) => coefficient,
  );
  const scale = coefficients.reduce((all, { d }) => (all / gcdBigint(all, d)) * d, 1n);
  const common = coefficients.reduce((all, { n, d }) => gcdBigint(all, (n * scale) / d), 0n);
  const factor = new Fraction(scale, common);
  return { numerator: numerator.scale(factor), denominator: denominator.scale(factor) };
}

/**
 * One quotient in lowest terms: the greatest common divisor of numerator and denominator is cancelled,
 * exponentials and roots counting as unknowns. Null where it cannot be written out.
 */
export function cancelledForm(expression: Expression): Expression | null {
  try {
    const form = new NormalForm();
    const { numerator, denominator } = form.normalize(expression);
    const common = gcdOfPolynomials(numerator, denominator, form.budget);
    const [over, under] = [numerator, denominator].map((part) =>
      part.divideExactly(common, form.budget),
    );
    if (over === null || over === undefined || under === null || under === undefined) return null;
    return rationalExpression(
      form,
      inWholeNumbers(tidy({ numerator: over, denominator: under }, form.budget)),
      withPowers,
    );
  } catch (error) {
    if (AnsatzError.isInstance(error)) return null;
    throw error;
  }
}
