import { isDeadEnd } from "../exact/deadline.ts";
import { exactForm } from "../exact/exact-form.ts";
import { fractionOf } from "../exact/fraction-of.ts";
import { NormalForm } from "../exact/normal-form.ts";
import { degreeOf, evaluateAt, trim, type Univariate } from "../exact/univariate.ts";
import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  integer,
  isNumber,
  substitute,
  variablesOf,
  ZERO,
} from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { coefficientsIn } from "../solve/solve-equation.ts";
import { Fraction } from "fraction.js";
import { decideEqual } from "./decide-zero.ts";

const MOST_PLACES = 2_000;

/**
 * Where a sequence is defined: at every whole number from `start` on. Each answer of `true` is a proof;
 * `false` says only that none was found. What it takes of parameters is collected in `conditions`.
 */
export class SequenceDomain {
  readonly conditions = new Set<string>();
  private readonly index: string;
  private readonly start: number;

  constructor(index: string, start: number) {
    this.index = index;
    this.start = start;
  }

  isDefined(expression: Expression): boolean {
    const parts = argumentsOf(expression);
    const [first, second] = parts as [Expression, Expression];
    if (parts.length === 0) return typeof expression !== "string" || expression !== "Undefined";
    if (!parts.every((part) => this.isDefined(part))) return false;
    switch (headOf(expression)) {
      case "Add":
      case "Multiply":
      case "Negate":
      case "Sqrt":
      case "Sin":
      case "Cos":
      case "Sinh":
      case "Cosh":
      case "Abs":
        return true;
      case "Divide":
        return this.isNeverZero(second);
      case "Power":
        return first === "ExponentialE" || isCount(second) || this.isNeverZero(first);
      case "Ln":
        return this.isNeverZero(first);
      case "Factorial":
        return this.staysAtLeast(["Add", first, integer(1)], 1);
      case "Gamma":
      case "Digamma":
        return this.staysAtLeast(first, null);
      default:
        return !contains(expression, this.index) && variablesOf(expression).length === 0;
    }
  }

  isNeverZero(expression: Expression): boolean {
    if (!contains(expression, this.index)) return this.isNotZero(expression);
    const parts = argumentsOf(expression);
    const [first, second] = parts as [Expression, Expression];
    switch (headOf(expression)) {
      case "Multiply":
        return parts.every((part) => this.isNeverZero(part));
      case "Negate":
      case "Sqrt":
        return this.isNeverZero(first);
      case "Divide":
        return this.isNeverZero(first) && this.isNeverZero(second);
      case "Power":
        return first === "ExponentialE" || this.isNeverZero(first);
      case "Factorial":
      case "Gamma":
        return this.isDefined(expression);
      default:
    }
    const polynomial = this.numeratorOf(expression);
    return polynomial !== null && hasNoRootFrom(polynomial, this.start);
  }

  /** A constant: settled for numbers, a condition for parameters. */
  private isNotZero(expression: Expression): boolean {
    if (variablesOf(expression).length === 0)
      return decideEqual(expression, ZERO).verdict === "refuted";
    this.conditions.add(`${printPlain(exactForm(expression) ?? expression)} != 0`);
    return true;
  }

  /** a n + b with a >= 0 that is positive at the start; with `whole`, integers from `whole` on. */
  private staysAtLeast(expression: Expression, whole: number | null): boolean {
    const at = (place: number) => fractionOf(substitute(expression, this.index, integer(place)));
    const [first, next, later] = [at(this.start), at(this.start + 1), at(this.start + 2)];
    if (first === null || next === null || later === null) return false;
    const polynomial = this.numeratorOf(expression);
    if (contains(expression, this.index) && (polynomial === null || degreeOf(polynomial) > 1))
      return false;
    const slope = next.sub(first);
    if (!later.sub(next).equals(slope) || slope.compare(0) < 0) return false;
    return whole === null
      ? first.compare(0) > 0
      : first.d === 1n && slope.d === 1n && first.compare(whole) >= 0;
  }

  private numeratorOf(expression: Expression): Univariate | null {
    try {
      const form = new NormalForm();
      const { numerator } = form.normalize(expression);
      const index = form.indexOfVariable(this.index);
      if (index === null) return null;
      const constants = coefficientsIn(numerator, index).map((part) => part.asConstant());
      return constants.includes(null) ? null : trim(constants as Fraction[]);
    } catch (error) {
      if (isDeadEnd(error)) return null;
      throw error;
    }
  }
}

function isCount(expression: Expression): boolean {
  return isNumber(expression) && /^\d+$/.test(expression.num);
}

/** Every integer up to Cauchy's bound for the roots is tried. */
function hasNoRootFrom(polynomial: Univariate, start: number): boolean {
  const degree = degreeOf(polynomial);
  if (degree < 0) return false;
  const lead = polynomial[degree] as Fraction;
  const bound = polynomial
    .slice(0, degree)
    .reduce((most, part) => Math.max(most, Math.abs(part.div(lead).valueOf())), 0);
  const last = Math.ceil(bound) + 1;
  if (last - start > MOST_PLACES) return false;
  for (let place = start; place <= last; place++)
    if (evaluateAt(polynomial, new Fraction(place)).equals(0)) return false;
  return true;
}
