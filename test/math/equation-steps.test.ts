import { afterAll, beforeAll, expect, test } from "vitest";
import { latexFaults } from "../../evals/latex-faults.ts";
import { createMathEngine, type MathEngine } from "../../src/tools/math/engine.ts";

let engine: MathEngine;
beforeAll(() => {
  engine = createMathEngine();
});
afterAll(() => engine.close());

async function stepsOf(query: string) {
  const result = await engine.query({ query, pods: ["steps"], timeoutMs: 30_000 });
  expect(latexFaults(result)).toEqual([]);
  return result.pods.find(({ id }) => id === "steps");
}

test.each([
  [
    "solve 1/x + 1/(x-1) = 3/2",
    ["4*x - 2 = 3*x^2 - 3*x", "3*x^2 - 7*x + 2 = 0"],
    "x = 1/3 or x = 2",
  ],
  [
    "solve sqrt(x+7) - sqrt(x) = 1",
    ["sqrt(x + 7) = sqrt(x) + 1", "x + 7 = x + 2*sqrt(x) + 1", "sqrt(x) = 3"],
    "x = 9",
  ],
  ["solve |2x-1| = 5", ["2*x - 1 = 5 or 2*x - 1 = -5"], "x = 3 or x = -2"],
  ["solve 3^(x+1) = 9^x", ["x + 1 = 2*x"], "x = 1"],
  ["solve e^(2x) = 5", ["2*x = log(5)"], "x = log(5)/2"],
  ["solve e^(2x) - 3e^x + 2 = 0", ["t^2 - 3*t + 2 = 0"], "x = 0 or x = log(2)"],
  ["solve log(x,2) = 5", [], "x = 32"],
  ["solve log(x+1) - log(x) = 1", ["log((x + 1)/x) = log(e^1)"], "x = 1/(e - 1)"],
  ["solve 2cos(x) - 1 = 0", ["cos(x) = 1/2"], "x = pi/3 + 2*pi*k or x = -pi/3 + 2*pi*k, k integer"],
  [
    "solve x^3 - 6x^2 + 11x - 6 = 0",
    ["(x - 3)*(x^2 - 3*x + 2) = 0", "(x - 1)*(x - 2)*(x - 3) = 0"],
    "x = 1 or x = 2 or x = 3",
  ],
  [
    "solve {x+y=5, x*y=6} for x, y",
    ["y = -x + 5, x*y = 6", "y = -x + 5, x*(-x + 5) = 6", "x^2 - 5*x + 6 = 0"],
    "x = 2, y = 3 or x = 3, y = 2",
  ],
  ["solve x^2 >= 4", ["x^2 - 4 >= 0", "(x - 2)*(x + 2) >= 0"], "x <= -2 or x >= 2"],
  ["solve 1/x < 2", ["(-2*x + 1)/x < 0", "-(2*x - 1)/x < 0", "x = 0, x = 1/2"], "x < 0 or x > 1/2"],
  ["solve 3/(x-1) >= 1", [], "1 < x <= 4"],
])("%s is worked out to the end", async (query, first, last) => {
  const pod = await stepsOf(query);
  expect(pod?.steps?.slice(0, first.length).map(({ plain }) => plain)).toEqual(first);
  expect(pod?.steps?.at(-1)?.plain).toBe(last);
  expect(pod?.steps?.every(({ check }) => check.grade === "proved")).toBe(true);
  expect(pod?.isComplete).toBe(true);
});

test.each([
  ["solve sqrt(x+3) = x-3", "x = 6", "Not solved by x = 1: a false root."],
  ["solve |x+1| = 2x", "x = 1", "Not solved by x = -1/3: a false root."],
  ["solve (x^2-1)/(x-1) = 3", "x = 2", "Not solved by x = 1: a false root."],
  ["solve log(x) + log(x-1) = log(2)", "x = 2", "Not solved by x = -1: a false root."],
  ["solve x/(x-2) = 2/(x-2)", "no solution", "Not solved by x = 2: a false root."],
  ["解方程 sqrt(x+3) = x-3", "x = 6", "x = 1 是增根，舍去"],
])("%s: false roots are found and said", async (query, last, words) => {
  const pod = await stepsOf(query);
  const step = pod?.steps?.at(-1);
  expect(step).toMatchObject({ rule: "check-solutions", plain: last });
  expect(step?.text).toContain(words);
  expect(pod?.isComplete).toBe(true);
});

test("the signs on each piece are named", async () => {
  const pod = await stepsOf("solve (x-1)/(x+2) > 0");
  expect(pod?.steps?.at(-2)?.text).toContain("It has no value at x = -2");
  expect(pod?.steps?.at(-1)?.text).toContain("x < -2: +, -2 < x < 1: -, x > 1: +");
});

test("no hint gives a solution away", async () => {
  for (const query of ["solve sqrt(x+3) = x-3", "solve |2x-1| = 5", "solve x^2 >= 4"]) {
    const pod = await stepsOf(query);
    const hints = pod?.steps?.map(({ hint }) => hint).join(" ") ?? "";
    expect(hints).not.toMatch(/x = -?\d|[<>]=? -?\d/);
  }
});
