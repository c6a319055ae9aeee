import { isDeadEnd } from "../exact/deadline.ts";
import { NormalForm } from "../exact/normal-form.ts";
import type { Polynomial } from "../exact/polynomial.ts";
import { fromPolynomial, type RationalFunction } from "../exact/rational-function.ts";
import { type Expression, ZERO } from "../expression/expression.ts";
import { factorSeveral } from "../polynomial/factor-several.ts";
import { coefficientsBy } from "../polynomial/gcd.ts";
import { type Field, type Over, rationalField, ringOver } from "./field.ts";
import { solveLinear } from "./solve-linear.ts";
import { settled, wholeOf } from "./tidy.ts";

const HIGHEST_DEGREE = 12;

export interface RischSolution {
  readonly multiplier: Expression;
  /** What each of the further functions is multiplied by. */
  readonly multiples: readonly Expression[];
}

/**
 * The rational A and constants k with `A' + rate A + sum of k f = wanted` for rational functions f, the divisor
 * and degree of A bounded by the poles of the others. Null where there are none.
 */
export function solveRisch(
  wanted: Expression,
  rate: Expression,
  variable: string,
  further: readonly Expression[] = [],
): RischSolution | null {
  try {
    const form = new NormalForm();
    const [goal, growth, ...rest] = form.normalizeAll([wanted, rate, ...further, variable]) as [
      RationalFunction,
      RationalFunction,
      ...RationalFunction[],
    ];
    const index = form.indexOfVariable(variable);
    if (index === null) return null;
    const parts = [goal.numerator, goal.denominator, growth.numerator, growth.denominator];
    const generators = new Set(parts.flatMap((part) => [...part.generators()]));
    if ([...generators].some((other) => other !== index && form.dependsOn(other, index)))
      return null;
    const field = rationalField(form);
    const [r, l] = [goal, growth].map((value) => field.add(value, field.zero)) as [
      RationalFunction,
      RationalFunction,
    ];
    const factors = factorSeveral(
      r.denominator.multiply(l.denominator, form.budget),
      form.budget,
    )?.factors.filter(({ factor }) => factor.degreeIn(index) > 0);
    if (factors === undefined) return null;
    let divisor: Polynomial | null = null;
    for (const { factor } of factors) {
      const order = (part: Polynomial): number => {
        let count = 0;
        for (let left = part.divideExactly(factor, form.budget); left !== null; count++)
          left = left.divideExactly(factor, form.budget);
        return count;
      };
      const poles = order(r.denominator) - Math.max(1, order(l.denominator));
      for (let k = 0; k < poles; k++)
        divisor = divisor === null ? factor : divisor.multiply(factor, form.budget);
    }
    const read = (part: Polynomial): RationalFunction[] =>
      coefficientsBy(part, index, form.budget).map(fromPolynomial);
    const quotient = solveForMultiplier(field, {
      goal: [read(r.numerator), read(r.denominator)],
      growth: [read(l.numerator), read(l.denominator)],
      divisor: divisor === null ? [field.one] : read(divisor),
      further: rest
        .slice(0, further.length)
        .map((one) => [read(one.numerator), read(one.denominator)]),
    });
    if (quotient === null) return null;
    const ring = ringOver(field);
    const [over, under] = [quotient.over, quotient.under].map((part) =>
      part.length === 0 ? ZERO : ring.write(part, variable),
    );
    const multiples = quotient.multiples.map((value) => field.write(value));
    if (!over || !under || multiples.includes(null)) return null;
    return {
      multiplier: quotient.under.length === 1 ? over : ["Divide", over, under],
      multiples: multiples as Expression[],
    };
  } catch (error) {
    if (isDeadEnd(error)) return null;
    throw error;
  }
}

interface Equation<Value> {
  readonly goal: readonly [Over<Value>, Over<Value>];
  readonly growth: readonly [Over<Value>, Over<Value>];
  readonly divisor: Over<Value>;
  readonly further: readonly (readonly [Over<Value>, Over<Value>])[];
}

interface Solution<Value> {
  readonly over: Over<Value>;
  readonly under: Over<Value>;
  readonly multiples: readonly Value[];
}

/** N/D with `(N' D - N D') dL dR + nL N D dR = nR D^2 dL`, for R = nR/dR and the rate nL/dL. */
function solveForMultiplier<Value>(
  field: Field<Value>,
  { goal: [nR, dR], growth: [nL, dL], divisor, further }: Equation<Value>,
): Solution<Value> | null {
  const ring = ringOver(field);
  // A grows like R over the rate, or like the integral of R where the rate falls like 1/x or faster; where the
  // rate is like lambda/x, or falls faster, A H may also tend to a constant.
  const steepness = nL.length === 0 ? -2 : nL.length - dL.length;
  const lambda =
    steepness < -1 ? 0 : steepness === -1 ? wholeNumber(field, nL.at(-1), dL.at(-1)) : null;
  const growing = nR.length - dR.length - Math.max(steepness, -1);
  const degree = Math.max(growing, lambda === null ? growing : -lambda) + (divisor.length - 1);
  if (degree > HIGHEST_DEGREE || (degree < 0 && further.length === 0)) return null;
  const product = (parts: readonly Over<Value>[]): Over<Value> =>
    parts.reduce((all, one) => ring.multiply(all, one), [field.one]);
  const square = ring.multiply(divisor, divisor);
  // What the equation is multiplied by: its own divisors, and those of further functions that are no part of them.
  const own = product([square, dL, dR]);
  const more = product(
    further
      .map(([, under]) => under)
      .filter((under) => ring.divide(own, under).remainder.length > 0),
  );
  const all = ring.multiply(own, more);
  const slope = ring.derivative(divisor);
  const columns: Over<Value>[] = [];
  for (let j = 0; j <= degree; j++) {
    const power = [...Array.from({ length: j }, () => field.zero), field.one];
    const derivative = ring.add(
      ring.multiply(ring.derivative(power), divisor),
      ring.multiply(power, slope).map(field.negate),
    );
    const column = ring.add(product([derivative, dL, dR]), product([nL, power, divisor, dR]));
    columns.push(ring.multiply(column, more));
  }
  for (const [over, under] of further)
    columns.push(ring.multiply(over, ring.divide(all, under).quotient));
  const solution = solveLinear(field, columns, product([nR, dL, square, more]));
  if (solution === null) return null;
  const count = Math.max(0, degree + 1);
  return {
    over: solution.slice(0, count),
    under: divisor,
    multiples: solution.slice(count),
  };
}

function wholeNumber<Value>(field: Field<Value>, over?: Value, under?: Value): number | null {
  if (over === undefined || under === undefined) return null;
  const written = field.write(field.multiply(over, field.inverse(under)));
  return written === null ? null : wholeOf(settled(written));
}
