import type { Expression } from "../expression/expression.ts";

export type AlgebraOperation =
  | "polynomial-gcd"
  | "polynomial-lcm"
  | "polynomial-division"
  | "resultant"
  | "discriminant"
  | "partial-fractions"
  | "expand-trigonometry"
  | "series"
  | "next-prime"
  | "previous-prime"
  | "totient"
  | "divisors"
  | "modular-inverse"
  | "modular-power"
  | "continued-fraction"
  | "partitions"
  | "in-base";

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
  "in-base": ["Digits (number, base) of", "进制表示（数、进制）"],
};
