import { expect, test } from "vitest";
import { fuzz } from "../../evals/fuzz.ts";
import { createMathEngine } from "../../src/tools/math/engine.ts";

test("random inputs are answered or refused in time, and nothing is thrown", async () => {
  // Test machines are shared and slow; what is looked for here is work that does not heed its deadline at all.
  const options = { count: 800, seed: 20_261_124, timeoutMs: 250, deep: false, overrunMs: 1_500 };
  const report = await fuzz(options);
  expect(report.thrown).toEqual([]);
  expect(report.overruns).toEqual([]);
  expect(Object.values(report.statuses).reduce((sum, count) => sum + count, 0)).toBe(800);
  expect(report.statuses["answered"] ?? 0).toBeGreaterThan(60);
  expect(report.peakMemoryMb).toBeLessThan(1_500);
}, 120_000);

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
