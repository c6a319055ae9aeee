import type { EvalReport } from "./report.ts";
import { MARKS } from "./scoring/mark.ts";

const MOST_FAILURES = 60;

const percent = (share: number): string => `${(share * 100).toFixed(1)}%`;
const milliseconds = (value: number | null): string =>
  value === null ? "-" : `${value.toFixed(value < 10 ? 1 : 0)} ms`;

/** The report as a page of text for a terminal. */
export function renderReport(report: EvalReport): string {
  const { counts, timing, presentedWrong } = report;
  const [low, high] = report.correctInterval;
  const grades = Object.entries(presentedWrong.byGrade)
    .map(([grade, count]) => `${grade} ${count}`)
    .join(", ");
  const lines = [
    `suite ${report.suite}, split ${report.split}, ${report.rows} rows, seed ${report.seed}, model ${report.model}, commit ${report.commit}, ${report.date}`,
    ...report.data.map(
      (file) => `  ${file.path} (${file.rows} rows, sha256 ${file.sha256.slice(0, 12)})`,
    ),
    "",
    `correct ${counts.correct} of ${report.rows} (${percent(report.correctShare)}, 95% interval ${percent(low)} to ${percent(high)})`,
    MARKS.map((mark) => `${mark} ${counts[mark]}`).join("  "),
    `wrong but presented as verified: ${presentedWrong.total}${grades === "" ? "" : ` (${grades})`}`,
    `partial or inexact but presented as verified: ${report.presentedIncomplete}`,
    `time per row: p50 ${milliseconds(timing.p50Ms)}, p95 ${milliseconds(timing.p95Ms)}, max ${milliseconds(timing.maxMs)}`,
    ...report.coverageCurve.map(
      ({ atLeast, answered, coverage, rightShare }) =>
        `at least ${atLeast}: ${answered} answers (${percent(coverage)} of the rows), right ${rightShare === null ? "-" : percent(rightShare)}`,
    ),
    "",
    ...areaTable(report),
  ];
  for (const [name, section] of Object.entries(report.sections))
    lines.push("", `${name}:`, indent(JSON.stringify(section, null, 2)));
  lines.push("", ...failureLines(report));
  return `${lines.join("\n").trimEnd()}\n`;
}

function areaTable(report: EvalReport): string[] {
  const header = ["area", "rows", ...MARKS, "verified wrong"];
  const rows = report.areas.map((area) => [
    area.area,
    String(area.rows),
    ...MARKS.map((mark) => String(area.counts[mark])),
    String(area.presentedWrong),
  ]);
  const widths = header.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  return [header, ...rows].map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join("  "),
  );
}

function failureLines(report: EvalReport): string[] {
  const shown = [...report.failures].sort(
    (a, b) => Number(b.mark === "wrong") - Number(a.mark === "wrong"),
  );
  const lines = shown
    .slice(0, MOST_FAILURES)
    .map(
      (row) =>
        `${row.mark.padEnd(10)} ${row.id} [${row.presentedAs ?? "unchecked"}] ${row.why}; got ${clip(row.got)}; expected ${clip(row.expected)}`,
    );
  if (shown.length > MOST_FAILURES)
    lines.push(`… and ${shown.length - MOST_FAILURES} more; --json lists them all`);
  return lines;
}

const clip = (text: string): string => (text.length > 90 ? `${text.slice(0, 90)}…` : text);
const indent = (text: string): string => text.replace(/^/gm, "  ");
