import { Fraction } from "fraction.js";
import { fractionExpression } from "../../exact/to-expression.ts";
import { argumentsOf, type Expression, headOf, integer, ONE } from "../../expression/expression.ts";
import { factorsOf, termsOf } from "../terms.ts";
import { positivePower, signOfReal, tidy, tidyProduct } from "./complex-pair.ts";
import type { KnownIntegral } from "./known-integral.ts";
import { monomial } from "./powers.ts";

const HIGHEST_ORDER = 12;

/**
 * The integral over x > 0 of c x^s e^(-a x^q - b x^(-q)), a, b, q > 0: with v = (s + 1)/q it is
 * (2/q) (b/a)^(v/2) K_v(2 sqrt(ab)) (DLMF 10.32.10), which is elementary where v is half a whole number
 * (DLMF 10.39.2, 10.49.12). Null for others.
 */
export function besselExponent(body: Expression, variable: string): KnownIntegral | null {
  const { constant, factors } = factorsOf(body, variable);
  const exponential = factors.find(
    (factor) => headOf(factor) === "Power" && argumentsOf(factor)[0] === "ExponentialE",
  );
  if (exponential === undefined) return null;
  let power = new Fraction(0);
  let before: Expression = constant;
  for (const factor of factors) {
    if (factor === exponential) continue;
    const read = monomial(factor, variable);
    if (read === null) return null;
    power = power.add(read.power);
    before = ["Multiply", before, read.coefficient];
  }
  const exponent = argumentsOf(exponential)[1] as Expression;
  const offset: Expression[] = [];
  const ends: { size: Expression; power: Fraction }[] = [];
  for (const term of termsOf(exponent)) {
    const read = monomial(term, variable);
    if (read === null) return null;
    if (read.power.equals(0)) offset.push(read.coefficient);
    else ends.push({ size: tidy(["Negate", read.coefficient]), power: read.power });
  }
  const up = ends.find((end) => end.power.compare(0) > 0);
  const down = ends.find((end) => end.power.compare(0) < 0);
  if (ends.length !== 2 || up === undefined || down === undefined) return null;
  if (!up.power.add(down.power).equals(0)) return null;
  if (signOfReal(up.size) !== 1 || signOfReal(down.size) !== 1) return null;
  const order = power.add(1).div(up.power);
  if (order.d !== 2n || order.abs().compare(HIGHEST_ORDER) > 0) return null;
  const place = tidy(["Multiply", integer(2), ["Sqrt", tidy(["Multiply", up.size, down.size])]]);
  const quarter = new Fraction(1, 4);
  return {
    value: tidyProduct([
      before,
      ["Power", "ExponentialE", tidy(["Add", integer(0), ...offset])],
      fractionExpression(new Fraction(2).div(up.power)),
      // (b/a)^(v/2) and the root of pi/(2z), z = 2 sqrt(ab), together.
      positivePower(up.size, order.div(-2).sub(quarter)),
      positivePower(down.size, order.div(2).sub(quarter)),
      ["Divide", ["Sqrt", "Pi"], integer(2)],
      halfOrder(order.abs(), place),
    ]),
    detail:
      "The integral is one for the modified Bessel function K (DLMF 10.32.10), of an order that is half a whole number, where it is elementary (DLMF 10.49.12).",
  };
}

/** K_(n + 1/2)(z) over sqrt(pi/(2z)): e^(-z) times the sum of (n + k)!/(k! (n - k)! (2z)^k). */
function halfOrder(order: Fraction, z: Expression): Expression {
  const n = Math.floor(order.valueOf());
  const terms: Expression[] = [ONE];
  let coefficient = new Fraction(1);
  for (let k = 1; k <= n; k++) {
    coefficient = coefficient.mul((n + k) * (n - k + 1)).div(2 * k);
    terms.push(["Divide", fractionExpression(coefficient), ["Power", z, integer(k)]]);
  }
  const decay: Expression = ["Power", "ExponentialE", ["Negate", z]];
  return n === 0 ? decay : ["Multiply", decay, ["Add", ...terms]];
}
