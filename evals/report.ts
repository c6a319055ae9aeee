import { type CoveragePoint, coverageCurve } from "./coverage-curve.ts";
import type { DataFile } from "./data-folder.ts";
import { MARKS } from "./scoring/mark.ts";
import type { Mark, PresentedAs, Score } from "./scoring/mark.ts";
import { percentile, shareInterval } from "./statistics.ts";

export type Counts = Readonly<Record<Mark, number>>;

export interface AreaRow {
  readonly area: string;
  readonly rows: number;
  readonly counts: Counts;
  readonly presentedWrong: number;
}

/** Wrong answers the system vouched for: the worst that can happen, so always shown. */
export interface PresentedWrong {
  readonly total: number;
  readonly byGrade: Readonly<Partial<Record<PresentedAs, number>>>;
}

export interface FailureRow {
  readonly id: string;
  readonly area: string;
  readonly mark: Mark;
  readonly why: string;
  readonly got: string;
  readonly expected: string;
  readonly presentedAs: PresentedAs | null;
  readonly ms: number;
}

export interface EvalReport {
  readonly suite: string;
  readonly rule: string;
  readonly data: readonly DataFile[];
  readonly split: string;
  readonly seed: number;
  readonly limit: number | null;
  readonly model: string;
  readonly commit: string;
  readonly date: string;
  readonly rows: number;
  readonly counts: Counts;
  readonly correctShare: number;
  /** 95% interval of `correctShare`. */
  readonly correctInterval: readonly [number, number];
  readonly presentedWrong: PresentedWrong;
  /** Partial and inexact answers the system vouched for. */
  readonly presentedIncomplete: number;
  readonly correctByGrade: Readonly<Record<string, number>>;
  /** How right the answers are from each grade on, and how many there are. */
  readonly coverageCurve: readonly CoveragePoint[];
  readonly areas: readonly AreaRow[];
  readonly timing: {
    readonly totalMs: number;
    readonly p50Ms: number | null;
    readonly p95Ms: number | null;
    readonly maxMs: number | null;
  };
  readonly sections: Readonly<Record<string, unknown>>;
  readonly failures: readonly FailureRow[];
}

export interface ScoredRow {
  readonly id: string;
  readonly area: string;
  readonly score: Score;
  readonly ms: number;
}

const countMarks = (rows: readonly ScoredRow[]): Counts =>
  Object.fromEntries(
    MARKS.map((mark) => [mark, rows.filter((row) => row.score.mark === mark).length]),
  ) as Record<Mark, number>;

const isPresentedWrong = ({ score }: ScoredRow): boolean =>
  score.mark === "wrong" && score.presentedAs !== null;

export interface ReportHeader {
  readonly suite: string;
  readonly rule: string;
  readonly data: readonly DataFile[];
  readonly split: string;
  readonly seed: number;
  readonly limit: number | null;
  readonly model: string;
  readonly commit: string;
  readonly date: string;
}

/** Folds scored rows into one report. */
export function buildReport(
  header: ReportHeader,
  rows: readonly ScoredRow[],
  totalMs: number,
  sections: Readonly<Record<string, unknown>>,
): EvalReport {
  const counts = countMarks(rows);
  const times = rows.map((row) => row.ms);
  return {
    ...header,
    rows: rows.length,
    counts,
    correctShare: rows.length === 0 ? 0 : counts.correct / rows.length,
    correctInterval: shareInterval(counts.correct, rows.length),
    presentedWrong: {
      total: rows.filter(isPresentedWrong).length,
      byGrade: tally(rows.filter(isPresentedWrong)),
    },
    presentedIncomplete: rows.filter(
      ({ score }) =>
        (score.mark === "partial" || score.mark === "inexact") && score.presentedAs !== null,
    ).length,
    correctByGrade: tally(rows.filter(({ score }) => score.mark === "correct")),
    coverageCurve: coverageCurve(rows),
    areas: areaRows(rows),
    timing: {
      totalMs: Math.round(totalMs),
      p50Ms: percentile(times, 0.5),
      p95Ms: percentile(times, 0.95),
      maxMs: percentile(times, 1),
    },
    sections,
    failures: rows
      .filter(({ score }) => score.mark !== "correct")
      .map(({ id, area, score, ms }) => ({ id, area, ...score, ms: Math.round(ms) })),
  };
}

function tally(rows: readonly ScoredRow[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { score } of rows) {
    const grade = score.presentedAs ?? "unchecked";
    counts[grade] = (counts[grade] ?? 0) + 1;
  }
  return counts;
}

function areaRows(rows: readonly ScoredRow[]): AreaRow[] {
  const names = [...new Set(rows.map((row) => row.area))].sort();
  return names.map((area) => {
    const members = rows.filter((row) => row.area === area);
    return {
      area,
      rows: members.length,
      counts: countMarks(members),
      presentedWrong: members.filter(isPresentedWrong).length,
    };
  });
}
