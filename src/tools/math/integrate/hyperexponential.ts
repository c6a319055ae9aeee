import { isDeadEnd } from "../exact/deadline.ts";
import { NormalForm } from "../exact/normal-form.ts";
import type { Polynomial } from "../exact/polynomial.ts";
import { fromPolynomial, type RationalFunction } from "../exact/rational-function.ts";
import { differentiate } from "../expression/differentiate.ts";
import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  integer,
  isFunction,
  ONE,
  substitute,
  ZERO,
} from "../expression/expression.ts";
import { factorSeveral } from "../polynomial/factor-several.ts";
import { coefficientsBy } from "../polynomial/gcd.ts";
import { type Field, type Over, rationalField, ringOver } from "./field.ts";
import { linearIn } from "./linear.ts";
import { solveLinear } from "./solve-linear.ts";
import { asPower, factorsOf, productOf } from "./terms.ts";
import { settled, wholeOf } from "./tidy.ts";
import { trigonometricSubstitutions } from "./trigonometric.ts";

const HIGHEST_DEGREE = 12;

/**
 * The antiderivative A H of R H, where R is rational and H a product of powers and exponentials whose H'/H is
 * rational: A is the rational solution of A' + (H'/H) A = R (Risch's equation), its divisor and degree bounded
 * by the poles of R and H'/H, its coefficients by linear equations. Circular functions beside an exponential
 * are rational in the tangent of half their angle. Null where there is no such A. The result is a claim:
 * differentiate it back.
 */
export function integrateHyperexponential(
  integrand: Expression,
  variable: string,
): Expression | null {
  const { constant, factors } = factorsOf(integrand, variable);
  const powers: Expression[] = [];
  const rates: Expression[] = [];
  const others: Expression[] = [];
  for (const factor of factors) {
    const rate = logarithmicDerivative(factor, variable);
    if (rate === null) others.push(factor);
    else {
      powers.push(factor);
      rates.push(rate);
    }
  }
  if (powers.length === 0) return null;
  const rate = settled(["Add", ZERO, ...rates]);
  const rest = productOf(others);
  const found = isRational(rest, variable)
    ? multiplier(rest, rate, variable)
    : inHalfAngle(rest, rate, variable);
  return found === null ? null : productOf([constant, found, ...powers]);
}

/** H'/H of a power or an exponential that is not rational, where it is rational itself; else null. */
function logarithmicDerivative(factor: Expression, variable: string): Expression | null {
  const { base, exponent } = asPower(factor);
  if (!contains(base, variable)) {
    const slope = settled(differentiate(exponent, variable));
    if (!isRational(slope, variable)) return null;
    return base === "ExponentialE" ? slope : ["Multiply", slope, ["Ln", base]];
  }
  if (contains(exponent, variable) || wholeOf(exponent) !== null) return null;
  if (!isRational(base, variable)) return null;
  return ["Divide", ["Multiply", exponent, differentiate(base, variable)], base];
}

function isRational(node: Expression, variable: string): boolean {
  if (!isFunction(node) || !contains(node, variable)) return true;
  const [first, second] = argumentsOf(node) as [Expression, Expression?];
  if (headOf(node) === "Power")
    return second !== undefined && wholeOf(second) !== null && isRational(first, variable);
  return (
    RATIONAL.has(headOf(node)) && argumentsOf(node).every((part) => isRational(part, variable))
  );
}

const RATIONAL: ReadonlySet<string> = new Set("Add Multiply Divide Negate".split(" "));

/** For circular functions of one angle w and a constant rate: with u = tan(w/2), dx = 2 du/(w' (1 + u^2)). */
function inHalfAngle(rest: Expression, rate: Expression, variable: string): Expression | null {
  if (contains(rate, variable)) return null;
  const half = trigonometricSubstitutions(rest, variable).find(
    ({ meaning }) =>
      headOf(meaning) === "Tan" && headOf(argumentsOf(meaning)[0] as Expression) === "Divide",
  );
  if (half === undefined) return null;
  const { integrand, mark, meaning } = half;
  const linear = linearIn(argumentsOf(meaning)[0] as Expression, variable);
  if (linear === null || !isRational(integrand, mark)) return null;
  const slope: Expression = ["Multiply", linear.slope, ["Add", ONE, ["Power", mark, integer(2)]]];
  const found = multiplier(integrand, ["Divide", rate, slope], mark);
  return found === null ? null : substitute(found, mark, meaning);
}

/** The rational A with `A' + rate A = wanted`. */
function multiplier(wanted: Expression, rate: Expression, variable: string): Expression | null {
  try {
    const form = new NormalForm();
    const [goal, growth] = form.normalizeAll([wanted, rate, variable]) as [
      RationalFunction,
      RationalFunction,
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
    });
    if (quotient === null) return null;
    const ring = ringOver(field);
    const [over, under] = quotient.map((part) => ring.write(part, variable));
    if (!over || !under) return null;
    return quotient[1].length === 1 ? over : ["Divide", over, under];
  } catch (error) {
    if (isDeadEnd(error)) return null;
    throw error;
  }
}

interface Equation<Value> {
  readonly goal: readonly [Over<Value>, Over<Value>];
  readonly growth: readonly [Over<Value>, Over<Value>];
  readonly divisor: Over<Value>;
}

/** N/D with `(N' D - N D') dL dR + nL N D dR = nR D^2 dL`, for R = nR/dR and the rate nL/dL. */
function solveForMultiplier<Value>(
  field: Field<Value>,
  { goal: [nR, dR], growth: [nL, dL], divisor }: Equation<Value>,
): readonly [Over<Value>, Over<Value>] | null {
  const ring = ringOver(field);
  // A grows like R over the rate, or like the integral of R where the rate falls like 1/x or faster; where the
  // rate is like lambda/x, A H may also tend to a constant.
  const steepness = nL.length === 0 ? -2 : nL.length - dL.length;
  const lambda = steepness === -1 ? wholeNumber(field, nL.at(-1), dL.at(-1)) : null;
  const growing = nR.length - dR.length - Math.max(steepness, -1);
  const degree = Math.max(growing, lambda === null ? growing : -lambda) + (divisor.length - 1);
  if (degree < 0 || degree > HIGHEST_DEGREE) return null;
  const both = ring.multiply(dL, dR);
  const slope = ring.derivative(divisor);
  const columns = Array.from({ length: degree + 1 }, (_, j) => {
    const power = [...Array.from({ length: j }, () => field.zero), field.one];
    const derivative = ring.add(
      ring.multiply(ring.derivative(power), divisor),
      ring.multiply(power, slope).map(field.negate),
    );
    return ring.add(
      ring.multiply(derivative, both),
      ring.multiply(ring.multiply(nL, power), ring.multiply(divisor, dR)),
    );
  });
  const target = ring.multiply(ring.multiply(nR, dL), ring.multiply(divisor, divisor));
  const solution = solveLinear(field, columns, target);
  return solution === null ? null : [solution, divisor];
}

function wholeNumber<Value>(field: Field<Value>, over?: Value, under?: Value): number | null {
  if (over === undefined || under === undefined) return null;
  const written = field.write(field.multiply(over, field.inverse(under)));
  return written === null ? null : wholeOf(settled(written));
}
