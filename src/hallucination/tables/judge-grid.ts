import { wholeQuantitiesIn } from "../support/quantities.ts";
import { type Word, wordsOf } from "../support/words.ts";
import { cellNumber } from "./cell-number.ts";
import { isOneOfMany, isWithinGroup, saysOther, simple } from "./grid-doubts.ts";
import type { Grid } from "./read-table.ts";

/** What a table says about a sentence. */
export interface TableJudgement {
  readonly holds: boolean;
  readonly detail: string;
  readonly expected?: string;
}

const MORE =
  /\b(?:more|higher|greater|larger|bigger|longer|taller|heavier|faster|exceed\w*|above)\b|[更较]?[多高大长快]于?|超过/i;
const LESS =
  /\b(?:less|lower|fewer|smaller|shorter|slower|lighter|below)\b|[更较][少低小短慢]|少于|低于|小于/i;
const SAME = /\b(?:same|equal|tied|identical)\b|相同|一样|相等/i;
const MOST =
  /\b(?:most|highest|greatest|largest|biggest|longest|tallest|maximum|top)\b|最[多高大长]/i;
const LEAST = /\b(?:least|lowest|fewest|smallest|shortest|minimum)\b|最[少低小短]/i;
const TOTAL = /\b(?:total|sum|altogether|combined)\b|总[共和计]|合计/i;
const AVERAGE = /\b(?:average|mean)\b|平均/i;
const NEGATION =
  /\b(?:not|never|no|neither|none|nor|only|except|other than|without)\b|n't|[不没未]/i;
/** Conditions, orders and places narrow a statement to some rows in a way that is not read here. */
const NARROWED =
  /\b(?:when|where|while|after|before|until|since|between|if|whose|which|second|third|fourth|fifth|next|previous|prior|followed|than any|twice|half|times|remainder|rest|other|all|every|each|both|\d+(?:st|nd|rd|th))\b|其[他余]|第[二三四五]/i;
/** A small number is the better one here, so "highest" and "more" say two things. */
const RANKING = /\b(?:rank|position|place|pos|finish|seed|pick|no|number|#)\b|名次|排名/i;

/** Judges a sentence by a grid where one reading fits; null where none or several do. */
export function judgeByGrid(sentence: string, grid: Grid): TableJudgement | null {
  if (NEGATION.test(sentence) || NARROWED.test(sentence)) return null;
  const words = wordsOf(sentence);
  const rows = rowsNamed(sentence, grid);
  const column = columnNamed(words, grid, rows);
  const name = column === null ? "" : (grid.columns[column] ?? "");
  if (column === null || AGGREGATE.test(name) || IDENTIFIER.test(name)) return null;
  if (holdsYears(grid, column)) return null;
  const columnNames = grid.columns.join(" ");
  const most = rows.length === 0 ? 0 : MOST_FOREIGN;
  if (countForeign(words, namesOf(grid, rows, null), columnNames) > most) return null;
  const judged =
    rows.length === 2
      ? compareRows(sentence, grid, column, rows)
      : rows.length === 1
        ? judgeRow(sentence, grid, column, rows[0] as number)
        : rows.length === 0
          ? judgeColumn(sentence, grid, column)
          : null;
  // What else the sentence says of the row was not looked up, so it is not proved.
  const isMore = countForeign(words, namesOf(grid, rows, sentence), name) > MOST_FOREIGN_PROVED;
  return judged?.holds === true && isMore ? null : judged;
}

/** A column that holds totals or averages gives these words another meaning. */
const AGGREGATE = /\b(?:average|avg|mean|total|sum|highest|lowest|most|max|min)\b|平均|总|合计/i;
const MOST_FOREIGN = 2;
const MOST_FOREIGN_PROVED = 1;
/** Numbers that name a thing and measure nothing. */
const IDENTIFIER =
  /\b(?:number|no|id|code|episode|series|season|year|date|week|round|game|rank|position|place|pos|seed|pick|draft)\b|#|编号|年份|日期/i;
const COMPARING =
  /^(?:more|less|fewer|high|low|great|larg|small|big|long|short|tall|most|least|total|sum|averag|same|equal|number|amount|have|has|had|than|million|thousand)/i;

/** Content words beside the given names and the column's: they may be a condition of their own. */
function countForeign(words: readonly Word[], names: string, column: string): number {
  const known = new Set(wordsOf(`${column} ${names}`).map(({ stem }) => stem));
  return words.filter(
    ({ isContent, stem, text }) =>
      isContent && !/\d/.test(text) && !known.has(stem) && !COMPARING.test(text),
  ).length;
}

/** The cells of the rows, or only the longest of each row that the sentence has. */
function namesOf(grid: Grid, rows: readonly number[], sentence: string | null): string {
  return rows
    .flatMap((row) => {
      const cells = (grid.rows[row] ?? []).filter((cell) => cellNumber(cell) === null);
      if (sentence === null) return cells;
      const said = cells.filter((cell) => simple(sentence).includes(simple(cell)));
      return said.toSorted((a, b) => b.length - a.length).slice(0, 1);
    })
    .join(" ");
}

/** The rows whose name, a cell of text that no other row has, stands in the sentence. */
function rowsNamed(sentence: string, grid: Grid): readonly number[] {
  const said = simple(sentence);
  const found: { readonly row: number; readonly length: number }[] = [];
  for (const [row, cells] of grid.rows.entries())
    for (const [column, cell] of cells.entries()) {
      const name = simple(cell);
      if (name.trim().length < 3 || cellNumber(cell) !== null || !said.includes(name)) continue;
      const isShared = grid.rows.some(
        (other, index) => index !== row && simple(other[column] ?? "") === name,
      );
      if (!isShared) found.push({ row, length: name.length });
    }
  return [...new Set(found.map(({ row }) => row))];
}

/** The one numeric column whose name the sentence has best; null when none or two do. */
function columnNamed(words: readonly Word[], grid: Grid, rows: readonly number[]): number | null {
  const said = new Set(words.map(({ stem }) => stem));
  const scored = grid.columns
    .map((name, column) => {
      const plain = name.replaceAll("_", " ").replace(/\([^()]*\)/g, " ");
      const parts = wordsOf(plain).filter(({ isContent }) => isContent);
      const hits = parts.filter(({ stem }) => said.has(stem)).length;
      const isNumeric = numbersOf(grid, column).length >= Math.max(2, 0.7 * grid.rows.length);
      return { column, score: parts.length === 0 || !isNumeric ? 0 : hits / parts.length };
    })
    .filter(({ score }) => score >= 0.7)
    .toSorted((a, b) => b.score - a.score);
  const [best, second] = scored;
  if (best === undefined || best.score === second?.score) return null;
  return rows.every((row) => cellNumber(grid.rows[row]?.[best.column] ?? "") !== null)
    ? best.column
    : null;
}

/** Rows that sum up others. */
const SUMMARY = /^(?:total|sum|all|overall|average|combined|mean|合计|总计|平均)/i;

function numbersOf(grid: Grid, column: number): readonly number[] {
  return grid.rows
    .filter((row) => !row.some((cell) => SUMMARY.test(cell)))
    .flatMap((row) => cellNumber(row[column] ?? "") ?? []);
}

/** A column of years orders nothing that "more" or "highest" speaks of. */
function holdsYears(grid: Grid, column: number): boolean {
  const numbers = numbersOf(grid, column);
  const years = numbers.filter((value) => Number.isInteger(value) && value > 1500 && value < 2100);
  return years.length > 0.8 * numbers.length;
}

const at = (grid: Grid, row: number, column: number): number =>
  cellNumber(grid.rows[row]?.[column] ?? "") ?? Number.NaN;

function compareRows(
  sentence: string,
  grid: Grid,
  column: number,
  rows: readonly number[],
): TableJudgement | null {
  if (RANKING.test(grid.columns[column] ?? "") || statedNumbers(sentence, grid).length > 0)
    return null;
  const said = simple(sentence);
  const placeOf = (row: number): number =>
    Math.min(
      ...(grid.rows[row] ?? [])
        .filter((cell) => cellNumber(cell) === null && simple(cell).trim().length >= 3)
        .map((cell) => said.indexOf(simple(cell)))
        .filter((place) => place >= 0),
    );
  const [first, second] = rows.toSorted((a, b) => placeOf(a) - placeOf(b)) as [number, number];
  const [a, b] = [at(grid, first, column), at(grid, second, column)];
  const detail = `In "${grid.columns[column] ?? ""}" the table has ${a} and ${b}.`;
  const [isMore, isLess, isSame] = [MORE.test(sentence), LESS.test(sentence), SAME.test(sentence)];
  if (Number(isMore) + Number(isLess) + Number(isSame) !== 1) return null;
  if (!isSame && !/\bthan\b|比|于/.test(sentence)) return null;
  // "Than Wales, New Zealand had more" turns the order round.
  if (!isSame && said.indexOf(" than ") >= 0 && said.indexOf(" than ") < placeOf(first))
    return null;
  return { holds: isMore ? a > b : isLess ? a < b : a === b, detail };
}

/** The numbers a sentence states, without those that name a row, a column or a year. */
function statedNumbers(sentence: string, grid: Grid): readonly number[] {
  const names = simple(
    [...grid.columns, ...grid.rows.flat().filter((cell) => cellNumber(cell) === null)].join(" "),
  );
  return wholeQuantitiesIn(sentence)
    .filter(
      ({ text, value, unit }) =>
        !/^(?:date|score|code)$/.test(unit) &&
        !names.includes(simple(text)) &&
        !/^(?:1[89]|20)\d\d$/.test(value),
    )
    .map(({ value }) => Number(value));
}

function judgeRow(
  sentence: string,
  grid: Grid,
  column: number,
  row: number,
): TableJudgement | null {
  const value = at(grid, row, column);
  const name = grid.columns[column] ?? "";
  if (saysOther(sentence, grid, column, row)) return null;
  const stated = statedNumbers(sentence, grid);
  const detail = `In "${name}" the table has ${value}.`;
  const isScaled = /million|\(m\)|thousand|\b000\b/i.test(name);
  if (isScaled && stated.some((number) => number >= 1000)) return null;
  if (stated.length === 1)
    return isBeside(sentence, name)
      ? judgeNumber(sentence, stated[0] as number, value, detail)
      : null;
  const [isMost, isLeast] = [MOST.test(sentence), LEAST.test(sentence)];
  if (isOneOfMany(grid, column) || isWithinGroup(sentence, grid, column, row)) return null;
  if (stated.length > 1 || isMost === isLeast || RANKING.test(name)) return null;
  const all = numbersOf(grid, column);
  const best = isMost ? Math.max(...all) : Math.min(...all);
  if (value === best && all.filter((other) => other === best).length > 1) return null;
  return {
    holds: value === best,
    detail: `${detail} The ${isMost ? "greatest" : "least"} there is ${best}.`,
  };
}

/** The number and the name of its column stand within five words of each other. */
function isBeside(sentence: string, column: string): boolean {
  const words = simple(sentence).trim().split(" ");
  const names = new Set(
    wordsOf(column)
      .filter(({ isContent }) => isContent)
      .map(({ stem }) => stem),
  );
  const places = words.flatMap((word, index) =>
    names.has(wordsOf(word)[0]?.stem ?? "") ? [index] : [],
  );
  return words.some(
    (word, index) => /^\d/.test(word) && places.some((place) => Math.abs(place - index) <= 5),
  );
}

const CLOSE = /\b(?:about|around|approximately|nearly|almost|roughly|close to)\b|约|近/i;

function judgeNumber(
  sentence: string,
  stated: number,
  value: number,
  detail: string,
): TableJudgement | null {
  if (CLOSE.test(sentence) || MOST.test(sentence) || LEAST.test(sentence)) return null;
  const isBound = /\b(?:at least|or more|no less)\b|至少|不少于/i.test(sentence);
  const isCeiling = /\b(?:at most|or less|or fewer|no more|up to)\b|至多|不超过/i.test(sentence);
  const expected = String(value);
  if (isBound) return { holds: value >= stated, detail, expected };
  if (isCeiling) return { holds: value <= stated, detail, expected };
  if (MORE.test(sentence) || /\bover\s+\d/i.test(sentence))
    return { holds: value > stated, detail, expected };
  if (LESS.test(sentence) || /\bunder\s+\d/i.test(sentence))
    return { holds: value < stated, detail, expected };
  return { holds: value === stated, detail, expected };
}

function judgeColumn(sentence: string, grid: Grid, column: number): TableJudgement | null {
  const stated = statedNumbers(sentence, grid);
  const numbers = numbersOf(grid, column);
  const words = simple(sentence);
  const isFiltered = grid.rows.some((row) =>
    row.some(
      (cell) => cellNumber(cell) === null && /\p{L}{3}/u.test(cell) && words.includes(simple(cell)),
    ),
  );
  if (isFiltered || MORE.test(sentence) || LESS.test(sentence)) return null;
  if (stated.length !== 1 || numbers.length !== grid.rows.length) return null;
  const total = numbers.reduce((sum, value) => sum + value, 0);
  const [isTotal, isAverage] = [TOTAL.test(sentence), AVERAGE.test(sentence)];
  const [isMost, isLeast] = [MOST.test(sentence), LEAST.test(sentence)];
  if (Number(isTotal) + Number(isAverage) + Number(isMost) + Number(isLeast) !== 1) return null;
  const value = isTotal
    ? total
    : isAverage
      ? total / numbers.length
      : isMost
        ? Math.max(...numbers)
        : Math.min(...numbers);
  const said = stated[0] as number;
  const digits = String(said).split(".")[1]?.length ?? 0;
  const holds = Math.abs(value - said) <= 0.5 * 10 ** -digits * (isAverage ? 1 : 0) + 1e-9;
  const shown = String(Math.round(value * 1000) / 1000);
  return {
    holds,
    detail: `By the column "${grid.columns[column] ?? ""}" it is ${shown}.`,
    expected: shown,
  };
}
