import { Fraction } from "fraction.js";
import { fractionExpression } from "../../exact/to-expression.ts";
import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  integer,
  ONE,
  ZERO,
} from "../../expression/expression.ts";
import { decideEqual } from "../../prove/decide-zero.ts";
import { linearIn } from "../linear.ts";
import { betaDerivative, betaValue } from "./beta-value.ts";
import { isZero, signOfReal, tidy, tidyProduct } from "./complex-pair.ts";
import type { KnownIntegral } from "./known-integral.ts";
import { powerProduct } from "./powers.ts";

const MOST_LOGS = 3;

/** Powers of sine and cosine that a circular function is. */
export const AS_POWERS: Readonly<Record<string, readonly [sine: number, cosine: number]>> = {
  Sin: [1, 0],
  Cos: [0, 1],
  Tan: [1, -1],
  Cot: [-1, 1],
  Sec: [0, -1],
  Csc: [-1, 0],
};

const isCircular = (base: Expression): boolean => AS_POWERS[headOf(base)] !== undefined;

/** c log(sin)^m log(cos)^n, by m and n. */
type Logarithms = ReadonlyMap<string, { m: number; n: number; factor: Expression }>;

interface Form {
  readonly constant: Expression;
  readonly sine: Fraction;
  readonly cosine: Fraction;
  readonly logarithms: Logarithms;
  readonly slope: Expression;
}

/**
 * The integral of powers of circular functions of b x, and whole powers of their logarithms, over the first
 * quarter of a turn: beta (DLMF 5.12.2) and its derivatives; over half a turn, twice that where the
 * integrand is the same on both sides of its middle. Null for other integrands and ranges.
 */
export function sinePowers(
  body: Expression,
  variable: string,
  [lower, upper]: readonly [Expression, Expression],
): KnownIntegral | null {
  if (!isZero(lower)) return null;
  const form = formOf(body, variable);
  if (form === null) return null;
  const turn = tidy(["Divide", ["Multiply", form.slope, upper, integer(2)], "Pi"]);
  const quarters = [1, 2].find((count) => decideEqual(turn, integer(count)).verdict === "proved");
  if (quarters === undefined || (quarters === 2 && !isMirrored(form))) return null;
  const [a, b] = [form.sine.add(1).div(2), form.cosine.add(1).div(2)];
  if (a.compare(0) <= 0 || b.compare(0) <= 0) return null;
  const parts: Expression[] = [];
  for (const { m, n, factor } of form.logarithms.values()) {
    const derivative = betaDerivative(a, b, m, n);
    if (derivative === null) return null;
    parts.push(["Multiply", factor, fractionExpression(new Fraction(1, 2 ** (m + n))), derivative]);
  }
  return {
    value: tidyProduct([
      form.constant,
      fractionExpression(new Fraction(quarters, 2)),
      ["Divide", ONE, form.slope],
      betaValue(a, b),
      ["Add", ZERO, ...parts],
    ]),
    detail: `The integral of powers of sine and cosine over a quarter turn is half a value of beta (DLMF 5.12.2), whose arguments are positive; logarithms are derivatives of it in the exponents.${quarters === 2 ? " The integrand is the same on both sides of the middle of the range." : ""}`,
  };
}

/** The same at pi - u as at u: even whole powers of the cosine, no logarithm of it. */
function isMirrored({ cosine, logarithms }: Form): boolean {
  return (
    cosine.d === 1n && cosine.n % 2n === 0n && [...logarithms.values()].every(({ n }) => n === 0)
  );
}

function formOf(body: Expression, variable: string): Form | null {
  const product = powerProduct(body, variable, isCircular);
  if (product === null || product.powers.length === 0) return null;
  let [sine, cosine] = [new Fraction(0), new Fraction(0)];
  let inner: Expression | null = null;
  let logarithms: Logarithms = new Map([["0 0", { m: 0, n: 0, factor: ONE }]]);
  for (const { base, exponent } of product.powers) {
    const found = innermost(base);
    if (found === null || !contains(found, variable)) return null;
    if (inner !== null && !isZero(tidy(["Add", found, ["Negate", inner]]))) return null;
    inner = found;
    const powers = AS_POWERS[headOf(base)];
    if (powers !== undefined) {
      sine = sine.add(exponent.mul(powers[0]));
      cosine = cosine.add(exponent.mul(powers[1]));
      continue;
    }
    const logarithm = headOf(base) === "Ln" ? logarithmOf(base, variable) : null;
    if (logarithm === null || exponent.d !== 1n || exponent.compare(0) < 0) return null;
    if (exponent.compare(MOST_LOGS) > 0) return null;
    for (let k = 0; k < exponent.valueOf(); k++) logarithms = multiplied(logarithms, logarithm);
  }
  const linear = inner === null ? null : linearIn(inner, variable);
  if (linear === null || !isZero(linear.offset) || signOfReal(linear.slope) !== 1) return null;
  if ([...logarithms.values()].some(({ m, n }) => m + n > MOST_LOGS)) return null;
  return { constant: product.constant, sine, cosine, logarithms, slope: linear.slope };
}

/** What the circular function of a base is taken of. */
function innermost(base: Expression): Expression | null {
  const [first] = argumentsOf(base);
  if (first === undefined) return null;
  if (AS_POWERS[headOf(base)] !== undefined) return first;
  for (const part of argumentsOf(base)) {
    const found = innermost(part);
    if (found !== null) return found;
  }
  return null;
}

/** log(c sin^p cos^q) = log c + p log sin + q log cos, where all are positive. */
function logarithmOf(base: Expression, variable: string): Logarithms | null {
  const product = powerProduct(argumentsOf(base)[0] as Expression, variable, isCircular);
  if (product === null || signOfReal(product.constant) !== 1) return null;
  let [sine, cosine] = [new Fraction(0), new Fraction(0)];
  for (const { base: part, exponent } of product.powers) {
    const powers = AS_POWERS[headOf(part)];
    if (powers === undefined) return null;
    sine = sine.add(exponent.mul(powers[0]));
    cosine = cosine.add(exponent.mul(powers[1]));
  }
  const terms = [
    { m: 0, n: 0, factor: tidy(["Ln", product.constant]) },
    { m: 1, n: 0, factor: fractionExpression(sine) },
    { m: 0, n: 1, factor: fractionExpression(cosine) },
  ];
  return new Map(
    terms.filter(({ factor }) => !isZero(factor)).map((term) => [`${term.m} ${term.n}`, term]),
  );
}

function multiplied(a: Logarithms, b: Logarithms): Logarithms {
  const result = new Map<string, { m: number; n: number; factor: Expression }>();
  for (const x of a.values())
    for (const y of b.values()) {
      const key = `${x.m + y.m} ${x.n + y.n}`;
      const factor: Expression = ["Multiply", x.factor, y.factor];
      const before = result.get(key)?.factor;
      result.set(key, {
        m: x.m + y.m,
        n: x.n + y.n,
        factor: tidy(before === undefined ? factor : ["Add", before, factor]),
      });
    }
  return result;
}
