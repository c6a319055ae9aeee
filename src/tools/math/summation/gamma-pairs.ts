import { Fraction } from "fraction.js";
import { exactForm } from "../exact/exact-form.ts";
import { fractionExpression } from "../exact/to-expression.ts";
import type { Univariate } from "../exact/univariate.ts";
import { type Expression, ONE, rational } from "../expression/expression.ts";
import { tidySigns } from "../expression/tidy-signs.ts";

/** factor times the parts above over those below. */
export interface GammaValue {
  readonly factor: Fraction;
  readonly above: readonly Expression[];
  readonly below: readonly Expression[];
}

/** gamma at a positive number, by that at one in (0, 1] (DLMF 5.5.1, 5.4.1, 5.4.6). */
export function gammaAt(place: Fraction): GammaValue {
  let factor = new Fraction(1);
  let base = place;
  while (base.compare(1) > 0) {
    base = base.sub(1);
    factor = factor.mul(base);
  }
  if (base.equals(1)) return { factor, above: [], below: [] };
  if (base.equals(new Fraction(1, 2))) return { factor, above: [["Sqrt", "Pi"]], below: [] };
  return { factor, above: [["Gamma", fractionExpression(base)]], below: [] };
}

/**
 * gamma(h + ib) gamma(h - ib) for whole or half-whole h and b^2 = `square`, which may be negative: from
 * |gamma(1 + ib)|^2 = pi b/sinh(pi b) and |gamma(1/2 + ib)|^2 = pi/cosh(pi b) (DLMF 5.4.3, 5.4.4), with the
 * circular functions for imaginary b, and the recurrence. Null for other h.
 */
export function gammaPair(h: Fraction, square: Fraction): GammaValue | null {
  if (h.d > 2n || square.equals(0)) return null;
  const isReal = square.compare(0) > 0;
  const turned: Expression = ["Multiply", "Pi", ["Sqrt", fractionExpression(square.abs())]];
  const angle = exactForm(turned) ?? turned;
  const isWhole = h.d === 1n;
  const start = isWhole ? new Fraction(1) : new Fraction(1, 2);
  // gamma(x + 1 + ib) gamma(x + 1 - ib) = (x^2 + b^2) gamma(x + ib) gamma(x - ib).
  let factor = new Fraction(1);
  const step = (x: Fraction): Fraction => x.mul(x).add(square);
  for (let x = start; x.compare(h) < 0; x = x.add(1)) factor = factor.mul(step(x));
  for (let x = h; x.compare(start) < 0; x = x.add(1)) {
    if (step(x).equals(0)) return null;
    factor = factor.div(step(x));
  }
  if (factor.equals(0)) return null;
  return isWhole
    ? { factor, above: [angle], below: [[isReal ? "Sinh" : "Sin", angle]] }
    : { factor, above: ["Pi"], below: [[isReal ? "Cosh" : "Cos", angle]] };
}

/** The place h and the square b^2 of the zeros -h ± ib of a quadratic moved to k = from. */
export function placeOf(factor: Univariate, from: number): { h: Fraction; square: Fraction } {
  const [q, p, a] = factor as [Fraction, Fraction, Fraction];
  const half = p.div(a).div(2);
  return { h: half.add(from), square: q.div(a).sub(half.mul(half)) };
}

/**
 * The sum of scale/((k + h)^2 + b^2) over k = 0, 1, 2, …, the imaginary part of digamma at h + ib over b, for whole
 * or half-whole h and b^2 = `square` > 0 (DLMF 5.4.16, 5.4.17, and the recurrence), in terms. Null for others.
 */
export function quadraticSum(
  h: Fraction,
  square: Fraction,
  scale: Fraction,
): readonly Expression[] | null {
  if (h.d > 2n || square.compare(0) <= 0 || h.abs().compare(LARGEST_PLACE) > 0) return null;
  const root: Expression = ["Sqrt", fractionExpression(square)];
  const b = exactForm(root) ?? root;
  const turned: Expression = ["Multiply", "Pi", b];
  const angle = exactForm(turned) ?? turned;
  const isWhole = h.d === 1n;
  let rest = isWhole ? new Fraction(-1, 2).div(square) : new Fraction(0);
  const start = isWhole ? new Fraction(1) : new Fraction(1, 2);
  const term = (x: Fraction): Fraction => new Fraction(1).div(x.mul(x).add(square));
  for (let x = start; x.compare(h) < 0; x = x.add(1)) rest = rest.sub(term(x));
  for (let x = h; x.compare(start) < 0; x = x.add(1)) rest = rest.add(term(x));
  const before: Expression = ["Divide", ["Multiply", fractionExpression(scale), "Pi"], b];
  const half: Expression = ["Multiply", before, rational(1n, 2n)];
  const wave: Expression = [
    "Multiply",
    exactForm(half) ?? half,
    [isWhole ? "Coth" : "Tanh", angle],
  ];
  return [tidySigns(wave), fractionExpression(rest.mul(scale))];
}

const LARGEST_PLACE = 40;

/** The quotient of two products of such values, written as one. */
export function quotientOfGammas(
  above: readonly GammaValue[],
  below: readonly GammaValue[],
): Expression {
  const factor = above
    .map((value) => value.factor)
    .concat(below.map((value) => new Fraction(1).div(value.factor)))
    .reduce((product, value) => product.mul(value), new Fraction(1));
  const top = [...above.flatMap((value) => value.above), ...below.flatMap((value) => value.below)];
  const bottom = [
    ...above.flatMap((value) => value.below),
    ...below.flatMap((value) => value.above),
  ];
  const algebraic = (part: Expression): boolean =>
    !/"(?:Sinh?|Cosh?|Gamma)"/.test(JSON.stringify(part));
  const plain: Expression = [
    "Divide",
    ["Multiply", fractionExpression(factor), ...top.filter(algebraic)],
    ["Multiply", ONE, ...bottom.filter(algebraic)],
  ];
  const [upper, lower] = [top, bottom].map((parts) => parts.filter((part) => !algebraic(part)));
  return joined(exactForm(plain) ?? plain, upper ?? [], lower ?? []);
}

/** The fraction in front with further factors above and below its line. */
function joined(
  plain: Expression,
  upper: readonly Expression[],
  lower: readonly Expression[],
): Expression {
  const isNegative = Array.isArray(plain) && plain[0] === "Negate";
  const size = (isNegative ? plain[1] : plain) as Expression;
  const isQuotient = Array.isArray(size) && size[0] === "Divide";
  const [a, b] = (isQuotient ? [size[1], size[2]] : [size, ONE]) as [Expression, Expression];
  const product = (first: Expression, rest: readonly Expression[]): Expression => {
    const parts =
      JSON.stringify(first) === JSON.stringify(ONE) && rest.length > 0 ? rest : [first, ...rest];
    return parts.length === 1 ? (parts[0] as Expression) : ["Multiply", ...parts];
  };
  const [above, below] = [product(a, upper), product(b, lower)];
  const whole: Expression =
    JSON.stringify(below) === JSON.stringify(ONE) ? above : ["Divide", above, below];
  return isNegative ? ["Negate", whole] : whole;
}
