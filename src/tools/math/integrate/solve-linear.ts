import type { Field, Over } from "./field.ts";

/** Coefficients of the columns whose sum is the target, free ones zero; null where there are none. */
export function solveLinear<Value>(
  field: Field<Value>,
  columns: readonly Over<Value>[],
  target: Over<Value>,
): Value[] | null {
  const height = Math.max(target.length, ...columns.map((column) => column.length));
  const rows = Array.from({ length: height }, (_, row) => [
    ...columns.map((column) => column[row] ?? field.zero),
    target[row] ?? field.zero,
  ]);
  const pivots: number[] = [];
  for (let column = 0; column < columns.length; column++) {
    const at = pivots.length;
    const found = rows.findIndex(
      (row, index) => index >= at && !field.isZero(row[column] as Value),
    );
    if (found < 0) continue;
    [rows[at], rows[found]] = [rows[found] as Value[], rows[at] as Value[]];
    const inverse = field.inverse((rows[at] as Value[])[column] as Value);
    const pivot = (rows[at] as Value[]).map((value) => field.multiply(value, inverse));
    rows[at] = pivot;
    rows.forEach((row, index) => {
      const factor = row[column] as Value;
      if (index === at || field.isZero(factor)) return;
      rows[index] = row.map((value, k) =>
        field.add(value, field.negate(field.multiply(factor, pivot[k] as Value))),
      );
    });
    pivots.push(column);
  }
  const last = columns.length;
  if (rows.slice(pivots.length).some((row) => !field.isZero(row[last] as Value))) return null;
  const solution = columns.map(() => field.zero);
  pivots.forEach((column, row) => {
    solution[column] = (rows[row] as Value[])[last] as Value;
  });
  return solution;
}
