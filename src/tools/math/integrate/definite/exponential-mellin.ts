import { Fraction } from "fraction.js";
import { fractionExpression } from "../../exact/to-expression.ts";
import { type Expression, integer, rational, ZERO } from "../../expression/expression.ts";
import { exactWave } from "../../prove/special-waves.ts";
import { decideEqual } from "../../prove/decide-zero.ts";
import {
  addPairs,
  angleOfPair,
  isZero,
  logarithmOfPair,
  multiplyPairs,
  type Pair,
  positivePower,
  powerOfPair,
  real,
  signOfReal,
  sizeOfPair,
  tidy,
} from "./complex-pair.ts";
import { type ExponentialTerm, exponentialSum } from "./exponential-terms.ts";
import type { KnownIntegral } from "./known-integral.ts";
import { derivativeRatio, polygamma } from "./polygamma.ts";

const HIGHEST_POLE = 12;
const MOST_LOGS = 4;

/**
 * The integral over x > 0 of a sum of powers times exponentials and waves. With t = x^q each term is
 * c t^(z-1) e^(-st), whose integral is c gamma(z) s^(-z) (DLMF 5.9.1; for Re s = 0 and 0 < z < 1 5.9.6 and
 * 5.9.7), its logarithms derivatives in z. Where single terms have no integral at 0, all of them are taken
 * times t^h and continued to h = 0: near 0 and far away the integral is analytic in h, pure powers add up to
 * nothing, and the poles of gamma at z = -m cancel, which is checked; what is left of one is
 * c (-s)^m/m! (1 + 1/2 + … + 1/m - log s). Null where a term does not fall far away or the sum is too large
 * near 0.
 */
export function exponentialMellin(body: Expression, variable: string): KnownIntegral | null {
  const sum = exponentialSum(body, variable);
  if (sum === null) return null;
  const placed = sum.terms.map((term) => ({ ...term, z: term.power.add(1).div(sum.scale) }));
  if (!placed.every(fallsFarAway) || !isSmallNearZero(placed)) return null;
  const values: Expression[] = [];
  for (const term of placed) {
    const value = valueOf(term, sum.scale);
    if (value === null) return null;
    values.push(tidy(multiplyPairs(term.coefficient, value).re));
  }
  const isRegular = placed.every(({ z }) => z.compare(0) > 0);
  return {
    value: tidy(["Divide", ["Add", ZERO, ...values], fractionExpression(sum.scale)]),
    detail: isRegular
      ? "Every term is a power times an exponential, real or complex; its integral over the half-line is a value of gamma (DLMF 5.9.1, 5.9.6, 5.9.7), with logarithms a derivative of it."
      : "Every term is a power times an exponential, real or complex. Times a small power of the variable each has a value of gamma as its integral (DLMF 5.9.1); the poles that this leaves cancel exactly, as the sum is integrable at zero, and the limit is the value.",
  };
}

type Placed = ExponentialTerm & { readonly z: Fraction };

function fallsFarAway({ rate, z, logs }: Placed): boolean {
  const across = signOfReal(rate.re);
  if (across === null || across < 0) return false;
  if (across > 0) return logs === 0 || (isZero(rate.im) && z.compare(0) > 0 && logs <= MOST_LOGS);
  if (logs > 0) return false;
  return z.compare(isZero(rate.im) ? 0 : 1) < 0;
}

/** In powers of t at zero, everything up to 1/t cancels. */
function isSmallNearZero(terms: readonly Placed[]): boolean {
  const powers = new Map<string, Pair>();
  for (const { coefficient, rate, z } of terms) {
    if (z.compare(-HIGHEST_POLE) < 0) return false;
    let factor = coefficient;
    for (let j = 0; z.add(j).compare(0) <= 0; j++) {
      if (j > 0)
        factor = multiplyPairs(factor, multiplyPairs(rate, real(rational(-1n, BigInt(j)))));
      const key = z.add(j).toFraction();
      const before = powers.get(key);
      powers.set(key, before === undefined ? factor : addPairs(before, factor));
    }
  }
  return [...powers.values()].every((pair) => vanishes(pair.re) && vanishes(pair.im));
}

const vanishes = (value: Expression): boolean =>
  isZero(value) || decideEqual(value, ZERO).verdict === "proved";

function valueOf({ rate, z, logs }: Placed, scale: Fraction): Pair | null {
  if (isZero(rate.re) && isZero(rate.im)) return real(ZERO);
  const logarithm = logarithmOfPair(rate);
  if (logarithm === null) return null;
  if (z.d === 1n && z.compare(0) <= 0) {
    const order = -z.valueOf();
    let harmonic = new Fraction(0);
    let factor = new Fraction(1);
    for (let j = 1; j <= order; j++) {
      harmonic = harmonic.add(new Fraction(1, j));
      factor = factor.div(-j);
    }
    const rest = addPairs(real(fractionExpression(harmonic)), {
      re: ["Negate", logarithm.re],
      im: ["Negate", logarithm.im],
    });
    return multiplyPairs(
      real(fractionExpression(factor)),
      multiplyPairs(powerOfPair(rate, order), rest),
    );
  }
  const gamma: Expression = ["Gamma", fractionExpression(z)];
  const power = powerOf(rate, z.neg());
  if (power === null) return null;
  const plain = multiplyPairs(real(gamma), power);
  if (logs === 0) return plain;
  const cumulants: Expression[] = [];
  for (let k = 0; k < logs; k++) {
    const value = polygamma(k, z);
    if (value === null) return null;
    cumulants.push(k === 0 ? ["Add", value, ["Negate", logarithm.re]] : value);
  }
  const share: Expression = ["Power", fractionExpression(scale), integer(logs)];
  return multiplyPairs(plain, real(["Divide", derivativeRatio(logs, cumulants), share]));
}

/** The principal power of a number whose real part is not negative. */
function powerOf(base: Pair, exponent: Fraction): Pair | null {
  if (exponent.d === 1n && !isZero(base.im)) {
    const size = Math.abs(exponent.valueOf());
    const power = powerOfPair(base, size);
    if (exponent.compare(0) >= 0) return power;
    const below: Expression = [
      "Add",
      ["Power", power.re, integer(2)],
      ["Power", power.im, integer(2)],
    ];
    return {
      re: tidy(["Divide", power.re, below]),
      im: tidy(["Negate", ["Divide", power.im, below]]),
    };
  }
  const angle = angleOfPair(base);
  if (angle === null) return null;
  const by = fractionExpression(exponent);
  const magnitude = sizeOfPair(base);
  const size = positivePower(magnitude, exponent);
  if (isZero(angle)) return real(size);
  const turned = tidy(["Multiply", by, angle]);
  return {
    re: tidy(["Multiply", size, exactWave("Cos", turned)]),
    im: tidy(["Multiply", size, exactWave("Sin", turned)]),
  };
}
