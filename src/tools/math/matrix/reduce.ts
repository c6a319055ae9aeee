import { AnsatzError } from "../../../core/errors.ts";
import { fractionExpression } from "../exact/to-expression.ts";
import {
  argumentsOf,
  type Expression,
  headOf,
  isNumber,
  variablesOf,
  ZERO,
} from "../expression/expression.ts";
import { identityMatrix, type Matrix, tidy, tidyMatrix, verdictOfZero, widthOf } from "./matrix.ts";
import { rationalMatrixOf, reduceRational } from "./rational-matrix.ts";

export interface Reduced {
  /** In reduced row echelon form. */
  readonly rows: Matrix;
  /** The columns of the leading ones. */
  readonly pivots: readonly number[];
  /** What was divided by and holds variables: the form holds where none of these is zero. */
  readonly divisors: readonly Expression[];
}

/**
 * The reduced row echelon form, with pivots looked for in the first `columns` columns. Throws
 * `unsupported` where it is not decided whether an entry is zero.
 */
export function reduceMatrix(matrix: Matrix, columns: number = widthOf(matrix)): Reduced {
  const rationals = rationalMatrixOf(matrix);
  if (rationals !== null) {
    const { rows, pivots } = reduceRational(rationals, columns);
    return {
      rows: rows.map((row) => row.map((entry) => fractionExpression(entry))),
      pivots,
      divisors: [],
    };
  }
  return reduceSymbolic(matrix, columns);
}

function reduceSymbolic(matrix: Matrix, columns: number): Reduced {
  const rows = tidyMatrix(matrix).map((row) => [...row]);
  const pivots: number[] = [];
  const divisors: Expression[] = [];
  for (let column = 0; column < columns && pivots.length < rows.length; column++) {
    const top = pivots.length;
    const found = choosePivot(rows, top, column);
    if (found === null) continue;
    const pivotRow = rows[found] as Expression[];
    rows[found] = rows[top] as Expression[];
    const pivot = pivotRow[column] as Expression;
    if (variablesOf(pivot).length > 0) divisors.push(pivot);
    const scaled = pivotRow.map((entry, j): Expression =>
      j < column ? ZERO : j === column ? { num: "1" } : tidy(["Divide", entry, pivot]),
    );
    rows[top] = scaled;
    for (const [i, row] of rows.entries()) {
      if (i === top || isPlainZero(row[column] as Expression)) continue;
      const factor = row[column] as Expression;
      rows[i] = row.map((entry, j): Expression =>
        j === column
          ? ZERO
          : isPlainZero(scaled[j] as Expression)
            ? entry
            : tidy(["Add", entry, ["Negate", ["Multiply", factor, scaled[j] as Expression]]]),
      );
    }
    pivots.push(column);
  }
  return { rows, pivots, divisors };
}

/** A row whose entry is proved to be other than zero, one without variables first. */
function choosePivot(rows: readonly Expression[][], top: number, column: number): number | null {
  let best: number | null = null;
  for (let i = top; i < rows.length; i++) {
    const row = rows[i] as Expression[];
    const entry = row[column] as Expression;
    const verdict = verdictOfZero(entry);
    if (verdict === "undecided")
      throw new AnsatzError(
        "unsupported",
        "Whether an entry met in the elimination is zero could not be decided.",
      );
    if (verdict === "proved") {
      row[column] = ZERO;
      continue;
    }
    if (variablesOf(entry).length === 0) return i;
    best ??= i;
  }
  return best;
}

const isPlainZero = (entry: Expression): boolean =>
  typeof entry === "object" && "num" in entry && entry.num === "0";

/** A basis of the vectors v with M v = 0, from the reduced form of M. */
export function nullSpaceBasis({ rows, pivots }: Reduced): Expression[][] {
  const width = widthOf(rows);
  const free = Array.from({ length: width }, (_, column) => column).filter(
    (column) => !pivots.includes(column),
  );
  return free.map((column) => {
    const vector: Expression[] = Array.from({ length: width }, () => ZERO);
    vector[column] = { num: "1" };
    for (const [i, pivot] of pivots.entries())
      vector[pivot] = tidy(["Negate", (rows[i] as readonly Expression[])[column] as Expression]);
    return vector;
  });
}

/** The matrix with the identity of its height beside it, so that elimination records its steps. */
export function withIdentity(matrix: Matrix): Matrix {
  const identity = identityMatrix(matrix.length);
  return matrix.map((row, i) => [...row, ...(identity[i] as readonly Expression[])]);
}

/** The vector times numbers until no entry stands over a number. */
export function withoutDenominators(vector: readonly Expression[]): readonly Expression[] {
  let result = vector;
  for (let k = 0; k < vector.length; k++) {
    const [head, , bottom] = [
      headOf(result[k] as Expression),
      ...argumentsOf(result[k] as Expression),
    ];
    if (head !== "Divide" || bottom === undefined || !isNumber(bottom)) continue;
    result = result.map((other) => tidy(["Multiply", bottom, other]));
  }
  return result;
}
