import { Fraction } from "fraction.js";
import { fractionOf } from "../exact/fraction-of.ts";
import { fractionExpression } from "../exact/to-expression.ts";
import { trim } from "../exact/univariate.ts";
import { differentiate } from "../expression/differentiate.ts";
import {
  argumentsOf,
  type Expression,
  integer,
  ONE,
  substitute,
  variablesOf,
  ZERO,
} from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { tidySigns } from "../expression/tidy-signs.ts";
import { type ExponentialTerm, exponentialTerms } from "../laplace/exponential-terms.ts";
import { combination, fundamentalSolutions } from "../matrix/exponential.ts";
import { tidy, verdictOfZero } from "../matrix/matrix.ts";
import {
  derivativeName,
  type DifferentialEquationQuery,
} from "../read/differential-equation-query.ts";

/**
 * The general solution of a linear equation with rational constants as coefficients and a sum of
 * c x^p e^(ax) with waves on the right: the solutions of the characteristic polynomial and one particular
 * solution by undetermined coefficients. Null where it is not of that kind. Not yet proved.
 */
export function constantCoefficientSolution(query: DifferentialEquationQuery): Expression | null {
  const { equation, unknown, variable, order } = query;
  const [left, right] = argumentsOf(equation) as [Expression, Expression];
  const residual: Expression = ["Add", left, ["Negate", right]];
  const names = Array.from({ length: order + 1 }, (_, k) => derivativeName(unknown, k));
  const coefficients = names.map((name) => fractionOf(differentiate(residual, name)));
  if (coefficients.includes(null)) return null;
  const polynomial = trim(coefficients as Fraction[]);
  if (polynomial.length !== order + 1) return null;
  const basis = fundamentalSolutions(polynomial, variable);
  if (basis?.length !== order) return null;
  const rest = names.reduce<Expression>((all, name) => substitute(all, name, ZERO), residual);
  const forcing = exponentialTerms(["Negate", rest], variable, new Set());
  if (forcing === null) return null;
  const particular: Expression[] = [];
  for (const term of forcing) {
    const part = particularSolution(polynomial, term, variable);
    if (part === null) return null;
    particular.push(part);
  }
  const taken = new Set(variablesOf(equation));
  const constants = Array.from({ length: 2 * order + 2 }, (_, k) => `c${k + 1}`).filter(
    (name) => !taken.has(name),
  );
  const free = basis.map(({ written }, k): Expression => {
    const constant = constants[k] as string;
    return printPlain(written) === "1" ? constant : ["Multiply", constant, written];
  });
  return tidySigns(["Add", ...free, ...particular]);
}

/** A complex number with rational parts. */
interface Gaussian {
  readonly re: Fraction;
  readonly im: Fraction;
}

const zero: Gaussian = { re: new Fraction(0), im: new Fraction(0) };
const plus = (a: Gaussian, b: Gaussian): Gaussian => ({ re: a.re.add(b.re), im: a.im.add(b.im) });
const times = (a: Gaussian, b: Gaussian): Gaussian => ({
  re: a.re.mul(b.re).sub(a.im.mul(b.im)),
  im: a.re.mul(b.im).add(a.im.mul(b.re)),
});
const scaledBy = (a: Gaussian, factor: Fraction | number): Gaussian => ({
  re: a.re.mul(factor),
  im: a.im.mul(factor),
});
function over(a: Gaussian, b: Gaussian): Gaussian {
  const size = b.re.mul(b.re).add(b.im.mul(b.im));
  const product = times(a, { re: b.re, im: b.im.neg() });
  return { re: product.re.div(size), im: product.im.div(size) };
}
const isNought = (a: Gaussian): boolean => a.re.equals(0) && a.im.equals(0);

/**
 * P(D) (e^(kx) u) = e^(kx) times the sum of P^(j)(k)/j! u^(j), so u'…' (as often as k is a root) is a
 * polynomial that is found from its highest coefficient down.
 */
export function particularSolution(
  polynomial: readonly Fraction[],
  term: ExponentialTerm,
  variable: string,
): Expression | null {
  const { coefficient, power, rate, wave, frequency, delay, isImpulse } = term;
  const [p, re, im] = [power, rate, frequency].map(fractionOf) as (Fraction | null)[];
  if (isImpulse || wave === "log" || verdictOfZero(delay) !== "proved") return null;
  if (!p || !re || !im || p.d !== 1n || p.compare(0) < 0) return null;
  const highest = Number(p.n);
  const quotients = taylor(polynomial, { re, im });
  const multiplicity = quotients.findIndex((value) => !isNought(value));
  if (multiplicity < 0) return null;
  const lead = quotients[multiplicity] as Gaussian;
  const v: Gaussian[] = Array.from({ length: highest + 1 }, () => zero);
  for (let i = highest; i >= 0; i--) {
    let target: Gaussian = i === highest ? { ...zero, re: new Fraction(1) } : zero;
    for (let j = multiplicity + 1; j < quotients.length; j++) {
      const at = i + j - multiplicity;
      if (at > highest) break;
      target = plus(
        target,
        scaledBy(times(quotients[j] as Gaussian, v[at] as Gaussian), factorialRatio(at, i).neg()),
      );
    }
    v[i] = over(target, lead);
  }
  const u = v.map((value, i) => ({
    exponent: i + multiplicity,
    value: scaledBy(value, factorialRatio(i + multiplicity, i).inverse()),
  }));
  return writtenSolution(u, coefficient, rate, wave, frequency, variable);
}

/** n!/k! for n >= k. */
function factorialRatio(n: number, k: number): Fraction {
  let result = 1n;
  for (let i = k + 1; i <= n; i++) result *= BigInt(i);
  return new Fraction(result);
}

/** P^(j)(k)/j! for every j, by repeated synthetic division. */
function taylor(polynomial: readonly Fraction[], at: Gaussian): Gaussian[] {
  let rest: Gaussian[] = polynomial.map((re) => ({ ...zero, re }));
  const found: Gaussian[] = [];
  while (rest.length > 0) {
    const next: Gaussian[] = [];
    let carry = zero;
    for (let k = rest.length - 1; k >= 0; k--) {
      carry = plus(rest[k] as Gaussian, times(carry, at));
      next.unshift(carry);
    }
    found.push(next.shift() as Gaussian);
    rest = next;
  }
  return found;
}

function writtenSolution(
  u: readonly { readonly exponent: number; readonly value: Gaussian }[],
  coefficient: Expression,
  rate: Expression,
  wave: ExponentialTerm["wave"],
  frequency: Expression,
  variable: string,
): Expression {
  const turned = tidy(["Multiply", frequency, variable]);
  const [cos, sin]: Expression[] =
    wave === "none"
      ? [ONE, ZERO]
      : [
          ["Cos", turned],
          ["Sin", turned],
        ];
  const isZeroRate = fractionOf(rate)?.equals(0) === true;
  const growth: Expression = [
    "Power",
    "ExponentialE",
    tidySigns(tidy(["Multiply", rate, variable])),
  ];
  const functions: Expression[] = [];
  const weights: Expression[] = [];
  const add = (weight: Fraction, exponent: number, turn: Expression): void => {
    if (weight.equals(0) || turn === ZERO) return;
    const factors = [
      ...(exponent === 0
        ? []
        : [exponent === 1 ? variable : (["Power", variable, integer(exponent)] as Expression)]),
      ...(isZeroRate ? [] : [growth]),
      ...(turn === ONE ? [] : [turn]),
    ];
    functions.push(
      factors.length === 0
        ? ONE
        : factors.length === 1
          ? (factors[0] as Expression)
          : ["Multiply", ...factors],
    );
    weights.push(tidy(["Multiply", coefficient, fractionExpression(weight)]));
  };
  for (const { exponent, value } of u.toReversed()) {
    if (wave === "sin") {
      add(value.re, exponent, sin as Expression);
      add(value.im, exponent, cos as Expression);
    } else {
      add(value.re, exponent, cos as Expression);
      add(value.im.neg(), exponent, sin as Expression);
    }
  }
  return combination(weights, functions);
}
