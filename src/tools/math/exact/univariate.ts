import { checkDeadline } from "./deadline.ts";
import { Fraction } from "fraction.js";
import { gcdBigint } from "./integers.ts";
import { checkDeadlineFor } from "./long-numbers.ts";
import { approximateRoots } from "./approximate-roots.ts";
import { factorIntegers } from "../polynomial/factor-integers.ts";
import { cyclotomic } from "./integers.ts";

/** Coefficients, constant first, without a leading zero; the zero polynomial is `[]`. */
export type Univariate = readonly Fraction[];

const MAX_FACTOR_DEGREE = 40;

export function trim(coefficients: readonly Fraction[]): Univariate {
  let length = coefficients.length;
  while (length > 0 && (coefficients[length - 1] as Fraction).equals(0)) length -= 1;
  return coefficients.slice(0, length);
}

export function degreeOf(p: Univariate): number {
  return p.length - 1;
}

export function evaluateAt(p: Univariate, x: Fraction): Fraction {
  return p.reduceRight((sum, coefficient) => sum.mul(x).add(coefficient), new Fraction(0));
}

export function divide(
  dividend: Univariate,
  divisor: Univariate,
): { quotient: Univariate; remainder: Univariate } {
  const rest = [...dividend];
  const quotient: Fraction[] = Array.from(
    { length: Math.max(0, dividend.length - divisor.length + 1) },
    () => new Fraction(0),
  );
  const lead = divisor.at(-1) as Fraction;
  for (let shift = dividend.length - divisor.length; shift >= 0; shift--) {
    checkDeadline(divisor.length);
    const factor = (rest[shift + divisor.length - 1] as Fraction).div(lead);
    quotient[shift] = factor;
    for (let k = 0; k < divisor.length; k++) {
      const left = (rest[shift + k] as Fraction).sub(factor.mul(divisor[k] as Fraction));
      checkDeadlineFor(left);
      rest[shift + k] = left;
    }
  }
  return { quotient: trim(quotient), remainder: trim(rest) };
}

export function derivative(p: Univariate): Univariate {
  return p.slice(1).map((coefficient, index) => coefficient.mul(index + 1));
}

export function gcd(a: Univariate, b: Univariate): Univariate {
  let [x, y] = [a, b];
  while (y.length > 0) [x, y] = [y, primitive(divide(x, y).remainder)];
  return primitive(x);
}

/** Scaled to coprime integers with a positive leading coefficient. */
export function primitive(p: Univariate): Univariate {
  if (p.length === 0) return p;
  let denominator = 1n;
  for (const { d } of p) denominator = (denominator / gcdBigint(denominator, d)) * d;
  const integers = p.map((value) => (value.s * value.n * denominator) / value.d);
  const content = integers.reduce(gcdBigint, 0n);
  const sign = (integers.at(-1) as bigint) < 0n ? -1n : 1n;
  return integers.map((value) => new Fraction((value / content) * sign));
}

/**
 * Factors over the rationals: primitive integer factors with multiplicities; their product times the
 * content is the polynomial. Up to degree 40 they are found by Zassenhaus's algorithm, which shows each
 * irreducible. Where that would be too long, they are found from numeric roots or as cyclotomic
 * polynomials and confirmed by exact division: every factor is right, one of higher degree may not be
 * irreducible.
 */
export function factorUnivariate(p: Univariate): { factor: Univariate; multiplicity: number }[] {
  const result: { factor: Univariate; multiplicity: number }[] = [];
  for (const { part, multiplicity } of squareFreeParts(primitive(p)))
    for (const factor of splitSquareFree(part)) result.push({ factor, multiplicity });
  return result;
}

function squareFreeParts(p: Univariate): { part: Univariate; multiplicity: number }[] {
  const parts: { part: Univariate; multiplicity: number }[] = [];
  let repeated = gcd(p, derivative(p));
  let distinct = primitive(divide(p, repeated).quotient);
  for (let multiplicity = 1; degreeOf(distinct) > 0; multiplicity++) {
    const next = gcd(repeated, distinct);
    const part = primitive(divide(distinct, next).quotient);
    if (degreeOf(part) > 0) parts.push({ part, multiplicity });
    repeated = primitive(divide(repeated, next).quotient);
    distinct = next;
  }
  return parts;
}

/** Large polynomials: x and the cyclotomic factors (each irreducible) are divided out, the rest is as it is. */
function splitCyclotomic(whole: Univariate): Univariate[] {
  const hasZero = whole[0]?.equals(0) === true;
  const p = hasZero ? whole.slice(1) : whole;
  const factors: Univariate[] = hasZero ? [[new Fraction(0), new Fraction(1)]] : [];
  let rest = p;
  const sizes = p.map((value) => value.valueOf());
  const scale = sizes.reduce((sum, value) => sum + Math.abs(value), 0);
  for (let order = 1; order <= 4 * degreeOf(p) && degreeOf(rest) > 0; order++) {
    let [re, im] = [0, 0];
    sizes.forEach((value, power) => {
      const angle = (2 * Math.PI * (power % order)) / order;
      re += value * Math.cos(angle);
      im += value * Math.sin(angle);
    });
    if (Math.hypot(re, im) > 1e-9 * scale) continue;
    const factor = cyclotomic(order).map((value) => new Fraction(value));
    const { quotient, remainder } = divide(rest, factor);
    if (remainder.length > 0) continue;
    factors.push(factor);
    rest = primitive(quotient);
  }
  if (degreeOf(rest) < 1) return factors;
  if (factors.length === 0 || degreeOf(rest) > MAX_FACTOR_DEGREE) return [...factors, rest];
  return [...factors, ...splitSquareFree(rest)];
}

function splitSquareFree(p: Univariate): Univariate[] {
  if (degreeOf(p) <= 1) return [p];
  if (degreeOf(p) > MAX_FACTOR_DEGREE) return splitCyclotomic(p);
  const complete = factorIntegers(p.map(({ s, n }) => s * n));
  return complete === null
    ? splitByRoots(p)
    : complete.map((factor) => primitive(factor.map((value) => new Fraction(value)))).sort(inOrder);
}

/** By degree, then by the coefficients from the constant on. */
function inOrder(a: Univariate, b: Univariate): number {
  if (a.length !== b.length) return a.length - b.length;
  const place = a.findIndex((value, k) => !value.equals(b[k] as Fraction));
  return place === -1 ? 0 : (a[place] as Fraction).compare(b[place] as Fraction);
}

/** Combines numeric roots into integer factors, smallest degree first. */
function splitByRoots(p: Univariate): Univariate[] {
  const factors: Univariate[] = [];
  let rest = p;
  let roots = approximateRoots(rest);
  for (let size = 1; roots !== null && size <= degreeOf(rest) / 2 && size <= 6;) {
    const found = findFactor(rest, roots, size);
    if (found === null) size += 1;
    else {
      factors.push(found.factor);
      rest = primitive(divide(rest, found.factor).quotient);
      roots = roots.filter((_, index) => !found.used.includes(index));
    }
  }
  return degreeOf(rest) > 0 ? [...factors, rest] : factors;
}

const MAX_COMBINATIONS = 20_000;

function findFactor(
  p: Univariate,
  roots: readonly { re: number; im: number }[],
  size: number,
): { factor: Univariate; used: readonly number[] } | null {
  const lead = Number((p.at(-1) as Fraction).valueOf());
  let tried = 0;
  const search = (
    start: number,
    chosen: readonly number[],
    product: readonly { re: number; im: number }[],
  ): { factor: Univariate; used: readonly number[] } | null => {
    if (chosen.length === size) {
      tried += 1;
      const factor = asIntegerFactor(p, product, lead);
      return factor === null ? null : { factor, used: chosen };
    }
    for (let index = start; index < roots.length && tried < MAX_COMBINATIONS; index++) {
      const found = search(
        index + 1,
        [...chosen, index],
        timesLinear(product, roots[index] as { re: number; im: number }),
      );
      if (found !== null) return found;
    }
    return null;
  };
  return search(0, [], [{ re: 1, im: 0 }]);
}

/** Multiplies a complex polynomial (constant first) by (x - root). */
function timesLinear(
  p: readonly { re: number; im: number }[],
  root: { re: number; im: number },
): { re: number; im: number }[] {
  const result = Array.from({ length: p.length + 1 }, () => ({ re: 0, im: 0 }));
  p.forEach((c, k) => {
    const up = result[k + 1] as { re: number; im: number };
    const same = result[k] as { re: number; im: number };
    result[k + 1] = { re: up.re + c.re, im: up.im + c.im };
    result[k] = {
      re: same.re - (c.re * root.re - c.im * root.im),
      im: same.im - (c.re * root.im + c.im * root.re),
    };
  });
  return result;
}

function asIntegerFactor(
  p: Univariate,
  product: readonly { re: number; im: number }[],
  lead: number,
): Univariate | null {
  const rounded: Fraction[] = [];
  for (const { re, im } of product) {
    const scaled = re * lead;
    const scale = Math.max(1, Math.abs(scaled));
    if (
      Math.abs(im * lead) > 1e-5 * scale ||
      Math.abs(scaled - Math.round(scaled)) > 1e-5 * scale ||
      Math.abs(scaled) > 1e15
    )
      return null;
    rounded.push(new Fraction(BigInt(Math.round(scaled))));
  }
  const factor = primitive(trim(rounded));
  if (degreeOf(factor) !== product.length - 1) return null;
  return divide(p, factor).remainder.length === 0 ? factor : null;
}

/** How many distinct real roots, by Sturm's theorem. */
export function countRealRoots(p: Univariate): number {
  const chain: Univariate[] = [p, derivative(p)];
  while ((chain.at(-1) as Univariate).length > 0) {
    const { remainder } = divide(chain.at(-2) as Univariate, chain.at(-1) as Univariate);
    if (remainder.length === 0) break;
    const scaled = primitive(remainder);
    const sameSign = (remainder.at(-1) as Fraction).compare(0) > 0;
    chain.push(sameSign ? scaled.map((value) => value.neg()) : scaled);
  }
  const changes = (sign: (q: Univariate) => number): number => {
    const signs = chain.filter((q) => q.length > 0).map(sign);
    return signs.slice(1).filter((value, index) => value !== signs[index]).length;
  };
  const atInfinity = (q: Univariate): number => (q.at(-1) as Fraction).compare(0);
  const atMinusInfinity = (q: Univariate): number =>
    atInfinity(q) * (degreeOf(q) % 2 === 0 ? 1 : -1);
  return changes(atMinusInfinity) - changes(atInfinity);
}

/** The rational zeros, each once. */
export function rationalZeros(p: Univariate): Fraction[] {
  const start = p.findIndex((coefficient) => !coefficient.equals(0));
  const zeros = factorUnivariate(p.slice(start))
    .filter(({ factor }) => factor.length === 2)
    .map(({ factor }) => (factor[0] as Fraction).neg().div(factor[1] as Fraction));
  return start > 0 ? [new Fraction(0), ...zeros] : zeros;
}
