import { Fraction } from "fraction.js";
import { exactForm } from "../exact/exact-form.ts";
import { fractionOf } from "../exact/fraction-of.ts";
import { fractionExpression, univariateExpression } from "../exact/to-expression.ts";
import { trim, type Univariate } from "../exact/univariate.ts";
import { contains, type Expression, headOf, ONE } from "../expression/expression.ts";
import { asUnivariate } from "../plan/univariate-input.ts";
import { factorsOf, productOf } from "./terms.ts";

const HIGHEST_DEGREE = 8;
const zero = new Fraction(0);

/**
 * Antiderivatives of P(x) q(x)^(k/2) for a quadratic q over the rationals, a polynomial P and odd k from -1 to 3:
 * P q^((k+1)/2) / sqrt(q) is the derivative of Q sqrt(q) plus a constant over sqrt(q), by comparing coefficients. Null
 * for anything else. The result is a claim: differentiate it back.
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
  const p = others.length === 0 ? [new Fraction(1)] : coefficients(productOf(others), variable);
  if (root === null || q === null || p === null || q.length !== 3) return null;
  if (halves < -1 || halves > 3 || p.length + halves > HIGHEST_DEGREE) return null;
  let top: Univariate = p;
  for (let power = halves; power > -1; power -= 2) top = multiply(top, q);
  const { over, rest } = divided(top, q);
  const parts: Expression[] = [];
  if (over.length > 0)
    parts.push(["Multiply", univariateExpression(over, variable), ["Sqrt", root]]);
  if (!rest.equals(0))
    parts.push(["Multiply", fractionExpression(rest), inverseRoot(q, root, variable)]);
  const sum: Expression = parts.length === 1 ? (parts[0] as Expression) : ["Add", ...parts];
  return ["Multiply", constant, sum];
}

/** sqrt(q), q^(k/2) and their reciprocals, with k. */
function rootOf(factor: Expression): { radicand: Expression; halves: number } | null {
  if (headOf(factor) === "Sqrt")
    return { radicand: (factor as readonly Expression[])[1] as Expression, halves: 1 };
  if (headOf(factor) !== "Power") return null;
  const [, base, exponent] = factor as readonly [string, Expression, Expression];
  const power = fractionOf(exponent);
  if (power === null) return null;
  if (headOf(base) === "Sqrt")
    return power.d === 1n
      ? {
          radicand: (base as readonly Expression[])[1] as Expression,
          halves: Number(power.s * power.n),
        }
      : null;
  return power.d === 2n ? { radicand: base, halves: Number(power.s * power.n) } : null;
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
