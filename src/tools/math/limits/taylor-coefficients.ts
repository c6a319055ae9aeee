import { isDeadEnd } from "../exact/deadline.ts";
import { Fraction } from "fraction.js";
import { differentiate } from "../expression/differentiate.ts";
import { type Expression, integer, nodeCount, substitute } from "../expression/expression.ts";
import { fractionExpression } from "../exact/to-expression.ts";
import { bernoulli } from "../numeric/bernoulli.ts";
import { notCovered } from "./not-covered.ts";
import { over, times } from "./germ.ts";

/** Derivatives of other functions grow fast with their order. */
const MOST_DERIVATIVES = 7;
const LARGEST_DERIVATIVE = 400;

const zero: Expression = { num: "0" };

function factorial(n: number): Fraction {
  let value = new Fraction(1);
  for (let k = 2; k <= n; k++) value = value.mul(k);
  return value;
}

function oddDoubleFactorial(n: number): Fraction {
  let value = new Fraction(1);
  for (let k = 1; k <= n; k++) value = value.mul(2 * k - 1);
  return value;
}

const exact = (value: Fraction): Expression => fractionExpression(value);
const sign = (k: number): number => (k % 2 === 0 ? 1 : -1);

/**
 * Expansions at 0 in powers of v. The last ones are asymptotic, for v -> 0+: the tails of Stirling's
 * series (DLMF 5.11.1), of digamma (DLMF 5.11.2) and of erfc (DLMF 7.12.1); ln gamma(1 + v) is
 * DLMF 5.7.3, zeta(1 + v) - 1/v starts with Euler's constant (DLMF 25.2.4).
 */
const AT_ZERO: Readonly<Record<string, (k: number) => Expression | null>> = {
  Sin: (k) =>
    k % 2 === 0
      ? zero
      : exact(
          factorial(k)
            .inverse()
            .mul(sign((k - 1) / 2)),
        ),
  Cos: (k) =>
    k % 2 === 1
      ? zero
      : exact(
          factorial(k)
            .inverse()
            .mul(sign(k / 2)),
        ),
  Arctan: (k) => (k % 2 === 0 ? zero : exact(new Fraction(sign((k - 1) / 2), k))),
  Arcsin: (k) => {
    if (k % 2 === 0) return zero;
    const j = (k - 1) / 2;
    return exact(
      oddDoubleFactorial(j)
        .div(new Fraction(2).pow(j) as Fraction)
        .div(factorial(j))
        .div(k),
    );
  },
  Erf: (k) =>
    k % 2 === 0
      ? zero
      : over(exact(new Fraction(2 * sign((k - 1) / 2)).div(factorial((k - 1) / 2)).div(k)), [
          "Sqrt",
          "Pi",
        ]),
  LogGammaOnePlus: (k) =>
    k === 0
      ? zero
      : k === 1
        ? ["Negate", "EulerGamma"]
        : times(exact(new Fraction(sign(k), k)), ["Zeta", integer(k)]),
  ZetaRegular: (k) => (k === 0 ? "EulerGamma" : null),
  StirlingTail: (k) => (k % 2 === 0 ? zero : exact(bernoulli(k + 1).div(k * (k + 1)))),
  DigammaTail: (k) => (k % 2 === 1 || k === 0 ? zero : exact(bernoulli(k).div(k))),
  ErfcTail: (k) =>
    k % 2 === 1
      ? zero
      : exact(
          oddDoubleFactorial(k / 2)
            .div(new Fraction(2).pow(k / 2) as Fraction)
            .mul(sign(k / 2)),
        ),
};

/** Heads that stand for expansions at 0 and have no values elsewhere. */
const ONLY_AT_ZERO = new Set([
  "LogGammaOnePlus",
  "ZetaRegular",
  "StirlingTail",
  "DigammaTail",
  "ErfcTail",
]);

/** f(0), f'(0), f''(0)/2, … as many as are known of the number asked; null when the function has none here. */
export function coefficientsAtZero(head: string, length: number): Expression[] | null {
  const rule = AT_ZERO[head];
  if (rule === undefined) return null;
  const found: Expression[] = [];
  for (let k = 0; k < length; k++) {
    const next = rule(k);
    if (next === null) break;
    found.push(next);
  }
  return found;
}

/** The same at another point, from the derivatives there. */
export function coefficientsAt(head: string, point: Expression, length: number): Expression[] {
  if (ONLY_AT_ZERO.has(head)) throw notCovered("a tail is needed away from infinity");
  const found: Expression[] = [];
  let derivative: Expression = [head, "y"];
  for (let k = 0; k < Math.min(length, MOST_DERIVATIVES); k++) {
    if (nodeCount(derivative) > LARGEST_DERIVATIVE) break;
    found.push(over(substitute(derivative, "y", point), exact(factorial(k))));
    const next = derivativeOf(derivative);
    if (next === null) break;
    derivative = next;
  }
  return found;
}

/** Null for functions without a known derivative: their expansion ends before it. */
function derivativeOf(expression: Expression): Expression | null {
  try {
    return differentiate(expression, "y");
  } catch (error) {
    if (isDeadEnd(error)) return null;
    throw error;
  }
}
