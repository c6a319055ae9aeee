import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fakeContext, fakeQueryResult } from "../fake-context.ts";
import type { EvalReport } from "../report.ts";
import { runSuite } from "../runner.ts";
import type { RunOptions } from "../runner.ts";
import { answerOf } from "../scoring/expected-answer.ts";
import { findSuite } from "../suite-list.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ansatz-evals-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function run(
  name: string,
  rows: readonly Record<string, unknown>[],
  parts: Parameters<typeof fakeContext>[0],
): Promise<EvalReport> {
  const file = join(folder, `${name}.dev.jsonl`);
  await writeFile(file, rows.map((row) => JSON.stringify(row)).join("\n"));
  const options: RunOptions = {
    dataDir: folder,
    file,
    seed: 1,
    commit: "abc",
    now: () => 0,
    progress: () => undefined,
  };
  return runSuite(findSuite(name), fakeContext(parts), options);
}

const problem = (idx: number, answer: string): Record<string, unknown> => ({
  idx,
  question: `problem ${idx}`,
  answer,
});

describe("cmath", () => {
  it("reads the Chinese rows and asks the plain model in Chinese", async () => {
    const prompts: string[] = [];
    const rows = [{ idx: 3, grade: 1, input: "还剩多少页？", golden: "9" }];
    const report = await run("cmath", rows, {
      ask: () => ({ answer: "9页" }),
      complete: (prompt) => {
        prompts.push(prompt);
        return "答案：8";
      },
    });
    expect(report.counts).toMatchObject({ correct: 1 });
    expect(report.sections["arms"]).toMatchObject({ control: { wrong: 1 } });
    expect(prompts[0]).toContain("逐步思考");
  });
});

describe("nl-ask", () => {
  const rows = [{ id: "a-1", lang: "en", topic: "x", query: "2+2", rule: "number", answer: "4" }];
  it("scores what the turn's engine result says, and nothing else", async () => {
    const query = fakeQueryResult(answerOf({ kind: "expression", plain: "4" }));
    const withQuery = await run("nl-ask", rows, { ask: () => ({ query }) });
    expect(withQuery.counts).toMatchObject({ correct: 1 });
    const worded = await run("nl-ask", rows, { ask: () => ({ answer: "4", reply: "It is 4." }) });
    expect(worded.counts).toMatchObject({ correct: 0, unanswered: 1 });
  });
});

describe("gsm8k", () => {
  it("reports the agent beside the plain model", async () => {
    const report = await run("gsm8k", [problem(1, "10"), problem(2, "1,200"), problem(3, "7")], {
      ask: (question) => {
        if (question === "problem 1") return { answer: "10 apples", verdict: "proved" };
        if (question === "problem 2") return { answer: "1199", verdict: "proved" };
        return { reply: "not sure" };
      },
      complete: (prompt) => (prompt.startsWith("problem 2") ? "so 1,200.\nA: 1200" : "9 or 8"),
    });
    expect(report.counts).toMatchObject({ correct: 1, wrong: 1, unanswered: 1 });
    expect(report.presentedWrong).toEqual({ total: 1, byGrade: { proved: 1 } });
    expect(report.model).toBe("fake-model");
    expect(report.sections["arms"]).toMatchObject({
      agent: { rows: 3, correct: 1 },
      control: { rows: 3, correct: 1, wrong: 2 },
      paired: { onlyAgentCorrect: 1, onlyControlCorrect: 1 },
    });
  });

  it("says what is missing when there is no agent", async () => {
    const report = await run("gsm8k", [problem(1, "10")], {});
    expect(report.failures[0]?.why).toContain("needs the agent");
  });
});

describe("gsm8k-solutions", () => {
  const solution = (id: string, text: string, isCorrect: boolean): Record<string, unknown> => ({
    id,
    question: "q",
    solution: text,
    is_correct: isCorrect,
    model: "m",
  });

  it("measures the detector on solutions without the calculator's annotations", async () => {
    const seen: string[] = [];
    const report = await run(
      "gsm8k-solutions",
      [
        solution("s1", "bad <<1+1=3>>3", false),
        solution("s2", "good", true),
        solution("s3", "good but refuted", true),
        solution("s4", "bad but unclear", false),
        solution("s5", "bad but proved", false),
      ],
      {
        verify: (text) => {
          seen.push(text);
          const base = { claims: [], coverage: 0.5 };
          if (text.includes("unclear")) return { ...base, verdict: "undecided", errorScore: 0.95 };
          if (text.includes("refuted") || text === "bad 3")
            return { ...base, verdict: "refuted", errorScore: 0.9 };
          return { ...base, verdict: "proved", errorScore: 0.1 };
        },
      },
    );
    expect(seen).toContain("bad 3");
    expect(report.counts).toMatchObject({ correct: 2, wrong: 2, unanswered: 1 });
    expect(report.presentedWrong.byGrade).toEqual({ refuted: 1, proved: 1 });
    expect(report.sections["detector"]).toMatchObject({
      areaUnderCurve: (0.5 + 1 + 1 + 1 + 0 + 0.5) / 6,
      refuted: { count: 2, precision: 0.5, recall: 1 / 3 },
      proved: { count: 2, precision: 0.5 },
      decidedShare: 0.8,
      meanClaimCoverage: 0.5,
    });
  });
});

describe("smoke", () => {
  it("runs every kind of row, and its own file has sixty of them", async () => {
    const report = await runSuite(findSuite("smoke"), fakeContext({ ask: () => ({}) }), {
      dataDir: folder,
      seed: 1,
      commit: "abc",
      now: () => 0,
      progress: () => undefined,
    });
    expect(report.rows).toBeGreaterThanOrEqual(60);
    expect(report.areas.map(({ area }) => area)).toEqual(["ask", "equal", "query", "verify"]);
    expect(report.counts.wrong).toBe(0);
  });

  it("judges each kind", async () => {
    const report = await run(
      "smoke",
      [
        {
          kind: "query",
          id: "q",
          lang: "en",
          topic: "t",
          query: "1+1",
          rule: "number",
          answer: "2",
        },
        { kind: "equal", id: "e", a: "1", b: "2", expect: false },
        { kind: "verify", id: "v", text: "1+1=3", expect: "refuted" },
        { kind: "ask", id: "a", question: "1+1?", answer: 2 },
      ],
      {
        query: () => Promise.resolve(fakeQueryResult(answerOf({ kind: "expression", plain: "3" }))),
        equal: () => true,
        verify: () => ({ verdict: "refuted", errorScore: 1, claims: [], coverage: 1 }),
        ask: () => ({ answer: "2", verdict: "proved" }),
      },
    );
    expect(report.failures.map(({ id, mark }) => `${id} ${mark}`)).toEqual(["q wrong", "e wrong"]);
    expect(report.presentedWrong.total).toBe(2);
  });
});
