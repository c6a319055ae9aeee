import { Fraction } from "fraction.js";
import type { RationalFunction } from "../exact/rational-function.ts";
import { checkDeadline } from "../exact/deadline.ts";
import { Exponent } from "./exponent.ts";
import type { KernelField } from "../exact/kernel-field.ts";
import type { Expression } from "../expression/expression.ts";

export interface SeriesTerm {
  readonly exponent: Exponent;
  readonly coefficient: RationalFunction;
}

/** Terms c w^e in rising order of e, complete below the exponent `bound`; `null` stands for "no more terms". */
export interface Multiseries {
  readonly terms: readonly SeriesTerm[];
  readonly bound: Exponent | null;
}

/** Arithmetic of expansions in powers of w -> 0+, kept to a number of terms. */
export class SeriesArithmetic {
  private readonly field: KernelField;
  private readonly signOf: (value: Expression) => number;
  /** How many terms of an endless series are kept. */
  readonly length: number;

  constructor(field: KernelField, length: number, signOf: (value: Expression) => number) {
    this.field = field;
    this.signOf = signOf;
    this.length = length;
  }

  compare(a: Exponent, b: Exponent): number {
    return a.compare(b, this.signOf);
  }

  private lesser(a: Exponent | null, b: Exponent | null): Exponent | null {
    return a === null ? b : b === null ? a : this.compare(a, b) <= 0 ? a : b;
  }

  constant(value: RationalFunction): Multiseries {
    return this.monomial(value, Exponent.zero);
  }

  monomial(coefficient: RationalFunction, exponent: Exponent): Multiseries {
    return coefficient.numerator.isZero
      ? { terms: [], bound: null }
      : { terms: [{ exponent, coefficient }], bound: null };
  }

  add(a: Multiseries, b: Multiseries): Multiseries {
    return this.collect([...a.terms, ...b.terms], this.lesser(a.bound, b.bound));
  }

  multiply(a: Multiseries, b: Multiseries): Multiseries {
    const bound = this.lesser(this.shiftedBound(a, b), this.shiftedBound(b, a));
    const terms: SeriesTerm[] = [];
    for (const left of a.terms)
      for (const right of b.terms) {
        checkDeadline();
        const exponent = left.exponent.add(right.exponent);
        if (bound !== null && this.compare(exponent, bound) >= 0) continue;
        terms.push({
          exponent,
          coefficient: this.field.multiply(left.coefficient, right.coefficient),
        });
      }
    return this.collect(terms, bound);
  }

  /** What the unknown rest of `a` leaves unknown in a times b. */
  private shiftedBound(a: Multiseries, b: Multiseries): Exponent | null {
    if (a.bound === null) return null;
    const start = b.terms[0]?.exponent ?? b.bound;
    return start === null ? null : a.bound.add(start);
  }

  scaleBy(series: Multiseries, factor: RationalFunction): Multiseries {
    return this.multiply(series, this.constant(factor));
  }

  /** sum c_k v^k for k = 0, 1, … with v of positive order, as far as `length` terms go. */
  compose(coefficients: readonly RationalFunction[], v: Multiseries): Multiseries {
    const start = v.terms[0]?.exponent ?? v.bound;
    if (start === null) return this.constant(coefficients[0] ?? this.field.zero);
    const known = start.scale(new Fraction(coefficients.length));
    let result: Multiseries = { terms: [], bound: null };
    let power = this.constant(this.field.one);
    for (const coefficient of coefficients) {
      if (!coefficient.numerator.isZero)
        result = this.add(result, this.scaleBy(power, coefficient));
      power = this.cut(this.multiply(power, v), known);
    }
    return this.cut(result, known);
  }

  private cut(series: Multiseries, at: Exponent): Multiseries {
    const bound = this.lesser(series.bound, at);
    return {
      terms: series.terms.filter(
        ({ exponent }) => bound === null || this.compare(exponent, bound) < 0,
      ),
      bound,
    };
  }

  private collect(all: readonly SeriesTerm[], bound: Exponent | null): Multiseries {
    const sums = new Map<string, SeriesTerm>();
    for (const { exponent, coefficient } of all) {
      if (bound !== null && this.compare(exponent, bound) >= 0) continue;
      const key = exponent.key;
      const before = sums.get(key);
      sums.set(key, {
        exponent,
        coefficient:
          before === undefined ? coefficient : this.field.add(before.coefficient, coefficient),
      });
    }
    const terms = [...sums.values()]
      .filter(({ coefficient }) => !coefficient.numerator.isZero)
      .sort((a, b) => this.compare(a.exponent, b.exponent));
    const most = 3 * this.length + 6;
    if (terms.length <= most) return { terms, bound };
    return { terms: terms.slice(0, most), bound: (terms[most] as SeriesTerm).exponent };
  }
}
