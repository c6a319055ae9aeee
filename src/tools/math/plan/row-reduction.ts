import { Fraction } from "fraction.js";
import { fractionOf } from "../exact/fraction-of.ts";
import { fractionExpression } from "../exact/to-expression.ts";
import type { Expression } from "../expression/expression.ts";
import { EXACT } from "./candidates.ts";
import { openOutcome, type Outcome } from "./outcome.ts";
import { type Matrix, matrixOutcome } from "./matrix-outcome.ts";

/** The reduced row echelon form, proved by the invertible matrix that turns one into the other. */
export function rowReduction(matrix: Matrix): Outcome {
  const entries = matrix.map((row) => row.map(fractionOf));
  if (entries.some((row) => row.some((entry) => entry === null)))
    return openOutcome(
      "Row reduction is worked out for matrices of rational numbers.",
      "unsupported",
    );
  const start = entries as Fraction[][];
  const size = start.length;
  // The identity beside the matrix records every step.
  const work = start.map((row, i) => [
    ...row,
    ...Array.from({ length: size }, (_, j) => new Fraction(i === j ? 1 : 0)),
  ]);
  const width = start[0]?.length ?? 0;
  const pivots = reduce(work, width);
  const reduced = work.map((row) => row.slice(0, width));
  const steps = work.map((row) => row.slice(width));
  const isProduct = reduced.every((row, i) =>
    row.every((entry, j) =>
      (steps[i] as Fraction[])
        .reduce(
          (sum, factor, k) => sum.add(factor.mul((start[k] as Fraction[])[j] as Fraction)),
          new Fraction(0),
        )
        .equals(entry),
    ),
  );
  const isInvertible =
    reduce(
      steps.map((row) => [...row]),
      size,
    ).length === size;
  if (!isProduct || !isInvertible)
    return openOutcome("The reduction did not stand up to multiplying back.");
  return matrixOutcome(
    reduced.map((row) => row.map((entry): Expression => fractionExpression(entry))),
    {
      grade: "proved",
      method: "multiply-back",
      detail: `An invertible matrix times the input gives the result exactly; the result has its leading ones in columns ${pivots.map((column) => column + 1).join(", ") || "none"} with zeros above and below, and such a form is unique.`,
      engines: [EXACT],
    },
  );
}

/** Gauss-Jordan elimination in place on the first columns; returns the columns of the leading ones. */
function reduce(rows: Fraction[][], columns: number): number[] {
  const pivots: number[] = [];
  for (let column = 0; column < columns && pivots.length < rows.length; column++) {
    const top = pivots.length;
    const found = rows.findIndex((row, r) => r >= top && !(row[column] as Fraction).equals(0));
    if (found < 0) continue;
    const pivotRow = rows[found] as Fraction[];
    rows[found] = rows[top] as Fraction[];
    const head = pivotRow[column] as Fraction;
    const scaled = pivotRow.map((entry) => entry.div(head));
    rows[top] = scaled;
    for (const [r, row] of rows.entries()) {
      if (r === top) continue;
      const factor = row[column] as Fraction;
      rows[r] = row.map((entry, c) => entry.sub(factor.mul(scaled[c] as Fraction)));
    }
    pivots.push(column);
  }
  return pivots;
}
