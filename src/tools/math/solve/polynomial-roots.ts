import { Decimal } from "decimal.js";
import type { Fraction } from "fraction.js";
import { approximateRoots } from "../exact/approximate-roots.ts";
import { cyclotomic, factorInteger, gcdBigint } from "../exact/integers.ts";
import { degreeOf, type Univariate } from "../exact/univariate.ts";
import { type Expression, integer, isNumber, rational } from "../expression/expression.ts";
import { cubicRoots } from "./cubic-roots.ts";
import { tidySigns } from "../expression/tidy-signs.ts";

export interface Root {
  readonly expression: Expression;
  /** False for a decimal approximation of a root without a closed form here. */
  readonly isExact: boolean;
}

/** All complex roots of an irreducible integer factor: closed forms where there are short ones. */
export function rootsOfFactor(factor: Univariate): Root[] | null {
  const c = factor.map((value: Fraction) => value.s * value.n);
  const degree = degreeOf(factor);
  if (degree === 1) return [exact(rational(-(c[0] as bigint), c[1] as bigint))];
  if (degree === 2)
    return quadraticRoots(c[2] as bigint, c[1] as bigint, c[0] as bigint).map(exact);
  const order = cyclotomicOrder(c);
  if (order !== null) return cyclotomicRoots(order).map(exact);
  const binomial = c.slice(1, -1).every((value) => value === 0n);
  if (binomial && degree <= 12)
    return binomialRoots(degree, c[degree] as bigint, c[0] as bigint).map(exact);
  if (degree === 4 && c[1] === 0n && c[3] === 0n) {
    const squares = quadraticRoots(c[4] as bigint, c[2] as bigint, c[0] as bigint);
    return squares.flatMap((square) => [
      exact(["Sqrt", square]),
      exact(["Negate", ["Sqrt", square]]),
    ]);
  }
  if (degree === 3) {
    const radicals = cubicRoots(factor);
    if (radicals !== null) return radicals.map(exact);
  }
  return approximateRoots(factor)?.map(approximate) ?? null;
}

function exact(expression: Expression): Root {
  return { expression: tidySigns(expression), isExact: true };
}

function approximate({ re, im }: { re: number; im: number }): Root {
  const real = decimal(re);
  if (im === 0) return { expression: real, isExact: false };
  const imaginary: Expression = ["Multiply", decimal(im), "ImaginaryUnit"];
  return { expression: tidySigns(["Add", real, imaginary]), isExact: false };
}

function decimal(value: number): Expression {
  const text = new Decimal(Math.abs(value)).toSignificantDigits(14).toFixed();
  return value < 0 ? ["Negate", { num: text }] : { num: text };
}

/** Roots of a x^2 + b x + c by the quadratic formula with the square factors taken out of the root. */
export function quadraticRoots(a: bigint, b: bigint, c: bigint): Expression[] {
  const discriminant = b * b - 4n * a * c;
  const size = discriminant < 0n ? -discriminant : discriminant;
  let outside = 1n;
  let inside = 1n;
  for (const [prime, count] of factorInteger(size).factors) {
    outside *= prime ** BigInt(Math.floor(count / 2));
    if (count % 2 === 1) inside *= prime;
  }
  const common = gcdBigint(gcdBigint(b, outside), 2n * a);
  const [p, q, r] = [-b / common, outside / common, (2n * a) / common];
  const surd: Expression[] = [];
  if (q !== 1n) surd.push(integer(q));
  if (inside !== 1n) surd.push(["Sqrt", integer(inside)]);
  if (discriminant < 0n) surd.push("ImaginaryUnit");
  const part: Expression =
    surd.length === 0
      ? integer(1)
      : surd.length === 1
        ? (surd[0] as Expression)
        : ["Multiply", ...surd];
  if (discriminant === 0n) return [rational(p, r)];
  return [1, -1].map((sign): Expression => {
    const signed: Expression = sign === 1 ? part : ["Negate", part];
    const numerator: Expression = p === 0n ? signed : ["Add", integer(p), signed];
    return tidySigns(
      r === 1n ? numerator : r === -1n ? ["Negate", numerator] : ["Divide", numerator, integer(r)],
    );
  });
}

/** Roots of a x^n + c: the n-th root of -c/a times the n-th roots of unity (of -1 when -c/a < 0). */
function binomialRoots(n: number, a: bigint, c: bigint): Expression[] {
  const isPositive = -c * a > 0n;
  const ratio = rational(c < 0n ? -c : c, a < 0n ? -a : a);
  const size: Expression | null = isOne(ratio)
    ? null
    : ["Power", ratio, ["Divide", { num: "1" }, integer(n)]];
  return Array.from({ length: n }, (_, k): Expression => {
    const unit = unityRoot(BigInt(isPositive ? 2 * k : 2 * k + 1), BigInt(n));
    return size === null ? unit : isOne(unit) ? size : ["Multiply", size, unit];
  });
}

function isOne(expression: Expression): boolean {
  return isNumber(expression) && expression.num === "1";
}

/** e^(i pi steps/n) as cos + i sin, with the values at multiples of 30 and 45 degrees written out. */
function unityRoot(steps: bigint, n: bigint): Expression {
  const cosine = cosineOf(steps, n);
  const sine = cosineOf(n - 2n * steps, 2n * n);
  const imaginary: Expression = ["Multiply", sine, "ImaginaryUnit"];
  return tidySigns(isNumber(sine) && sine.num === "0" ? cosine : ["Add", cosine, imaginary]);
}

/** cos(pi steps/n). */
function cosineOf(steps: bigint, n: bigint): Expression {
  let turn = ((steps % (2n * n)) + 2n * n) % (2n * n);
  if (turn > n) turn = 2n * n - turn;
  const isNegative = 2n * turn > n;
  if (isNegative) turn = n - turn;
  const divisor = gcdBigint(turn, n);
  const [p, q] = [turn / divisor, n / divisor];
  const known: Record<string, Expression> = {
    "0/1": { num: "1" },
    "1/2": { num: "0" },
    "1/3": ["Divide", { num: "1" }, { num: "2" }],
    "1/4": ["Divide", ["Sqrt", { num: "2" }], { num: "2" }],
    "1/6": ["Divide", ["Sqrt", { num: "3" }], { num: "2" }],
  };
  const angle: Expression = [
    "Divide",
    p === 1n ? "Pi" : ["Multiply", integer(p), "Pi"],
    integer(q),
  ];
  const value = known[`${p}/${q}`] ?? (["Cos", angle] as Expression);
  return isNegative ? tidySigns(["Negate", value]) : value;
}

/** The order m when the factor is the m-th cyclotomic polynomial, else null. */
function cyclotomicOrder(c: readonly bigint[]): number | null {
  if (c.at(-1) !== 1n || c.some((value) => value > 4n || value < -4n)) return null;
  for (let order = 3; order <= 60; order++) {
    const candidate = cyclotomic(order);
    if (candidate.length === c.length && candidate.every((value, k) => value === c[k]))
      return order;
  }
  return null;
}

function cyclotomicRoots(order: number): Expression[] {
  const roots: Expression[] = [];
  for (let k = 1; k < order; k++)
    if (gcdBigint(BigInt(k), BigInt(order)) === 1n)
      roots.push(unityRoot(BigInt(2 * k), BigInt(order)));
  return roots;
}
