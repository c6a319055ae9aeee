import { Fraction } from "fraction.js";
import type { NormalForm } from "../exact/normal-form.ts";
import { Polynomial } from "../exact/polynomial.ts";
import {
  addRational,
  fromFraction,
  fromPolynomial,
  multiplyRational,
  type RationalFunction,
  RF_ONE,
  RF_ZERO,
} from "../exact/rational-function.ts";
import { fractionExpression, rationalExpression } from "../exact/to-expression.ts";
import { type Expression, integer } from "../expression/expression.ts";
import { gcdOfPolynomials } from "../polynomial/gcd.ts";
import { polynomialSquareRoot } from "../solve/polynomial-square-root.ts";

/** Numbers, or functions of further letters, that can be divided exactly. */
export interface Field<Value> {
  readonly zero: Value;
  readonly one: Value;
  add(a: Value, b: Value): Value;
  negate(a: Value): Value;
  multiply(a: Value, b: Value): Value;
  inverse(a: Value): Value;
  isZero(a: Value): boolean;
  whole(n: number): Value;
  /** An element whose square this is; null where none is known. */
  squareRoot(a: Value): Value | null;
  /** Null where a part cannot be written. */
  write(a: Value): Expression | null;
}

/** Quotients of polynomials in the generators of a normal form, cancelled. */
export function rationalField(form: NormalForm): Field<RationalFunction> {
  const cancelled = (value: RationalFunction): RationalFunction => {
    const { numerator, denominator } = form.reduce(value);
    if (denominator.asConstant() !== null || numerator.isZero) return { numerator, denominator };
    const common = gcdOfPolynomials(numerator, denominator, form.budget);
    return {
      numerator: numerator.divideExactly(common, form.budget) as Polynomial,
      denominator: denominator.divideExactly(common, form.budget) as Polynomial,
    };
  };
  return {
    zero: RF_ZERO,
    one: RF_ONE,
    add: (a, b) => cancelled(addRational(a, b, form.budget)),
    negate: ({ numerator, denominator }) => ({ numerator: numerator.negate(), denominator }),
    multiply: (a, b) => cancelled(multiplyRational(a, b, form.budget)),
    inverse: ({ numerator, denominator }) =>
      multiplyRational(
        { numerator: denominator, denominator: numerator },
        fromPolynomial(Polynomial.one),
        form.budget,
      ),
    isZero: ({ numerator }) => numerator.isZero,
    whole: (n) => fromFraction(new Fraction(n)),
    squareRoot: ({ numerator, denominator }) => {
      const [over, under] = [numerator, denominator].map((part) =>
        polynomialSquareRoot(part, form.budget),
      );
      return over && under ? { numerator: over, denominator: under } : null;
    },
    write: (a) => rationalExpression(form, a),
  };
}

/** a + b sqrt(r) with rational a and b, for a rational r that is no square. */
export type Surd = readonly [Fraction, Fraction];

export function surdField(radicand: Fraction): Field<Surd> {
  const zero = new Fraction(0);
  const root: Expression = ["Sqrt", fractionExpression(radicand)];
  return {
    zero: [zero, zero],
    one: [new Fraction(1), zero],
    add: ([a, b], [c, d]) => [a.add(c), b.add(d)],
    negate: ([a, b]) => [a.neg(), b.neg()],
    multiply: ([a, b], [c, d]) => [a.mul(c).add(b.mul(d).mul(radicand)), a.mul(d).add(b.mul(c))],
    inverse: ([a, b]) => {
      const norm = a.mul(a).sub(b.mul(b).mul(radicand));
      return [a.div(norm), b.neg().div(norm)];
    },
    isZero: ([a, b]) => a.equals(0) && b.equals(0),
    whole: (n) => [new Fraction(n), zero],
    squareRoot: () => null,
    write: ([a, b]) => {
      if (b.equals(0)) return fractionExpression(a);
      const part: Expression = ["Multiply", fractionExpression(b), root];
      return a.equals(0) ? part : ["Add", fractionExpression(a), part];
    },
  };
}

/** Coefficients, constant first, without a leading zero. */
export type Over<Value> = readonly Value[];

export interface Ring<Value> {
  add(a: Over<Value>, b: Over<Value>): Value[];
  multiply(a: Over<Value>, b: Over<Value>): Value[];
  scale(a: Over<Value>, by: Value): Value[];
  divide(a: Over<Value>, b: Over<Value>): { quotient: Value[]; remainder: Value[] };
  derivative(a: Over<Value>): Value[];
  /** `s a = 1` modulo m, for a prime to m. */
  inverseModulo(a: Over<Value>, m: Over<Value>): Value[];
  write(a: Over<Value>, variable: Expression): Expression | null;
}

/** Polynomials in one letter over a field. */
export function ringOver<Value>(field: Field<Value>): Ring<Value> {
  const trim = (values: Value[]): Value[] => {
    while (values.length > 0 && field.isZero(values.at(-1) as Value)) values.pop();
    return values;
  };
  const add = (a: Over<Value>, b: Over<Value>): Value[] =>
    trim(
      Array.from({ length: Math.max(a.length, b.length) }, (_, k) =>
        field.add(a[k] ?? field.zero, b[k] ?? field.zero),
      ),
    );
  const scale = (a: Over<Value>, by: Value): Value[] =>
    trim(a.map((value) => field.multiply(value, by)));
  const multiply = (a: Over<Value>, b: Over<Value>): Value[] => {
    if (a.length === 0 || b.length === 0) return [];
    const result = Array.from({ length: a.length + b.length - 1 }, () => field.zero);
    a.forEach((x, i) =>
      b.forEach((y, j) => {
        result[i + j] = field.add(result[i + j] as Value, field.multiply(x, y));
      }),
    );
    return trim(result);
  };
  const divide = (a: Over<Value>, b: Over<Value>): { quotient: Value[]; remainder: Value[] } => {
    const inverse = field.inverse(b.at(-1) as Value);
    let rest = [...a];
    const quotient = Array.from({ length: Math.max(0, a.length - b.length + 1) }, () => field.zero);
    while (rest.length >= b.length) {
      const shift = rest.length - b.length;
      const factor = field.multiply(rest.at(-1) as Value, inverse);
      quotient[shift] = factor;
      b.forEach((value, k) => {
        rest[shift + k] = field.add(
          rest[shift + k] as Value,
          field.negate(field.multiply(value, factor)),
        );
      });
      // The top one is zero by construction, whatever its form.
      rest = trim(rest.slice(0, -1));
    }
    return { quotient: trim(quotient), remainder: rest };
  };
  const minus = (a: Over<Value>, b: Over<Value>): Value[] => add(a, b.map(field.negate));
  return {
    add,
    multiply,
    scale,
    divide,
    derivative: (a) =>
      trim(a.slice(1).map((value, k) => field.multiply(value, field.whole(k + 1)))),
    inverseModulo: (a, m) => {
      let [r0, r1]: [Over<Value>, Over<Value>] = [m, divide(a, m).remainder];
      let [t0, t1]: [Over<Value>, Over<Value>] = [[], [field.one]];
      while (r1.length > 1) {
        const { quotient, remainder } = divide(r0, r1);
        [r0, r1, t0, t1] = [r1, remainder, t1, minus(t0, multiply(quotient, t1))];
      }
      return scale(t1, field.inverse(r1[0] as Value));
    },
    write: (a, variable) => {
      const terms: Expression[] = [];
      for (const [power, value] of a.entries()) {
        if (field.isZero(value)) continue;
        const coefficient = field.write(value);
        if (coefficient === null) return null;
        if (power === 0) terms.unshift(coefficient);
        else
          terms.unshift([
            "Multiply",
            coefficient,
            power === 1 ? variable : ["Power", variable, integer(power)],
          ]);
      }
      return terms.length === 1 ? (terms[0] as Expression) : ["Add", ...terms];
    },
  };
}
