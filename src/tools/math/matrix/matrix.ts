import type { Verdict } from "../../../core/truth.ts";
import { isZeroSurd, surdExpression, surdOf } from "../exact/surd.ts";
import { exactForm } from "../exact/exact-form.ts";
import {
  argumentsOf,
  type Expression,
  headOf,
  variablesOf,
  ZERO,
} from "../expression/expression.ts";
import { tidySigns } from "../expression/tidy-signs.ts";
import { decideEqual } from "../prove/decide-zero.ts";

/** Rows of equal length. */
export type Matrix = readonly (readonly Expression[])[];

const ROWS = new Set(["List", "Set", "Tuple"]);

/** The matrix that a list of lists stands for; null where the rows are of different lengths or missing. */
export function matrixOf(expression: Expression): Matrix | null {
  if (!ROWS.has(headOf(expression))) return null;
  const rows = argumentsOf(expression);
  if (rows.length === 0 || !rows.every((row) => ROWS.has(headOf(row)))) return null;
  const entries = rows.map(argumentsOf);
  const width = entries[0]?.length ?? 0;
  const isMatrix =
    width > 0 &&
    entries.every((row) => row.length === width && row.every((entry) => !ROWS.has(headOf(entry))));
  return isMatrix ? entries : null;
}

/** The components of a vector: a list, or a matrix of one row or one column; null for anything else. */
export function vectorOf(expression: Expression): readonly Expression[] | null {
  const matrix = matrixOf(expression);
  if (matrix !== null) {
    if (matrix.length === 1) return matrix[0] as readonly Expression[];
    return widthOf(matrix) === 1 ? columnOf(matrix, 0) : null;
  }
  const parts = argumentsOf(expression);
  return ROWS.has(headOf(expression)) &&
    parts.length > 0 &&
    !parts.some((part) => ROWS.has(headOf(part)))
    ? parts
    : null;
}

export function matrixExpression(matrix: Matrix): Expression {
  return ["List", ...matrix.map((row): Expression => ["List", ...row])];
}

export const widthOf = (matrix: Matrix): number => matrix[0]?.length ?? 0;

export const isSquare = (matrix: Matrix): boolean => matrix.length === widthOf(matrix);

export const entryAt = (matrix: Matrix, row: number, column: number): Expression =>
  (matrix[row] as readonly Expression[])[column] as Expression;

export const columnOf = (matrix: Matrix, column: number): Expression[] =>
  matrix.map((row) => row[column] as Expression);

export const mapEntries = (
  matrix: Matrix,
  change: (entry: Expression, row: number, column: number) => Expression,
): Matrix => matrix.map((row, i) => row.map((entry, j) => change(entry, i, j)));

export const transpose = (matrix: Matrix): Matrix =>
  Array.from({ length: widthOf(matrix) }, (_, column) => columnOf(matrix, column));

/** 1 on the diagonal and 0 beside it. */
export const identityMatrix = (size: number): Matrix =>
  diagonalMatrix(Array.from({ length: size }, (): Expression => ({ num: "1" })));

export function diagonalMatrix(entries: readonly Expression[]): Matrix {
  return entries.map((entry, i) =>
    entries.map((_, j): Expression => (i === j ? entry : { num: "0" })),
  );
}

/** The expression in exact normal form where it has a short one, without roots in denominators of numbers. */
export function tidy(expression: Expression): Expression {
  const number = surdOf(expression);
  return number === null
    ? (exactForm(expression) ?? tidySigns(expression))
    : surdExpression(number);
}

/** Proved, refuted, or undecided, exactly; at once for sums of square roots. */
export function verdictOfZero(expression: Expression): Verdict {
  const number = surdOf(expression);
  if (number !== null) return isZeroSurd(number) ? "proved" : "refuted";
  return decideEqual(expression, ZERO).verdict;
}

export const tidyMatrix = (matrix: Matrix): Matrix => mapEntries(matrix, tidy);

/** The entries of the product as they are defined, not worked out. */
export function multiply(a: Matrix, b: Matrix): Matrix {
  const columns = transpose(b);
  return a.map((row) => columns.map((column) => dot(row, column)));
}

export function add(a: Matrix, b: Matrix): Matrix {
  return mapEntries(a, (entry, i, j) => ["Add", entry, entryAt(b, i, j)]);
}

export function scale(factor: Expression, matrix: Matrix): Matrix {
  return mapEntries(matrix, (entry) => ["Multiply", factor, entry]);
}

/** The sum of the products of the components. */
export function dot(a: readonly Expression[], b: readonly Expression[]): Expression {
  return ["Add", ...a.map((entry, k): Expression => ["Multiply", entry, b[k] as Expression])];
}

/** True only where every pair of entries is proved equal. */
export function isProvedEqual(a: Matrix, b: Matrix): boolean {
  return (
    a.length === b.length &&
    widthOf(a) === widthOf(b) &&
    a.every((row, i) => row.every((entry, j) => isProvedSame(entry, entryAt(b, i, j))))
  );
}

const isProvedSame = (a: Expression, b: Expression): boolean =>
  verdictOfZero(["Add", a, ["Negate", b]]) === "proved";

export const namesIn = (matrix: Matrix): string[] => variablesOf(matrixExpression(matrix));

const OPERATIONS = new Set(["Add", "Multiply", "Negate", "Divide", "Power"]);

/** Whether a matrix stands among the terms, factors or bases, so that the value is a matrix too. */
export function isMatrixValued(expression: Expression): boolean {
  return (
    matrixOf(expression) !== null ||
    (OPERATIONS.has(headOf(expression)) && argumentsOf(expression).some(isMatrixValued))
  );
}

/** Whether the value is a vector: a sum or multiple of lists of components, which are no sets `{…}`. */
export function isVectorValued(expression: Expression): boolean {
  const parts = argumentsOf(expression);
  switch (headOf(expression)) {
    case "Tuple":
    case "List":
      return vectorOf(expression) !== null;
    case "Add":
      return parts.every(isVectorValued);
    case "Multiply":
    case "Divide":
    case "Negate":
      return parts.filter(isVectorValued).length === 1;
    default:
      return false;
  }
}
