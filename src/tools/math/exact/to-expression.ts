import type { Fraction } from "fraction.js";
import {
  argumentsOf,
  type Expression,
  headOf,
  isNumber,
  ONE,
  rational,
} from "../expression/expression.ts";
import { tidySigns } from "../expression/tidy-signs.ts";
import type { NormalForm } from "./normal-form.ts";
import type { Monomial, Polynomial } from "./polynomial.ts";
import type { RationalFunction } from "./rational-function.ts";
import type { Univariate } from "./univariate.ts";

export function fractionExpression(value: Fraction): Expression {
  return rational(value.s * value.n, value.d);
}

/** `coefficient * body` with the sign in front and a unit coefficient left out. */
export function scaled(coefficient: Fraction, body: Expression | null): Expression {
  if (body === null) return fractionExpression(coefficient);
  const magnitude = coefficient.abs();
  const numerator: Expression =
    magnitude.n === 1n ? body : ["Multiply", { num: String(magnitude.n) }, body];
  const value: Expression =
    magnitude.d === 1n ? numerator : ["Divide", numerator, { num: String(magnitude.d) }];
  return tidySigns(coefficient.s < 0n ? ["Negate", value] : value);
}

function sum(terms: readonly Expression[]): Expression {
  if (terms.length === 0) return { num: "0" };
  return terms.length === 1 ? (terms[0] as Expression) : ["Add", ...terms];
}

/** A univariate polynomial in falling powers. */
export function univariateExpression(p: Univariate, variable: Expression): Expression {
  const terms: Expression[] = [];
  for (let power = p.length - 1; power >= 0; power--) {
    const coefficient = p[power] as Fraction;
    if (coefficient.equals(0)) continue;
    const body =
      power === 0
        ? null
        : power === 1
          ? variable
          : (["Power", variable, { num: String(power) }] as Expression);
    terms.push(scaled(coefficient, body));
  }
  return sum(terms);
}

/** How a generator is written; null for one that has no form. */
export type GeneratorWriter = (form: NormalForm, index: number) => Expression | null;

const shortOnly: GeneratorWriter = (form, index) => form.expressionOfGenerator(index);

/** Exponentials and other powers written out too, with their exponents. */
export const withPowers: GeneratorWriter = (form, index) => {
  const short = form.expressionOfGenerator(index);
  const power = form.powerOfGenerator(index);
  if (short !== null || power === undefined) return short;
  const kernel = rationalExpression(form, power.kernel, withPowers);
  const base =
    power.base === null ? "ExponentialE" : rationalExpression(form, power.base, withPowers);
  if (kernel === null || base === null) return null;
  if (power.degree === 2 && isNumber(kernel) && kernel.num === "1" && power.base !== null)
    return ["Sqrt", base];
  return [
    "Power",
    base,
    power.degree === 1 ? kernel : ["Divide", kernel, { num: String(power.degree) }],
  ];
};

/** A normal form written out in falling total degree; null when a generator has no form. */
export function rationalExpression(
  form: NormalForm,
  value: RationalFunction,
  write: GeneratorWriter = shortOnly,
): Expression | null {
  const numerator = polynomialExpression(form, value.numerator, write);
  if (numerator === null) return null;
  if (value.denominator.asConstant()?.equals(1) === true) return numerator;
  const denominator = polynomialExpression(form, value.denominator, write);
  return denominator === null ? null : oneQuotient(numerator, denominator);
}

/** 9/2 over u as 9/(2 u). */
function oneQuotient(numerator: Expression, denominator: Expression): Expression {
  const isNegative = headOf(numerator) === "Negate";
  const size = isNegative ? (argumentsOf(numerator)[0] as Expression) : numerator;
  const [over, under] = argumentsOf(size) as [Expression, Expression];
  const quotient: Expression =
    headOf(size) === "Divide"
      ? ["Divide", over, ["Multiply", under, denominator]]
      : ["Divide", size, denominator];
  return tidySigns(isNegative ? ["Negate", quotient] : quotient);
}

export function polynomialExpression(
  form: NormalForm,
  polynomial: Polynomial,
  write: GeneratorWriter = shortOnly,
): Expression | null {
  const terms = polynomial
    .list()
    .sort(
      (a, b) =>
        totalDegree(b.monomial) - totalDegree(a.monomial) || compareText(a.monomial, b.monomial),
    );
  const result: Expression[] = [];
  for (const { monomial, coefficient } of terms) {
    const factors: Expression[] = [];
    for (const [index, exponent] of monomial) {
      const generator = write(form, index);
      if (generator === null) return null;
      factors.push(exponent === 1 ? generator : raised(generator, exponent));
    }
    const body: Expression | null =
      factors.length === 0
        ? null
        : factors.length === 1
          ? (factors[0] as Expression)
          : ["Multiply", ...factors];
    result.push(scaled(coefficient, body));
  }
  return sum(result);
}

/** (b^u)^n = b^(n u) for whole n. */
function raised(generator: Expression, exponent: number): Expression {
  const count: Expression = { num: String(exponent) };
  const [base, inner] = argumentsOf(generator) as [Expression, Expression];
  if (headOf(generator) === "Sqrt")
    return ["Power", base, exponent === 2 ? ONE : ["Divide", count, { num: "2" }]];
  if (headOf(generator) !== "Power") return ["Power", generator, count];
  const [over, under] =
    headOf(inner) === "Divide" ? (argumentsOf(inner) as [Expression, Expression]) : [inner, null];
  const isHalved = under !== null && isNumber(under) && Number(under.num) === exponent;
  const scaledUp: Expression = tidySigns(["Multiply", count, over]);
  return [
    "Power",
    base,
    isHalved ? over : under === null ? scaledUp : tidySigns(["Divide", scaledUp, under]),
  ];
}

function totalDegree(monomial: Monomial): number {
  return monomial.reduce((total, [, exponent]) => total + exponent, 0);
}

/** Ties in degree go to the higher power of the earlier generator. */
function compareText(a: Monomial, b: Monomial): number {
  for (let k = 0; k < Math.max(a.length, b.length); k++) {
    const left = a[k];
    const right = b[k];
    if (left === undefined) return 1;
    if (right === undefined) return -1;
    if (left[0] !== right[0]) return left[0] - right[0];
    if (left[1] !== right[1]) return right[1] - left[1];
  }
  return 0;
}
