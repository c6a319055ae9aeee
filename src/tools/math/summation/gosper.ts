import { Fraction } from "fraction.js";
import { AnsatzError } from "../../../core/errors.ts";
import { KernelField } from "../exact/kernel-field.ts";
import { Polynomial, WorkBudget } from "../exact/polynomial.ts";
import { fromPolynomial } from "../exact/rational-function.ts";
import { type Expression, substitute } from "../expression/expression.ts";
import { vanishesWithGamma } from "../prove/decide-zero.ts";
import { type Quotient, quotientExpression } from "./hypergeometric-term.ts";
import {
  factorsOf,
  type Parametric,
  ParametricArithmetic,
  parametricOf,
  ratioOf,
  solveColumns,
} from "./parametric-polynomial.ts";

const HIGHEST_DEGREE = 14;

/** A rational function R and its product with a given one, each with what is common cancelled. */
export interface Telescoper {
  readonly certificate: Expression;
  readonly scaled: Expression;
}

const UNIT: Quotient = { numerators: [], denominators: [] };

/**
 * R(k) with R(k+1) t(k+1)/t(k) - R(k) = 1, so that G = R t telescopes: t(k) = G(k+1) - G(k). Found by
 * R. W. Gosper's algorithm (Proc. Natl. Acad. Sci. 75 (1978), 40), from the quotient t(k+1)/t(k), and
 * checked in exact normal form. Null when there is none, or none was found. `factor` is what R is
 * multiplied with in `scaled`.
 */
export function telescoper(
  quotient: Quotient,
  variable: string,
  factor: Quotient = UNIT,
): Telescoper | null {
  try {
    const found = new Gosper(variable).solve(quotient, factor);
    return found !== null && telescopes(found.certificate, quotient, variable) ? found : null;
  } catch (error) {
    if (AnsatzError.isInstance(error) && error.code !== "timed_out") return null;
    throw error;
  }
}

/** The defining identity of a telescoper, in exact normal form. */
export function telescopes(certificate: Expression, quotient: Quotient, variable: string): boolean {
  const next = substitute(certificate, variable, ["Add", variable, { num: "1" }]);
  return vanishesWithGamma([
    "Add",
    ["Multiply", next, quotientExpression(quotient)],
    ["Negate", certificate],
    ["Negate", { num: "1" }],
  ]);
}

interface Solution {
  readonly numerators: readonly Polynomial[];
  readonly denominators: readonly Polynomial[];
}

class Gosper {
  private readonly field = new KernelField();
  private readonly arithmetic = new ParametricArithmetic();
  private readonly variable: string;
  private readonly index: number;

  constructor(variable: string) {
    this.variable = variable;
    const [first] = [...this.field.fromExpression(variable).numerator.generators()];
    this.index = first as number;
  }

  solve(quotient: Quotient, factor: Quotient): Telescoper | null {
    const top: Parametric[] = [];
    const bottom: Parametric[] = [];
    for (const [list, other, parts] of [
      [top, bottom, quotient.numerators],
      [bottom, top, quotient.denominators],
    ] as const)
      for (const part of parts) {
        const value = this.field.fromExpression(part);
        list.push(...factorsOf(this.inVariable(value.numerator)));
        other.push(...factorsOf(this.inVariable(value.denominator)));
      }
    const solution = this.fromFactors(top, bottom);
    if (solution === null) return null;
    return {
      certificate: this.quotientOf(solution, UNIT),
      scaled: this.quotientOf(solution, factor),
    };
  }

  private inVariable(polynomial: Polynomial): Parametric {
    for (const generator of polynomial.generators())
      if (generator !== this.index && this.field.dependsOn(generator, this.variable))
        throw new AnsatzError("unsupported", "The quotient of neighbouring terms is not rational.");
    return parametricOf(polynomial, this.index);
  }

  /** Gosper's form a(k)/b(k) c(k+1)/c(k), then a(k) x(k+1) - b(k-1) x(k) = c(k) for a polynomial x. */
  private fromFactors(top: Parametric[], bottom: Parametric[]): Solution | null {
    const { arithmetic } = this;
    const inC: Parametric[] = [];
    for (;;) {
      const pair = this.nearestPair(top, bottom);
      if (pair === null) break;
      const [p] = top.splice(pair.i, 1) as [Parametric];
      const [q] = bottom.splice(pair.j, 1) as [Parametric];
      // p(k) = (lp/lq) q(k + h): the constants stay, the rest becomes c(k+1)/c(k).
      top.push([p.at(-1) as Polynomial]);
      bottom.push([q.at(-1) as Polynomial]);
      for (let i = 1; i <= pair.distance; i++) inC.push(arithmetic.shift(p, -i));
    }
    const a = arithmetic.product(top);
    const b = arithmetic.shift(arithmetic.product(bottom), -1);
    const c = arithmetic.product(inC);
    const degree = this.degreeBound(a, b, c);
    if (degree === null || degree < 0 || degree > HIGHEST_DEGREE) return null;
    const columns = Array.from({ length: degree + 1 }, (_, j) => {
      const power: Parametric = Array.from({ length: j + 1 }, (_, k) =>
        k === j ? Polynomial.one : Polynomial.zero,
      );
      return arithmetic.add(
        arithmetic.multiply(a, arithmetic.shift(power, 1)),
        arithmetic.negate(arithmetic.multiply(b, power)),
      );
    });
    const x = solveColumns(columns, c, this.field);
    if (x === null) return null;
    const { field } = this;
    const k = field.fromExpression(this.variable);
    const sum = x.reduce(
      (total, coefficient, j) => field.add(total, field.multiply(coefficient, field.power(k, j))),
      field.zero,
    );
    return {
      numerators: [sum.numerator, ...bottom.map((p) => this.together(arithmetic.shift(p, -1)))],
      denominators: [sum.denominator, ...inC.map((p) => this.together(p))],
    };
  }

  private together(p: Parametric, k = Polynomial.generator(this.index)): Polynomial {
    const budget = new WorkBudget();
    return p.reduceRight(
      (total, coefficient) => total.multiply(k, budget).add(coefficient, budget),
      Polynomial.zero,
    );
  }

  /** The product of all, with every factor below that divides what is above taken out. */
  private quotientOf({ numerators, denominators }: Solution, factor: Quotient): Expression {
    const budget = new WorkBudget();
    const above = [...numerators];
    const below = [...denominators];
    for (const [parts, to, other] of [
      [factor.numerators, above, below],
      [factor.denominators, below, above],
    ] as const)
      for (const part of parts) {
        const value = this.field.fromExpression(part);
        to.push(value.numerator);
        other.push(value.denominator);
      }
    let top = above.reduce((a, b) => a.multiply(b, budget), Polynomial.one);
    const kept: Polynomial[] = [];
    for (const part of below.flatMap((p) => this.split(p))) {
      const divided = top.divideExactly(part, budget);
      if (divided === null) kept.push(part);
      else top = divided;
    }
    const bottom = kept.map((p) => this.field.toExpression(fromPolynomial(p)));
    const expression = this.field.toExpression(fromPolynomial(top));
    if (bottom.length === 0) return expression;
    return [
      "Divide",
      expression,
      bottom.length === 1 ? (bottom[0] as Expression) : ["Multiply", ...bottom],
    ];
  }

  /** Factors, where the polynomial has one symbol only. */
  private split(polynomial: Polynomial): Polynomial[] {
    const [only, ...more] = [...polynomial.generators()];
    if (only === undefined || more.length > 0) return [polynomial];
    return factorsOf(parametricOf(polynomial, only)).map((p) =>
      this.together(p, Polynomial.generator(only)),
    );
  }

  private nearestPair(
    top: readonly Parametric[],
    bottom: readonly Parametric[],
  ): { i: number; j: number; distance: number } | null {
    let best: { i: number; j: number; distance: number } | null = null;
    for (const [i, p] of top.entries())
      for (const [j, q] of bottom.entries()) {
        const distance = this.arithmetic.distance(p, q);
        if (distance !== null && (best === null || distance < best.distance))
          best = { i, j, distance };
      }
    return best;
  }

  private degreeBound(a: Parametric, b: Parametric, c: Parametric): number | null {
    const degree = Math.max(a.length, b.length) - 1;
    const difference = this.arithmetic.add(a, this.arithmetic.negate(b));
    const bound = c.length - 1 - degree;
    if (a.length !== b.length || difference.length === a.length) return bound;
    // Equal leading terms: x may cancel one more, or at one special degree any number.
    const lead = a.at(-1) as Polynomial;
    const next = difference[degree - 1] ?? Polynomial.zero;
    const special = next.isZero ? new Fraction(0) : ratioOf(next.negate(), lead);
    const isWhole = special !== null && special.d === 1n && special.s >= 0n;
    return Math.max(bound + 1, isWhole ? Number(special.n) : -1);
  }
}
