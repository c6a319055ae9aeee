import { Fraction } from "fraction.js";
import { bernoulli } from "../numeric/bernoulli.ts";
import { factorialBigint } from "./integers.ts";

const LARGEST_TRIANGLE = 400;
const LARGEST_BERNOULLI = 400;
const LARGEST_EULER = 200;
const LARGEST_SEQUENCE = 20_000;

/** C(n, k) for whole numbers. */
export function choose(n: number, k: number): bigint {
  if (k < 0 || k > n) return 0n;
  let result = 1n;
  for (let j = 1; j <= Math.min(k, n - k); j++)
    result = (result * BigInt(n - Math.min(k, n - k) + j)) / BigInt(j);
  return result;
}

/** Row n of the triangle T(n, k) = T(n-1, k-1) + weight(n, k) T(n-1, k), from T(0, 0) = 1. */
function triangleRow(n: number, weight: (n: number, k: number) => bigint): bigint[] {
  let row = [1n];
  for (let m = 1; m <= n; m++)
    row = Array.from(
      { length: m + 1 },
      (_, k) => (k > 0 ? (row[k - 1] as bigint) : 0n) + weight(m, k) * (row[k] ?? 0n),
    );
  return row;
}

/** Ways to part n things into k groups (DLMF 26.8.22); the explicit sum 26.8.6 must agree. */
function stirlingSecond(n: number, k: number): bigint | null {
  if (k > n) return 0n;
  const value = triangleRow(n, (_, j) => BigInt(j))[k] as bigint;
  let sum = 0n;
  for (let j = 0; j <= k; j++)
    sum += ((k - j) % 2 === 0 ? 1n : -1n) * choose(k, j) * BigInt(j) ** BigInt(n);
  return sum === value * factorialBigint(k) ? value : null;
}

/** Signed (DLMF 26.8.18); the sizes of a row add up to n!. */
function stirlingFirst(n: number, k: number): bigint | null {
  const row = triangleRow(n, (m) => BigInt(1 - m));
  const total = row.reduce((sum, value) => sum + (value < 0n ? -value : value), 0n);
  return total === factorialBigint(n) ? (row[k] ?? 0n) : null;
}

/** The number of ways to part n things: Aitken's triangle; the sum over numbers of groups must agree. */
function bell(n: number): bigint | null {
  let row = [1n];
  for (let m = 1; m <= n; m++) {
    const next = [row.at(-1) as bigint];
    for (const value of row) next.push((next.at(-1) as bigint) + value);
    row = next;
  }
  const sum = triangleRow(n, (_, j) => BigInt(j)).reduce((total, value) => total + value, 0n);
  return row[0] === sum ? sum : null;
}

/** C(2n, n)/(n + 1), which must be the product of (n + k)/k for k from 2 to n. */
function catalan(n: number): bigint | null {
  const value = choose(2 * n, n) / BigInt(n + 1);
  let [over, under] = [1n, 1n];
  for (let k = 2; k <= n; k++) [over, under] = [over * BigInt(n + k), under * BigInt(k)];
  return value * under === over ? value : null;
}

/** Permutations without a fixed point: d(n) = n d(n-1) + (-1)^n; d(n) = (n-1)(d(n-1) + d(n-2)) must agree. */
function subfactorial(n: number): bigint | null {
  let value = 1n;
  for (let k = 1; k <= n; k++) value = BigInt(k) * value + (k % 2 === 0 ? 1n : -1n);
  let [before, last] = [1n, 0n];
  for (let k = 2; k <= n; k++) [before, last] = [last, BigInt(k - 1) * (last + before)];
  return value === (n === 0 ? before : last) ? value : null;
}

/** E_n with E_2 = -1 (DLMF 24.5.4). */
function euler(n: number): bigint {
  if (n % 2 === 1) return 0n;
  const known: bigint[] = [1n];
  for (let m = 1; m <= n / 2; m++) {
    let sum = 0n;
    for (let k = 0; k < m; k++) sum += choose(2 * m, 2 * k) * (known[k] as bigint);
    known.push(-sum);
  }
  return known[n / 2] as bigint;
}

function lucas(n: number): bigint {
  let [a, b] = [2n, 1n];
  for (let k = 0; k < n; k++) [a, b] = [b, a + b];
  return a;
}

/** By halves, so that whole numbers of like size are multiplied and the fraction is reduced once. */
function harmonic(n: number): Fraction {
  const sum = (first: number, last: number): readonly [bigint, bigint] => {
    if (first === last) return [1n, BigInt(first)];
    const middle = (first + last) >> 1;
    const [a, b] = sum(first, middle);
    const [c, d] = sum(middle + 1, last);
    return [a * d + b * c, b * d];
  };
  const [over, under] = n === 0 ? [0n, 1n] : sum(1, n);
  return new Fraction(over, under);
}

/** Euler's pentagonal recurrence. */
export function partitionCount(n: number): bigint {
  const counts: bigint[] = [1n];
  for (let m = 1; m <= n; m++) {
    let sum = 0n;
    for (let k = 1; ; k++) {
      const first = m - (k * (3 * k - 1)) / 2;
      if (first < 0) break;
      const second = first - k;
      const term = (counts[first] as bigint) + (second >= 0 ? (counts[second] as bigint) : 0n);
      sum += k % 2 === 1 ? term : -term;
    }
    counts.push(sum);
  }
  return counts[n] as bigint;
}

/** A number of combinatorics at whole arguments that are not negative; null where none is known here. */
export function combinatorialNumber(head: string, values: readonly bigint[]): Fraction | null {
  if (values.some((value) => value < 0n || value > BigInt(LARGEST_SEQUENCE))) return null;
  const [n, k] = values.map(Number) as [number, number?];
  if (k !== undefined) {
    if (values.length !== 2 || n > LARGEST_TRIANGLE || k > n + LARGEST_TRIANGLE) return null;
    return fraction(
      head === "Stirling2"
        ? stirlingSecond(n, k)
        : head === "Stirling1"
          ? stirlingFirst(n, k)
          : null,
    );
  }
  const isSmall = n <= LARGEST_TRIANGLE;
  switch (head) {
    case "Catalan":
      return n <= 5_000 ? fraction(catalan(n)) : null;
    case "Bell":
      return isSmall ? fraction(bell(n)) : null;
    case "Bernoulli":
      return n <= LARGEST_BERNOULLI ? bernoulli(n) : null;
    case "EulerNumber":
      return n <= LARGEST_EULER ? fraction(euler(n)) : null;
    case "Subfactorial":
      return n <= 3_000 ? fraction(subfactorial(n)) : null;
    case "Lucas":
      return fraction(lucas(n));
    case "Harmonic":
      return n <= 2_000 ? harmonic(n) : null;
    case "Partitions":
      return n <= 5_000 ? fraction(partitionCount(n)) : null;
    default:
      return null;
  }
}

function fraction(value: bigint | null): Fraction | null {
  return value === null ? null : new Fraction(value);
}
