import { afterAll, beforeAll, expect, test } from "vitest";
import { createMathEngine } from "../../src/tools/math/engine.ts";
import { readAlone } from "../../src/tools/math/read-alone.ts";

const math = createMathEngine();
beforeAll(() => math.warmUp());
afterAll(() => math.close());

test.each([
  "sqrt(x)/2",
  "integrate x^2 e^x",
  "\\frac{1}{2} + x",
  "求 sin(x)/x 的导数",
  "solve x^2 - 5x + 6 = 0",
  "5 km in miles",
  "integrte x^2",
])("%s is read as it is when it is asked", async (query) => {
  const alone = math.read({ query });
  const { language, reading, assumptions } = await math.query({ query });
  expect(reading).not.toBeNull();
  expect(alone).toMatchObject({ input: query, language, reading, assumptions });
});

test("plain notation gets its LaTeX, and letters read as variables keep their names", () => {
  expect(readAlone({ query: "sqrt(x)/2" }).reading?.latex).toBe("\\frac{\\sqrt{x}}{2}");
  expect(JSON.stringify(readAlone({ query: "solve i + 1 = 2 for i" }))).not.toContain("Variable");
});

test.each(["", "sqrt(", "x^", "1/", "hello there", "(".repeat(5_000), "2^".repeat(4_000)])(
  "%j has no reading, and says why",
  (query) => {
    const result = readAlone({ query: query.slice(0, 9_000) });
    expect(result.reading).toBeNull();
    expect(result.reason?.message).toBeTruthy();
  },
);
