import { Fraction } from "fraction.js";
import { Polynomial, type WorkBudget } from "../exact/polynomial.ts";

/** Operations that one power costs, whether it occurs or not. */
const PLACE = 20;

/** Coefficients by powers of one generator, constant first; they do not hold it themselves. */
export function coefficientsBy(
  polynomial: Polynomial,
  index: number,
  budget: WorkBudget,
): Polynomial[] {
  const degree = polynomial.degreeIn(index);
  // Every power has its place, also in x^265485 + 1.
  budget.spend(degree * PLACE);
  const result: Polynomial[] = Array.from({ length: degree + 1 }, () => Polynomial.zero);
  for (const { monomial, coefficient } of polynomial.list()) {
    const power = monomial.find(([generator]) => generator === index)?.[1] ?? 0;
    const rest = monomial.filter(([generator]) => generator !== index);
    result[power] = (result[power] as Polynomial).add(Polynomial.term(rest, coefficient), budget);
  }
  return result;
}

export function fromCoefficients(
  coefficients: readonly Polynomial[],
  index: number,
  budget: WorkBudget,
): Polynomial {
  return coefficients.reduce(
    (sum, part, power) =>
      sum.add(
        part.multiply(
          power === 0 ? Polynomial.one : Polynomial.term([[index, power]], new Fraction(1)),
          budget,
        ),
        budget,
      ),
    Polynomial.zero,
  );
}

/** Leading coefficient one, in the order of terms that polynomials have. */
function monic(polynomial: Polynomial): Polynomial {
  return polynomial.isZero
    ? polynomial
    : polynomial.scale(polynomial.leading().coefficient.inverse());
}

/**
 * The greatest common divisor with leading coefficient one, by primitive remainders in one generator after
 * the other (Knuth, The Art of Computer Programming 2, 4.6.1). Throws `too_large` past the budget.
 */
export function gcdOfPolynomials(p: Polynomial, q: Polynomial, budget: WorkBudget): Polynomial {
  if (p.isZero) return monic(q);
  if (q.isZero) return monic(p);
  if (p.asConstant() !== null || q.asConstant() !== null) return Polynomial.one;
  const shared = [...p.generators()].filter((index) => q.generators().has(index));
  const [index] = shared.toSorted(
    (a, b) => p.degreeIn(a) + q.degreeIn(a) - p.degreeIn(b) - q.degreeIn(b),
  );
  if (index === undefined) return Polynomial.one;
  const [a, b] = [p, q].map((part) => coefficientsBy(part, index, budget)) as [
    Polynomial[],
    Polynomial[],
  ];
  const [contentA, contentB] = [contentOf(a, budget), contentOf(b, budget)];
  const content = gcdOfPolynomials(contentA, contentB, budget);
  let [high, low] = [divided(a, contentA, budget), divided(b, contentB, budget)];
  if (high.length < low.length) [high, low] = [low, high];
  while (low.length > 0 && low.length <= high.length) {
    const rest = pseudoRemainder(high, low, budget);
    if (rest.length === 0) break;
    high = low;
    low = divided(rest, contentOf(rest, budget), budget);
    if (low.length === 1) {
      low = [Polynomial.one];
      break;
    }
  }
  return monic(fromCoefficients(low, index, budget).multiply(content, budget));
}

function contentOf(coefficients: readonly Polynomial[], budget: WorkBudget): Polynomial {
  let content = Polynomial.zero;
  for (const part of coefficients) {
    content = gcdOfPolynomials(content, part, budget);
    if (content.asConstant() !== null && !content.isZero) return Polynomial.one;
  }
  return content;
}

function divided(
  coefficients: readonly Polynomial[],
  by: Polynomial,
  budget: WorkBudget,
): Polynomial[] {
  return coefficients.map((part) => part.divideExactly(by, budget) as Polynomial);
}

/** The remainder of lead^k high by low, with as small a k as the steps need. */
function pseudoRemainder(
  high: readonly Polynomial[],
  low: readonly Polynomial[],
  budget: WorkBudget,
): Polynomial[] {
  const lead = low.at(-1) as Polynomial;
  let rest = [...high];
  while (rest.length >= low.length) {
    const top = rest.at(-1) as Polynomial;
    const shift = rest.length - low.length;
    rest = rest
      .map((part, power) => {
        const below = low[power - shift];
        const scaled = part.multiply(lead, budget);
        return below === undefined
          ? scaled
          : scaled.add(below.multiply(top, budget).negate(), budget);
      })
      .slice(0, -1);
    while (rest.length > 0 && (rest.at(-1) as Polynomial).isZero) rest.pop();
  }
  return rest;
}

/** Quotient and remainder in one generator where every step divides exactly; null where one does not. */
export function divideIn(
  p: Polynomial,
  q: Polynomial,
  index: number,
  budget: WorkBudget,
): { quotient: Polynomial; remainder: Polynomial } | null {
  const low = coefficientsBy(q, index, budget);
  const lead = low.at(-1) as Polynomial;
  let rest = coefficientsBy(p, index, budget);
  const quotient: Polynomial[] = [];
  while (rest.length >= low.length) {
    const factor = (rest.at(-1) as Polynomial).divideExactly(lead, budget);
    if (factor === null) return null;
    const shift = rest.length - low.length;
    quotient[shift] = factor;
    rest = rest
      .map((part, power) => {
        const below = low[power - shift];
        return below === undefined
          ? part
          : part.add(below.multiply(factor, budget).negate(), budget);
      })
      .slice(0, -1);
    while (rest.length > 0 && (rest.at(-1) as Polynomial).isZero) rest.pop();
  }
  const filled = Array.from({ length: quotient.length }, (_, k) => quotient[k] ?? Polynomial.zero);
  return {
    quotient: fromCoefficients(filled, index, budget),
    remainder: fromCoefficients(rest, index, budget),
  };
}
