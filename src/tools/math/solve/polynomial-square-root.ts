import { Fraction } from "fraction.js";
import { wholeRoot } from "../exact/integers.ts";
import {
  divideMonomials,
  type Monomial,
  Polynomial,
  type WorkBudget,
} from "../exact/polynomial.ts";

const MOST_TERMS = 24;

/** The polynomial whose square this is, with a positive leading coefficient; null where there is none. */
export function polynomialSquareRoot(
  polynomial: Polynomial,
  budget: WorkBudget,
): Polynomial | null {
  if (polynomial.isZero) return Polynomial.zero;
  const lead = polynomial.leading();
  const size = squareRootOf(lead.coefficient);
  const half = halved(lead.monomial);
  if (size === null || half === null) return null;
  let root = Polynomial.term(half, size);
  for (let count = 0; count < MOST_TERMS; count++) {
    const rest = polynomial.add(root.multiply(root, budget).negate(), budget);
    if (rest.isZero) return root;
    const next = rest.leading();
    const monomial = divideMonomials(next.monomial, half);
    if (monomial === null) return null;
    root = root.add(Polynomial.term(monomial, next.coefficient.div(size.mul(2))), budget);
  }
  return null;
}

function halved(monomial: Monomial): Monomial | null {
  return monomial.every(([, power]) => power % 2 === 0)
    ? monomial.map(([generator, power]) => [generator, power / 2] as const)
    : null;
}

/** The positive fraction whose square this is, or null. */
export function squareRootOf(value: Fraction): Fraction | null {
  if (value.s < 0n) return null;
  const [n, d] = [wholeRoot(value.n, 2), wholeRoot(value.d, 2)];
  return n === null || d === null ? null : new Fraction(n, d);
}
