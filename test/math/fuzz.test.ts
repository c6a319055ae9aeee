import { describe, expect, test } from "vitest";
import { fuzz } from "../../evals/fuzz.ts";
import { fuzzCall } from "../../evals/fuzz-generator/fuzz-call.ts";
import { fuzzInput } from "../../evals/fuzz-generator/fuzz-input.ts";
import { seededRandom } from "../../evals/fuzz-generator/random.ts";
import { createMathEngine } from "../../src/tools/math/engine.ts";
import { detectLanguage } from "../../src/tools/math/read/read-query.ts";
import { recognise } from "../../src/tools/math/read/recognise.ts";

describe("random inputs", () => {
  // Whether an answer is found in time depends on the machine; that nobody is kept waiting does not, for
  // the main thread's work is counted by its own clock.
  const options = { count: 350, seed: 20_261_126, timeoutMs: 60, deep: false, overrunMs: 400 };

  test("nothing is thrown, nothing outruns its deadline, memory stays level", async () => {
    const report = await fuzz(options);
    expect(report.thrown).toEqual([]);
    expect(report.busy).toEqual([]);
    expect(report.overruns).toEqual([]);
    expect(Object.values(report.statuses).reduce((sum, count) => sum + count, 0)).toBe(350);
    expect(report.peakMemoryMb).toBeLessThan(1_000);
  }, 120_000);

  test("many of them are questions, in every notation, and many are not", () => {
    const random = seededRandom(options.seed);
    const inputs = Array.from({ length: 800 }, () => fuzzInput(random));
    const readable = inputs.filter((input) => recognise(input) === "readable");
    expect(readable.length).toBeGreaterThan(190);
    expect(readable.length).toBeLessThan(640);
    for (const language of ["en", "zh", "latex", "expression"])
      expect(readable.filter((input) => detectLanguage(input) === language).length).toBeGreaterThan(
        10,
      );
    expect(inputs.some((input) => input.length > 2_000)).toBe(true);
  });

  test("the same seed gives the same inputs", () => {
    const [first, second] = [seededRandom(7), seededRandom(7)];
    for (let count = 0; count < 100; count++)
      expect(fuzzCall(first).shown).toBe(fuzzCall(second).shown);
  });

  test("every door is called", () => {
    const random = seededRandom(3);
    const doors = new Set(Array.from({ length: 300 }, () => fuzzCall(random).door));
    expect([...doors].sort()).toEqual([
      "equal",
      "plot",
      "pods",
      "query",
      "read",
      "verify",
      "working",
    ]);
  });
});

test.each([
  `factor ${"9".repeat(300)}`,
  "taylor series of sqrt(5^E) at 0",
  "9^9^9^9",
  "(10^9)!",
  "simplify (x+y+z)^200 - (x+y+z)^199",
  `solve ${"x^2+".repeat(300)}1=0`,
])("%s ends at its deadline", async (query) => {
  const engine = createMathEngine();
  try {
    const startedAt = performance.now();
    const result = await engine.query({ query, timeoutMs: 300 });
    expect(performance.now() - startedAt).toBeLessThan(300 + 1_500);
    if (result.answer === null) expect(result.reason?.message.length).toBeGreaterThan(20);
  } finally {
    await engine.close();
  }
});

/** The main thread's own time for one call, which other work on the machine does not lengthen. */
async function ownMs(call: () => Promise<unknown>): Promise<number> {
  const before = process.threadCpuUsage();
  await call();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1_000;
}

test("what stands beside a question keeps to the deadline, too", async () => {
  const engine = createMathEngine();
  try {
    await engine.query({ query: "1+1" });
    // A row of signs that closing words may end in; pods of a long quotient; a line of working.
    expect(await ownMs(() => engine.query({ query: `1${"!".repeat(9_000)}` }))).toBeLessThan(600);
    // Rows of one sign that frames of questions could share among their parts in many ways.
    for (const row of ["'".repeat(9_000), "9".repeat(9_000), ",".repeat(9_000), "$".repeat(3_000)])
      expect(
        await ownMs(() => engine.query({ query: `solve ${row} x`, timeoutMs: 100 })),
      ).toBeLessThan(600);
    for (const query of [
      `1${"加1".repeat(60)}的和`,
      `1${" plus 1".repeat(20)} more than 2`,
      `${"a".repeat(3_000)}+的平方`,
    ])
      expect(await ownMs(() => engine.query({ query, timeoutMs: 300 }))).toBeLessThan(700);
    const long = { query: `${"1/".repeat(600)}3`, timeoutMs: 300 };
    expect(await ownMs(() => engine.query(long))).toBeLessThan(700);
    const lines = [`${"x^2+".repeat(30)}${"x".repeat(900)}`, "x = 2"];
    const working = await engine.working({ lines, timeoutMs: 50 });
    expect(await ownMs(() => engine.working({ lines, timeoutMs: 50 }))).toBeLessThan(400);
    expect(working.verdict).toBe("undecided");
  } finally {
    await engine.close();
  }
});

test.each(["truth table for t", "truth table of of p", "truth table for for for"])(
  "%s: a wording that comes back to itself is left",
  async (query) => {
    const engine = createMathEngine({ portfolio: [] });
    try {
      expect((await engine.query({ query })).status).toBe("not-understood");
      expect(engine.read({ query }).reason?.code).toBe("syntax");
    } finally {
      await engine.close();
    }
  },
);

test("a deadline that passed for one question does not touch the next", async () => {
  const engine = createMathEngine();
  try {
    const [slow, quick] = await Promise.all([
      engine.query({ query: `factor ${"9".repeat(300)}`, timeoutMs: 150 }),
      engine.query({ query: "integrate x sin(x)", timeoutMs: 10_000 }),
    ]);
    expect(slow.answer).toBeNull();
    expect(quick.answer?.short).toBe("-x*cos(x) + sin(x)");
  } finally {
    await engine.close();
  }
});
