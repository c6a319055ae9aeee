import { afterAll, beforeAll, expect, test } from "vitest";
import { revealSteps } from "../../src/core/steps-result.ts";
import { createMathEngine, type MathEngine } from "../../src/tools/math/engine.ts";

let engine: MathEngine;
beforeAll(() => {
  engine = createMathEngine();
});
afterAll(() => engine.close());

async function stepsOf(query: string, reveal?: number) {
  return revealSteps(await engine.query({ query, pods: ["steps"] }), reveal);
}

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
