import { afterAll, beforeAll, expect, test } from "vitest";
import { latexFaults } from "../../evals/latex-faults.ts";
import { revealSteps } from "../../src/core/steps-result.ts";
import { createMathEngine, type MathEngine } from "../../src/tools/math/engine.ts";

let engine: MathEngine;
beforeAll(() => {
  engine = createMathEngine();
});
afterAll(() => engine.close());

async function stepsOf(query: string, reveal?: number) {
  return revealSteps(await engine.query({ query, pods: ["steps"], timeoutMs: 30_000 }), reveal);
}

test.each([
  ["2 + 3*(4 - 1)^2/6", ["2 + 3*3^2/6", "2 + 3*9/6", "2 + 27/6", "2 + 9/2", "4/2 + 9/2", "13/2"]],
  [
    "solve x^2 - 5x + 6 = 0",
    ["(x - 2)*(x - 3) = 0", "x - 2 = 0 or x - 3 = 0", "x = 2", "x = 3", "x = 2 or x = 3"],
  ],
  [
    "solve x^2 + 4 = 0",
    ["0^2 - 4*1*4 = -16", "x = (0 + sqrt(-16))/2 or x = (0 - sqrt(-16))/2", "x = 2*i or x = -2*i"],
  ],
  ["solve {x+y=5, x-y=1} for x, y", ["x + y = 5, -2*y = -4", "x + y = 5, y = 2", "x = 3, y = 2"]],
  ["solve 5 - 2x >= 1", ["-2*x >= -4", "x <= 2"]],
  [
    "rref of {{0,2},{3,1}}",
    ["[[3, 1], [0, 2]]", "[[1, 1/3], [0, 2]]", "[[1, 1/3], [0, 1]]", "[[1, 0], [0, 1]]"],
  ],
  [
    "derivative of x^2 sin(3x)",
    [
      "d/dx (x^2)*sin(3*x) + x^2*d/dx (sin(3*x))",
      "d/dx (x^2)*sin(3*x) + x^2*cos(3*x)*d/dx (3*x)",
      "d/dx (x^2)*sin(3*x) + x^2*cos(3*x)*3*d/dx (x)",
      "2*x*sin(3*x) + x^2*cos(3*x)*3*d/dx (x)",
      "2*x*sin(3*x) + x^2*cos(3*x)*3",
    ],
  ],
  ["integrate x ln(x)", ["log(x)*(x^2/2) - integrate x/2 dx"]],
  ["integrate x cos(x^2)", ["1/2*sin(x^2)"]],
])("%s is worked out to the end, every step proved", async (query, first) => {
  const { steps, isComplete } = await stepsOf(query);
  expect(steps.slice(0, first.length).map(({ plain }) => plain)).toEqual(first);
  expect(steps.filter(({ check }) => check.grade !== "proved")).toEqual([]);
  expect(isComplete).toBe(true);
});

test("the pod's LaTeX renders", async () => {
  const result = await engine.query({
    query: "integrate x^2 + 3 sin(x)",
    pods: ["steps"],
    timeoutMs: 30_000,
  });
  expect(result.pods.find(({ id }) => id === "steps")?.steps?.length).toBeGreaterThan(2);
  expect(latexFaults(result)).toEqual([]);
});

test("a linear equation is worked out with every step proved", async () => {
  const { steps, isComplete, answer } = await stepsOf("solve 3(x-2)+1 = 2x+7");
  expect(steps.map(({ plain }) => plain)).toEqual(["3*x - 5 = 2*x + 7", "x = 12"]);
  expect(steps.every(({ check }) => check.grade === "proved")).toBe(true);
  expect(isComplete).toBe(true);
  expect(answer).toBe("x = 12");
});

test("hint mode shows what to try and hides the answer", async () => {
  const result = await stepsOf("solve 3(x-2)+1 = 2x+7", 1);
  expect(result).toMatchObject({ totalSteps: 2, answer: null, hint: expect.any(String) as string });
  expect(JSON.stringify(result)).not.toContain("12");
});

test("a Chinese question gets Chinese steps", async () => {
  const { steps } = await stepsOf("解方程 2x+1=x/3-4");
  expect(steps[0]?.text).toMatch(/移/);
});

test("a question without steps says so", async () => {
  expect(await stepsOf("is 7 prime")).toMatchObject({
    status: "no-steps",
    reason: { code: "no_steps" },
  });
});
