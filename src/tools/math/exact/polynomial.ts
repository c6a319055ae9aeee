import { checkDeadline } from "./deadline.ts";
import { checkDeadlineFor, longDigits } from "./long-numbers.ts";
import { Fraction } from "fraction.js";
import { AnsatzError } from "../../../core/errors.ts";

/** Sparse powers of generators, sorted by generator: `[[generator, exponent], …]`, exponents >= 1. */
export type Monomial = readonly (readonly [generator: number, exponent: number])[];

export interface Term {
  readonly monomial: Monomial;
  readonly coefficient: Fraction;
}

/** Counts term operations so that a hostile expression stops with `timed_out` instead of running away. */
export class WorkBudget {
  private remaining: number;

  constructor(operations = 120_000) {
    this.remaining = operations;
  }

  spend(operations: number): void {
    checkDeadline(operations);
    this.remaining -= operations;
    if (this.remaining < 0)
      throw new AnsatzError(
        "too_large",
        "The exact form of this expression is too large to work out. Try a smaller one.",
      );
  }
}

/** Coefficients longer than this many decimal digits are refused; keeps big powers bounded. */
const MAX_DIGITS = 60_000;

function keyOf(monomial: Monomial): string {
  let key = "";
  for (const [generator, exponent] of monomial) key += `${generator}^${exponent} `;
  return key;
}

export function multiplyMonomials(a: Monomial, b: Monomial): Monomial {
  if (a.length === 0) return b;
  if (b.length === 0) return a;
  const result: [number, number][] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const left = a[i];
    const right = b[j];
    if (right === undefined || (left !== undefined && left[0] < right[0])) {
      result.push([(left as [number, number])[0], (left as [number, number])[1]]);
      i += 1;
    } else if (left === undefined || right[0] < left[0]) {
      result.push([right[0], right[1]]);
      j += 1;
    } else {
      result.push([left[0], left[1] + right[1]]);
      i += 1;
      j += 1;
    }
  }
  return result;
}

/** `a / b`, or null when b does not divide a. */
export function divideMonomials(a: Monomial, b: Monomial): Monomial | null {
  const exponents = new Map(a);
  for (const [generator, exponent] of b) {
    const left = (exponents.get(generator) ?? 0) - exponent;
    if (left < 0) return null;
    if (left === 0) exponents.delete(generator);
    else exponents.set(generator, left);
  }
  return [...exponents].sort((x, y) => x[0] - y[0]);
}

/** Lexicographic order, lower generators first: a fixed total order for leading terms. */
function compareMonomials(a: Monomial, b: Monomial): number {
  for (let index = 0; ; index++) {
    const left = a[index];
    const right = b[index];
    if (left === undefined && right === undefined) return 0;
    if (left === undefined) return -1;
    if (right === undefined) return 1;
    if (left[0] !== right[0]) return right[0] - left[0];
    if (left[1] !== right[1]) return left[1] - right[1];
  }
}

/** A multivariate polynomial with exact rational coefficients. Immutable. */
export class Polynomial {
  private readonly terms: ReadonlyMap<string, Term>;

  private constructor(terms: ReadonlyMap<string, Term>) {
    this.terms = terms;
  }

  static readonly zero = new Polynomial(new Map());
  static readonly one = Polynomial.constant(new Fraction(1));

  static constant(value: Fraction): Polynomial {
    return Polynomial.term([], value);
  }

  static term(monomial: Monomial, coefficient: Fraction): Polynomial {
    if (coefficient.equals(0)) return Polynomial.zero;
    return new Polynomial(new Map([[keyOf(monomial), { monomial, coefficient }]]));
  }

  static generator(index: number): Polynomial {
    return Polynomial.term([[index, 1]], new Fraction(1));
  }

  get size(): number {
    return this.terms.size;
  }

  get isZero(): boolean {
    return this.terms.size === 0;
  }

  list(): Term[] {
    return [...this.terms.values()];
  }

  /** The value when there is no generator in it, else null. */
  asConstant(): Fraction | null {
    if (this.isZero) return new Fraction(0);
    if (this.size > 1) return null;
    const only = this.list()[0] as Term;
    return only.monomial.length === 0 ? only.coefficient : null;
  }

  generators(): Set<number> {
    const found = new Set<number>();
    for (const { monomial } of this.terms.values())
      for (const [generator] of monomial) found.add(generator);
    return found;
  }

  degreeIn(generator: number): number {
    let degree = 0;
    for (const { monomial } of this.terms.values())
      for (const [index, exponent] of monomial)
        if (index === generator && exponent > degree) degree = exponent;
    return degree;
  }

  add(other: Polynomial, budget: WorkBudget): Polynomial {
    budget.spend(other.size);
    const terms = new Map(this.terms);
    for (const [key, term] of other.terms) addTerm(terms, key, term);
    return new Polynomial(terms);
  }

  negate(): Polynomial {
    return this.scale(new Fraction(-1));
  }

  scale(factor: Fraction): Polynomial {
    if (factor.equals(0)) return Polynomial.zero;
    const terms = new Map<string, Term>();
    for (const [key, { monomial, coefficient }] of this.terms)
      terms.set(key, { monomial, coefficient: coefficient.mul(factor) });
    return new Polynomial(terms);
  }

  multiply(other: Polynomial, budget: WorkBudget): Polynomial {
    budget.spend(this.size * other.size);
    const terms = new Map<string, Term>();
    for (const a of this.terms.values())
      for (const b of other.terms.values()) {
        const monomial = multiplyMonomials(a.monomial, b.monomial);
        const coefficient = a.coefficient.mul(b.coefficient);
        checkDeadlineFor(coefficient);
        addTerm(terms, keyOf(monomial), { monomial, coefficient });
      }
    for (const { coefficient } of terms.values()) checkSize(coefficient, budget);
    return new Polynomial(terms);
  }

  power(exponent: number, budget: WorkBudget): Polynomial {
    let result = Polynomial.one;
    let square: Polynomial = this;
    for (let rest = exponent; rest > 0; rest = Math.floor(rest / 2)) {
      if (rest % 2 === 1) result = result.multiply(square, budget);
      if (rest > 1) square = square.multiply(square, budget);
    }
    return result;
  }

  leading(): Term {
    return this.list().reduce((best, term) =>
      compareMonomials(term.monomial, best.monomial) > 0 ? term : best,
    );
  }

  /** The exact quotient, or null when the divisor does not divide this polynomial. */
  divideExactly(divisor: Polynomial, budget: WorkBudget): Polynomial | null {
    const lead = divisor.leading();
    let rest: Polynomial = this;
    let quotient = Polynomial.zero;
    while (!rest.isZero) {
      const top = rest.leading();
      const monomial = divideMonomials(top.monomial, lead.monomial);
      if (monomial === null) return null;
      const step = Polynomial.term(monomial, top.coefficient.div(lead.coefficient));
      quotient = quotient.add(step, budget);
      rest = rest.add(step.multiply(divisor, budget).negate(), budget);
    }
    return quotient;
  }

  /** Terms sorted and written out: equal polynomials have equal keys. */
  key(): string {
    return [...this.terms.keys()]
      .sort()
      .map((key) => `${(this.terms.get(key) as Term).coefficient.toFraction()}*${key}`)
      .join("+");
  }
}

function addTerm(terms: Map<string, Term>, key: string, term: Term): void {
  const existing = terms.get(key);
  if (existing === undefined) {
    terms.set(key, term);
    return;
  }
  const sum = existing.coefficient.add(term.coefficient);
  checkDeadlineFor(sum);
  if (sum.equals(0)) terms.delete(key);
  else terms.set(key, { monomial: term.monomial, coefficient: sum });
}

function checkSize(value: Fraction, budget: WorkBudget): void {
  const digits = longDigits(value);
  if (digits === 0) return;
  if (digits > MAX_DIGITS) budget.spend(Number.POSITIVE_INFINITY);
  budget.spend(Math.ceil(digits / 100));
}
