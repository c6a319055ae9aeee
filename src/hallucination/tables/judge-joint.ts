import { stemOf, wordsOf } from "../support/words.ts";
import { cellNumber } from "./cell-number.ts";
import type { TableJudgement } from "./judge-grid.ts";
import type { Grid } from "./read-table.ts";

type Operator = "=" | ">" | "<" | ">=" | "<=";

interface Mention {
  /** Places in the list of words. */
  readonly from: number;
  readonly to: number;
}
/** A cell of text that the sentence names, with the columns it stands in. */
interface CellMention extends Mention {
  readonly value: string;
  readonly columns: readonly number[];
}
interface ColumnMention extends Mention {
  readonly columns: readonly number[];
}
interface NumberMention extends Mention {
  readonly value: number;
  readonly operator: Operator;
}

const plain = (text: string): string[] =>
  text
    .toLowerCase()
    .replace(/(?<=\d),(?=\d{3}(?!\d))/g, "")
    .match(/\d+(?:\.\d+)?|\p{L}+/gu) ?? [];

const REFUSED =
  /^(?:not|never|no|neither|none|nor|only|except|without|n't|t|if|whose|than|twice|half|times|remainder|rest|other|others|all|every|each|both|most|least|highest|lowest|greatest|largest|smallest|biggest|longest|shortest|fewest|maximum|minimum|top|total|sum|average|mean|combined|altogether|same|equal|different|difference|about|around|approximately|nearly|almost|roughly|before|after|until|since|between|during|first|second|third|fourth|fifth|last|next|previous|prior|earlier|later|followed|several|many|multiple|various|some|any|more|less|fewer|higher|lower|greater|larger|smaller|over|under|above|below|lost|lose|loses|won|win|wins|beat|beats|defeated|or|but|unlike|just|zero|one|two|three|four|five|six|seven|eight|nine|ten)$/;
const BEFORE_NUMBER: readonly (readonly [RegExp, Operator])[] = [
  [/\b(?:more|greater|higher|larger|bigger|longer) than$/, ">"],
  [/\b(?:less|fewer|lower|smaller|shorter) than$/, "<"],
  [/\b(?:above|exceeding)$/, ">"],
  [/\b(?:under|below)$/, "<"],
  [/\bat least$/, ">="],
  [/\bat most$/, "<="],
];

function find(
  words: readonly string[],
  needle: readonly string[],
  taken: readonly boolean[],
): number {
  for (let start = 0; start + needle.length <= words.length; start++)
    if (
      needle.every((word, index) => words[start + index] === word && taken[start + index] !== true)
    )
      return start;
  return -1;
}

function take(taken: boolean[], from: number, to: number): void {
  for (let index = from; index < to; index++) taken[index] = true;
}

interface Name {
  readonly value: string;
  readonly needle: readonly string[];
  readonly columns: readonly number[];
}

const namesByGrid = new WeakMap<Grid, readonly Name[]>();

/** The cells of text of a table, the longest first; worked out once for all sentences. */
function cellNames(grid: Grid): readonly Name[] {
  const known = namesByGrid.get(grid);
  if (known !== undefined) return known;
  const places = new Map<string, Set<number>>();
  for (const row of grid.rows)
    for (const [column, cell] of row.entries()) {
      if (cellNumber(cell) !== null) continue;
      for (const shown of new Set([cell, cell.replace(/\([^()]*\)/g, " ")])) {
        const key = plain(shown).join(" ");
        if (key.length < 3 || !/\p{L}/u.test(key)) continue;
        const columns = places.get(key) ?? new Set();
        columns.add(column);
        places.set(key, columns);
      }
    }
  const names = [...places]
    .toSorted((a, b) => b[0].length - a[0].length)
    .map(([value, columns]) => ({ value, needle: value.split(" "), columns: [...columns] }));
  namesByGrid.set(grid, names);
  return names;
}

/** Cells of text that stand in the sentence, the longest first. */
function cellMentions(words: readonly string[], grid: Grid, taken: boolean[]): CellMention[] {
  const said = new Set(words);
  const found: CellMention[] = [];
  for (const { value, needle, columns } of cellNames(grid)) {
    const from = said.has(needle[0] ?? "") ? find(words, needle, taken) : -1;
    if (from < 0) continue;
    take(taken, from, from + needle.length);
    found.push({ from, to: from + needle.length, value, columns });
  }
  return found;
}

function columnMentions(words: readonly string[], grid: Grid, taken: boolean[]): ColumnMention[] {
  const stems = words.map(stemOf);
  const names = new Map<string, number[]>();
  for (const [column, name] of grid.columns.entries())
    for (const shown of new Set([name, name.replace(/\([^()]*\)/g, " ")])) {
      const key = plain(shown).map(stemOf).join(" ");
      if (key === "" || names.get(key)?.includes(column) === true) continue;
      names.set(key, [...(names.get(key) ?? []), column]);
    }
  const found: ColumnMention[] = [];
  for (const [name, columns] of [...names].toSorted((a, b) => b[0].length - a[0].length)) {
    const needle = name.split(" ");
    const from = find(stems, needle, taken);
    if (from < 0) continue;
    take(taken, from, from + needle.length);
    found.push({ from, to: from + needle.length, columns });
  }
  return found;
}

function numberMentions(words: readonly string[], taken: boolean[]): NumberMention[] {
  const found: NumberMention[] = [];
  for (const [index, word] of words.entries()) {
    if (taken[index] === true || !/^\d/.test(word)) continue;
    const before = words.slice(Math.max(0, index - 2), index).join(" ");
    const sign = BEFORE_NUMBER.find(([pattern]) => pattern.test(before));
    const length = sign === undefined ? 0 : /than$|least$|most$/.test(before) ? 2 : 1;
    const after = words.slice(index + 1, index + 3).join(" ");
    const isBound = /^or (?:more|higher|greater)/.test(after);
    const isCeiling = /^or (?:less|fewer|lower)/.test(after);
    const to = index + (isBound || isCeiling ? 3 : 1);
    take(taken, index - length, to);
    const operator = isBound ? ">=" : isCeiling ? "<=" : (sign?.[1] ?? "=");
    found.push({ from: index - length, to, value: Number(word), operator });
  }
  return found;
}

const gapOf = (a: Mention, b: Mention): number =>
  a.to <= b.from ? b.from - a.to : b.to <= a.from ? a.from - b.to : 0;

const GLUE = /^(?:is|was|are|were|be|being|the|a|an|of|as|named|called|s)$/;

/** Nothing but words that join stand between the two. */
function isJoined(words: readonly string[], a: Mention, b: Mention): boolean {
  const [from, to] = a.to <= b.from ? [a.to, b.from] : [b.to, a.from];
  return to - from <= 3 && words.slice(from, to).every((word) => GLUE.test(word));
}

/** "Had 1 pick" and "for 7 years" count; the column of picks and years holds names. */
const NAMING =
  /\b(?:pick|round|year|season|episode|series|week|game|race|rank|place|position|no|number|date|draft|seed|district|total)s?\b/i;

/** Words that are neither in the table nor glue; with one of them nothing is proved. */
const MOST_FOREIGN = 1;
/** Words between a number and the name of its column. */
const REACH = 3;

/** Judges "the B of A is C, with D over 5" by whether one row has it all; null where the sentence says more. */
export function judgeJoint(sentence: string, grid: Grid): TableJudgement | null {
  const words = plain(sentence);
  if (words.length > 60) return null;
  const taken: boolean[] = words.map(() => false);
  const cells = cellMentions(words, grid, taken);
  if (cells.length === 0) return null;
  const columns = columnMentions(words, grid, taken);
  const numbers = numberMentions(words, taken);
  if (cells.length + numbers.length < 2) return null;
  const rest = words.filter((_, index) => taken[index] !== true);
  if (rest.some((word) => REFUSED.test(word))) return null;
  if (words.at(-1) === "a") return null;
  const foreign = wordsOf(rest.join(" ")).filter(
    ({ isContent, text }) => isContent || /^[b-hj-rt-z]$/.test(text),
  );
  if (foreign.length > MOST_FOREIGN) return null;
  // Each number belongs to the one column that is named right beside it.
  const near: ((row: readonly string[]) => boolean)[] = [];
  const tests: ((row: readonly string[]) => boolean)[] = [];
  const used = new Set<number>();
  for (const number of numbers) {
    const beside = columns
      .filter((column) => gapOf(column, number) <= REACH)
      .toSorted((a, b) => gapOf(a, number) - gapOf(b, number));
    const column = beside[0];
    if (column === undefined || column.columns.length !== 1) return null;
    // "An overall pick of 5" where "overall" and "pick" are two columns.
    const second = beside[1];
    if (
      second !== undefined &&
      (gapOf(second, number) === gapOf(column, number) || gapOf(second, column) === 0)
    )
      return null;
    const index = column.columns[0] as number;
    if (used.has(index)) return null;
    if (number.to <= column.from && NAMING.test(grid.columns[index] ?? "")) return null;
    used.add(index);
    const isNumeric = grid.rows.filter((row) => cellNumber(row[index] ?? "") !== null).length;
    if (isNumeric < 0.8 * grid.rows.length) return null;
    const test = (row: readonly string[]): boolean => holds(cellNumber(row[index] ?? ""), number);
    tests.push(test);
    near.push(test);
  }
  for (const cell of cells) {
    const beside = columns.filter(
      (column) => isJoined(words, column, cell) && !column.columns.some((index) => used.has(index)),
    );
    const bound = beside.flatMap((column) => column.columns);
    // "The home team Avon" where Avon is no home team, and "the visitor Avon was home".
    if (beside.length > 1 || (beside.length === 1 && !bound.some((c) => cell.columns.includes(c))))
      return null;
    const isShared = beside.some((column) =>
      cells.some((other) => other !== cell && isJoined(words, column, other)),
    );
    if (isShared && cell.columns.length > 1) return null;
    const allowed = bound.length > 0 ? bound : cell.columns;
    if (allowed.length === 1 && used.has(allowed[0] as number)) return null;
    tests.push((row) => allowed.some((c) => isCell(row[c] ?? "", cell.value)));
    const parts = cell.value.split(" ");
    near.push((row) =>
      row.some((other, index) => {
        if (bound.length > 0 && !allowed.includes(index)) return false;
        const words = new Set(plain(other));
        return parts.every((part) => words.has(part));
      }),
    );
    if (allowed.length === 1) used.add(allowed[0] as number);
  }
  const rows = grid.rows.filter((row) => tests.every((test) => test(row)));
  if (rows.length > 0 && foreign.length > 0) return null;
  // A cell may be named by a part of it, so a row that nearly has it all leaves it open.
  const isNear = (row: readonly string[]): boolean => near.every((test) => test(row));
  if (rows.length === 0 && grid.rows.some(isNear)) return null;
  return {
    holds: rows.length > 0,
    detail:
      rows.length > 0
        ? `A row of the table has it: ${(rows[0] ?? []).join(", ").slice(0, 120)}.`
        : "No row of the table has all of this.",
  };
}

function isCell(cell: string, value: string): boolean {
  return (
    plain(cell).join(" ") === value || plain(cell.replace(/\([^()]*\)/g, " ")).join(" ") === value
  );
}

function holds(value: number | null, { operator, value: stated }: NumberMention): boolean {
  if (value === null) return false;
  if (operator === ">") return value > stated;
  if (operator === "<") return value < stated;
  if (operator === ">=") return value >= stated;
  if (operator === "<=") return value <= stated;
  return value === stated;
}
