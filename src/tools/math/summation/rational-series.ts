import { Fraction } from "fraction.js";
import { exactForm } from "../exact/exact-form.ts";
import { fractionOf } from "../exact/fraction-of.ts";
import { coefficientOf, seriesAtZero } from "../exact/power-series.ts";
import { fractionExpression } from "../exact/to-expression.ts";
import { degreeOf, divide, factorUnivariate, type Univariate } from "../exact/univariate.ts";
import {
  argumentsOf,
  type Expression,
  headOf,
  integer,
  substitute,
  variablesOf,
} from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { tidySigns } from "../expression/tidy-signs.ts";
import { placeOf, quadraticSum } from "./gamma-pairs.ts";
import { readTerm } from "./hypergeometric-term.ts";
import { type QuotientInOne, quotientInOne } from "./quotient-in-one.ts";
import type { SummedSeries } from "./summed-series.ts";

const LARGEST_SHIFT = 40;

/**
 * The sum over k = from, from + 1, … of a rational function whose poles are rational or, simple, the two of a
 * quadratic, or of one with alternating signs: partial fractions, then digamma (DLMF 5.7.6) for simple poles
 * and Hurwitz's zeta (DLMF 25.11.1), by zeta, for multiple ones. Null for other terms and where a value has no closed form.
 */
export function rationalSeries(
  body: Expression,
  variable: string,
  from: number,
): SummedSeries | null {
  if (variablesOf(body).some((name) => name !== variable) || from < 0) return null;
  const plain = alternation(body, variable);
  if (plain === null) return null;
  const moved = (place: Expression): Expression => substitute(plain.rational, variable, place);
  const k: Expression = ["Add", variable, integer(from)];
  if (!plain.alternates) {
    const sum = sumFromZero(moved(k), variable);
    return sum === null ? null : summed(sum, "");
  }
  if (!fallsToZero(plain.rational, variable)) return null;
  // Neighbours together: k = from + 2j and from + 2j + 1.
  const even: Expression = ["Add", ["Multiply", integer(2), variable], integer(from)];
  const pairs: Expression = ["Add", moved(even), ["Negate", moved(["Add", even, integer(1)])]];
  const sum = sumFromZero(pairs, variable);
  const signed: Expression | null =
    sum === null || (from % 2 === 0) === plain.sign > 0 ? sum : ["Negate", sum];
  return signed === null
    ? null
    : summed(signed, "Terms of opposite signs are taken together in pairs, as they tend to zero. ");
}

function summed(sum: Expression, before: string): SummedSeries | null {
  const parts = argumentsOf(sum).map((part) => exactForm(part) ?? part);
  const kept = parts.filter((part) => printPlain(part) !== "0");
  const [only = integer(0)] = kept;
  const together: Expression = kept.length > 1 ? ["Add", ...kept] : only;
  const exact = headOf(sum) === "Add" ? (exactForm(sum) ?? tidySigns(together)) : exactForm(sum);
  return exact === null
    ? null
    : {
        sum: exact,
        method: "partial-fractions",
        detail: `${before}In partial fractions the sum is a combination of values of digamma and zeta at rational numbers, which have closed forms (DLMF 5.4.19, 5.7.6, 25.6.2).`,
        conditions: [],
      };
}

/** The rational part of a term that may have a factor (-1)^(k + c). */
function alternation(
  body: Expression,
  variable: string,
): { rational: Expression; alternates: boolean; sign: 1 | -1 } | null {
  const { factors, atoms } = readTerm(body);
  let alternates = false;
  let sign: 1 | -1 = 1;
  for (const { raised, power } of atoms) {
    if (raised === null || fractionOf(raised.base)?.equals(-1) !== true) return null;
    const shift = fractionOf(["Add", raised.exponent, ["Negate", variable]]);
    if (shift === null || shift.d !== 1n || power % 2 === 0) return null;
    alternates = !alternates;
    if (shift.n % 2n === 1n) sign = -sign as 1 | -1;
  }
  const rational: Expression = [
    "Multiply",
    integer(1),
    ...factors.map(({ expression, power }): Expression => ["Power", expression, integer(power)]),
  ];
  return { rational, alternates, sign };
}

function fallsToZero(expression: Expression, variable: string): boolean {
  const found = quotientInOne(expression, variable);
  return found !== null && degreeOf(found.top) < degreeOf(found.bottom);
}

/** The sum over k = 0, 1, 2, …; null when it does not converge or a pole is in the range. */
function sumFromZero(expression: Expression, variable: string): Expression | null {
  const rational = quotientInOne(expression, variable);
  if (rational === null || degreeOf(rational.bottom) - degreeOf(rational.top) < 2) return null;
  const parts: Expression[] = [];
  for (const { factor, multiplicity } of factorUnivariate(rational.bottom)) {
    if (degreeOf(factor) === 0) continue;
    if (degreeOf(factor) === 2 && multiplicity === 1) {
      const value = aboveQuadratic(rational, factor);
      if (value === null) return null;
      parts.push(...value);
      continue;
    }
    if (degreeOf(factor) > 1) return null;
    // The pole is at -a.
    const a = (factor[0] as Fraction).div(factor[1] as Fraction);
    if ((a.d === 1n && a.compare(0) <= 0) || a.abs().compare(LARGEST_SHIFT) > 0) return null;
    const here = substitute(expression, variable, ["Add", variable, fractionExpression(a.neg())]);
    const series = seriesAtZero(here, variable, multiplicity + 2);
    if (series === null) return null;
    for (let order = 1; order <= multiplicity; order++) {
      const coefficient = coefficientOf(series, -order);
      if (coefficient.equals(0)) continue;
      const value = order === 1 ? minusDigamma(a) : hurwitz(order, a);
      if (value === null) return null;
      parts.push(["Multiply", fractionExpression(coefficient), value]);
    }
  }
  return ["Add", integer(0), ...parts];
}

/**
 * The sum of the part of the partial fractions above a simple quadratic without real zeros, where it is a
 * constant over it; null where it is not, as the real part of digamma has no closed form.
 */
function aboveQuadratic(
  { top, bottom }: QuotientInOne,
  factor: Univariate,
): readonly Expression[] | null {
  const [q, p, lead] = factor as [Fraction, Fraction, Fraction];
  const [c, b] = [q.div(lead), p.div(lead)];
  const cofactor = divide(bottom, factor).quotient;
  const [n, g] = [top, cofactor].map((polynomial) => divide(polynomial, factor).remainder);
  const [n0, n1] = [n?.[0] ?? NONE, n?.[1] ?? NONE];
  const [g0, g1] = [g?.[0] ?? NONE, g?.[1] ?? NONE];
  // n0 + n1 k = C (g0 + g1 k) + B k (g0 + g1 k) with k^2 = -b k - c.
  const [x, y] = [g1.mul(c).neg(), g0.sub(g1.mul(b))];
  const determinant = g0.mul(y).sub(g1.mul(x));
  if (determinant.equals(0)) return null;
  const constant = n0.mul(y).sub(n1.mul(x)).div(determinant);
  const slope = g0.mul(n1).sub(g1.mul(n0)).div(determinant);
  if (!slope.equals(0)) return null;
  const { h, square } = placeOf(factor, 0);
  return quadraticSum(h, square, constant.div(lead));
}

const NONE = new Fraction(0);

const minusDigamma = (a: Fraction): Expression => ["Negate", ["Digamma", fractionExpression(a)]];

/** zeta(s, a) for whole and half-whole a > 0; the sum of 1/(k + a)^s. */
function hurwitz(s: number, a: Fraction): Expression | null {
  if (a.d > 2n || a.compare(0) <= 0) return null;
  const base = a.d === 1n ? new Fraction(1) : new Fraction(1, 2);
  const whole: Expression = ["Zeta", integer(s)];
  const full: Expression = a.d === 1n ? whole : ["Multiply", integer(2n ** BigInt(s) - 1n), whole];
  let less = new Fraction(0);
  for (let x = base; x.compare(a) < 0; x = x.add(1)) less = less.add((x.pow(-s) ?? 0) as Fraction);
  return ["Add", full, ["Negate", fractionExpression(less)]];
}
