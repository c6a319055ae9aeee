import { Fraction } from "fraction.js";
import { fractionOf } from "../exact/fraction-of.ts";
import { fractionExpression, scaled } from "../exact/to-expression.ts";
import { argumentsOf, type Expression, headOf, integer } from "../expression/expression.ts";
import { asUnivariate } from "../plan/univariate-input.ts";

/** The power g^(u x) of which several powers are whole powers, times numbers. */
export interface CommonPower {
  readonly part: Expression;
  /** Whether all powers have this base already, and nothing but a multiple of the unknown as exponent. */
  readonly isOneBase: boolean;
  /** One of the powers, with `by` in the place of the common one. */
  inPowersOf(power: Expression, by: Expression): Expression;
}

interface Power {
  readonly key: string;
  readonly base: Expression;
  /** The exponent `slope * x + start`. */
  readonly slope: Fraction;
  readonly start: Fraction;
}

const LARGEST_ROOT = 40;

/** 4^x, 2^(x + 1) and 8^-x as powers of 2^x. Null where there is no such base. */
export function commonPower(parts: readonly Expression[], variable: string): CommonPower | null {
  const powers = parts.map((part) => powerOf(part, variable));
  if (powers.includes(null)) return null;
  const read = powers as Power[];
  const base = commonBase(read.map((power) => power.base));
  if (base === null) return null;
  const times = read.map((power) => base.exponentOf(power.base));
  if (times.includes(null)) return null;
  const slopes = read.map(({ slope }, index) => slope.mul(times[index] as Fraction));
  const unit = slopes.reduce((gcd, slope) => gcd.gcd(slope.abs()), new Fraction(0));
  const written = new Map(
    read.map((power, index) => {
      const exponent = (slopes[index] as Fraction).div(unit);
      const factor = base.factor(power.start.mul(times[index] as Fraction));
      return [power.key, { exponent, factor }];
    }),
  );
  if ([...written.values()].some(({ factor }) => factor === null)) return null;
  return {
    part: ["Power", base.expression, scaled(unit, variable)],
    isOneBase: read.every(
      ({ base: own, start }) =>
        JSON.stringify(own) === JSON.stringify(base.expression) && start.equals(0),
    ),
    inPowersOf: (power, by) => {
      const { exponent, factor } = written.get(JSON.stringify(power)) as {
        exponent: Fraction;
        factor: Fraction;
      };
      const size = exponent.abs();
      const whole: Expression = size.equals(1) ? by : ["Power", by, fractionExpression(size)];
      const value: Expression = exponent.compare(0) < 0 ? ["Divide", integer(1), whole] : whole;
      return factor.equals(1) ? value : ["Multiply", fractionExpression(factor), value];
    },
  };
}

function powerOf(part: Expression, variable: string): Power | null {
  const [first, second] = argumentsOf(part) as [Expression, Expression];
  const [base, exponent]: [Expression, Expression] =
    headOf(part) === "Exp" ? ["ExponentialE", first] : [first, second];
  const polynomial = asUnivariate(exponent);
  if (polynomial === null || polynomial.variable !== variable) return null;
  if (polynomial.coefficients.length !== 2) return null;
  const [start, slope] = polynomial.coefficients as [Fraction, Fraction];
  return { key: JSON.stringify(part), base, slope, start };
}

interface Base {
  readonly expression: Expression;
  /** k where the other base is this one to the power of k. */
  exponentOf(other: Expression): Fraction | null;
  /** This base to a number, where that is rational. */
  factor(exponent: Fraction): Fraction | null;
}

function commonBase(bases: readonly Expression[]): Base | null {
  if (bases.every((base) => base === "ExponentialE"))
    return {
      expression: "ExponentialE",
      exponentOf: () => new Fraction(1),
      factor: (exponent) => (exponent.equals(0) ? new Fraction(1) : null),
    };
  const values = bases.map(fractionOf);
  if (values.some((value) => value === null || value.compare(0) <= 0)) return null;
  const [first] = values as [Fraction];
  const root = smallestRoot(first);
  if (root === null) return null;
  return {
    expression: fractionExpression(root),
    exponentOf: (other) => {
      const value = fractionOf(other);
      return value === null ? null : exponentFor(root, value);
    },
    factor: (exponent) =>
      exponent.d === 1n && exponent.abs().compare(12) <= 0 ? (root.pow(exponent) ?? null) : null,
  };
}

/** r with r^k = value and the largest k; 1/8 gives 2. */
function smallestRoot(value: Fraction): Fraction | null {
  const large = value.compare(1) < 0 ? value.inverse() : value;
  if (large.equals(1) || large.n > 1_000_000n || large.d > 1_000_000n) return null;
  for (let exponent = 20; exponent > 1; exponent--) {
    const root = new Fraction(rootOf(large.n, exponent), rootOf(large.d, exponent));
    if (root.compare(LARGEST_ROOT) <= 0 && root.pow(exponent)?.equals(large) === true) return root;
  }
  return large;
}

const rootOf = (value: bigint, exponent: number): number =>
  Math.round(Number(value) ** (1 / exponent));

function exponentFor(root: Fraction, value: Fraction): Fraction | null {
  for (let exponent = 1; exponent <= 20; exponent++) {
    const power = root.pow(exponent) as Fraction;
    if (power.equals(value)) return new Fraction(exponent);
    if (power.inverse().equals(value)) return new Fraction(-exponent);
  }
  return null;
}
