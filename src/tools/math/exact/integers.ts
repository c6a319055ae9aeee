import { checkDeadline } from "./deadline.ts";

/** Trial division bound; larger cofactors are kept whole. */
const TRIAL_LIMIT = 100_000n;

/**
 * Factors a positive integer by trial division up to 10^5. The last factor may be composite when it is
 * larger than 10^10; `isComplete` says whether all factors are certainly prime.
 */
export function factorInteger(value: bigint): { factors: [bigint, number][]; isComplete: boolean } {
  const factors: [bigint, number][] = [];
  let rest = value;
  for (
    let prime = 2n;
    prime <= TRIAL_LIMIT && prime * prime <= rest;
    prime += prime === 2n ? 1n : 2n
  ) {
    checkDeadline();
    let count = 0;
    while (rest % prime === 0n) {
      checkDeadline();
      rest /= prime;
      count += 1;
    }
    if (count > 0) factors.push([prime, count]);
  }
  const isComplete = rest <= TRIAL_LIMIT * TRIAL_LIMIT;
  if (rest > 1n) factors.push([rest, 1]);
  return { factors, isComplete };
}

export function gcdBigint(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y > 0n) [x, y] = [y, x % y];
  return x;
}

/** Bits of the size of a whole number; 0 for 0. */
export function bitLength(value: bigint): number {
  const size = value < 0n ? -value : value;
  if (size === 0n) return 0;
  const digits = size.toString(16);
  return (digits.length - 1) * 4 + (32 - Math.clz32(Number.parseInt(digits.slice(0, 1), 16)));
}

/** The largest whole number whose square is not larger; `value` is not negative. */
export function squareRootFloor(value: bigint): bigint {
  const bits = bitLength(value);
  if (bits <= 50) return BigInt(Math.floor(Math.sqrt(Number(value))));
  checkDeadline();
  const half = BigInt(bits >> 2);
  // The root of the leading half, and one step of Newton's, which comes out too large by a little at most.
  const start = (squareRootFloor(value >> (2n * half)) + 1n) << half;
  let root = (start + value / start) >> 1n;
  while (root * root > value) root -= 1n;
  return root;
}

/** The least common multiple of positive numbers. */
export function lcmBigint(a: bigint, b: bigint): bigint {
  return (a / gcdBigint(a, b)) * b;
}

/** The product of the numbers up to n, by halves, so that most products are of numbers of like size. */
export function factorialBigint(n: number): bigint {
  const product = (first: number, last: number): bigint => {
    checkDeadline();
    if (last - first < 16) {
      let result = 1n;
      for (let k = first; k <= last; k++) result *= BigInt(k);
      return result;
    }
    const middle = (first + last) >> 1;
    return product(first, middle) * product(middle + 1, last);
  };
  return product(2, n);
}

/** Coefficients, constant first, of the cyclotomic polynomial of order n. */
export function cyclotomic(n: number): bigint[] {
  let result: bigint[] = [-1n, ...Array.from({ length: n - 1 }, () => 0n), 1n];
  for (let d = 1; d < n; d++) if (n % d === 0) result = divideMonic(result, cyclotomic(d));
  return result;
}

function divideMonic(dividend: readonly bigint[], divisor: readonly bigint[]): bigint[] {
  const rest = [...dividend];
  const quotient: bigint[] = [];
  for (let top = rest.length - 1; top >= divisor.length - 1; top--) {
    const factor = rest[top] as bigint;
    quotient.unshift(factor);
    for (let k = 0; k < divisor.length; k++) {
      const index = top - divisor.length + 1 + k;
      rest[index] = (rest[index] as bigint) - factor * (divisor[k] as bigint);
    }
  }
  return quotient;
}

/** The whole number whose n-th power `value` (not negative) is, by Newton's method from above; null where there is none. */
export function wholeRoot(value: bigint, n: number): bigint | null {
  if (value < 2n) return value;
  const order = BigInt(n);
  let root = 1n << BigInt(Math.ceil(bitLength(value) / n));
  for (;;) {
    const next = ((order - 1n) * root + value / root ** (order - 1n)) / order;
    if (next >= root) break;
    root = next;
  }
  return root ** order === value ? root : null;
}
