/** Rows under column names. */
export interface Grid {
  readonly kind: "grid";
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Names with their values, about one thing. */
export interface Box {
  readonly kind: "box";
  readonly entries: readonly { readonly name: string; readonly values: readonly string[] }[];
}

const MAX_LINES = 400;
const MAX_COLUMNS = 40;
/** Least share of the lines that must belong to the table. */
const LEAST_SHARE = 0.6;

/** The table a context is, in Markdown, separated values, JSON or "name: value" lines; null when it is prose. */
export function readTable(context: string): Grid | Box | null {
  const text = context.trim();
  if (/^[[{]/.test(text)) return readJson(text);
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .slice(0, MAX_LINES);
  if (lines.length < 2) return null;
  return (
    readMarkdown(lines) ??
    readSeparated(lines, "#") ??
    readSeparated(lines, "\t") ??
    readSeparated(lines, "|") ??
    readSeparated(lines, ",") ??
    readBox(lines)
  );
}

function grid(cells: readonly (readonly string[])[]): Grid | null {
  const [columns, ...rows] = cells;
  if (columns === undefined || rows.length === 0) return null;
  if (columns.length < 2 || columns.length > MAX_COLUMNS) return null;
  return { kind: "grid", columns, rows: rows.filter((row) => row.length === columns.length) };
}

function readMarkdown(lines: readonly string[]): Grid | null {
  const table = lines.filter((line) => line.startsWith("|"));
  if (table.length < 3 || !/^\|?[\s:|-]+\|?$/.test(table[1] ?? "")) return null;
  const cells = table
    .filter((_, index) => index !== 1)
    .map((line) =>
      line
        .replace(/^\||\|$/g, "")
        .split("|")
        .map((cell) => cell.trim()),
    );
  return grid(cells);
}

function readSeparated(lines: readonly string[], separator: string): Grid | null {
  const cells = lines.map((line) => splitLine(line, separator));
  const counts = Map.groupBy(cells, (row) => row.length);
  const [width, rows] = [...counts].toSorted((a, b) => b[1].length - a[1].length)[0] ?? [0, []];
  if (width < 2 || rows.length < 2 || rows.length < LEAST_SHARE * lines.length) return null;
  // Commas also stand in prose: cells are short, and a header is above numbers.
  const isProse = rows.some((row) => row.some((cell) => cell.length > 120 || /[.!?]\s/.test(cell)));
  return separator === "," && isProse ? null : grid(rows);
}

function splitLine(line: string, separator: string): string[] {
  if (separator !== "," || !line.includes('"'))
    return line.split(separator).map((cell) => cell.trim());
  const cells = line.match(/"(?:[^"]|"")*"|[^,]+|(?<=,)(?=,|$)/g) ?? [];
  return cells.map((cell) => cell.trim().replace(/^"|"$/g, "").replaceAll('""', '"'));
}

function readBox(lines: readonly string[]): Box | null {
  const entries = lines.flatMap((line) => {
    const match = /^[-*•]?\s*([^:：]{1,40})[:：]\s*(.+)$/.exec(line);
    return match === null
      ? []
      : [{ name: (match[1] ?? "").trim(), values: (match[2] ?? "").split(/;|\s\|\s/) }];
  });
  return entries.length >= 2 && entries.length >= LEAST_SHARE * lines.length
    ? { kind: "box", entries }
    : null;
}

function readJson(text: string): Grid | Box | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // Braces open prose too; what is no JSON is read as text.
    return null;
  }
  if (Array.isArray(value)) {
    const rows = value.slice(0, MAX_LINES) as unknown[];
    const first = rows[0];
    if (Array.isArray(first)) return grid(rows.map((row) => (row as unknown[]).map(String)));
    if (typeof first !== "object" || first === null) return null;
    const columns = Object.keys(first);
    const cells = rows.map((row) =>
      columns.map((name) => textOf((row as Record<string, unknown>)[name])),
    );
    return grid([columns, ...cells]);
  }
  if (typeof value !== "object" || value === null) return null;
  const entries = Object.entries(value).map(([name, held]) => ({
    name,
    values: Array.isArray(held) ? held.map(textOf) : [textOf(held)],
  }));
  return entries.length < 2 ? null : { kind: "box", entries };
}

const textOf = (value: unknown): string =>
  typeof value === "string" ? value : (JSON.stringify(value) ?? "");
