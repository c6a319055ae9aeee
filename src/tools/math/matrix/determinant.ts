import { AnsatzError } from "../../../core/errors.ts";
import { exactForm } from "../exact/exact-form.ts";
import { fractionOf } from "../exact/fraction-of.ts";
import { fractionExpression } from "../exact/to-expression.ts";
import { type Expression, integer, nodeCount, substitute, ZERO } from "../expression/expression.ts";
import { entryAt, type Matrix, mapEntries, namesIn, tidy, tidyMatrix } from "./matrix.ts";
import { determinantOfRational, rationalMatrixOf } from "./rational-matrix.ts";

/** Most minors worked out for a determinant with symbols. */
export const MAX_MINORS = 3_000;
/** Largest minor kept, in nodes of the written expression. */
const MAX_MINOR_NODES = 4_000;
/** Minors of more than this together are too much work. */
const MAX_TOTAL_NODES = 150_000;

/**
 * The determinant in exact normal form: by elimination for rational numbers, otherwise by expansion with
 * every minor worked out once. Throws `too_large` with the limit that was met.
 */
export function determinant(matrix: Matrix): Expression {
  const rationals = rationalMatrixOf(matrix);
  if (rationals !== null) return fractionExpression(determinantOfRational(rationals));
  return new Expansion(tidyMatrix(matrix)).minor(
    0,
    matrix.map((_, column) => column),
  );
}

class Expansion {
  private readonly known = new Map<string, Expression>();
  private nodes = 0;
  private readonly matrix: Matrix;

  constructor(matrix: Matrix) {
    this.matrix = matrix;
  }

  /** The determinant of the rows from `row` on in these columns. */
  minor(row: number, columns: readonly number[]): Expression {
    if (columns.length === 0) return { num: "1" };
    if (columns.length === 1) return entryAt(this.matrix, row, columns[0] as number);
    const key = columns.join(",");
    const before = this.known.get(key);
    if (before !== undefined) return before;
    const terms: Expression[] = [];
    for (const [k, column] of columns.entries()) {
      const entry = entryAt(this.matrix, row, column);
      if (isZero(entry)) continue;
      const rest = this.minor(
        row + 1,
        columns.filter((other) => other !== column),
      );
      if (isZero(rest)) continue;
      const product: Expression = ["Multiply", entry, rest];
      terms.push(k % 2 === 0 ? product : ["Negate", product]);
    }
    const sum: Expression = terms.length === 0 ? ZERO : ["Add", ...terms];
    const value = exactForm(sum) ?? sum;
    this.known.set(key, value);
    const size = nodeCount(value);
    this.nodes += size;
    if (this.known.size > MAX_MINORS || size > MAX_MINOR_NODES || this.nodes > MAX_TOTAL_NODES)
      throw new AnsatzError(
        "too_large",
        `The determinant of this ${this.matrix.length} by ${this.matrix.length} matrix with symbols is too large: at most ${MAX_MINORS} minors of ${MAX_MINOR_NODES} parts are worked out.`,
      );
    return value;
  }
}

const isZero = (entry: Expression): boolean =>
  typeof entry === "object" && "num" in entry && entry.num === "0";

/**
 * Compares a determinant with symbols with the elimination of rational numbers at several points. False
 * when they differ at one; true when no point could be evaluated so (entries with functions) or all agree.
 */
export function agreesAtPoints(matrix: Matrix, value: Expression): boolean {
  const names = namesIn(matrix);
  for (let point = 1; point <= 4; point++) {
    const at = (expression: Expression): Expression =>
      names.reduce(
        (all, name, k) => substitute(all, name, integer(((7919 * point * (k + 3)) % 1009) + point)),
        expression,
      );
    const numbers = rationalMatrixOf(mapEntries(matrix, at));
    const claimed = fractionOf(at(value));
    if (numbers === null || claimed === null) continue;
    if (!determinantOfRational(numbers).equals(claimed)) return false;
  }
  return true;
}

/** The matrix without one row and one column. */
export const without = (matrix: Matrix, row: number, column: number): Matrix =>
  matrix.filter((_, i) => i !== row).map((entries) => entries.filter((_, j) => j !== column));

/** The transpose of the matrix of cofactors. */
export function adjugate(matrix: Matrix): Matrix {
  return mapEntries(matrix, (_, i, j) => {
    const minor = matrix.length === 1 ? integer(1) : determinant(without(matrix, j, i));
    return tidy((i + j) % 2 === 0 ? minor : ["Negate", minor]);
  });
}
