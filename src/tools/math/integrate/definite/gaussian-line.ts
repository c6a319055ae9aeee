import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  integer,
  substitute,
  ZERO,
} from "../../expression/expression.ts";
import { differentiate } from "../../expression/differentiate.ts";
import { factorsOf } from "../terms.ts";
import {
  addPairs,
  isZero,
  multiplyPairs,
  type Pair,
  real,
  signOfReal,
  tidy,
} from "./complex-pair.ts";
import { exponentialSum } from "./exponential-terms.ts";
import type { KnownIntegral } from "./known-integral.ts";

const HIGHEST_POWER = 24;

/**
 * The integral over the whole line of e^(-a x^2) with a > 0 times a sum of whole powers, exponentials and
 * waves of multiples of x: by completing the square I(0) = sqrt(pi/a) e^(b^2/(4a)) for e^(-a x^2 + b x) with
 * real or complex b, and by parts I(n+1) = (b I(n) + n I(n-1))/(2a) with x^n before it.
 */
export function gaussianLine(body: Expression, variable: string): KnownIntegral | null {
  const { constant, factors } = factorsOf(body, variable);
  const exponents = factors.filter((factor) => isExponential(factor)).map(exponentOf);
  if (exponents.length === 0) return null;
  const exponent: Expression = ["Add", ZERO, ...exponents];
  const slope = tidy(differentiate(exponent, variable));
  const curvature = tidy(differentiate(slope, variable));
  if (contains(curvature, variable) || signOfReal(curvature) !== -1) return null;
  const a = tidy(["Negate", ["Divide", curvature, integer(2)]]);
  const at = (place: Expression, of: Expression): Expression =>
    tidy(substitute(of, variable, place));
  const rest: Expression = [
    "Multiply",
    constant,
    ...factors.filter((factor) => !isExponential(factor)),
    ["Power", "ExponentialE", at(ZERO, exponent)],
    ["Power", "ExponentialE", ["Multiply", at(ZERO, slope), variable]],
  ];
  const marked = exponentialSum(
    ["Multiply", rest, ["Power", "ExponentialE", ["Negate", variable]]],
    variable,
  );
  if (marked === null || !marked.scale.equals(1)) return null;
  const values: Expression[] = [];
  for (const { coefficient, power, logs, rate } of marked.terms) {
    const order = power.valueOf();
    if (logs > 0 || power.d !== 1n || order < 0 || order > HIGHEST_POWER) return null;
    // The mark e^(-x), which made the scale known, is taken off again.
    const b = multiplyPairs(addPairs(rate, real(integer(-1))), real(integer(-1)));
    const value = multiplyPairs(coefficient, moment(order, a, b));
    values.push(value.re);
  }
  return {
    value: tidy(["Add", ZERO, ...values]),
    detail:
      "The square in the exponent is completed, which leaves Gauss's integral (DLMF 7.7.1 and its like); powers follow by parts, waves as exponentials.",
  };
}

function isExponential(factor: Expression): boolean {
  return (
    (headOf(factor) === "Power" && argumentsOf(factor)[0] === "ExponentialE") ||
    headOf(factor) === "Exp"
  );
}

function exponentOf(factor: Expression): Expression {
  const [first, second] = argumentsOf(factor);
  return (headOf(factor) === "Exp" ? first : second) as Expression;
}

function moment(order: number, a: Expression, b: Pair): Pair {
  const square = multiplyPairs(b, b);
  const over = (part: Expression): Expression =>
    tidy(["Divide", part, ["Multiply", integer(4), a]]);
  const root: Expression = ["Sqrt", ["Divide", "Pi", a]];
  const growth = over(square.re);
  const size: Expression = isZero(growth)
    ? root
    : ["Multiply", root, ["Power", "ExponentialE", growth]];
  const angle = over(square.im);
  const start: Pair = isZero(angle)
    ? real(tidy(size))
    : {
        re: tidy(["Multiply", size, ["Cos", angle]]),
        im: tidy(["Multiply", size, ["Sin", angle]]),
      };
  const half = real(tidy(["Divide", integer(1), ["Multiply", integer(2), a]]));
  let [before, current]: [Pair, Pair] = [real(ZERO), start];
  for (let n = 0; n < order; n++)
    [before, current] = [
      current,
      multiplyPairs(
        half,
        addPairs(multiplyPairs(b, current), multiplyPairs(real(integer(n)), before)),
      ),
    ];
  return current;
}
