import type { Expression } from "../expression/expression.ts";

export type AlgebraOperation =
  | "polynomial-gcd"
  | "polynomial-lcm"
  | "polynomial-division"
  | "resultant"
  | "discriminant"
  | "partial-fractions"
  | "expand-trigonometry"
  | "in-sines"
  | "in-cosines"
  | "reduce-trigonometry"
  | "sum-to-product"
  | "series"
  | "next-prime"
  | "previous-prime"
  | "totient"
  | "divisors"
  | "modular-inverse"
  | "modular-power"
  | "continued-fraction"
  | "partitions"
  | "in-base"
  | "polar-form"
  | "all-roots"
  | "legendre-polynomial"
  | "chebyshev-polynomial"
  | "hermite-polynomial"
  | "laguerre-polynomial"
  | "bernoulli-polynomial"
  | "cyclotomic-polynomial"
  | "repeating-decimal"
  | "fraction-in-base"
  | "convergents"
  | "congruences"
  | "quadratic-residues"
  | "is-quadratic-residue"
  | "is-perfect"
  | "is-carmichael"
  | "extended-gcd"
  | "last-digits";

/** An operation of algebra or number theory on expressions; `operands` mean what the operation says. */
export interface AlgebraQuery {
  readonly kind: "algebra";
  readonly operation: AlgebraOperation;
  readonly operands: readonly Expression[];
  /** The letter that polynomials and series are in; null for number theory. */
  readonly variable: string | null;
}

/** In English and Chinese, for the sentence that says how the input was understood. */
export const ALGEBRA_NAMES: Readonly<Record<AlgebraOperation, readonly [string, string]>> = {
  "polynomial-gcd": ["Greatest common divisor of", "最大公因式"],
  "polynomial-lcm": ["Least common multiple of", "最小公倍式"],
  "polynomial-division": ["Quotient and remainder of the division of", "带余除法的商和余式"],
  resultant: ["Resultant of", "结式"],
  discriminant: ["Discriminant of", "判别式"],
  "partial-fractions": ["Partial fractions of", "部分分式"],
  "in-sines": ["Expansion in sines of", "用正弦展开"],
  "in-cosines": ["Expansion in cosines of", "用余弦展开"],
  "reduce-trigonometry": ["As a sum of sines and cosines:", "化为正弦和余弦之和"],
  "sum-to-product": ["As a product:", "化为积"],
  "expand-trigonometry": ["Expansion in sines and cosines of", "用正弦和余弦展开"],
  series: ["Series (function, centre, highest power) of", "级数（函数、中心、最高次数）"],
  "next-prime": ["Next prime after", "之后的第一个质数"],
  "previous-prime": ["Last prime before", "之前的最后一个质数"],
  totient: ["Euler's totient of", "欧拉函数"],
  divisors: ["Divisors of", "约数"],
  "modular-inverse": ["Modular inverse of", "模逆元"],
  "modular-power": ["Power modulo (base, exponent, modulus) of", "模幂（底、指数、模）"],
  "continued-fraction": ["Continued fraction of", "连分数"],
  partitions: ["Number of partitions of", "整数分拆数"],
  "repeating-decimal": ["Decimal expansion of", "十进制小数"],
  "fraction-in-base": ["Digits with a point (number, base) of", "带小数点的进制表示（数、进制）"],
  convergents: ["Convergents (number, how many) of", "渐近分数（数、个数）"],
  congruences: ["Solve the congruences (left, right, modulus)", "解同余式（左、右、模）"],
  "quadratic-residues": ["Quadratic residues modulo", "二次剩余（模）"],
  "is-quadratic-residue": ["Is the first a square modulo the second:", "是否为二次剩余（数、模）"],
  "is-perfect": ["Is this a perfect number:", "是否为完全数"],
  "is-carmichael": ["Is this a Carmichael number:", "是否为卡迈克尔数"],
  "extended-gcd": ["Extended Euclidean algorithm for", "扩展欧几里得算法"],
  "last-digits": [
    "Last digits (base, exponent, how many) of the power",
    "幂的末几位（底、指数、位数）",
  ],
  "all-roots": ["All roots (number, order) of", "所有方根（数、次数）"],
  "polar-form": ["Polar form of", "极坐标形式"],
  "legendre-polynomial": ["Legendre polynomial", "勒让德多项式"],
  "chebyshev-polynomial": ["Chebyshev polynomial of the first kind", "第一类切比雪夫多项式"],
  "hermite-polynomial": ["Hermite polynomial (the physicists')", "埃尔米特多项式（物理学家用）"],
  "laguerre-polynomial": ["Laguerre polynomial", "拉盖尔多项式"],
  "bernoulli-polynomial": ["Bernoulli polynomial", "伯努利多项式"],
  "cyclotomic-polynomial": ["Cyclotomic polynomial", "分圆多项式"],
  "in-base": ["Digits (number, base) of", "进制表示（数、进制）"],
};
