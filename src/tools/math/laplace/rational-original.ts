import { Fraction } from "fraction.js";
import { isDeadEnd } from "../exact/deadline.ts";
import { NormalForm } from "../exact/normal-form.ts";
import { fractionExpression } from "../exact/to-expression.ts";
import { degreeOf, divide, trim, type Univariate } from "../exact/univariate.ts";
import { type Expression, ZERO } from "../expression/expression.ts";
import { tidySigns } from "../expression/tidy-signs.ts";
import { combination, derivativeAtZero, fundamentalSolutions } from "../matrix/exponential.ts";
import { reduceMatrix } from "../matrix/reduce.ts";
import { coefficientsIn } from "../solve/solve-equation.ts";

/**
 * The original of a quotient of polynomials with rational coefficients whose divisor has factors of degree one
 * and two: N/D is the sum of y^(k)(0)/s^(k+1), and y solves D(d/dt) y = 0, which settles its constants. A
 * constant beside a proper fraction is an impulse. Null for anything else. Not yet proved.
 */
export function rationalOriginal(
  image: Expression,
  frequency: string,
  time: string,
): Expression | null {
  const parts = quotientOf(image, frequency);
  if (parts === null) return null;
  const { quotient, remainder } = divide(parts.top, parts.bottom);
  if (degreeOf(quotient) > 0) return null;
  const order = degreeOf(parts.bottom);
  const basis = order === 0 ? [] : fundamentalSolutions(parts.bottom, time);
  if (basis?.length !== order) return null;
  const start = seriesAtInfinity(remainder, parts.bottom, order).map(fractionExpression);
  const rows = start.map((value, k) => [
    ...basis.map((solution) => derivativeAtZero(solution, k)),
    value,
  ]);
  const impulse: Expression[] =
    quotient.length === 0
      ? []
      : [["Multiply", fractionExpression(quotient[0] as Fraction), ["DiracDelta", time]]];
  if (order === 0) return tidySigns(["Add", ...impulse, ZERO]);
  const reduced = reduceMatrix(rows, order);
  if (reduced.pivots.length < order) return null;
  const regular = combination(
    reduced.rows.map((row) => row[order] as Expression),
    basis.map(({ written }) => written),
  );
  return tidySigns(["Add", ...impulse, regular]);
}

function quotientOf(
  image: Expression,
  frequency: string,
): { readonly top: Univariate; readonly bottom: Univariate } | null {
  try {
    const form = new NormalForm();
    const { numerator, denominator } = form.normalize(image);
    const index = form.indexOfVariable(frequency);
    if (index === null) return null;
    const [top, bottom] = [numerator, denominator].map((polynomial) =>
      coefficientsIn(polynomial, index).map((part) => part.asConstant()),
    ) as [(Fraction | null)[], (Fraction | null)[]];
    if (top.includes(null) || bottom.includes(null)) return null;
    return { top: trim(top as Fraction[]), bottom: trim(bottom as Fraction[]) };
  } catch (error) {
    if (isDeadEnd(error)) return null;
    throw error;
  }
}

/** h with N/D = h_0/s + h_1/s^2 + …, from N = D h by the highest powers. */
function seriesAtInfinity(top: Univariate, bottom: Univariate, count: number): Fraction[] {
  const degree = degreeOf(bottom);
  const lead = bottom[degree] as Fraction;
  const found: Fraction[] = [];
  for (let k = 0; k < count; k++) {
    let value = top[degree - 1 - k] ?? new Fraction(0);
    for (let j = 1; j <= k; j++)
      value = value.sub((bottom[degree - j] ?? new Fraction(0)).mul(found[k - j] as Fraction));
    found.push(value.div(lead));
  }
  return found;
}
