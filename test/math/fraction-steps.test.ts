import { assert, asyncProperty, integer } from "fast-check";
import { afterAll, expect, test } from "vitest";
import { createMathEngine } from "../../src/tools/math/engine.ts";

const engine = createMathEngine({ portfolio: [] });
afterAll(() => engine.close());

async function linesOf(query: string): Promise<readonly string[]> {
  const { pods } = await engine.query({ query, pods: ["steps"] });
  const pod = pods.find(({ id }) => id === "steps");
  return (pod?.steps ?? []).map(({ plain }) => plain ?? "");
}

test.each([
  ["3/4 + 5/6", ["9/12 + 10/12", "19/12"]],
  ["1/2 - 1/3", ["3/6 - 2/6", "1/6"]],
  ["7/12 + 5/12 - 1/3", ["1 - 1/3", "3/3 - 1/3", "2/3"]],
  ["2/3*(1/2+1/5)", ["2/3*(5/10 + 2/10)", "2/3*(7/10)", "7/15"]],
])("%s goes over a common denominator", async (query, lines) => {
  expect(await linesOf(query)).toEqual(lines);
});

test("every line has the value of the question, whatever the fractions", async () => {
  const whole = integer({ min: 1, max: 12 });
  await assert(
    asyncProperty(whole, whole, whole, whole, whole, async (a, b, c, d, e) => {
      const query = `${a}/${b + 1} + ${c}/${d + 1} - ${e}/7`;
      const lines = await linesOf(query);
      for (const line of lines) {
        const { verdict } = await engine.equal(query, line);
        expect([query, line, verdict]).toEqual([query, line, "proved"]);
      }
      expect(lines.length).toBeGreaterThan(0);
    }),
    { numRuns: 25, seed: 4 },
  );
});
