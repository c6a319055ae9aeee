import { Fraction } from "fraction.js";
import { divideMonomials, type Monomial, Polynomial, type WorkBudget } from "./polynomial.ts";

/** A quotient of polynomials. `denominator` is never the zero polynomial. */
export interface RationalFunction {
  readonly numerator: Polynomial;
  readonly denominator: Polynomial;
}

export const RF_ZERO: RationalFunction = {
  numerator: Polynomial.zero,
  denominator: Polynomial.one,
};
export const RF_ONE: RationalFunction = { numerator: Polynomial.one, denominator: Polynomial.one };

export function fromPolynomial(numerator: Polynomial): RationalFunction {
  return { numerator, denominator: Polynomial.one };
}

export function fromFraction(value: Fraction): RationalFunction {
  return fromPolynomial(Polynomial.constant(value));
}

export function asFraction(value: RationalFunction): Fraction | null {
  const numerator = value.numerator.asConstant();
  const denominator = value.denominator.asConstant();
  return numerator === null || denominator === null ? null : numerator.div(denominator);
}

export function addRational(
  a: RationalFunction,
  b: RationalFunction,
  budget: WorkBudget,
): RationalFunction {
  if (a.denominator.key() === b.denominator.key())
    return tidy(
      { numerator: a.numerator.add(b.numerator, budget), denominator: a.denominator },
      budget,
    );
  return tidy(
    {
      numerator: a.numerator
        .multiply(b.denominator, budget)
        .add(b.numerator.multiply(a.denominator, budget), budget),
      denominator: a.denominator.multiply(b.denominator, budget),
    },
    budget,
  );
}

export function multiplyRational(
  a: RationalFunction,
  b: RationalFunction,
  budget: WorkBudget,
): RationalFunction {
  return tidy(
    {
      numerator: a.numerator.multiply(b.numerator, budget),
      denominator: a.denominator.multiply(b.denominator, budget),
    },
    budget,
  );
}

/** The common monomial factor of all terms. */
function monomialContent(polynomial: Polynomial): Monomial {
  let common: Map<number, number> | null = null;
  for (const { monomial } of polynomial.list()) {
    const exponents = new Map(monomial);
    if (common === null) common = exponents;
    else
      for (const [generator, exponent] of common) {
        const other = Math.min(exponent, exponents.get(generator) ?? 0);
        if (other === 0) common.delete(generator);
        else common.set(generator, other);
      }
  }
  return [...(common ?? [])].sort((x, y) => x[0] - y[0]);
}

function divideByMonomial(
  polynomial: Polynomial,
  divisor: Monomial,
  budget: WorkBudget,
): Polynomial {
  let result = Polynomial.zero;
  for (const { monomial, coefficient } of polynomial.list())
    result = result.add(
      Polynomial.term(divideMonomials(monomial, divisor) as Monomial, coefficient),
      budget,
    );
  return result;
}

/**
 * Cancels what is cheap to cancel: monomials, exact division, and the denominator's leading coefficient.
 * The value is unchanged; the form is canonical only when the denominator becomes 1.
 */
export function tidy(value: RationalFunction, budget: WorkBudget): RationalFunction {
  let { numerator, denominator } = value;
  if (numerator.isZero) return RF_ZERO;
  const constant = denominator.asConstant();
  if (constant !== null)
    return { numerator: numerator.scale(constant.inverse()), denominator: Polynomial.one };
  const content = new Map(monomialContent(denominator));
  const shared: [number, number][] = [];
  for (const [generator, exponent] of monomialContent(numerator)) {
    const common = Math.min(exponent, content.get(generator) ?? 0);
    if (common > 0) shared.push([generator, common]);
  }
  if (shared.length > 0) {
    numerator = divideByMonomial(numerator, shared, budget);
    denominator = divideByMonomial(denominator, shared, budget);
  }
  if (numerator.size >= denominator.size || denominator.size === 1) {
    const quotient = numerator.divideExactly(denominator, budget);
    if (quotient !== null) return fromPolynomial(quotient);
  }
  const inverse = denominator.divideExactly(numerator, budget);
  if (inverse !== null) {
    numerator = Polynomial.one;
    denominator = inverse;
  }
  const lead = denominator.leading().coefficient.inverse();
  return { numerator: numerator.scale(lead), denominator: denominator.scale(lead) };
}

export function keyOfRational(value: RationalFunction): string {
  return value.denominator.asConstant()?.equals(1) === true
    ? value.numerator.key()
    : `(${value.numerator.key()})/(${value.denominator.key()})`;
}
