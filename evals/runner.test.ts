import { describe, expect, it } from "vitest";
import { AnsatzError } from "../src/core/errors.ts";
import type { QueryResult } from "../src/core/query-result.ts";
import { fakeContext, fakeQueryResult } from "./fake-context.ts";
import { renderReport } from "./report-text.ts";
import { runSuite } from "./runner.ts";
import type { RunOptions } from "./runner.ts";
import { answerOf } from "./scoring/expected-answer.ts";
import { judgeEquivalent } from "./scoring/equivalence.ts";
import { scoreResult } from "./scoring/presented-answer.ts";
import type { Suite } from "./suite.ts";

interface Row {
  readonly id: string;
  readonly answer: string;
}

const suiteOf = (rows: readonly Row[]): Suite<Row, QueryResult> => ({
  name: "test",
  description: "",
  rule: "equal",
  deadlineMs: 50,
  load: () =>
    Promise.resolve({
      files: [{ path: "f.jsonl", sha256: "ab".repeat(32), rows: rows.length }],
      split: "dev",
      rows,
    }),
  idOf: (row) => row.id,
  areaOf: (row) => row.id.slice(0, 1),
  run: (row, { math }, options) => math.query({ query: row.id }, options),
  score: (row, result) =>
    scoreResult(result, row.answer, (answer) => judgeEquivalent(answer.plain, row.answer)),
});

const options: RunOptions = {
  dataDir: "none",
  seed: 1,
  commit: "abc",
  now: () => 0,
  progress: () => undefined,
};

const rows: Row[] = [
  { id: "a1", answer: "4" },
  { id: "a2", answer: "5" },
  { id: "b1", answer: "6" },
  { id: "b2", answer: "7" },
  { id: "b3", answer: "8" },
];

describe("runSuite", () => {
  it("counts marks, and wrong answers by the grade they were presented with", async () => {
    const context = fakeContext({
      query: (query) => {
        const answer = { a1: "4", a2: "9", b1: "-6", b2: "8" }[query];
        if (answer === undefined) return Promise.resolve(fakeQueryResult(null));
        const grade = query === "b1" ? "numeric-check" : query === "b2" ? "unchecked" : "proved";
        return Promise.resolve(
          fakeQueryResult(answerOf({ kind: "expression", plain: answer }), grade),
        );
      },
    });
    const report = await runSuite(suiteOf(rows), context, options);
    expect(report.counts).toMatchObject({ correct: 1, wrong: 3, unanswered: 1 });
    expect(report.presentedWrong).toEqual({
      total: 2,
      byGrade: { proved: 1, "numeric-check": 1 },
    });
    expect(report.areas).toMatchObject([
      { area: "a", rows: 2, presentedWrong: 1 },
      { area: "b", rows: 3, presentedWrong: 1 },
    ]);
    expect(report.failures.map(({ id }) => id)).toEqual(["a2", "b1", "b2", "b3"]);
    const page = renderReport(report);
    expect(page).toContain("wrong but presented as verified: 2 (proved 1, numeric-check 1)");
    expect(page).toContain("sha256 abababababab");
    expect(report.coverageCurve.map(({ answered, correct }) => [answered, correct])).toEqual([
      [2, 1],
      [2, 1],
      [3, 1],
      [4, 1],
    ]);
    expect(page).toContain("at least proved: 2 answers (40.0% of the rows), right 50.0%");
  });

  it("reports a row that throws, and one that never ends, and goes on", async () => {
    const context = fakeContext({
      query: (query, signal) => {
        if (query === "a1") throw new AnsatzError("engine_failed", "The engine fell over.");
        if (query === "a2")
          return new Promise((_, reject) => {
            signal?.addEventListener("abort", () =>
              reject(new AnsatzError("timed_out", "Out of time.")),
            );
          });
        const answer = rows.find(({ id }) => id === query)?.answer ?? "";
        return Promise.resolve(fakeQueryResult(answerOf({ kind: "expression", plain: answer })));
      },
    });
    const report = await runSuite(suiteOf(rows), context, options);
    expect(report.counts).toMatchObject({ correct: 3, unanswered: 2 });
    expect(report.failures.map(({ why }) => why)).toEqual([
      "failed: engine_failed The engine fell over.",
      "ran past its deadline",
    ]);
  });

  it("draws the same stratified sample for a seed, another for another", async () => {
    const many = Array.from({ length: 90 }, (_, index) => ({
      id: `${"abc"[index % 3]}${index}`,
      answer: "1",
    }));
    const sample = async (seed: number): Promise<string[]> => {
      const seen: string[] = [];
      const context = fakeContext({
        query: (query) => {
          seen.push(query);
          return Promise.resolve(fakeQueryResult(null));
        },
      });
      await runSuite(suiteOf(many), context, { ...options, limit: 12, seed });
      return seen.sort();
    };
    const first = await sample(1);
    expect(first).toHaveLength(12);
    expect(["a", "b", "c"].map((area) => first.filter((id) => id.startsWith(area)).length)).toEqual(
      [4, 4, 4],
    );
    expect(await sample(1)).toEqual(first);
    expect(await sample(2)).not.toEqual(first);
  });
});
