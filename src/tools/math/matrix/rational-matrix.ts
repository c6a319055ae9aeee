import { checkDeadline } from "../exact/deadline.ts";
import { Fraction } from "fraction.js";
import { gcdBigint } from "../exact/integers.ts";
import { fractionOf } from "../exact/fraction-of.ts";
import type { Matrix } from "./matrix.ts";

export type RationalMatrix = readonly (readonly Fraction[])[];
type IntegerRow = bigint[];

/** The entries as fractions; null where one of them is no rational number. */
export function rationalMatrixOf(matrix: Matrix): RationalMatrix | null {
  const rows: Fraction[][] = [];
  for (const row of matrix) {
    const entries: Fraction[] = [];
    for (const entry of row) {
      const value = fractionOf(entry);
      if (value === null) return null;
      entries.push(value);
    }
    rows.push(entries);
  }
  return rows;
}

export interface ReducedRational {
  /** In reduced row echelon form. */
  readonly rows: Fraction[][];
  /** The columns of the leading ones. */
  readonly pivots: number[];
}

/**
 * The reduced row echelon form with pivots looked for in the first `columns` columns only. Works with
 * integers throughout: every entry met is a minor of the input (Bareiss), so numbers stay short.
 */
export function reduceRational(matrix: RationalMatrix, columns: number): ReducedRational {
  const work = matrix.map((row) => clearDenominators(row).integers);
  const pivots: number[] = [];
  let previous = 1n;
  for (let column = 0; column < columns && pivots.length < work.length; column++) {
    const top = pivots.length;
    const found = work.findIndex((row, i) => i >= top && row[column] !== 0n);
    if (found < 0) continue;
    const pivotRow = work[found] as IntegerRow;
    work[found] = work[top] as IntegerRow;
    work[top] = pivotRow;
    const pivot = pivotRow[column] as bigint;
    for (const [i, row] of work.entries())
      if (i !== top) eliminate(row, pivotRow, pivot, row[column] as bigint, previous);
    previous = pivot;
    pivots.push(column);
  }
  return {
    rows: work.map((row, i) =>
      row.map((entry) => new Fraction(entry, i < pivots.length ? previous : 1n)),
    ),
    pivots,
  };
}

/** row := (pivot row - factor pivotRow) / previous, which is exact. */
function eliminate(
  row: IntegerRow,
  pivotRow: IntegerRow,
  pivot: bigint,
  factor: bigint,
  previous: bigint,
): void {
  checkDeadline(row.length);
  for (let j = 0; j < row.length; j++)
    row[j] = (pivot * (row[j] as bigint) - factor * (pivotRow[j] as bigint)) / previous;
}

/** The determinant of a square matrix of rational numbers, by fraction-free elimination. */
export function determinantOfRational(matrix: RationalMatrix): Fraction {
  let denominator = 1n;
  const work = matrix.map((row) => {
    const cleared = clearDenominators(row);
    denominator *= cleared.denominator;
    return cleared.integers;
  });
  let previous = 1n;
  let sign = 1n;
  for (let k = 0; k < work.length; k++) {
    const found = work.findIndex((row, i) => i >= k && row[k] !== 0n);
    if (found < 0) return new Fraction(0);
    if (found !== k) {
      [work[found], work[k]] = [work[k] as IntegerRow, work[found] as IntegerRow];
      sign = -sign;
    }
    const pivotRow = work[k] as IntegerRow;
    const pivot = pivotRow[k] as bigint;
    for (const row of work.slice(k + 1))
      eliminate(row, pivotRow, pivot, row[k] as bigint, previous);
    previous = pivot;
  }
  return new Fraction(sign * previous, denominator);
}

/**
 * True when `value` IS the determinant: worked out again by plain elimination modulo primes, so many that
 * their product exceeds twice Hadamard's bound, the difference is divisible by more than it can measure.
 */
export function isDeterminant(matrix: RationalMatrix, value: Fraction): boolean {
  let denominator = 1n;
  const integers = matrix.map((row) => {
    const cleared = clearDenominators(row);
    denominator *= cleared.denominator;
    return cleared.integers;
  });
  const claimed = value.mul(new Fraction(denominator));
  if (claimed.d !== 1n) return false;
  const target = claimed.s * claimed.n;
  // The product of the rows' sums of absolute values is at least Hadamard's product of their lengths.
  const bound = integers.reduce(
    (product, row) => product * row.reduce((sum, x) => sum + (x < 0n ? -x : x), 1n),
    2n,
  );
  const most = bound + (target < 0n ? -target : target);
  let modulus = 1n;
  for (let prime = largePrime(2_000_000_000); modulus <= most; prime = largePrime(prime - 1)) {
    const p = BigInt(prime);
    if (determinantModulo(integers, p) !== ((target % p) + p) % p) return false;
    modulus *= p;
  }
  return true;
}

function determinantModulo(matrix: readonly IntegerRow[], p: bigint): bigint {
  const work = matrix.map((row) => row.map((entry) => ((entry % p) + p) % p));
  let value = 1n;
  for (let k = 0; k < work.length; k++) {
    const found = work.findIndex((row, i) => i >= k && row[k] !== 0n);
    if (found < 0) return 0n;
    if (found !== k) {
      [work[found], work[k]] = [work[k] as IntegerRow, work[found] as IntegerRow];
      value = p - value;
    }
    const pivotRow = work[k] as IntegerRow;
    value = (value * (pivotRow[k] as bigint)) % p;
    const inverse = inverseModulo(pivotRow[k] as bigint, p);
    for (const row of work.slice(k + 1)) {
      const factor = ((row[k] as bigint) * inverse) % p;
      if (factor === 0n) continue;
      for (let j = k; j < row.length; j++)
        row[j] = ((row[j] as bigint) + (p - factor) * (pivotRow[j] as bigint)) % p;
    }
  }
  return value % p;
}

function inverseModulo(value: bigint, p: bigint): bigint {
  let [a, b, x, y] = [value, p, 1n, 0n];
  while (b !== 0n) {
    const quotient = a / b;
    [a, b] = [b, a - quotient * b];
    [x, y] = [y, x - quotient * y];
  }
  return ((x % p) + p) % p;
}

/** The largest prime up to `from`. */
function largePrime(from: number): number {
  for (let candidate = from; ; candidate--) {
    let divisor = 2;
    while (divisor * divisor <= candidate && candidate % divisor !== 0) divisor += 1;
    if (divisor * divisor > candidate) return candidate;
  }
}

/** The row times its least common denominator. */
function clearDenominators(row: readonly Fraction[]): {
  integers: IntegerRow;
  denominator: bigint;
} {
  const denominator = row.reduce((all, { d }) => (all / gcdBigint(all, d)) * d, 1n);
  return { integers: row.map(({ s, n, d }) => s * n * (denominator / d)), denominator };
}
