import { Fraction } from "fraction.js";
import { fractionOf } from "../exact/fraction-of.ts";
import { fractionExpression } from "../exact/to-expression.ts";
import { factorUnivariate, type Univariate } from "../exact/univariate.ts";
import { argumentsOf, type Expression, headOf, variablesOf } from "../expression/expression.ts";
import { exactWave } from "../prove/special-waves.ts";
import { gammaAt, gammaPair, type GammaValue, placeOf, quotientOfGammas } from "./gamma-pairs.ts";
import { quotientInOne } from "./quotient-in-one.ts";

const FARTHEST = 60;

/**
 * The product over k = from, from + 1, … of a quotient of polynomials of one degree, whose leading
 * coefficients and sums of zeros agree, so that it converges: gammas of the places of its zeros (DLMF 5.8.5),
 * where these are rational or the two of a quadratic. Null for others, and where a factor vanishes.
 */
export function gammaProduct(body: Expression, variable: string, from: number): Expression | null {
  if (variablesOf(body).length !== 1 || Math.abs(from) > FARTHEST) return null;
  const quotient = quotientInOne(body, variable);
  if (quotient === null) return null;
  const { top, bottom } = quotient;
  const [n, m] = [top.length, bottom.length];
  if (n !== m || n < 2) return null;
  const ratio = (p: Univariate): Fraction => (p.at(-2) as Fraction).div(p.at(-1) as Fraction);
  if (!(top.at(-1) as Fraction).equals(bottom.at(-1) as Fraction)) return null;
  if (!ratio(top).equals(ratio(bottom))) return null;
  const [above, below] = [gammasOf(bottom, from), gammasOf(top, from)];
  if (above === null || below === null) return null;
  return quotientOfGammas(withReflections(above), withReflections(below));
}

/** gamma(a) gamma(1 - a) = pi/sin(pi a) (DLMF 5.5.3). */
function withReflections(values: readonly GammaValue[]): GammaValue[] {
  const left = [...values];
  const found: GammaValue[] = [];
  for (;;) {
    const value = left.pop();
    if (value === undefined) return found;
    const place = placeIn(value);
    const index =
      place === null
        ? -1
        : left.findIndex((other) => placeIn(other)?.add(place).equals(1) === true);
    if (index < 0 || place === null) {
      found.push(value);
      continue;
    }
    const [other] = left.splice(index, 1) as [GammaValue];
    const angle: Expression = ["Multiply", "Pi", fractionExpression(place)];
    found.push({
      factor: value.factor.mul(other.factor),
      above: ["Pi"],
      below: [exactWave("Sin", angle)],
    });
  }
}

function placeIn({ above: [only] }: GammaValue): Fraction | null {
  return only !== undefined && headOf(only) === "Gamma"
    ? fractionOf(argumentsOf(only)[0] as Expression)
    : null;
}

/** gamma at every place from - zero; null where one has another form or is not positive. */
function gammasOf(p: Univariate, from: number): GammaValue[] | null {
  const found: GammaValue[] = [];
  for (const { factor, multiplicity } of factorUnivariate(p)) {
    if (factor.length === 1) continue;
    const value = gammaOf(factor, from);
    if (value === null) return null;
    for (let k = 0; k < multiplicity; k++) found.push(value);
  }
  return found;
}

function gammaOf(factor: Univariate, from: number): GammaValue | null {
  if (factor.length === 2) {
    const place = (factor[0] as Fraction).div(factor[1] as Fraction).add(from);
    return place.compare(0) > 0 ? gammaAt(place) : null;
  }
  if (factor.length !== 3) return null;
  const { h, square } = placeOf(factor, from);
  return gammaPair(h, square);
}
