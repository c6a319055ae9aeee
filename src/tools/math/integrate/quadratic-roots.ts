import { Fraction } from "fraction.js";
import { exactForm } from "../exact/exact-form.ts";
import { fractionOf } from "../exact/fraction-of.ts";
import { fractionExpression, univariateExpression } from "../exact/to-expression.ts";
import { divide, trim, type Univariate } from "../exact/univariate.ts";
import { contains, type Expression, ONE } from "../expression/expression.ts";
import { asUnivariate } from "../plan/univariate-input.ts";
import { asPower, factorsOf, productOf } from "./terms.ts";
import { wholeOf } from "./tidy.ts";

const HIGHEST_DEGREE = 8;
const LOWEST = -7;
const zero = new Fraction(0);

/**
 * Antiderivatives of P(x) q(x)^(k/2) for a quadratic q over the rationals, a polynomial P and odd k from -7 to 3:
 * P q^((k+1)/2) / sqrt(q) is the derivative of Q sqrt(q) plus a constant over sqrt(q), by comparing coefficients;
 * before that the derivative of (u x + v) q^(k/2 + 1) raises a k below -1. Null for anything else. The result is a
 * claim: differentiate it back.
 */
export function integrateQuadraticRoots(
  integrand: Expression,
  variable: string,
): Expression | null {
  const { constant, factors } = factorsOf(integrand, variable);
  let root: Expression | null = null;
  let halves = 0;
  const others: Expression[] = [];
  for (const factor of factors) {
    const read = rootOf(factor);
    if (read === null) others.push(factor);
    else if (root === null) [root, halves] = [read.radicand, read.halves];
    else return null;
  }
  const q = root === null ? null : coefficients(root, variable);
  if (root === null || q === null || q.length !== 3) return null;
  // q itself among the factors, up to a number, is two halves.
  const left: Expression[] = [];
  let scale = new Fraction(1);
  for (const factor of others) {
    const { base, exponent } = asPower(factor);
    const power = wholeOf(exponent);
    const share = power === null ? null : ratioOf(coefficients(base, variable), q);
    if (share === null || power === null) left.push(factor);
    else [halves, scale] = [halves + 2 * power, scale.mul(share.pow(power) as Fraction)];
  }
  const p = left.length === 0 ? [new Fraction(1)] : coefficients(productOf(left), variable);
  if (p === null || halves < LOWEST || halves > 3 || p.length + halves > HIGHEST_DEGREE)
    return null;
  let top: Univariate = p.map((value) => value.mul(scale));
  const lower: Expression[] = [];
  for (; halves < -1; halves += 2) {
    const raised = raisedOnce(top, q, halves);
    if (raised === null) return null;
    if (raised.over.length > 0)
      lower.push([
        "Divide",
        univariateExpression(raised.over, variable),
        halves === -3
          ? ["Sqrt", root]
          : ["Power", root, fractionExpression(new Fraction(-halves - 2, 2))],
      ]);
    top = raised.top;
  }
  for (let power = halves; power > -1; power -= 2) top = multiply(top, q);
  const { over, rest } = divided(top, q);
  const parts: Expression[] = [...lower];
  if (over.length > 0)
    parts.push(["Multiply", univariateExpression(over, variable), ["Sqrt", root]]);
  if (!rest.equals(0))
    parts.push(["Multiply", fractionExpression(rest), inverseRoot(q, root, variable)]);
  const sum: Expression = parts.length === 1 ? (parts[0] as Expression) : ["Add", ...parts];
  return ["Multiply", constant, sum];
}

/** The number by which `a` is a multiple of `b`; null where it is none. */
function ratioOf(a: Univariate | null, b: Univariate): Fraction | null {
  if (a === null || a.length !== b.length) return null;
  const ratio = (a.at(-1) as Fraction).div(b.at(-1) as Fraction);
  return a.every((value, k) => value.equals((b[k] as Fraction).mul(ratio))) ? ratio : null;
}

/**
 * `top q^(k/2)` as the derivative of `over q^(k/2 + 1)` and `top' q^(k/2 + 1)`: with n = k/2 + 1 the derivative
 * is `(over' q + n over q') q^(k/2)`. Null for a square q.
 */
function raisedOnce(
  top: Univariate,
  q: Univariate,
  k: number,
): { readonly over: Univariate; readonly top: Univariate } | null {
  const { quotient, remainder } = divide(top, q);
  const [c, b, a] = q as [Fraction, Fraction, Fraction];
  const discriminant = b.mul(b).sub(a.mul(c).mul(4));
  if (discriminant.equals(0)) return null;
  // n (u x + v) (2 a x + b) = r1 x + r0 modulo q, two linear equations for u and v.
  const n = new Fraction(k, 2).add(1);
  const [r0, r1] = [remainder[0] ?? zero, remainder[1] ?? zero];
  // (u x + v)(2 a x + b) = (2 a v - b u) x + (b v - 2 c u) modulo q
  const determinant = discriminant.mul(-1).mul(n);
  const u = b.mul(r1).sub(a.mul(2).mul(r0)).div(determinant);
  const v = c.mul(2).mul(r1).sub(b.mul(r0)).div(determinant);
  const over = trim([v, u]);
  // The derivative's multiples of q: u from over', and 2 u n from n over q'.
  const rest = [...quotient];
  rest[0] = (rest[0] ?? zero).sub(u).sub(u.mul(2).mul(n));
  return { over, top: trim(rest) };
}

/** sqrt(q), q^(k/2) and their reciprocals, with k. */
function rootOf(factor: Expression): { radicand: Expression; halves: number } | null {
  const { base, exponent } = asPower(factor);
  const power = fractionOf(exponent);
  return power?.d === 2n ? { radicand: base, halves: Number(power.s * power.n) } : null;
}

function coefficients(expression: Expression, variable: string): Univariate | null {
  if (!contains(expression, variable)) {
    const value = fractionOf(expression);
    return value === null ? null : [value];
  }
  const read = asUnivariate(expression);
  return read === null || read.variable !== variable ? null : read.coefficients;
}

function multiply(a: Univariate, b: Univariate): Univariate {
  const product = Array.from({ length: a.length + b.length - 1 }, () => zero);
  for (const [i, x] of a.entries())
    for (const [j, y] of b.entries()) product[i + j] = (product[i + j] as Fraction).add(x.mul(y));
  return trim(product);
}

/** `top / sqrt(q)` is the derivative of `over * sqrt(q)`, plus `rest / sqrt(q)`. */
function divided(top: Univariate, [c, b, a]: Univariate): { over: Univariate; rest: Fraction } {
  const over: Fraction[] = [];
  const at = (list: readonly Fraction[], k: number): Fraction => list[k] ?? zero;
  for (let k = top.length - 1; k >= 1; k--)
    over[k - 1] = at(top, k)
      .sub(
        (b as Fraction)
          .mul(2 * k + 1)
          .div(2)
          .mul(at(over, k)),
      )
      .sub((c as Fraction).mul(k + 1).mul(at(over, k + 1)))
      .div((a as Fraction).mul(k));
  const rest = at(top, 0)
    .sub((b as Fraction).div(2).mul(at(over, 0)))
    .sub((c as Fraction).mul(at(over, 1)));
  return { over: trim(over), rest };
}

/** An antiderivative of 1/sqrt(a x^2 + b x + c): DLMF 4.40, by the signs of a and of the discriminant. */
function inverseRoot([c, b, a]: Univariate, root: Expression, variable: string): Expression {
  const [low, middle, high] = [c, b, a] as [Fraction, Fraction, Fraction];
  const discriminant = middle.mul(middle).sub(high.mul(low).mul(4));
  const scale = rootOfFraction(high.abs());
  if (high.compare(0) > 0 && discriminant.compare(0) >= 0) {
    const line: Expression = [
      "Add",
      [
        "Multiply",
        scale,
        univariateExpression([middle.div(high.mul(2)), new Fraction(1)], variable),
      ],
      ["Sqrt", root],
    ];
    return scaledBy(scale, ["Ln", ["Abs", line]]);
  }
  // The line over a root: over sqrt(d) it is the line over d times sqrt(d), with no root below.
  const size = discriminant.abs();
  const ratio: Expression = [
    "Multiply",
    rootOfFraction(size),
    univariateExpression([middle.div(size), high.mul(2).div(size)], variable),
  ];
  return scaledBy(scale, high.compare(0) < 0 ? ["Negate", ["Arcsin", ratio]] : ["Arsinh", ratio]);
}

function rootOfFraction(value: Fraction): Expression {
  const root: Expression = ["Sqrt", fractionExpression(value)];
  return exactForm(root) ?? root;
}

function scaledBy(scale: Expression, inner: Expression): Expression {
  return fractionOf(scale)?.equals(1) ? inner : ["Multiply", ["Divide", ONE, scale], inner];
}
