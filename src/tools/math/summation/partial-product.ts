import type { Fraction } from "fraction.js";
import { exactForm } from "../exact/exact-form.ts";
import { AnsatzError } from "../../../core/errors.ts";
import { KernelField } from "../exact/kernel-field.ts";
import type { Polynomial } from "../exact/polynomial.ts";
import { fractionExpression, univariateExpression } from "../exact/to-expression.ts";
import type { Univariate } from "../exact/univariate.ts";
import { type Expression, integer, substitute } from "../expression/expression.ts";
import { vanishesWithGamma } from "../prove/decide-zero.ts";
import { factored } from "./factored.ts";
import { conditionsForNoPoles } from "./nonzero-in-range.ts";
import {
  constantsOf,
  factorsOf,
  type Parametric,
  ParametricArithmetic,
  parametricOf,
} from "./parametric-polynomial.ts";

const ONE = integer(1);

/**
 * The product of a rational function f from k = lower to the symbol `upper`: factors that differ by a whole
 * step telescope, linear ones that are left become gammas (DLMF 5.5.1). Proved by its first value and
 * by P(n) = P(n-1) f(n); null where f has other factors, or a zero or pole in the range.
 */
export function partialProduct(
  body: Expression,
  variable: string,
  lower: number,
  upper: string,
): Expression | null {
  try {
    const product = new Factors(body, variable).product(lower, upper);
    if (product === null) return null;
    const inverse: Expression = ["Divide", ONE, body];
    const isRegular = [body, inverse].every(
      (part) => conditionsForNoPoles(rationalOf(part), variable, lower, null)?.length === 0,
    );
    if (!isRegular) return null;
    const at = (place: Expression): Expression => substitute(product, upper, place);
    const step: Expression = [
      "Add",
      product,
      ["Negate", ["Multiply", at(["Add", upper, integer(-1)]), substitute(body, variable, upper)]],
    ];
    const start: Expression = [
      "Add",
      at(integer(lower)),
      ["Negate", substitute(body, variable, integer(lower))],
    ];
    return vanishesWithGamma(start) && vanishesWithGamma(step) ? product : null;
  } catch (error) {
    if (AnsatzError.isInstance(error) && error.code !== "timed_out") return null;
    throw error;
  }
}

/** One fraction, so that zeros of the whole are zeros of its numerator. */
function rationalOf(expression: Expression): Expression {
  return exactForm(expression) ?? expression;
}

class Factors {
  private readonly field = new KernelField();
  private readonly arithmetic = new ParametricArithmetic();
  private readonly above: Parametric[] = [];
  private readonly below: Parametric[] = [];

  constructor(body: Expression, variable: string) {
    const { field } = this;
    const [index] = [...field.fromExpression(variable).numerator.generators()] as [number];
    const value = field.fromExpression(exactForm(body) ?? body);
    const read = (polynomial: Polynomial): Parametric[] => {
      for (const generator of polynomial.generators())
        if (generator !== index && field.dependsOn(generator, variable))
          throw new AnsatzError("unsupported", "The factor is not a rational function.");
      return factorsOf(parametricOf(polynomial, index));
    };
    this.above.push(...read(value.numerator));
    this.below.push(...read(value.denominator));
  }

  product(lower: number, upper: string): Expression | null {
    const parts: Expression[] = [];
    const count = exactForm(["Add", upper, integer(1 - lower)]) as Expression;
    const end: Expression = ["Add", upper, ONE];
    // p(k + h)/p(k) multiplies up to p(n + 1) … p(n + h)/(p(lower) … p(lower + h - 1)).
    const telescope = (p: Parametric, distance: number, isAbove: boolean): boolean => {
      const numbers = constantsOf(p);
      if (numbers === null) return false;
      const polynomial = univariateExpression(numbers, "__k");
      for (let j = 0; j < distance; j++) {
        const top = substitute(polynomial, "__k", ["Add", end, integer(j)]);
        const bottom = substitute(polynomial, "__k", integer(lower + j));
        parts.push(["Divide", isAbove ? top : bottom, isAbove ? bottom : top]);
      }
      return true;
    };
    for (const [first, second, isAbove] of [
      [this.above, this.below, true],
      [this.below, this.above, false],
    ] as const)
      for (;;) {
        const pair = this.pairOf(first, second);
        if (pair === null) break;
        const [p] = first.splice(pair.i, 1) as [Parametric];
        const [q] = second.splice(pair.j, 1) as [Parametric];
        first.push([p.at(-1) as Polynomial]);
        second.push([q.at(-1) as Polynomial]);
        if (!telescope(q, pair.distance, isAbove)) return null;
      }
    let constant = this.field.one;
    for (const [list, isAbove] of [
      [this.above, true],
      [this.below, false],
    ] as const)
      for (const p of list) {
        if (p.length === 0) return null;
        const lead = { numerator: p.at(-1) as Polynomial, denominator: this.field.one.numerator };
        constant = this.field.multiply(constant, isAbove ? lead : this.field.invert(lead));
        if (p.length === 1) continue;
        const numbers = constantsOf(p);
        if (numbers === null || numbers.length !== 2) return null;
        const gammas = gammaQuotient(numbers, lower, upper);
        parts.push(isAbove ? gammas : ["Divide", ONE, gammas]);
      }
    const factor = this.field.toExpression(constant);
    const powers: Expression = ["Power", exactForm(factor) ?? factor, count];
    const rational = parts.filter((part) => !hasGamma(part));
    const others = parts.filter((part) => hasGamma(part));
    const whole: Expression = ["Multiply", ONE, ...rational];
    const telescoped = factored(whole, upper) ?? exactForm(whole) ?? whole;
    const kept = [
      ...(isOne(factor) ? [] : [powers]),
      ...(isOne(telescoped) ? [] : [telescoped]),
      ...others,
    ];
    return kept.length === 0
      ? ONE
      : kept.length === 1
        ? (kept[0] as Expression)
        : ["Multiply", ...kept];
  }

  private pairOf(
    first: readonly Parametric[],
    second: readonly Parametric[],
  ): { i: number; j: number; distance: number } | null {
    for (const [i, p] of first.entries())
      for (const [j, q] of second.entries()) {
        const distance = this.arithmetic.distance(p, q);
        if (distance !== null) return { i, j, distance };
      }
    return null;
  }
}

/** The product of k + a from lower to n: gamma(n + 1 + a)/gamma(lower + a), for positive lower + a. */
function gammaQuotient(p: Univariate, lower: number, upper: string): Expression {
  const a = (p[0] as Fraction).div(p[1] as Fraction);
  if (a.add(lower).compare(0) <= 0)
    throw new AnsatzError("unsupported", "A factor of the product is not positive.");
  const shift = exactForm(["Add", upper, fractionExpression(a), a.d === 1n ? integer(0) : ONE]);
  const first: Expression = ["Gamma", fractionExpression(a.add(lower))];
  const bottom = exactForm(first) ?? first;
  const top: Expression = [a.d === 1n ? "Factorial" : "Gamma", shift as Expression];
  return isOne(bottom) ? top : ["Divide", top, bottom];
}

function hasGamma(expression: Expression): boolean {
  return /"(Gamma|Factorial)"/.test(JSON.stringify(expression));
}

function isOne(expression: Expression): boolean {
  return JSON.stringify(expression) === '{"num":"1"}';
}
