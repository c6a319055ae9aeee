import { Fraction } from "fraction.js";
import { gcdBigint, lcmBigint } from "../exact/integers.ts";
import { Polynomial, type WorkBudget } from "../exact/polynomial.ts";
import { combination, factorIntegers, primitiveIntegers } from "./factor-integers.ts";
import { coefficientsBy, gcdOfPolynomials } from "./gcd.ts";
import { balanced } from "./hensel-lift.ts";

export interface SeveralFactors {
  /** Irreducible over the rationals, with coprime whole coefficients; a product with a number is the input. */
  readonly factors: readonly { readonly factor: Polynomial; readonly multiplicity: number }[];
}

/** Digits of a substituted value past which the images are too large to factor. */
const MOST_DIGITS = 3_000;
/** Values that are tried until the image has no repeated factor. */
const ATTEMPTS = 6;
const MOST_PARTS = 12;

/**
 * The irreducible factors of a polynomial in several generators. Whole numbers, far larger than any
 * coefficient of a factor can be (Gelfond's bound), are put in for all generators but one; the image is
 * factored over the whole numbers, and products of its factors are read back, digit by digit, as
 * polynomials and divided by. The image has at least the factors of the polynomial, so what no product
 * divides is irreducible. Null where that is too large.
 */
export function factorSeveral(polynomial: Polynomial, budget: WorkBudget): SeveralFactors | null {
  if (polynomial.isZero) return null;
  const generators = [...polynomial.generators()];
  const main = generators.toSorted((a, b) => polynomial.degreeIn(a) - polynomial.degreeIn(b))[0];
  if (main === undefined) return { factors: [] };
  const coefficients = coefficientsBy(polynomial, main, budget);
  const content = coefficients.reduce(
    (all, part) => gcdOfPolynomials(all, part, budget),
    Polynomial.zero,
  );
  const inner = factorSeveral(content, budget);
  const body = polynomial.divideExactly(content, budget);
  if (inner === null || body === null) return null;
  const factors = [...inner.factors];
  for (const { part, multiplicity } of squareFreeParts(primitive(body), main, budget)) {
    const split = splitSquareFree(part, main, budget);
    if (split === null) return null;
    factors.push(...split.map((factor) => ({ factor, multiplicity })));
  }
  return { factors };
}

/** Scaled to coprime whole coefficients, the leading one positive. */
function primitive(polynomial: Polynomial): Polynomial {
  const terms = polynomial.list().map(({ coefficient }) => coefficient);
  const under = terms.reduce((all, { d }) => lcmBigint(all, d), 1n);
  const over = terms.reduce((all, { n, d }) => gcdBigint(all, (n * under) / d), 0n);
  const sign = polynomial.leading().coefficient.s;
  return polynomial.scale(new Fraction(sign * under, over));
}

function squareFreeParts(
  polynomial: Polynomial,
  main: number,
  budget: WorkBudget,
): { part: Polynomial; multiplicity: number }[] {
  const over = (a: Polynomial, b: Polynomial): Polynomial =>
    primitive(a.divideExactly(b, budget) as Polynomial);
  let repeated = gcdOfPolynomials(polynomial, slope(polynomial, main, budget), budget);
  let distinct = over(polynomial, repeated);
  const parts: { part: Polynomial; multiplicity: number }[] = [];
  for (let multiplicity = 1; distinct.degreeIn(main) > 0; multiplicity++) {
    const next = gcdOfPolynomials(repeated, distinct, budget);
    const part = over(distinct, next);
    if (part.degreeIn(main) > 0) parts.push({ part, multiplicity });
    repeated = over(repeated, next);
    distinct = primitive(next);
  }
  return parts;
}

function slope(polynomial: Polynomial, main: number, budget: WorkBudget): Polynomial {
  return polynomial.list().reduce((sum, { monomial, coefficient }) => {
    const power = monomial.find(([generator]) => generator === main)?.[1] ?? 0;
    if (power === 0) return sum;
    const lowered = monomial.flatMap(([generator, exponent]): (readonly [number, number])[] => {
      const left = generator === main ? exponent - 1 : exponent;
      return left === 0 ? [] : [[generator, left]];
    });
    return sum.add(Polynomial.term(lowered, coefficient.mul(power)), budget);
  }, Polynomial.zero);
}
/** How a polynomial is written as a number: the base, and the place of each generator. */
interface Places {
  readonly base: bigint;
  readonly others: readonly { readonly generator: number; readonly size: number }[];
}

function splitSquareFree(
  polynomial: Polynomial,
  main: number,
  budget: WorkBudget,
): Polynomial[] | null {
  if (polynomial.degreeIn(main) === 1) return [polynomial];
  const others = [...polynomial.generators()]
    .filter((generator) => generator !== main)
    // A factor, times the leading coefficient, has at most twice the degree.
    .map((generator) => ({ generator, size: 2 * polynomial.degreeIn(generator) + 1 }));
  let base = baseFor(polynomial);
  const places = others.reduce((all, { size }) => all * size, 1);
  if (places * base.toString().length > MOST_DIGITS) return null;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++, base += 1n) {
    const image = imageOf(polynomial, main, { base, others });
    if (image.length - 1 !== polynomial.degreeIn(main)) continue;
    // Null also where the image has a repeated factor, which another value does not.
    const parts = factorIntegers(primitiveIntegers(image));
    if (parts === null) continue;
    if (parts.length > MOST_PARTS) return null;
    return parts.length === 1
      ? [polynomial]
      : recombine(polynomial, parts, main, { base, others }, budget);
  }
  return null;
}

/** More than twice any coefficient of a factor times the leading coefficient. */
function baseFor(polynomial: Polynomial): bigint {
  const sizes = polynomial.list().map(({ coefficient }) => coefficient.n);
  const height = sizes.reduce((most, size) => (size > most ? size : most), 1n);
  const degrees = [...polynomial.generators()].map((generator) => polynomial.degreeIn(generator));
  const factor = height * 3n ** BigInt(degrees.reduce((sum, degree) => sum + degree, 0));
  const terms = degrees.reduce((all, degree) => all * (degree + 1), 1);
  return 2n * factor * factor * BigInt(terms) + 3n;
}

/** The polynomial in the main generator, with powers of the base put in for the others. */
function imageOf(polynomial: Polynomial, main: number, { base, others }: Places): bigint[] {
  const result: bigint[] = Array.from({ length: polynomial.degreeIn(main) + 1 }, () => 0n);
  for (const { monomial, coefficient } of polynomial.list()) {
    let [power, place, step] = [0, 0, 1];
    const exponents = new Map(monomial);
    power = exponents.get(main) ?? 0;
    for (const { generator, size } of others) {
      place += step * (exponents.get(generator) ?? 0);
      step *= size;
    }
    result[power] =
      (result[power] as bigint) + coefficient.s * coefficient.n * base ** BigInt(place);
  }
  while (result.length > 0 && result.at(-1) === 0n) result.pop();
  return result;
}

function recombine(
  polynomial: Polynomial,
  parts: readonly (readonly bigint[])[],
  main: number,
  places: Places,
  budget: WorkBudget,
): Polynomial[] {
  const found: Polynomial[] = [];
  let rest = polynomial;
  let left = [...parts];
  for (let size = 1; 2 * size <= left.length;) {
    const lead = imageOf(rest, main, places).at(-1) as bigint;
    const hit = combination(left, size, (chosen) => {
      const candidate = readBack(chosen, lead, main, places, budget);
      const quotient = candidate === null ? null : rest.divideExactly(candidate, budget);
      return candidate === null || quotient === null ? null : { candidate, quotient };
    });
    if (hit === null) {
      size += 1;
      continue;
    }
    found.push(hit.value.candidate);
    rest = primitive(hit.value.quotient);
    left = left.filter((part) => !hit.chosen.includes(part));
  }
  return rest.degreeIn(main) > 0 ? [...found, rest] : found;
}

/** The primitive polynomial whose image, times a number, is the product of these factors. */
function readBack(
  chosen: readonly (readonly bigint[])[],
  lead: bigint,
  main: number,
  places: Places,
  budget: WorkBudget,
): Polynomial | null {
  const product = chosen.reduce<bigint[]>((all, part) => times(all, part), [1n]);
  const top = product.at(-1) as bigint;
  let result = Polynomial.zero;
  for (const [power, value] of product.entries()) {
    if ((value * lead) % top !== 0n) return null;
    const term = fromDigits((value * lead) / top, main, power, places, budget);
    if (term === null) return null;
    result = result.add(term, budget);
  }
  const coefficients = coefficientsBy(result, main, budget);
  const content = coefficients.reduce(
    (all, part) => gcdOfPolynomials(all, part, budget),
    Polynomial.zero,
  );
  return primitive(result.divideExactly(content, budget) as Polynomial);
}

function times(a: readonly bigint[], b: readonly bigint[]): bigint[] {
  const result = Array.from({ length: a.length + b.length - 1 }, () => 0n);
  a.forEach((x, i) =>
    b.forEach((y, j) => {
      result[i + j] = (result[i + j] as bigint) + x * y;
    }),
  );
  return result;
}

/** A number in base B, with digits from -B/2 to B/2, as a polynomial in the other generators. */
function fromDigits(
  value: bigint,
  main: number,
  power: number,
  { base, others }: Places,
  budget: WorkBudget,
): Polynomial | null {
  let result = Polynomial.zero;
  let rest = value;
  const places = others.reduce((all, { size }) => all * size, 1);
  for (let place = 0; rest !== 0n; place++) {
    if (place >= places) return null;
    const digit = balanced(rest, base);
    rest = (rest - digit) / base;
    if (digit === 0n) continue;
    let left = place;
    const monomial: [number, number][] = power === 0 ? [] : [[main, power]];
    for (const { generator, size } of others) {
      if (left % size > 0) monomial.push([generator, left % size]);
      left = Math.floor(left / size);
    }
    monomial.sort((a, b) => a[0] - b[0]);
    result = result.add(Polynomial.term(monomial, new Fraction(digit)), budget);
  }
  return result;
}
