import { Fraction } from "fraction.js";
import { type Monomial, Polynomial, type WorkBudget } from "../exact/polynomial.ts";

const MOST_STEPS = 400;

/** A term of the answer: a rational number times e1^a e2^b …, the exponents in order. */
export interface SymmetricTerm {
  readonly coefficient: Fraction;
  readonly exponents: readonly number[];
}

/** The elementary symmetric polynomials e1 … en of the generators. */
function elementary(generators: readonly number[], budget: WorkBudget): Polynomial[] {
  let product: Polynomial[] = [Polynomial.one];
  for (const generator of generators)
    product = Array.from({ length: product.length + 1 }, (_, k) =>
      (product[k] ?? Polynomial.zero).add(
        (product[k - 1] ?? Polynomial.zero).multiply(Polynomial.generator(generator), budget),
        budget,
      ),
    );
  return product.slice(1);
}

/**
 * A symmetric polynomial written with elementary symmetric ones by taking its highest term off again and
 * again (Gauss); null where it is not symmetric.
 */
export function inElementary(
  polynomial: Polynomial,
  generators: readonly number[],
  budget: WorkBudget,
): SymmetricTerm[] | null {
  const basis = elementary(generators, budget);
  const terms: SymmetricTerm[] = [];
  let rest = polynomial;
  for (let step = 0; !rest.isZero; step++) {
    if (step > MOST_STEPS) return null;
    const { monomial, coefficient } = rest.leading();
    const powers = generators.map((generator) => exponentOf(monomial, generator));
    if (powers.some((power, k) => k > 0 && power > (powers[k - 1] as number))) return null;
    const exponents = powers.map((power, k) => power - (powers[k + 1] ?? 0));
    const product = exponents.reduce(
      (all, exponent, k) => all.multiply((basis[k] as Polynomial).power(exponent, budget), budget),
      Polynomial.constant(coefficient),
    );
    terms.push({ coefficient, exponents });
    rest = rest.add(product.negate(), budget);
  }
  return terms;
}

function exponentOf(monomial: Monomial, generator: number): number {
  return monomial.find(([index]) => index === generator)?.[1] ?? 0;
}
