import { Fraction } from "fraction.js";
import { fractionOf } from "../exact/fraction-of.ts";
import type { RationalFunction } from "../exact/rational-function.ts";
import { checkDeadline } from "../exact/deadline.ts";
import {
  argumentsOf,
  type Expression,
  headOf,
  integer,
  isFunction,
  isNumber,
  isSymbol,
} from "../expression/expression.ts";
import { fractionExpression } from "../exact/to-expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { exp, exponentOf, isExp, ln, negate, plus, times } from "./germ.ts";
import { Exponent } from "./exponent.ts";
import type { KernelField } from "../exact/kernel-field.ts";
import { type Multiseries, SeriesArithmetic, type SeriesTerm } from "./multiseries.ts";
import { exactWave } from "../prove/special-waves.ts";
import { notCovered } from "./not-covered.ts";
import { coefficientsAt, coefficientsAtZero } from "./taylor-coefficients.ts";

/** Thrown inside when all terms kept cancel; never leaves the folder. */
export class NeedsMoreTerms extends Error {}

/** What an expansion has to ask about its coefficients and exponents. */
export interface GermQuestions {
  sign(value: Expression): -1 | 0 | 1;
  isZero(field: KernelField, value: RationalFunction): boolean;
  /** The same, but "no" where a parameter decides. */
  isSurelyZero(field: KernelField, value: RationalFunction): boolean;
  /** lim a/b for two logarithms of one class of growth. */
  ratio(a: Expression, b: Expression): Expression;
}

/** Whole powers up to this one are multiplied out. */
const LARGEST_PRODUCT = 8;
const ZERO = new Fraction(0);

/**
 * Expands expressions in powers of w -> 0+, where w is the reciprocal of the fastest growing part and
 * the coefficients grow more slowly than every power of w (Gruntz 1996, sections 3.3 and 3.4).
 */
export class Expansion {
  private readonly arithmetic: SeriesArithmetic;
  private readonly field: KernelField;
  private readonly fastest: ReadonlySet<string>;
  private readonly logOfW: Expression;
  private readonly questions: GermQuestions;
  private readonly known = new Map<string, Multiseries>();
  private readonly isConstantNode = new WeakMap<object, boolean>();

  constructor(
    field: KernelField,
    fastest: ReadonlySet<string>,
    logOfW: Expression,
    length: number,
    questions: GermQuestions,
  ) {
    this.field = field;
    this.fastest = fastest;
    this.logOfW = logOfW;
    this.questions = questions;
    this.arithmetic = new SeriesArithmetic(field, length, (value) => questions.sign(value));
  }

  /** The first term whose coefficient is not zero; null when the expression is zero. */
  leadingTerm(expression: Expression): SeriesTerm | null {
    const series = this.trimmed(this.of(expression));
    return series.terms[0] ?? null;
  }

  /** The coefficient of w^0 when no lower power is there and it is known; null where that is not seen. */
  finitePart(expression: Expression): RationalFunction | null {
    const { terms, bound } = this.of(expression);
    if (bound !== null && this.arithmetic.compare(bound, Exponent.zero) <= 0) return null;
    const orders = terms.map((term) => this.orderOf(term));
    if (orders.some((order) => order < 0)) return null;
    return terms[orders.indexOf(0)]?.coefficient ?? this.field.zero;
  }

  /**
   * The terms with exponents up to `order`, without those that are zero; null when they are not all known.
   * Only for rational exponents.
   */
  termsUpTo(
    expression: Expression,
    order: Fraction,
  ): { exponent: Fraction; coefficient: RationalFunction }[] | null {
    const { terms, bound } = this.of(expression);
    const last = new Exponent(order);
    if (bound !== null && this.arithmetic.compare(bound, last) <= 0) return null;
    return terms
      .filter(({ exponent }) => this.arithmetic.compare(exponent, last) <= 0)
      .filter(({ coefficient }) => !this.questions.isSurelyZero(this.field, coefficient))
      .map(({ exponent, coefficient }) => {
        if (!exponent.isRational) throw notCovered("an exponent is not rational");
        return { exponent: exponent.fraction, coefficient };
      });
  }

  orderOf({ exponent }: SeriesTerm): number {
    return this.arithmetic.compare(exponent, Exponent.zero);
  }

  private of(expression: Expression): Multiseries {
    checkDeadline();
    if (this.isCoefficient(expression))
      return this.arithmetic.constant(this.field.fromExpression(expression));
    const key = printPlain(expression);
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const found = this.expand(expression);
    this.known.set(key, found);
    return found;
  }

  private isCoefficient(expression: Expression): boolean {
    if (isNumber(expression) || isSymbol(expression)) return true;
    const known = this.isConstantNode.get(expression);
    if (known !== undefined) return known;
    const answer =
      !(isExp(expression) && this.fastest.has(printPlain(expression))) &&
      argumentsOf(expression).every((part) => this.isCoefficient(part));
    if (isFunction(expression)) this.isConstantNode.set(expression, answer);
    return answer;
  }

  private expand(expression: Expression): Multiseries {
    const parts = argumentsOf(expression);
    const [first, second] = parts as [Expression, Expression];
    const { arithmetic } = this;
    if (isExp(expression))
      return this.fastest.has(printPlain(expression))
        ? this.fastestExponential(exponentOf(expression))
        : this.exponential(this.of(exponentOf(expression)));
    switch (headOf(expression)) {
      case "Add":
        return parts.map((part) => this.of(part)).reduce((a, b) => arithmetic.add(a, b));
      case "Multiply":
        return parts.map((part) => this.of(part)).reduce((a, b) => arithmetic.multiply(a, b));
      case "Negate":
        return this.negative(this.of(first));
      case "Divide":
        return arithmetic.multiply(this.of(first), this.power(this.of(second), new Fraction(-1)));
      case "Power": {
        const exponent = fractionOf(second);
        if (exponent === null) throw notCovered("an exponent is no rational number");
        return this.power(this.of(first), exponent);
      }
      case "Ln":
        return this.logarithm(this.of(first));
      default:
        if (parts.length !== 1) throw notCovered(`${headOf(expression)} has no expansion here`);
        return this.applied(headOf(expression), this.of(first));
    }
  }

  /** e^s in the class of w: w^c times e^(s - c ln w), where the last factor grows more slowly. */
  private fastestExponential(exponent: Expression): Multiseries {
    const ratio = this.questions.ratio(exponent, this.logOfW);
    const power = Exponent.of(ratio);
    const rest = plus(exponent, negate(times(power.toExpression(), this.logOfW)));
    return this.arithmetic.multiply(
      this.exponential(this.of(rest)),
      this.arithmetic.monomial(this.field.one, power),
    );
  }

  private negative(series: Multiseries): Multiseries {
    return this.arithmetic.scaleBy(series, this.field.rational(new Fraction(-1)));
  }

  /** Without leading coefficients that are zero though they do not look like it. */
  private trimmed(series: Multiseries): Multiseries {
    let { terms } = series;
    while (
      terms[0] !== undefined &&
      this.questions.isZero(this.field, (terms[0] as SeriesTerm).coefficient)
    )
      terms = terms.slice(1);
    if (terms.length === 0 && series.bound !== null) throw new NeedsMoreTerms();
    return { terms, bound: series.bound };
  }

  /** The coefficient of w^0 and what follows it, when nothing before it is left. */
  private atFinitePoint(series: Multiseries): { at: RationalFunction; rest: Multiseries } {
    let { terms } = series;
    while (terms[0] !== undefined && this.orderOf(terms[0]) < 0) {
      if (!this.questions.isZero(this.field, terms[0].coefficient))
        throw notCovered("a function is needed at infinity");
      terms = terms.slice(1);
    }
    if (series.bound !== null && this.arithmetic.compare(series.bound, Exponent.zero) <= 0)
      throw new NeedsMoreTerms();
    const isConstant = terms[0] !== undefined && this.orderOf(terms[0]) === 0;
    return {
      at: isConstant ? (terms[0] as SeriesTerm).coefficient : this.field.zero,
      rest: { terms: isConstant ? terms.slice(1) : terms, bound: series.bound },
    };
  }

  private exponential(series: Multiseries): Multiseries {
    const { at, rest } = this.atFinitePoint(series);
    const coefficients: RationalFunction[] = [];
    let factor = new Fraction(1);
    for (let k = 0; k < this.arithmetic.length; k++) {
      coefficients.push(this.field.rational(factor));
      factor = factor.div(k + 1);
    }
    return this.arithmetic.scaleBy(
      this.arithmetic.compose(coefficients, rest),
      this.exponentialOf(at),
    );
  }

  private exponentialOf(value: RationalFunction): RationalFunction {
    if (value.numerator.isZero) return this.field.one;
    const expression = this.field.toExpression(value);
    const terms = headOf(expression) === "Add" ? argumentsOf(expression) : [expression];
    const kept: Expression[] = [];
    let result = this.field.one;
    for (const term of terms) {
      const power = powerFromLogarithm(term);
      if (power === null) kept.push(term);
      else result = this.field.multiply(result, this.field.fromExpression(power));
    }
    if (kept.length === 0) return result;
    const rest = kept.length === 1 ? (kept[0] as Expression) : plus(...kept);
    return this.field.multiply(result, this.field.fromExpression(exp(rest)));
  }

  private leading(series: Multiseries): { lead: SeriesTerm; rest: Multiseries } {
    const trimmed = this.trimmed(series);
    const lead = trimmed.terms[0];
    if (lead === undefined) throw notCovered("it divides by zero");
    const inverse = this.arithmetic.monomial(
      this.field.invert(lead.coefficient),
      lead.exponent.scale(new Fraction(-1)),
    );
    const rest = this.arithmetic.multiply(
      { terms: trimmed.terms.slice(1), bound: trimmed.bound },
      inverse,
    );
    return { lead, rest };
  }

  private power(series: Multiseries, exponent: Fraction): Multiseries {
    if (exponent.d === 1n && exponent.s > 0n && exponent.n <= BigInt(LARGEST_PRODUCT)) {
      let result = series;
      for (let k = 1; k < Number(exponent.n); k++)
        result = this.arithmetic.multiply(result, series);
      return result;
    }
    const { lead, rest } = this.leading(series);
    const coefficients: RationalFunction[] = [];
    let factor = new Fraction(1);
    for (let k = 0; k < this.arithmetic.length; k++) {
      coefficients.push(this.field.rational(factor));
      factor = factor.mul(exponent.sub(k)).div(k + 1);
    }
    const start = this.arithmetic.monomial(
      this.powerOf(lead.coefficient, exponent),
      lead.exponent.scale(exponent),
    );
    return this.arithmetic.multiply(this.arithmetic.compose(coefficients, rest), start);
  }

  private powerOf(value: RationalFunction, exponent: Fraction): RationalFunction {
    if (exponent.d === 1n) return this.field.power(value, Number(exponent.s * exponent.n));
    const expression = this.field.toExpression(value);
    if (this.questions.sign(expression) !== 1) throw notCovered("it has a root of a negative part");
    const raised = (base: Expression, by: Fraction): Expression => [
      "Power",
      base,
      fractionExpression(by),
    ];
    const product = this.positiveProduct(value);
    if (product === null) return this.field.fromExpression(raised(expression, exponent));
    return this.field.fromExpression(
      times(
        raised(fractionExpression(product.number), exponent),
        ...product.factors.map(([factor, n]) =>
          isExp(factor)
            ? exp(times(fractionExpression(exponent.mul(n)), exponentOf(factor)))
            : raised(factor, exponent.mul(n)),
        ),
      ),
    );
  }

  /** The value as a product of positive factors, so that its root and logarithm may be split. */
  private positiveProduct(value: RationalFunction): ReturnType<KernelField["asProduct"]> {
    const product = this.field.asProduct(value);
    if (product === null || product.number.s <= 0n) return null;
    const isPositive = (factor: Expression): boolean => {
      try {
        return this.questions.sign(factor) === 1;
      } catch {
        return false;
      }
    };
    return product.factors.every(([factor]) => isPositive(factor)) ? product : null;
  }

  private logarithm(series: Multiseries): Multiseries {
    const { lead, rest } = this.leading(series);
    const expression = this.field.toExpression(lead.coefficient);
    if (this.questions.sign(expression) !== 1)
      throw notCovered("it has a logarithm of a part that is not positive");
    const product = this.positiveProduct(lead.coefficient);
    const log =
      product === null
        ? ln(expression)
        : plus(
            ln(fractionExpression(product.number)),
            ...product.factors.map(([factor, n]) => times(integer(n), ln(factor))),
          );
    const coefficients = Array.from({ length: this.arithmetic.length }, (_, k) =>
      this.field.rational(k === 0 ? ZERO : new Fraction(k % 2 === 1 ? 1 : -1, k)),
    );
    const constant = plus(log, times(lead.exponent.toExpression(), this.logOfW));
    return this.arithmetic.add(
      this.arithmetic.constant(this.field.fromExpression(constant)),
      this.arithmetic.compose(coefficients, rest),
    );
  }

  /** f(c + v) by the expansion of f at c; sine and cosine by their addition theorems. */
  private applied(head: string, series: Multiseries): Multiseries {
    const { at, rest } = this.atFinitePoint(series);
    const { length } = this.arithmetic;
    const isZero = this.questions.isSurelyZero(this.field, at);
    const fromZero = coefficientsAtZero(head, length);
    const compose = (coefficients: readonly Expression[]): Multiseries =>
      this.arithmetic.compose(
        coefficients.map((value) => this.field.fromExpression(value)),
        rest,
      );
    if (isZero && fromZero !== null) return compose(fromZero);
    const point = this.field.toExpression(at);
    if (head !== "Sin" && head !== "Cos") return compose(coefficientsAt(head, point, length));
    const value = (name: "Sin" | "Cos"): RationalFunction =>
      this.field.fromExpression(exactWave(name, point));
    const [sine, cosine] = ["Sin", "Cos"].map((name) =>
      compose(coefficientsAtZero(name, length) as Expression[]),
    ) as [Multiseries, Multiseries];
    const { arithmetic } = this;
    return head === "Sin"
      ? arithmetic.add(
          arithmetic.scaleBy(cosine, value("Sin")),
          arithmetic.scaleBy(sine, value("Cos")),
        )
      : arithmetic.add(
          arithmetic.scaleBy(cosine, value("Cos")),
          this.negative(arithmetic.scaleBy(sine, value("Sin"))),
        );
  }
}

/** v^k for k ln v with a whole number k, else null. */
function powerFromLogarithm(term: Expression): Expression | null {
  if (headOf(term) === "Negate") {
    const inner = powerFromLogarithm(argumentsOf(term)[0] as Expression);
    return inner === null ? null : ["Divide", { num: "1" }, inner];
  }
  if (headOf(term) === "Ln") return argumentsOf(term)[0] as Expression;
  if (headOf(term) !== "Multiply") return null;
  const [factor, rest, ...more] = argumentsOf(term) as [Expression, Expression, ...Expression[]];
  if (
    more.length > 0 ||
    headOf(rest) !== "Ln" ||
    !isNumber(factor) ||
    !/^\d{1,2}$/.test(factor.num)
  )
    return null;
  return ["Power", argumentsOf(rest)[0] as Expression, factor];
}
