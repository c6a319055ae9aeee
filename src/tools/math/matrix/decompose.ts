import { AnsatzError } from "../../../core/errors.ts";
import { type Expression, integer, ZERO } from "../expression/expression.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import {
  columnOf,
  dot,
  entryAt,
  identityMatrix,
  mapEntries,
  type Matrix,
  multiply,
  tidy,
  tidyMatrix,
  transpose,
  verdictOfZero,
  widthOf,
} from "./matrix.ts";
import { exactEigenvalues } from "./eigenvalues.ts";
import { shiftedBy } from "./jordan.ts";
import { nullSpaceBasis, reduceMatrix } from "./reduce.ts";

export interface PermutedTriangular {
  /** The row of the input that stands at each place. */
  readonly order: readonly number[];
  readonly lower: Matrix;
  readonly upper: Matrix;
  /** Pivots that were divided by. */
  readonly divisors: readonly Expression[];
}

/** P A = L U with ones on the diagonal of L; rows are exchanged only where a pivot is zero. */
export function triangularFactors(matrix: Matrix): PermutedTriangular {
  const size = matrix.length;
  const upper = tidyMatrix(matrix).map((row) => [...row]);
  const lower = identityMatrix(size).map((row) => [...row]);
  const order = matrix.map((_, i) => i);
  const divisors: Expression[] = [];
  let top = 0;
  for (let column = 0; column < widthOf(matrix) && top < size; column++) {
    const found = upper.findIndex((row, i) => i >= top && !isZero(row[column] as Expression));
    if (found < 0) continue;
    swap(upper, found, top);
    swap(order, found, top);
    for (let k = 0; k < top; k++) {
      const [a, b] = [lower[top] as Expression[], lower[found] as Expression[]];
      [a[k], b[k]] = [b[k] as Expression, a[k] as Expression];
    }
    const pivotRow = upper[top] as Expression[];
    const pivot = pivotRow[column] as Expression;
    if (top + 1 < size) divisors.push(pivot);
    for (let i = top + 1; i < size; i++) {
      const row = upper[i] as Expression[];
      if (isZero(row[column] as Expression)) continue;
      const factor = tidy(["Divide", row[column] as Expression, pivot]);
      (lower[i] as Expression[])[top] = factor;
      upper[i] = row.map((entry, j) =>
        j <= column
          ? j === column
            ? ZERO
            : entry
          : minus(entry, ["Multiply", factor, pivotRow[j] as Expression]),
      );
    }
    top += 1;
  }
  return { order, lower, upper, divisors };
}

function swap<Item>(items: Item[], i: number, j: number): void {
  [items[i], items[j]] = [items[j] as Item, items[i] as Item];
}

const minus = (a: Expression, b: Expression): Expression => tidy(["Add", a, ["Negate", b]]);

function isZero(entry: Expression): boolean {
  const verdict = verdictOfZero(entry);
  if (verdict === "undecided")
    throw new AnsatzError("unsupported", "Whether an entry is zero could not be decided.");
  return verdict === "proved";
}

/** Orthonormal vectors that span the same, in order; null where the vectors are dependent. */
export function orthonormal(vectors: Matrix): Matrix | null {
  const found: (readonly Expression[])[] = [];
  for (const vector of vectors) {
    const rest = orthogonalTo(found, vector);
    const length = tidy(dot(rest, rest));
    if (isZero(length)) return null;
    found.push(rest.map((entry) => tidy(["Divide", entry, ["Sqrt", length]])));
  }
  return found;
}

/** The vector less its projections on orthonormal ones. */
const orthogonalTo = (units: Matrix, vector: readonly Expression[]): readonly Expression[] =>
  units.reduce((rest, unit) => {
    const part = tidy(dot(unit, vector));
    return rest.map((entry, k) => minus(entry, ["Multiply", part, unit[k] as Expression]));
  }, vector);

/** A = Q R with orthonormal columns in Q; null where the columns of A are dependent. */
export function orthogonalFactors(matrix: Matrix): { q: Matrix; r: Matrix } | null {
  const units = orthonormal(transpose(matrix));
  if (units === null) return null;
  const r = mapEntries(tidyMatrix(multiply(units, matrix)), (entry, i, j) =>
    j < i ? ZERO : entry,
  );
  return { q: transpose(units), r };
}

/** L with A = L L^T for a symmetric matrix of numbers; null where a pivot is not positive. */
export function choleskyFactor(matrix: Matrix): Matrix | null {
  const size = matrix.length;
  const lower = Array.from({ length: size }, () => Array.from({ length: size }, () => ZERO));
  for (let j = 0; j < size; j++) {
    const row = lower[j] as Expression[];
    const square = minus(entryAt(matrix, j, j), dot(row.slice(0, j), row.slice(0, j)));
    const sign = evaluateReal(square);
    if (sign === null) throw new AnsatzError("unsupported", "The sign of a pivot is not known.");
    if (isZero(square) || !sign.gt(0)) return null;
    row[j] = tidy(["Sqrt", square]);
    for (let i = j + 1; i < size; i++) {
      const other = lower[i] as Expression[];
      other[j] = tidy([
        "Divide",
        minus(entryAt(matrix, i, j), dot(other.slice(0, j), row.slice(0, j))),
        row[j] as Expression,
      ]);
    }
  }
  return lower;
}

/** The singular values, largest first, as many as the shorter side; null without a closed form. */
export function singularValues(matrix: Matrix): Expression[] | null {
  const other = transpose(matrix);
  const isWide = widthOf(matrix) > matrix.length;
  const gram = tidyMatrix(isWide ? multiply(matrix, other) : multiply(other, matrix));
  return (
    sortedEigenvalues(gram)?.flatMap(({ value, multiplicity }) =>
      Array.from({ length: multiplicity }, () => tidy(["Sqrt", value])),
    ) ?? null
  );
}

/** Largest first; null where they are not all real and in closed form. */
function sortedEigenvalues(matrix: Matrix): { value: Expression; multiplicity: number }[] | null {
  const found = (exactEigenvalues(matrix) ?? []).map((eigenvalue) => ({
    ...eigenvalue,
    size: evaluateReal(eigenvalue.value),
  }));
  if (found.length === 0 || found.some(({ size }) => size === null)) return null;
  return found.sort((a, b) => Number(b.size?.sub(a.size ?? 0)));
}

/** A = U S V^T with square orthogonal U and V; null where a closed form was not found. */
export function singularFactors(matrix: Matrix): { u: Matrix; s: Matrix; v: Matrix } | null {
  const gram = tidyMatrix(multiply(transpose(matrix), matrix));
  const eigenvalues = sortedEigenvalues(gram);
  if (eigenvalues === null) return null;
  const right: (readonly Expression[])[] = [];
  const left: (readonly Expression[])[] = [];
  const values: Expression[] = [];
  for (const { value } of eigenvalues) {
    const units = orthonormal(nullSpaceBasis(reduceMatrix(shiftedBy(gram, value))));
    if (units === null) return null;
    right.push(...units);
    if (isZero(value)) continue;
    const length = tidy(["Sqrt", value]);
    for (const unit of units) {
      values.push(length);
      left.push(
        columnOf(
          multiply(
            matrix,
            unit.map((entry) => [entry]),
          ),
          0,
        ).map((entry) => tidy(["Divide", entry, length])),
      );
    }
  }
  const rest =
    left.length === 0 ? identityMatrix(matrix.length) : nullSpaceBasis(reduceMatrix(left));
  const completion = rest.length === 0 ? [] : orthonormal(rest);
  if (completion === null) return null;
  const all = [...left, ...completion];
  const s = matrix.map((_, i) =>
    Array.from({ length: widthOf(matrix) }, (__, j): Expression =>
      i === j ? (values[i] ?? ZERO) : ZERO,
    ),
  );
  return { u: transpose(all), s, v: transpose(right) };
}

/** The matrix that puts the rows in this order. */
export const permutation = (order: readonly number[]): Matrix =>
  order.map((from) => order.map((_, j): Expression => integer(from === j ? 1 : 0)));

export const isIdentityOrder = (order: readonly number[]): boolean =>
  order.every((from, i) => from === i);
