import { afterAll, describe, expect, test } from "vitest";
import { createMathEngine } from "../../src/tools/math/engine.ts";
import { readPointValue } from "../../src/tools/math/read/point-values.ts";

const math = createMathEngine();
afterAll(() => math.close());

describe("an expression at a point", () => {
  test.each([
    ["3x^2 at x = 2", "12"],
    ["evaluate 3x^2 at x=2", "12"],
    ["what is sin(x) at x = pi/6?", "1/2"],
    ["x^2*y at x=2 and y=3", "12"],
    ["x^2*y at x=2, y=3", "12"],
    ["e^x at x = 1", "e"],
    ["求 3*x^2 在 x=2 处的值", "12"],
    ["当 x=2 时 3*x^2 的值", "12"],
    ["当x=2时，x^2+1等于多少", "5"],
  ])("%s is %s", async (query, expected) => {
    const { answer, certificate } = await math.query({ query });
    expect(answer?.short).toBe(expected);
    expect(certificate?.grade).toBe("proved");
  });

  test("the point is part of the reading", async () => {
    const { reading } = await math.query({ query: "evaluate 3x^2 at x=2" });
    expect(reading?.text).toBe("With x = 2: Work out 3*x^2");
  });

  test.each([
    // A slope, a limit, an equation or a letter without a value is another question.
    "slope of x^2 at x = 3",
    "the tangent to x^2 at x = 3",
    "limit of sin(x)/x at x = 0",
    "x^2 = 4 at x = 2",
    "x^2*y at x = 2",
    "the sky at x = 3",
    "求 x^2 在 x = 3 处的导数",
    `${"x + ".repeat(200)}x at x = 1`,
  ])("%s is not taken for one", (text) => {
    expect(readPointValue(text)).toBeNull();
  });
});
