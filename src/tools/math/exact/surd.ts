import { checkDeadline } from "./deadline.ts";
import { Fraction } from "fraction.js";
import {
  argumentsOf,
  type Expression,
  headOf,
  integer,
  isNumber,
} from "../expression/expression.ts";
import { factorInteger, gcdBigint } from "./integers.ts";
import { scaled } from "./to-expression.ts";

/**
 * A sum of rational multiples of square roots, exactly: the key m is a squarefree integer that stands for
 * the square root of m, where that of a negative number is i times that of its opposite. These roots are
 * independent over the rational numbers, so a surd is zero only when it has no terms.
 */
export type Surd = ReadonlyMap<bigint, Fraction>;

/** Most terms that are kept; above it the arithmetic gives up. */
const MAX_TERMS = 32;
const MAX_EXPONENT = 64;

const rationalSurd = (value: Fraction): Surd =>
  value.equals(0) ? new Map() : new Map([[1n, value]]);

export const isZeroSurd = (surd: Surd): boolean => surd.size === 0;

/** The value as a surd; null for an expression that is none, or a larger one. */
export function surdOf(expression: Expression): Surd | null {
  checkDeadline();
  if (isNumber(expression)) return rationalSurd(new Fraction(expression.num));
  if (expression === "ImaginaryUnit") return new Map([[-1n, new Fraction(1)]]);
  const parts = argumentsOf(expression);
  switch (headOf(expression)) {
    case "Add":
      return combine(parts, new Map(), addSurds);
    case "Multiply":
      return combine(parts, rationalSurd(new Fraction(1)), multiplySurds);
    case "Negate": {
      const value = surdOf(parts[0] as Expression);
      return value === null ? null : scaleSurd(value, new Fraction(-1));
    }
    case "Divide": {
      const [top, bottom] = [surdOf(parts[0] as Expression), surdOf(parts[1] as Expression)];
      const inverse = bottom === null ? null : invertSurd(bottom);
      return top === null || inverse === null ? null : multiplySurds(top, inverse);
    }
    case "Sqrt":
      return rootOf(parts[0] as Expression);
    case "Power":
      return powerOf(parts[0] as Expression, parts[1] as Expression);
    default:
      return null;
  }
}

function combine(
  parts: readonly Expression[],
  start: Surd,
  join: (a: Surd, b: Surd) => Surd | null,
): Surd | null {
  let result: Surd | null = start;
  for (const part of parts) {
    const value = surdOf(part);
    if (value === null || result === null) return null;
    result = join(result, value);
  }
  return result;
}

export function addSurds(a: Surd, b: Surd): Surd | null {
  checkDeadline(2);
  const sum = new Map(a);
  for (const [root, coefficient] of b) {
    const value = (sum.get(root) ?? new Fraction(0)).add(coefficient);
    if (value.equals(0)) sum.delete(root);
    else sum.set(root, value);
  }
  return sum.size > MAX_TERMS ? null : sum;
}

const scaleSurd = (surd: Surd, factor: Fraction): Surd =>
  new Map([...surd].map(([root, coefficient]) => [root, coefficient.mul(factor)]));

const magnitude = (value: bigint): bigint => (value < 0n ? -value : value);

export function multiplySurds(a: Surd, b: Surd): Surd | null {
  let result: Surd | null = new Map();
  for (const [m, x] of a)
    for (const [n, y] of b) {
      const shared = gcdBigint(m, n);
      const rest = (magnitude(m) / shared) * (magnitude(n) / shared);
      const isNegative = m < 0n && n < 0n;
      const root = m < 0n !== n < 0n ? -rest : rest;
      const term = x.mul(y).mul(new Fraction(isNegative ? -shared : shared));
      result = result === null ? null : addSurds(result, new Map([[root, term]]));
    }
  return result;
}

/** 1 over the value, by multiplying with the conjugates one root after the other; null for zero. */
export function invertSurd(surd: Surd): Surd | null {
  if (surd.size === 0) return null;
  let numerator: Surd | null = rationalSurd(new Fraction(1));
  let denominator: Surd | null = surd;
  while (denominator !== null && numerator !== null) {
    const rational = denominator.get(1n);
    if (denominator.size === 1 && rational !== undefined)
      return scaleSurd(numerator, rational.inverse());
    const generator = generatorIn(denominator);
    if (generator === null) return null;
    const conjugate = conjugateSurd(denominator, generator);
    numerator = multiplySurds(numerator, conjugate);
    denominator = multiplySurds(denominator, conjugate);
  }
  return null;
}

/** -1 or a prime that divides the number under a root. */
function generatorIn(surd: Surd): bigint | null {
  for (const root of surd.keys()) {
    if (root < 0n) return -1n;
    if (root > 1n) return factorInteger(root).factors[0]?.[0] ?? null;
  }
  return null;
}

/** The same with the root of the generator replaced by its opposite. */
const conjugateSurd = (surd: Surd, generator: bigint): Surd =>
  new Map(
    [...surd].map(([root, coefficient]) => {
      const hasIt = generator === -1n ? root < 0n : root % generator === 0n;
      return [root, hasIt ? coefficient.neg() : coefficient];
    }),
  );

/** The square root of a rational number. */
function rootOf(inside: Expression): Surd | null {
  const value = surdOf(inside);
  if (value === null) return null;
  if (value.size === 0) return value;
  const rational = value.get(1n);
  if (value.size > 1 || rational === undefined) return null;
  const { factors, isComplete } = factorInteger(rational.n * rational.d);
  if (!isComplete) return null;
  let outside = 1n;
  let root = 1n;
  for (const [prime, count] of factors) {
    outside *= prime ** BigInt(Math.floor(count / 2));
    if (count % 2 === 1) root *= prime;
  }
  return new Map([[rational.s < 0n ? -root : root, new Fraction(outside, rational.d)]]);
}

function powerOf(base: Expression, exponent: Expression): Surd | null {
  const power = surdOf(exponent);
  const value = power?.size === 0 ? new Fraction(0) : power?.get(1n);
  if (power === null || value === undefined || power.size > 1) return null;
  if (value.d === 2n && value.n === 1n) {
    const root = rootOf(base);
    return root === null || value.s > 0n ? root : invertSurd(root);
  }
  if (value.d !== 1n || value.n > MAX_EXPONENT) return null;
  const raised = surdOf(base);
  const factor = raised !== null && value.s < 0n ? invertSurd(raised) : raised;
  if (factor === null || (factor.size === 0 && value.n === 0n)) return null;
  let result: Surd | null = rationalSurd(new Fraction(1));
  for (let k = 0n; k < value.n && result !== null; k++) result = multiplySurds(result, factor);
  return result;
}

/** Written out over one denominator, the rational part first: `(1 + sqrt(5))/2`. */
export function surdExpression(surd: Surd): Expression {
  const terms = [...surd].sort(([a], [b]) => compareRoots(a, b));
  const denominator = terms.reduce((all, [, { d }]) => (all / gcdBigint(all, d)) * d, 1n);
  const written = terms.map(([root, coefficient]): Expression =>
    scaled(
      terms.length === 1 ? coefficient : coefficient.mul(new Fraction(denominator)),
      bodyOf(root),
    ),
  );
  if (written.length === 0) return integer(0);
  if (written.length === 1) return written[0] as Expression;
  const sum: Expression = ["Add", ...written];
  return denominator === 1n ? sum : ["Divide", sum, integer(denominator)];
}

/** Real parts before imaginary ones, and small roots before large ones. */
function compareRoots(a: bigint, b: bigint): number {
  if (a < 0n !== b < 0n) return a < 0n ? 1 : -1;
  return magnitude(a) < magnitude(b) ? -1 : 1;
}

function bodyOf(root: bigint): Expression | null {
  const size = magnitude(root);
  if (root === 1n) return null;
  if (root === -1n) return "ImaginaryUnit";
  const real: Expression = ["Sqrt", integer(size)];
  return root < 0n ? ["Multiply", real, "ImaginaryUnit"] : real;
}

/** The real and imaginary part. */
export function partsOfSurd(surd: Surd): { re: Surd; im: Surd } {
  const re = new Map([...surd].filter(([root]) => root > 0n));
  const im = new Map(
    [...surd].filter(([root]) => root < 0n).map(([root, coefficient]) => [-root, coefficient]),
  );
  return { re, im };
}
