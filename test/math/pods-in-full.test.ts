import { afterAll, beforeAll, expect, test } from "vitest";
import { latexFaults } from "../../evals/latex-faults.ts";
import { ticksOf, countsOf } from "../../src/core/plot-layout.ts";
import { createMathEngine, type MathEngine } from "../../src/tools/math/engine.ts";

let engine: MathEngine;
beforeAll(() => {
  engine = createMathEngine();
});
afterAll(() => engine.close());

async function podOf(query: string, id: string) {
  const pods = id === "decimal" ? [] : [id];
  const result = await engine.query({ query, pods, timeoutMs: 30_000 });
  expect(latexFaults(result)).toEqual([]);
  return result.pods.find((pod) => pod.id === id);
}

test.each([
  ["pi", "decimal", "3.14159265358979"],
  ["solve x^2 = 2", "decimal", "x \\approx -1.4142135623731"],
  ["solve x^3 - 1 = 0", "decimal", "-0.5 + 0.866025403784 \\cdot i"],
  ["10^30+1/3", "decimal", "1 \\cdot 10^{30}"],
  ["solve x^2 = 2", "more-digits", "x_{1} &\\approx -1.41421356237309504880"],
])("%s: the %s has LaTeX, too", async (query, id, latex) => {
  expect((await podOf(query, id))?.latex).toContain(latex);
});

test("what a picture shows is its plain text", async () => {
  for (const query of ["plot x^2", "solve x^2 > 4"]) {
    const pod = await podOf(query, "plot");
    expect(pod?.plain).toBe(pod?.description);
    expect(pod?.plain).toMatch(/^Graph of y = x\^2/);
  }
});

test("the axis of chances has places between 0 and 1, that of counts whole numbers", async () => {
  const yTicks = async (query: string, id: string) => {
    const plot = (await podOf(query, id))?.plot;
    if (plot === undefined) throw new TypeError("no plot");
    const { yMin, yMax } = plot.window;
    return ticksOf(yMin, yMax, 6, countsOf(plot)).places;
  };
  const chances = await yTicks("binomial n=10 p=0.3 P(X>=4)", "distribution");
  expect(chances.length).toBeGreaterThan(3);
  expect(Math.max(...chances)).toBeLessThan(1);
  const counts = await yTicks("histogram of 1, 2, 2, 3, 5", "plot");
  expect(counts.every(Number.isInteger)).toBe(true);
});

test.each([
  ["solve |x-3| < 5", -2, 8],
  ["solve x^2 < 400", -20, 20],
])("%s: both ends are in sight", async (query, low, high) => {
  const window = (await podOf(query, "plot"))?.plot?.window;
  expect(window?.xMin).toBeLessThan(low);
  expect(window?.xMax).toBeGreaterThan(high);
});

test("a limit that comes to 1 says nothing of the number 1", async () => {
  const limit = await engine.query({ query: "limit of sin(x)/x as x->0", pods: ["all"] });
  expect(limit.pods.map(({ id }) => id)).not.toContain("number-properties");
  const number = await engine.query({ query: "360" });
  expect(number.pods.map(({ id }) => id)).toContain("number-properties");
});

test("pods that come with an answer have titles in the asker's language", async () => {
  const { pods } = await engine.query({ query: "求 x 的不定积分" });
  expect(pods.find(({ id }) => id === "constant")?.title).toBe("全体原函数");
});

test.each(["Q(x > 2) + 1", "P(X < 3)", "2*(x < 1)"])(
  "%s: a relation is no number to calculate with",
  async (query) => {
    expect((await engine.query({ query })).status).toBe("not-understood");
  },
);
