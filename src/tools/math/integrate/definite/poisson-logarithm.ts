import { argumentsOf, type Expression, headOf, integer } from "../../expression/expression.ts";
import { decideEqual } from "../../prove/decide-zero.ts";
import { factorsOf, termsOf } from "../terms.ts";
import { isZero, signOfReal, tidy, tidyProduct } from "./complex-pair.ts";
import type { KnownIntegral } from "./known-integral.ts";

/**
 * Poisson's integral of log(a + b cos(x)) or log(a + b sin(x)) over a whole turn, or of the first over half a
 * turn from zero, with a >= |b|: the length of the range times log((a + sqrt(a^2 - b^2))/2), since
 * a + b cos(x) = c |1 + r e^(ix)|^2 with |r| <= 1 and the mean of log|1 + r e^(ix)| is zero (Jensen's formula,
 * DLMF 1.10.11). Null for others.
 */
export function poissonLogarithm(
  body: Expression,
  variable: string,
  [lower, upper]: readonly [Expression, Expression],
): KnownIntegral | null {
  const { constant, factors } = factorsOf(body, variable);
  const [logarithm] = factors;
  if (factors.length !== 1 || logarithm === undefined || headOf(logarithm) !== "Ln") return null;
  const terms = termsOf(argumentsOf(logarithm)[0] as Expression).map((term) =>
    factorsOf(term, variable),
  );
  const level = terms.find((term) => term.factors.length === 0)?.constant;
  const other = terms.find((term) => term.factors.length === 1);
  const wave = other?.factors[0];
  if (terms.length !== 2 || level === undefined || other === undefined || wave === undefined)
    return null;
  const isCosine = headOf(wave) === "Cos";
  if ((!isCosine && headOf(wave) !== "Sin") || argumentsOf(wave)[0] !== variable) return null;
  const length = tidy(["Add", upper, ["Negate", lower]]);
  const isTurn = decideEqual(length, ["Multiply", integer(2), "Pi"]).verdict === "proved";
  const isHalf = isCosine && isZero(lower) && decideEqual(upper, "Pi").verdict === "proved";
  if (!isTurn && !isHalf) return null;
  const square = (part: Expression): Expression => ["Power", part, integer(2)];
  const gap = tidy(["Add", square(level), ["Negate", square(other.constant)]]);
  const sign = signOfReal(gap);
  if (signOfReal(level) !== 1 || sign === null || sign < 0) return null;
  const mean = tidy(["Divide", ["Add", level, tidy(["Sqrt", gap])], integer(2)]);
  return {
    value: tidyProduct([constant, length, ["Ln", mean]]),
    detail:
      "Poisson's integral: the argument of the logarithm is a constant times the square of |1 + r e^(ix)| with |r| <= 1, whose logarithm has mean zero over a turn (Jensen's formula, DLMF 1.10.11).",
  };
}
