const MAX_ROWS = 5_000;

export interface NumberColumn {
  readonly name: string;
  /** As they are written, so that nothing is rounded. */
  readonly values: readonly string[];
}

/** The rows of a CSV text (RFC 4180, comma, semicolon or tab), or null when it is none. */
export function readCsv(text: string): string[][] | null {
  const source = text.replace(/^\uFEFF/, "");
  const head = source.split(/\r?\n/, 1)[0] ?? "";
  const separator = [",", ";", "\t"].toSorted(
    (a, b) => head.split(b).length - head.split(a).length,
  )[0];
  const rows: string[][] = [];
  let row: string[] = [];
  const pattern = new RegExp(
    `(?:"((?:[^"]|"")*)"|([^"\\r\\n${separator}][^\\r\\n${separator}]*|))(${separator}|\\r?\\n|$)`,
    "gy",
  );
  while (pattern.lastIndex < source.length) {
    const match = pattern.exec(source);
    if (!match) return null;
    row.push((match[1]?.replaceAll('""', '"') ?? match[2] ?? "").trim());
    if (match[3] === separator) continue;
    if (row.some((cell) => cell !== "")) rows.push(row);
    row = [];
    if (rows.length > MAX_ROWS) return null;
  }
  if (row.length > 0) rows.push(row);
  return rows.length > 1 ? rows : null;
}

/** Columns in which every cell that is not empty is a plain decimal number. */
export function numberColumns(rows: readonly (readonly string[])[]): NumberColumn[] {
  const [names = [], ...body] = rows;
  return names.flatMap((name, index) => {
    const cells = body.map((row) => row[index] ?? "").filter((cell) => cell !== "");
    const isNumeric = cells.length > 0 && cells.every((cell) => /^[-+]?\d+(?:\.\d+)?$/.test(cell));
    return name !== "" && isNumeric
      ? [{ name, values: cells.map((cell) => cell.replace(/^\+/, "")) }]
      : [];
  });
}

/** The question with a column's name replaced by its values, where it is asked of one column by name. */
export function withColumn(
  question: string,
  columns: readonly NumberColumn[],
): { question: string; column: NumberColumn } | null {
  for (const column of columns) {
    const name = column.name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    const english = new RegExp(`(\\bof )(?:the )?(?:column )?["“']?${name}["”']?(?![\\w"])`, "i");
    const chinese = new RegExp(
      `["“]?${name}["”]?(?:列|这一列)?(的(?:平均|中位|和|总和|方差|标准差|最大|最小))`,
    );
    const list = column.values.join(", ");
    if (english.test(question))
      return { question: question.replace(english, (_whole, of: string) => of + list), column };
    if (chinese.test(question))
      return { question: question.replace(chinese, (_whole, rest: string) => list + rest), column };
  }
  return null;
}
