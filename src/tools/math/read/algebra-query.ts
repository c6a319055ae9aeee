import type { Expression } from "../expression/expression.ts";

export type AlgebraOperation =
  | "polynomial-gcd"
  | "polynomial-lcm"
  | "polynomial-division"
  | "factor-over-reals"
  | "factor-over-complex"
  | "factor-with-roots"
  | "factor-modulo"
  | "is-irreducible-modulo"
  | "is-irreducible"
  | "together"
  | "combine-logarithms"
  | "expand-logarithms"
  | "collect"
  | "rationalize"
  | "horner"
  | "compose"
  | "decompose"
  | "symmetric"
  | "degree"
  | "leading-coefficient"
  | "sum-of-roots"
  | "product-of-roots"
  | "minimal-polynomial-of-number"
  | "is-rational"
  | "is-irrational"
  | "polynomial-remainder"
  | "polynomial-quotient"
  | "resultant"
  | "discriminant"
  | "partial-fractions"
  | "partial-fractions-reals"
  | "partial-fractions-complex"
  | "expand-trigonometry"
  | "in-sines"
  | "in-cosines"
  | "reduce-trigonometry"
  | "sum-to-product"
  | "series"
  | "series-terms"
  | "inverse-series"
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
  "factor-over-reals": ["Factor over the real numbers:", "在实数范围内因式分解"],
  "factor-over-complex": ["Factor over the complex numbers:", "在复数范围内因式分解"],
  "factor-with-roots": [
    "Factor with these numbers in the coefficients:",
    "允许系数含这些数的因式分解",
  ],
  "factor-modulo": ["Factor modulo a prime (polynomial, prime):", "模质数因式分解（多项式、质数）"],
  "is-irreducible-modulo": [
    "Is this irreducible modulo the prime (polynomial, prime):",
    "模质数是否不可约",
  ],
  "is-irreducible": ["Is this irreducible over the rational numbers:", "在有理数域上是否不可约"],
  together: ["As one fraction:", "通分"],
  "combine-logarithms": ["As one logarithm:", "合并为一个对数"],
  "expand-logarithms": ["Logarithms taken apart:", "展开对数"],
  collect: ["Collect powers in", "按幂合并"],
  rationalize: ["Rationalize the denominator of", "分母有理化"],
  horner: ["Horner form of", "霍纳形式"],
  compose: ["First after second function:", "复合函数"],
  decompose: ["Decomposition of the polynomial", "多项式的复合分解"],
  symmetric: ["In elementary symmetric polynomials:", "用初等对称多项式表示"],
  degree: ["Degree of", "次数"],
  "leading-coefficient": ["Leading coefficient of", "首项系数"],
  "sum-of-roots": ["Sum of the roots of", "各根之和"],
  "product-of-roots": ["Product of the roots of", "各根之积"],
  "minimal-polynomial-of-number": [
    "Minimal polynomial over the rational numbers of",
    "有理数域上的极小多项式",
  ],
  "is-rational": ["Is this rational:", "是否为有理数"],
  "is-irrational": ["Is this irrational:", "是否为无理数"],
  "polynomial-remainder": ["Remainder of the division of", "多项式除法的余式"],
  "polynomial-quotient": ["Quotient of the division of", "多项式除法的商式"],
  resultant: ["Resultant of", "结式"],
  discriminant: ["Discriminant of", "判别式"],
  "partial-fractions-reals": ["Partial fractions over the real numbers of", "实数范围内的部分分式"],
  "partial-fractions-complex": [
    "Partial fractions over the complex numbers of",
    "复数范围内的部分分式",
  ],
  "partial-fractions": ["Partial fractions of", "部分分式"],
  "in-sines": ["Expansion in sines of", "用正弦展开"],
  "in-cosines": ["Expansion in cosines of", "用余弦展开"],
  "reduce-trigonometry": ["As a sum of sines and cosines:", "化为正弦和余弦之和"],
  "sum-to-product": ["As a product:", "化为积"],
  "expand-trigonometry": ["Expansion in sines and cosines of", "用正弦和余弦展开"],
  series: ["Series (function, centre, highest power) of", "级数（函数、中心、最高次数）"],
  "series-terms": [
    "First terms of the series (function, centre, how many) of",
    "级数的前几项（函数、中心、项数）",
  ],
  "inverse-series": [
    "Series of the inverse function (function, highest power) of",
    "反函数的级数（函数、最高次数）",
  ],
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
