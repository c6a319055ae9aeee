import { fractionOf } from "../exact/fraction-of.ts";
import { fractionExpression } from "../exact/to-expression.ts";
import { Fraction } from "fraction.js";
import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  integer,
} from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { asPower, factorsOf, productOf } from "./terms.ts";
import { settled } from "./tidy.ts";

/** Powers of sine and cosine that each function is. */
const POWERS: Readonly<Record<string, readonly [number, number]>> = {
  Sin: [1, 0],
  Cos: [0, 1],
  Tan: [1, -1],
  Cot: [-1, 1],
  Sec: [0, -1],
  Csc: [-1, 0],
};

/** A product of waves, the same up to a local constant by tangent and cosine, and the integrand with the latter. */
export interface TangentPowers {
  readonly from: Expression;
  readonly to: Expression;
  readonly whole: Expression;
}

/**
 * `sin^p cos^q` with fractional powers of more than one function of one angle and an even sum p + q is
 * `tan^p cos^(p + q)` up to a factor that is constant on every branch. Null for other products.
 */
export function tangentPowers(integrand: Expression, variable: string): TangentPowers | null {
  const { constant, factors } = factorsOf(integrand, variable);
  const powers = factors.map((factor) => ({ factor, ...asPower(factor) }));
  const isWave = ({ base, exponent }: (typeof powers)[number]): boolean =>
    headOf(base) in POWERS && fractionOf(exponent) !== null;
  const angles = powers.filter(isWave).map(({ base }) => argumentsOf(base)[0] as Expression);
  const angle = angles.find((one) =>
    angles.every((other) => isSame(other, one) || isSame(other, twice(one))),
  );
  if (angle === undefined || !contains(angle, variable)) return null;
  let [p, q, fractional] = [new Fraction(0), new Fraction(0), 0];
  const waves: Expression[] = [];
  const others: Expression[] = [];
  for (const power of powers) {
    const exponent = fractionOf(power.exponent);
    if (!isWave(power) || exponent === null) {
      others.push(power.factor);
      continue;
    }
    const { base, factor } = power;
    const [sine, cosine] = POWERS[headOf(base)] as readonly [number, number];
    // sin 2 w = 2 sin w cos w; the cosine of twice the angle is no such product.
    const isDouble = !isSame(argumentsOf(base)[0] as Expression, angle);
    if (isDouble && cosine !== 0) return null;
    if (isDouble) fractional += 1;
    waves.push(factor);
    if (exponent.d !== 1n) fractional += 1;
    [p, q] = [p.add(exponent.mul(sine)), q.add(exponent.mul(isDouble ? sine : cosine))];
  }
  const total = p.add(q);
  if (fractional < 2 || total.d !== 1n || total.n % 2n !== 0n) return null;
  const to: Expression = [
    "Multiply",
    ["Power", ["Tan", angle], fractionExpression(p)],
    ["Power", ["Cos", angle], fractionExpression(total)],
  ];
  return { from: productOf(waves), to, whole: productOf([constant, ...others, to]) };
}

const twice = (angle: Expression): Expression => settled(["Multiply", integer(2), angle]);

function isSame(a: Expression, b: Expression): boolean {
  return printPlain(settled(a)) === printPlain(settled(b));
}
