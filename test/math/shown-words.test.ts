import { afterAll, expect, test } from "vitest";
import { createMathEngine } from "../../src/tools/math/engine.ts";

const engine = createMathEngine();
afterAll(() => engine.close());

test.each([
  ["solve x^2 = 4", String.raw`x = -2\text{ or }x = 2`],
  ["解方程 x^2 = 4", String.raw`x = -2\text{ 或 }x = 2`],
])("between the solutions of %s stands a word of the asker's language", async (query, latex) => {
  expect((await engine.query({ query })).answer?.latex).toBe(latex);
});

test("alternatives in worked steps are words too, in Chinese as well", async () => {
  const steps = async (query: string) => {
    const { pods } = await engine.query({ query, pods: ["steps"] });
    return (pods.find(({ id }) => id === "steps")?.steps ?? []).map(({ latex }) => latex).join();
  };
  expect(await steps("solve x^2 - 5x + 6 = 0")).toContain(String.raw`\text{ or }`);
  const chinese = await steps("解方程 x^2 - 5x + 6 = 0");
  expect(chinese).toContain(String.raw`\text{ 或 }`);
  expect(chinese).not.toMatch(/\\lor|\{ or \}/);
});

test("a logical formula keeps its sign", async () => {
  const { reading } = await engine.query({ query: "truth table of p or q" });
  expect(reading?.latex).toContain(String.raw`\lor`);
});

test("an answer in such words is read back", async () => {
  const { equal } = await engine.equal(String.raw`x = -2\text{ 或 }x = 2`, "x = 2 or x = -2");
  expect(equal).toBe(true);
});

test.each(["mean of 2, 4, 4, 6", "standard deviation of 2, 4, 4, 6", "数据 2,4,4,6 的方差"])(
  "%s has the summary of its data",
  async (query) => {
    const { pods } = await engine.query({ query, pods: ["data-summary"] });
    const summary = pods.find(({ id }) => id === "data-summary");
    expect(summary?.table?.flat()).toContain("16");
    expect(summary?.plot?.layers[0]?.kind).toBe("bars");
  },
);
