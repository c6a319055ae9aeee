import type { ScoredRow } from "./report.ts";
import { shareInterval } from "./statistics.ts";

/** What comes out when only answers with at least this grade are given. */
export interface CoveragePoint {
  readonly atLeast: "proved" | "exact-check" | "numeric-check" | "unchecked";
  readonly answered: number;
  /** Share of all rows that are answered then. */
  readonly coverage: number;
  readonly correct: number;
  /** Share of these answers that are right; partial and inexact ones are not. Null without any. */
  readonly rightShare: number | null;
  readonly rightInterval: readonly [number, number];
}

const ORDER: readonly CoveragePoint["atLeast"][] = [
  "proved",
  "exact-check",
  "numeric-check",
  "unchecked",
];

/** How right answers are, and how many there are, from the strictest grade to any answer at all. */
export function coverageCurve(rows: readonly ScoredRow[]): readonly CoveragePoint[] {
  const answered = rows.filter(
    ({ score }) => score.mark !== "unanswered" && score.mark !== "unscorable",
  );
  return ORDER.map((atLeast, index) => {
    const grades = new Set<string>(ORDER.slice(0, index + 1));
    const given = answered.filter(({ score }) => grades.has(score.presentedAs ?? "unchecked"));
    const correct = given.filter(({ score }) => score.mark === "correct").length;
    return {
      atLeast,
      answered: given.length,
      coverage: rows.length === 0 ? 0 : given.length / rows.length,
      correct,
      rightShare: given.length === 0 ? null : correct / given.length,
      rightInterval: shareInterval(correct, given.length),
    };
  });
}
