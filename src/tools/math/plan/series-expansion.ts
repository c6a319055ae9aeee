import { Fraction } from "fraction.js";
import { isDeadEnd } from "../exact/deadline.ts";
import { exactForm } from "../exact/exact-form.ts";
import { reverseSeries } from "../exact/series-reversion.ts";
import { coefficientOf, precisionOf, seriesAtZero } from "../exact/power-series.ts";
import { fractionExpression } from "../exact/to-expression.ts";
import { differentiate } from "../expression/differentiate.ts";
import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  integer,
  isNumber,
  substitute,
} from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { tidySigns } from "../expression/tidy-signs.ts";
import { type Approach, expansionAt, type ExpansionTerm } from "../limits/series-at.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { decideEqual } from "../prove/decide-zero.ts";
import { EXACT } from "./candidates.ts";
import { expressionOutcome } from "./expression-outcome.ts";
import type { Outcome } from "./outcome.ts";

const MAX_SERIES_ORDER = 40;
const MOST_TERMS = 20;

interface Expanded {
  readonly terms: readonly ExpansionTerm[];
  readonly conditions: readonly string[];
}

/**
 * The Taylor, Laurent or Puiseux series with all powers up to `order` of the distance from a point (of 1/x
 * at an infinity), or, when `count` is given, the first so many terms.
 */
export function seriesOutcome(
  body: Expression,
  variable: string,
  point: Expression,
  order: number,
  count: number | null,
): Outcome | null {
  if (count === null)
    return order > MAX_SERIES_ORDER ? null : seriesUpTo(body, variable, point, order, null);
  if (count < 1 || count > MOST_TERMS) return null;
  for (const most of [count + 1, 2 * count + 2, MAX_SERIES_ORDER]) {
    const found = seriesUpTo(body, variable, point, most, count);
    if (found !== null) return found;
  }
  // A polynomial has fewer terms than asked.
  return seriesUpTo(body, variable, point, MAX_SERIES_ORDER, null);
}

/** The series of the inverse function, put back into the function exactly. */
export function inverseSeriesOutcome(
  body: Expression,
  variable: string,
  order: number,
): Outcome | null {
  if (order < 1 || order > MAX_SERIES_ORDER) return null;
  const series = seriesAtZero(body, variable, order + 4);
  const coefficients = series === null ? null : reverseSeries(series, order);
  if (coefficients === null) return null;
  const parts = coefficients
    .map((value, index) => ({ value, power: new Fraction(index + 1) }))
    .filter(({ value }) => !value.equals(0))
    .map(({ value, power }) => term(power, fractionExpression(value), variable));
  const expression = tidySigns(parts.length === 1 ? (parts[0] as Expression) : ["Add", ...parts]);
  const sum = exactForm(expression) ?? expression;
  const back = seriesAtZero(substitute(body, variable, sum), variable, order + 1);
  const isInverse =
    back !== null &&
    Array.from({ length: order + 1 }, (_, k) => coefficientOf(back, k)).every((value, k) =>
      value.equals(k === 1 ? 1 : 0),
    );
  if (!isInverse) return null;
  return expressionOutcome({
    expression,
    engine: EXACT,
    certificate: {
      grade: "proved",
      method: "power-series",
      detail: `Lagrange's formula; put into ${printPlain(body)} the series gives ${variable} and nothing else up to order ${order}.`,
      engines: [EXACT],
    },
  });
}

function seriesUpTo(
  body: Expression,
  variable: string,
  point: Expression,
  order: number,
  count: number | null,
): Outcome | null {
  const place = printPlain(point);
  const isFar = place === "infinity" || place === "-infinity";
  const isZero = place === "0" || printPlain(exactForm(point) ?? point) === "0";
  const base: Expression =
    isFar || isZero ? variable : tidySigns(["Add", variable, ["Negate", point]]);
  const found = isFar
    ? farTerms(body, variable, place, order)
    : nearTerms(body, variable, point, isZero, order, base);
  if (found === null || (count !== null && found.terms.length < count)) return null;
  const sign = isFar ? -1 : 1;
  const parts = found.terms
    .slice(0, count ?? found.terms.length)
    .map(({ exponent, coefficient }) => term(exponent.mul(sign), coefficient, base));
  const expression: Expression =
    parts.length === 0
      ? integer(0)
      : parts.length === 1
        ? (parts[0] as Expression)
        : ["Add", ...parts];
  const left = count === null ? `of order above ${order}` : "of higher order";
  return expressionOutcome({
    expression: tidySigns(expression),
    engine: EXACT,
    certificate: {
      grade: "proved",
      method: "power-series",
      detail: `Exact coefficients from power series arithmetic; what is left out is ${left} in ${isFar ? `1/${variable}` : printPlain(base)}.`,
      engines: [EXACT],
      ...(found.conditions.length === 0 ? {} : { conditions: [...found.conditions] }),
    },
  });
}

function nearTerms(
  body: Expression,
  variable: string,
  point: Expression,
  isZero: boolean,
  order: number,
  base: Expression,
): Expanded | null {
  const shifted = isZero ? body : substitute(body, variable, ["Add", point, variable]);
  const terms =
    rationalTerms(shifted, variable, order) ?? taylorTerms(body, variable, point, order);
  if (terms !== null)
    return {
      terms: terms.map(([power, coefficient]) => ({ exponent: new Fraction(power), coefficient })),
      conditions: [],
    };
  return derivedTerms(body, variable, point, order, base);
}

/** By expansion from both sides; from the right only where the left has no real values. */
function derivedTerms(
  body: Expression,
  variable: string,
  point: Expression,
  order: number,
  base: Expression,
): Expanded | null {
  const from = (approach: Approach): Expanded | null => {
    const found = expansionAt(body, variable, point, approach, order, base);
    return found !== null && isClose(found.terms, body, variable, point, approach, order)
      ? found
      : null;
  };
  const right = from("right");
  if (right === null) return null;
  const left = from("left");
  if (left !== null && isContinuation(right.terms, left.terms)) return right;
  // Fractional powers and logarithms belong to one side.
  const isOneSided = right.terms.some(
    ({ exponent, coefficient }) => exponent.d !== 1n || contains(coefficient, variable),
  );
  if (!isOneSided) return null;
  return {
    terms: right.terms,
    conditions: [...right.conditions, `${variable} > ${printPlain(point)}`],
  };
}

function isContinuation(right: readonly ExpansionTerm[], left: readonly ExpansionTerm[]): boolean {
  return (
    right.length === left.length &&
    right.every(({ exponent, coefficient }, index) => {
      const other = left[index] as ExpansionTerm;
      if (exponent.d !== 1n || !other.exponent.equals(exponent)) return false;
      const signed: Expression =
        exponent.n % 2n === 0n ? other.coefficient : ["Negate", other.coefficient];
      return decideEqual(coefficient, signed).verdict === "proved";
    })
  );
}

function farTerms(
  body: Expression,
  variable: string,
  place: string,
  order: number,
): Expanded | null {
  const approach = place === "infinity" ? "infinity" : "minus-infinity";
  const distance: Expression = [
    "Divide",
    integer(1),
    approach === "infinity" ? variable : ["Negate", variable],
  ];
  const found = expansionAt(body, variable, integer(0), approach, order, distance);
  if (found === null) return null;
  if (!isClose(found.terms, body, variable, integer(0), approach, order)) return null;
  if (approach === "infinity") return found;
  // In powers of -1/x: whole ones change sign with x.
  if (found.terms.some(({ exponent }) => exponent.d !== 1n)) return null;
  return {
    ...found,
    terms: found.terms.map(({ exponent, coefficient }) => ({
      exponent,
      coefficient: exponent.n % 2n === 0n ? coefficient : tidySigns(["Negate", coefficient]),
    })),
  };
}

/** Do the values near the point agree with the terms as far as what is left out allows? */
function isClose(
  terms: readonly ExpansionTerm[],
  body: Expression,
  variable: string,
  point: Expression,
  approach: Approach,
  order: number,
): boolean {
  for (const text of ["0.0013", "0.00017"]) {
    const w = Number(text);
    const isFar = approach === "infinity" || approach === "minus-infinity";
    const step: Expression = isFar ? ["Divide", integer(1), { num: text }] : { num: text };
    const isBackward = approach === "left" || approach === "minus-infinity";
    const x: Expression = isBackward ? ["Negate", step] : step;
    const at: Expression = isFar ? x : ["Add", point, x];
    const value = evaluateReal(substitute(body, variable, at));
    if (value === null) continue;
    const sum = evaluateReal([
      "Add",
      integer(0),
      ...terms.map(({ exponent, coefficient }): Expression => [
        "Multiply",
        substitute(coefficient, variable, at),
        ["Power", { num: text }, fractionExpression(exponent)],
      ]),
    ]);
    if (sum !== null && sum.sub(value).abs().toNumber() > 1e4 * w ** (order + 0.3)) return false;
  }
  return true;
}

function term(power: Fraction, coefficient: Expression, base: Expression): Expression {
  if (power.equals(0)) return coefficient;
  const size = power.abs();
  const raised: Expression = size.equals(1)
    ? base
    : size.equals(0.5)
      ? ["Sqrt", base]
      : ["Power", base, fractionExpression(size)];
  const isBelow = power.compare(0) < 0;
  const isNegative = headOf(coefficient) === "Negate";
  const positive = isNegative ? (argumentsOf(coefficient)[0] as Expression) : coefficient;
  const [top, bottom] =
    headOf(positive) === "Divide"
      ? (argumentsOf(positive) as [Expression, Expression])
      : [positive, null];
  const isOne = isNumber(top) && top.num === "1";
  const over: Expression = isBelow ? top : isOne ? raised : ["Multiply", top, raised];
  const under: Expression | null = !isBelow
    ? bottom
    : bottom === null
      ? raised
      : ["Multiply", bottom, raised];
  const value: Expression = under === null ? over : ["Divide", over, under];
  return isNegative ? ["Negate", value] : value;
}

function rationalTerms(
  body: Expression,
  variable: string,
  order: number,
): [number, Expression][] | null {
  for (const length of [order + 4, order + 12]) {
    const series = seriesAtZero(body, variable, length);
    if (series === null) return null;
    if (precisionOf(series) <= order) continue;
    const terms: [number, Expression][] = [];
    for (let power = series.valuation; power <= order; power++) {
      const coefficient = coefficientOf(series, power);
      if (!coefficient.equals(0)) terms.push([power, fractionExpression(coefficient)]);
    }
    return terms;
  }
  return null;
}

/** f^(k)(a)/k! with exact values, where f and its derivatives are defined at the point. */
function taylorTerms(
  body: Expression,
  variable: string,
  point: Expression,
  order: number,
): [number, Expression][] | null {
  if (order > 10) return null;
  try {
    const terms: [number, Expression][] = [];
    let derivative = body;
    let factorial = 1n;
    for (let k = 0; k <= order; k++) {
      const value = substitute(derivative, variable, point);
      if (evaluateReal(value) === null) return null;
      const coefficient: Expression = ["Divide", value, integer(factorial)];
      if (decideEqual(coefficient, { num: "0" }).verdict !== "proved")
        terms.push([k, exactForm(coefficient) ?? coefficient]);
      derivative = tidySigns(differentiate(derivative, variable));
      factorial *= BigInt(k + 1);
    }
    return terms;
  } catch (error) {
    if (isDeadEnd(error)) return null;
    throw error;
  }
}
