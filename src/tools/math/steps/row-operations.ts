import type { Fraction } from "fraction.js";
import { fractionExpression } from "../exact/to-expression.ts";
import type { Expression } from "../expression/expression.ts";
import { rationalMatrixOf, reduceRational } from "../matrix/rational-matrix.ts";
import type { StepCheck, Words } from "./step-chain.ts";

export type Rows = readonly (readonly Fraction[])[];

export interface RowStep {
  readonly rule: "swap-rows" | "scale-row" | "eliminate";
  readonly text: Words;
  readonly hint: Words;
  readonly rows: Rows;
}

/** Gauss-Jordan elimination on the first `columns` columns, one pivot at a time. */
export function rowReduction(start: Rows, columns: number): RowStep[] {
  const steps: RowStep[] = [];
  let rows = start;
  let top = 0;
  for (let column = 0; column < columns && top < rows.length; column++) {
    const pivot = rows.findIndex((row, index) => index >= top && !isZero(row[column]));
    if (pivot === -1) continue;
    const name = (index: number): string => `R${index + 1}`;
    if (pivot !== top) {
      rows = rows.map((row, index) =>
        index === top
          ? (rows[pivot] as Fraction[])
          : index === pivot
            ? (rows[top] as Fraction[])
            : row,
      );
      steps.push({
        rule: "swap-rows",
        text: {
          en: `Swap ${name(top)} and ${name(pivot)}, to have a number that is not zero in column ${column + 1}.`,
          zh: `交换 ${name(top)} 与 ${name(pivot)}，使第 ${column + 1} 列的主元不为零。`,
        },
        hint: { en: "Which row can be the pivot row?", zh: "哪一行可以作为主元行？" },
        rows,
      });
    }
    const factor = (rows[top] as Fraction[])[column] as Fraction;
    if (!factor.equals(1)) {
      rows = rows.map((row, index) =>
        index === top ? row.map((value) => value.div(factor)) : row,
      );
      steps.push({
        rule: "scale-row",
        text: {
          en: `Divide ${name(top)} by ${factor.toFraction()}, to get a leading 1.`,
          zh: `${name(top)} 除以 ${factor.toFraction()}，使主元为 1。`,
        },
        hint: { en: "Make the pivot 1.", zh: "把主元化为 1。" },
        rows,
      });
    }
    const others = rows.flatMap((row, index) =>
      index !== top && !isZero(row[column]) ? [{ index, by: row[column] as Fraction }] : [],
    );
    if (others.length > 0) {
      const lead = rows[top] as Fraction[];
      rows = rows.map((row, index) => {
        const by = row[column] as Fraction;
        return index === top || isZero(by)
          ? row
          : row.map((value, place) => value.sub(by.mul(lead[place] as Fraction)));
      });
      const list = others
        .map(({ index, by }) => `${name(index)} - (${by.toFraction()}) ${name(top)}`)
        .join(", ");
      steps.push({
        rule: "eliminate",
        text: {
          en: `Clear the rest of column ${column + 1}: ${list}.`,
          zh: `消去第 ${column + 1} 列的其余元素：${list}。`,
        },
        hint: {
          en: "Use the pivot row to make the rest of its column zero.",
          zh: "用主元行把该列的其余元素化为零。",
        },
        rows,
      });
    }
    top += 1;
  }
  return steps;
}

function isZero(value: Fraction | undefined): boolean {
  return value === undefined || value.equals(0);
}

export function rowsExpression(rows: Rows): Expression {
  return ["List", ...rows.map((row): Expression => ["List", ...row.map(fractionExpression)])];
}

/** Two matrices come from each other by row operations exactly when their reduced forms are equal. */
export function checkSameRows(before: Rows, after: Rows): StepCheck {
  const reduced = [before, after].map((rows) => {
    const matrix = rationalMatrixOf(rows.map((row) => row.map(fractionExpression)));
    return matrix === null
      ? null
      : JSON.stringify(
          reduceRational(matrix, (rows[0] ?? []).length).rows.map((row) =>
            row.map((value) => value.toFraction()),
          ),
        );
  });
  const [a, b] = reduced;
  return a === null || a !== b
    ? null
    : {
        grade: "proved",
        method: "same-row-space",
        detail: "Both matrices have the same reduced row echelon form, worked out separately.",
      };
}
