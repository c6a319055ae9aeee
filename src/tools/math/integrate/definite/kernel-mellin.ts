import { Fraction } from "fraction.js";
import { combinatorialNumber } from "../../exact/combinatorial-numbers.ts";
import { exactForm } from "../../exact/exact-form.ts";
import { fractionExpression } from "../../exact/to-expression.ts";
import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  integer,
  ONE,
} from "../../expression/expression.ts";
import { printPlain } from "../../expression/print-plain.ts";
import { factorsOf, productOf } from "../terms.ts";
import { positivePower, signOfReal, tidy, tidyProduct } from "./complex-pair.ts";
import type { KnownIntegral } from "./known-integral.ts";
import { monomial } from "./powers.ts";

/** A function of t > 0 and the integral of t^(z-1) times it, for z above `above`. */
interface Kernel {
  readonly of: (t: Expression) => Expression;
  readonly above: number;
  readonly value: (z: Fraction) => Expression | null;
}

const exponential = (u: Expression): Expression => ["Power", "ExponentialE", u];
const minus = (u: Expression): Expression => ["Negate", u];
const quotient = (a: Expression, b: Expression): Expression => ["Divide", a, b];
const write = fractionExpression;

const gamma = (z: Fraction): Expression => ["Gamma", write(z)];
const zeta = (z: Fraction): Expression => ["Zeta", write(z)];
/** 1 - 2^(1 - z) times zeta(z), the alternating series (DLMF 25.2.3). */
const eta = (z: Fraction): Expression =>
  z.equals(1)
    ? ["Ln", integer(2)]
    : [
        "Multiply",
        ["Add", ONE, minus(["Power", integer(2), write(new Fraction(1).sub(z))])],
        zeta(z),
      ];
/** 1 - 2^(-z) times zeta(z): the sum over odd numbers. */
const lambda = (z: Fraction): Expression => [
  "Multiply",
  ["Add", ONE, minus(["Power", integer(2), write(z.neg())])],
  zeta(z),
];

/** The sum of (-1)^k/(2k + 1)^z for odd z = 2n + 1, by Euler's numbers (DLMF 24.8.4 at x = 1/2). */
function oddBeta(z: Fraction): Expression | null {
  if (z.d !== 1n || z.n % 2n === 0n || z.compare(30) > 0) return null;
  const order = Number(z.n) - 1;
  const size = combinatorialNumber("EulerNumber", [BigInt(order)]);
  if (size === null) return null;
  let below = 2n ** BigInt(order + 2);
  for (let k = 2n; k <= BigInt(order); k++) below *= k;
  return ["Multiply", write(size.abs().div(below)), ["Power", "Pi", write(z)]];
}

/**
 * Kernels that fall exponentially: expanded in powers of e^(-t) each is a series over whose terms the
 * integral is gamma (DLMF 25.5.1, 25.5.3, 25.5.4 and their like); the series converge absolutely, or their
 * pairs do.
 */
const KERNELS: readonly Kernel[] = [
  {
    of: (t) => quotient(ONE, ["Add", exponential(t), integer(-1)]),
    above: 1,
    value: (z) => ["Multiply", gamma(z), zeta(z)],
  },
  {
    of: (t) => quotient(ONE, ["Add", exponential(t), ONE]),
    above: 0,
    value: (z) => ["Multiply", gamma(z), eta(z)],
  },
  {
    of: (t) =>
      quotient(exponential(t), ["Power", ["Add", exponential(t), integer(-1)], integer(2)]),
    above: 2,
    value: (z) => ["Multiply", gamma(z), zeta(z.sub(1))],
  },
  {
    of: (t) => quotient(exponential(t), ["Power", ["Add", exponential(t), ONE], integer(2)]),
    above: 0,
    value: (z) => ["Multiply", gamma(z), eta(z.sub(1))],
  },
  {
    of: (t) => quotient(integer(2), ["Add", exponential(t), minus(exponential(minus(t)))]),
    above: 1,
    value: (z) => ["Multiply", integer(2), gamma(z), lambda(z)],
  },
  {
    of: (t) => quotient(integer(2), ["Add", exponential(t), exponential(minus(t))]),
    above: 0,
    value: (z) => {
      const beta = oddBeta(z);
      return beta === null ? null : ["Multiply", integer(2), gamma(z), beta];
    },
  },
  {
    of: (t) => ["Ln", ["Add", ONE, minus(exponential(minus(t)))]],
    above: 0,
    value: (z) => minus(["Multiply", gamma(z), zeta(z.add(1))]),
  },
  {
    of: (t) => ["Ln", ["Add", ONE, exponential(minus(t))]],
    above: 0,
    value: (z) => ["Multiply", gamma(z), eta(z.add(1))],
  },
];

/**
 * The integral over x > 0 of c x^p times one of the kernels at b x^q, after t = b x^q. Null for other
 * integrands and where it does not converge at zero.
 */
export function kernelMellin(body: Expression, variable: string): KnownIntegral | null {
  if (!holdsExponential(body)) return null;
  const { constant, factors } = factorsOf(body, variable);
  const powers = factors.map((factor) => monomial(factor, variable));
  const rest = productOf(factors.filter((_, index) => powers[index] === null));
  let power = new Fraction(0);
  let before: Expression = constant;
  for (const found of powers) {
    if (found === null) continue;
    power = power.add(found.power);
    before = ["Multiply", before, found.coefficient];
  }
  for (const { coefficient, step } of placesOf(rest, variable)) {
    const place: Expression = ["Multiply", coefficient, ["Power", variable, write(step)]];
    const z = power.add(1).div(step);
    for (const kernel of KERNELS) {
      const ratio = exactForm(["Divide", rest, kernel.of(place)]);
      if (ratio === null || contains(ratio, variable)) continue;
      const value = z.compare(kernel.above) > 0 ? kernel.value(z) : null;
      if (value === null) return null;
      return {
        value: tidyProduct([
          before,
          ratio,
          value,
          positivePower(coefficient, z.neg()),
          write(new Fraction(1).div(step)),
        ]),
        detail:
          "With the kernel as a series in powers of an exponential, every term has a value of gamma as its integral, and their sum is one of zeta (DLMF 25.5.1, 25.5.3, 25.2.3).",
      };
    }
  }
  return null;
}

function holdsExponential(node: Expression): boolean {
  const head = headOf(node);
  if (HYPERBOLIC.has(head) || head === "Exp") return true;
  if (head === "Power" && argumentsOf(node)[0] === "ExponentialE") return true;
  return argumentsOf(node).some(holdsExponential);
}

const HYPERBOLIC: ReadonlySet<string> = new Set("Sinh Cosh Tanh Coth Sech Csch".split(" "));

export interface Place {
  readonly coefficient: Expression;
  readonly step: Fraction;
}

/** What exponentials and hyperbolic functions are taken of, up to the sign, and half and twice that. */
export function placesOf(rest: Expression, variable: string): Place[] {
  const found = new Map<string, Place>();
  const visit = (node: Expression): void => {
    const [first, second] = argumentsOf(node);
    const inner =
      headOf(node) === "Power" && first === "ExponentialE"
        ? second
        : HYPERBOLIC.has(headOf(node)) || headOf(node) === "Exp"
          ? first
          : undefined;
    const read = inner === undefined ? null : monomial(inner, variable);
    if (read !== null && read.power.compare(0) > 0) {
      const sign = signOfReal(read.coefficient);
      const size = sign === -1 ? tidy(minus(read.coefficient)) : read.coefficient;
      if (sign !== null)
        for (const factor of [new Fraction(1), new Fraction(2), new Fraction(1, 2)]) {
          const coefficient = tidy(["Multiply", size, write(factor)]);
          found.set(`${printPlain(coefficient)} ${read.power.toFraction()}`, {
            coefficient,
            step: read.power,
          });
        }
    }
    for (const part of argumentsOf(node)) visit(part);
  };
  visit(rest);
  return [...found.values()];
}
