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
import { linearIn } from "./linear.ts";
import { type RischSolution, solveRisch } from "./risch-equation.ts";
import { asPower, factorsOf, productOf } from "./terms.ts";
import { settled, wholeOf } from "./tidy.ts";
import { trigonometricSubstitutions } from "./trigonometric.ts";

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
    ? solveRisch(rest, rate, variable)
    : inHalfAngle(rest, rate, variable);
  return found === null ? null : productOf([constant, found.multiplier, ...powers]);
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

export function isRational(node: Expression, variable: string): boolean {
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
function inHalfAngle(rest: Expression, rate: Expression, variable: string): RischSolution | null {
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
  const found = solveRisch(integrand, ["Divide", rate, slope], mark);
  return found === null
    ? null
    : { ...found, multiplier: substitute(found.multiplier, mark, meaning) };
}
