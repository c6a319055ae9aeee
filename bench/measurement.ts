/** One line of the table: what was aimed for and what was found. */
export interface Measurement {
  readonly what: string;
  readonly aim: string;
  readonly measured: string;
  /** Null where it could not be measured here; `measured` says why. */
  readonly isMet: boolean | null;
  /** The raw figures, for `--json`. */
  readonly figures: Readonly<Record<string, unknown>>;
}

export const skipped = (what: string, aim: string, why: string): Measurement => ({
  what,
  aim,
  measured: `not measured: ${why}`,
  isMet: null,
  figures: {},
});

/** Wall times of `count` runs, one after the other, after `warmUps` that are not counted. */
export async function timeRuns(
  count: number,
  warmUps: number,
  work: (index: number) => Promise<unknown>,
): Promise<number[]> {
  for (let index = 0; index < warmUps; index++) await work(index);
  const times: number[] = [];
  for (let index = 0; index < count; index++) {
    const started = performance.now();
    await work(index);
    times.push(performance.now() - started);
  }
  return times;
}

export const milliseconds = (value: number): string =>
  value < 10 ? `${value.toFixed(2)} ms` : `${Math.round(value)} ms`;

/** The measurements as a table for a terminal. */
export function renderTable(rows: readonly Measurement[]): string {
  const cells = [
    ["what", "aim", "measured", "met"],
    ...rows.map(({ what, aim, measured, isMet }) => [
      what,
      aim,
      measured,
      isMet === null ? "-" : isMet ? "yes" : "NO",
    ]),
  ];
  const widths = [0, 1, 2].map((column) =>
    Math.max(...cells.map((row) => row[column]?.length ?? 0)),
  );
  return `${cells
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n")}\n`;
}
