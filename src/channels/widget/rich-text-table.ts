export type Alignment = "left" | "center" | "right" | null;

/** Where a cell stands in its line, without the space around it. */
export type CellRange = readonly [from: number, to: number];

export interface TableRanges {
  readonly aligns: readonly Alignment[];
  /** The head first, each with a cell for every column that has one. */
  readonly rows: readonly (readonly CellRange[])[];
  /** How many lines it takes, with the line under the head. */
  readonly lineCount: number;
}

/** A bar inside a formula or code divides no cells. */
const DIVIDERS = /`[^`\n]*`|\\\([^\n]+?\\\)|\\.|\$(?![\s$])(?:\\.|[^$\\\n])*[^\s$\\]\$(?!\d)|(\|)/g;

const UNDER_HEAD = /^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/;

/** The table whose head is the line at the given place; null where that begins none. */
export function readTable(lines: readonly string[], at: number): TableRanges | null {
  const [head, under] = [lines[at], lines[at + 1]];
  if (head === undefined || under === undefined) return null;
  if (!head.includes("|") || !under.includes("|") || !UNDER_HEAD.test(under)) return null;
  const columns = cellsOf(head);
  const marks = cellsOf(under).map(([from, to]) => under.slice(from, to));
  if (columns.length !== marks.length) return null;
  const rest = lines.slice(at + 2);
  const end = rest.findIndex((line) => !line.includes("|"));
  const body = end === -1 ? rest : rest.slice(0, end);
  return {
    aligns: marks.map(alignmentOf),
    rows: [columns, ...body.map((line) => within(cellsOf(line), columns.length))],
    lineCount: 2 + body.length,
  };
}

function cellsOf(line: string): CellRange[] {
  const bars = [...line.matchAll(DIVIDERS)].flatMap(({ 1: bar, index }) => (bar ? [index] : []));
  const edges = [-1, ...bars, line.length];
  const cells = edges.slice(1).map((to, index): CellRange => [(edges[index] ?? -1) + 1, to]);
  const isBlank = (cell: CellRange | undefined) =>
    cell !== undefined && line.slice(...cell).trim() === "";
  if (cells.length > 1 && isBlank(cells[0])) cells.shift();
  if (cells.length > 1 && isBlank(cells.at(-1))) cells.pop();
  return cells.map(([from, to]) => {
    const raw = line.slice(from, to);
    const start = from + (raw.length - raw.trimStart().length);
    return [start, Math.max(start, to - (raw.length - raw.trimEnd().length))];
  });
}

/** What is too much for the columns stays in the last of them, so that nothing is lost. */
function within(cells: readonly CellRange[], count: number): readonly CellRange[] {
  const [first, end] = [cells[count - 1], cells.at(-1)];
  if (cells.length <= count || !first || !end) return cells;
  return [...cells.slice(0, count - 1), [first[0], end[1]]];
}

function alignmentOf(mark: string): Alignment {
  if (mark.startsWith(":")) return mark.endsWith(":") ? "center" : "left";
  return mark.endsWith(":") ? "right" : null;
}
