import type { Expression } from "../expression/expression.ts";

/** The determinant written out by its first row; for the few rows that solutions with constants have. */
export function determinantOf(rows: readonly (readonly Expression[])[]): Expression {
  const [first, ...rest] = rows as [readonly Expression[], ...(readonly Expression[])[]];
  if (rest.length === 0) return first[0] as Expression;
  return [
    "Add",
    ...first.map((entry, j): Expression => {
      const minor = determinantOf(rest.map((row) => row.filter((_, k) => k !== j)));
      const product: Expression = ["Multiply", entry, minor];
      return j % 2 === 0 ? product : ["Negate", product];
    }),
  ];
}
