import { wordsOf } from "../support/words.ts";
import { cellNumber } from "./cell-number.ts";
import type { Grid } from "./read-table.ts";

/** Words in lower case with one space around each, so that a whole word can be looked for. */
export const simple = (text: string): string =>
  ` ${text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()} `;

/** Other columns that the sentence names, without those whose words the judged one has. */
function otherColumns(sentence: string, grid: Grid, column: number): readonly number[] {
  const said = new Set(wordsOf(sentence).map(({ stem }) => stem));
  const own = new Set(wordsOf(grid.columns[column] ?? "").map(({ stem }) => stem));
  return [...grid.columns.keys()].filter((index) => {
    const parts = wordsOf(grid.columns[index] ?? "").filter(({ isContent }) => isContent);
    const isNamed = parts.length > 0 && parts.every(({ stem }) => said.has(stem));
    return index !== column && isNamed && !parts.every(({ stem }) => own.has(stem));
  });
}

/** "Romania in group A" where the row of Romania has another group. */
export function saysOther(sentence: string, grid: Grid, column: number, row: number): boolean {
  const said = simple(sentence);
  return otherColumns(sentence, grid, column).some(
    (index) => !said.includes(simple(grid.rows[row]?.[index] ?? "")),
  );
}

/** "The longest in Valkenburg": a cell that other rows share narrows the rows that are compared. */
export function isWithinGroup(sentence: string, grid: Grid, column: number, row: number): boolean {
  const said = simple(sentence);
  return (grid.rows[row] ?? []).some((cell, index) => {
    const name = simple(cell);
    if (index === column || name.trim() === "" || !said.includes(name)) return false;
    const isLong = name.trim().length >= 3 && cellNumber(cell) === null;
    if (!isLong && !otherColumns(sentence, grid, column).includes(index)) return false;
    return grid.rows.filter((other) => simple(other[index] ?? "") === name).length > 1;
  });
}

/** One of several columns that count the same for other things: the greatest may be meant along the row. */
export function isOneOfMany(grid: Grid, column: number): boolean {
  const own = new Set(wordsOf(grid.columns[column] ?? "").map(({ stem }) => stem));
  const alike = grid.columns.filter(
    (name, index) => index !== column && wordsOf(name).some(({ stem }) => own.has(stem)),
  );
  return alike.length >= 2;
}
