import { Decimal } from "decimal.js";
import { Fraction } from "fraction.js";
import { approximateRoots } from "../exact/approximate-roots.ts";
import { cyclotomic, factorInteger, gcdBigint, wholeRoot } from "../exact/integers.ts";
import { exactForm } from "../exact/exact-form.ts";
import { countRealRoots, degreeOf, type Univariate } from "../exact/univariate.ts";
import {
  argumentsOf,
  type Expression,
  headOf,
  integer,
  isNumber,
  rational,
} from "../expression/expression.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { composedOf, composedRoots } from "./composed-roots.ts";
import { cubicRoots } from "./cubic-roots.ts";
import { quarticRoots } from "./quartic-roots.ts";
import { tidySigns } from "../expression/tidy-signs.ts";

export interface Root {
  readonly expression: Expression;
  /** False for a decimal approximation of a root without a closed form here. */
  readonly isExact: boolean;
}

/**
 * All complex roots of an irreducible integer factor: closed forms where there are short ones, in which
 * every real root is written with real parts; decimals otherwise.
 */
export function rootsOfFactor(factor: Univariate): Root[] | null {
  const closed = closedForms(factor);
  // A real root behind complex radicals would be taken for a complex one.
  if (
    closed !== null &&
    closed.filter((root) => evaluateReal(root) !== null).length === countRealRoots(factor)
  )
    return closed.map(exact);
  return approximateRoots(factor)?.map(approximate) ?? null;
}

function closedForms(factor: Univariate): Expression[] | null {
  const c = factor.map((value: Fraction) => value.s * value.n);
  const degree = degreeOf(factor);
  if (degree === 1) return [rational(-(c[0] as bigint), c[1] as bigint)];
  if (degree === 2) return quadraticRoots(c[2] as bigint, c[1] as bigint, c[0] as bigint);
  const scaled = scaledCyclotomic(factor);
  if (scaled !== null) return scaled;
  const binomial = c.slice(1, -1).every((value) => value === 0n);
  if (binomial && degree <= 12) return binomialRoots(degree, c[degree] as bigint, c[0] as bigint);
  if (degree === 4 && c[1] === 0n && c[3] === 0n) {
    const squares = quadraticRoots(c[4] as bigint, c[2] as bigint, c[0] as bigint);
    return squares.flatMap((square): Expression[] => [
      ["Sqrt", square],
      ["Negate", ["Sqrt", square]],
    ]);
  }
  const cubic = degree === 3 ? cubicRoots(factor) : null;
  if (cubic !== null) return cubic;
  const composed = composedOf(factor);
  const inner = composed === null ? null : closedForms(composed.outer);
  if (composed !== null && inner !== null)
    return inner.flatMap((value) => composedRoots(tidySigns(value), composed, unityRoot));
  return degree === 4 ? quarticRoots(factor) : null;
}

/** The roots where the factor is a cyclotomic polynomial in x over a rational number. */
function scaledCyclotomic(factor: Univariate): Expression[] | null {
  const degree = degreeOf(factor);
  const size = (factor[0] as Fraction).div(factor[degree] as Fraction).abs();
  const [n, d] = [wholeRoot(size.n, degree), wholeRoot(size.d, degree)];
  if (n === null || n === 0n || d === null) return null;
  const scale = new Fraction(n, d);
  const lead = (factor[degree] as Fraction).mul(scale.pow(degree) as Fraction);
  for (const sign of [1, -1]) {
    const own = factor.map((value, k) =>
      value
        .mul(scale.pow(k) as Fraction)
        .mul(sign ** k)
        .div(lead.mul(sign ** degree)),
    );
    if (!own.every((value) => value.d === 1n)) return null;
    const order = cyclotomicOrder(own.map((value) => value.s * value.n));
    if (order === null) continue;
    const roots = cyclotomicRoots(order);
    const by = scale.mul(sign);
    return by.equals(1) ? roots : roots.map((root) => partwise(rational(by.s * by.n, by.d), root));
  }
  return null;
}

/** A real factor times a + b i, multiplied into both parts. */
function partwise(factor: Expression, root: Expression): Expression {
  const times = (part: Expression): Expression => {
    const product: Expression = ["Multiply", factor, part];
    return exactForm(product) ?? product;
  };
  if (root === "ImaginaryUnit") return ["Multiply", factor, root];
  const [head, first, second] = [headOf(root), ...argumentsOf(root)];
  const imaginary = second === undefined ? null : imaginaryPart(second);
  if (head !== "Add" || first === undefined || imaginary === null) {
    const own = imaginaryPart(root);
    return own === null ? times(root) : tidySigns(["Multiply", times(own), "ImaginaryUnit"]);
  }
  return tidySigns(["Add", times(first), ["Multiply", times(imaginary), "ImaginaryUnit"]]);
}

/** b where the expression is b i. */
function imaginaryPart(expression: Expression): Expression | null {
  if (expression === "ImaginaryUnit") return { num: "1" };
  const [first, second] = argumentsOf(expression);
  if (headOf(expression) === "Negate" && first !== undefined) {
    const inner = imaginaryPart(first);
    return inner === null ? null : ["Negate", inner];
  }
  return headOf(expression) === "Multiply" && second === "ImaginaryUnit" && first !== undefined
    ? first
    : null;
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
  const root: Expression = ["Power", ratio, ["Divide", { num: "1" }, integer(n)]];
  const size: Expression | null = isOne(ratio) ? null : (exactForm(root) ?? root);
  return Array.from({ length: n }, (_, k): Expression => {
    const unit = unityRoot(BigInt(isPositive ? 2 * k : 2 * k + 1), BigInt(n));
    if (size === null) return unit;
    return isOne(unit) ? size : partwise(size, unit);
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
