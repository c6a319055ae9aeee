import { fractionOf } from "../exact/fraction-of.ts";
import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  integer,
  substitute,
  variablesOf,
} from "../expression/expression.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { exactForm } from "../exact/exact-form.ts";
import { conditionsForNoPoles } from "../summation/nonzero-in-range.ts";

/** A sum or product that comes from another: the other one, and how its value is taken back. */
export interface Rewritten {
  readonly kind: "sum" | "product";
  readonly body: Expression;
  readonly back: (value: Expression) => Expression;
  readonly words: string;
}

/**
 * A sum of logarithms as the logarithm of a product, a product of powers of one positive number as a power
 * of the sum of the exponents. Null for others.
 */
export function rewrittenSeries(
  kind: "sum" | "product",
  body: Expression,
  variable: string,
  from: number,
): Rewritten | null {
  if (kind === "sum") {
    const [inner] = argumentsOf(body);
    if (headOf(body) !== "Ln" || inner === undefined || !isPositiveFrom(inner, variable, from))
      return null;
    return {
      kind: "product",
      body: inner,
      back: (value) => ["Ln", value],
      words: "The sum of logarithms is the logarithm of the product of their arguments.",
    };
  }
  if (headOf(body) !== "Power" && headOf(body) !== "Exp") return null;
  const [base, exponent] =
    headOf(body) === "Exp"
      ? (["ExponentialE", argumentsOf(body)[0]] as [Expression, Expression])
      : (argumentsOf(body) as [Expression, Expression]);
  if (contains(base, variable) || !contains(exponent, variable)) return null;
  const isPositive = variablesOf(base).length === 0 && evaluateReal(base)?.gt(0) === true;
  const isWhole = wholeFrom(exponent, variable, from);
  if (!isPositive && !isWhole) return null;
  return {
    kind: "sum",
    body: exponent,
    back: (value) => ["Power", base, value],
    words: "The product of powers is the power whose exponent is the sum.",
  };
}

/** A polynomial with whole coefficients has whole values; nothing else is looked at. */
function wholeFrom(exponent: Expression, variable: string, from: number): boolean {
  const isPolynomial = (node: Expression): boolean => {
    const parts = argumentsOf(node);
    if (parts.length === 0) return node === variable || fractionOf(node)?.d === 1n;
    if (headOf(node) === "Power") {
      const power = fractionOf(parts[1] as Expression);
      return (
        isPolynomial(parts[0] as Expression) && power !== null && power.d === 1n && power.s > 0n
      );
    }
    return ["Add", "Multiply", "Negate"].includes(headOf(node)) && parts.every(isPolynomial);
  };
  return from >= 0 && isPolynomial(exponent);
}

/** A rational function that keeps the sign of its first value, which is positive. */
function isPositiveFrom(inner: Expression, variable: string, from: number): boolean {
  if (variablesOf(inner).some((name) => name !== variable)) return false;
  const exact = exactForm(inner);
  if (exact === null) return false;
  const hasNoZeros = [exact, ["Divide", integer(1), exact] as Expression].every(
    (part) => conditionsForNoPoles(exactForm(part) ?? part, variable, from, null)?.length === 0,
  );
  return hasNoZeros && evaluateReal(substitute(exact, variable, integer(from)))?.gt(0) === true;
}
