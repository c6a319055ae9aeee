import { afterAll, expect, test } from "vitest";
import { createMathEngine } from "../../src/tools/math/engine.ts";

const engine = createMathEngine({ portfolio: [] });
afterAll(() => engine.close());

test.each([
  ["Let f = 5 - 3. What is the remainder when 38 is divided by 13*f?", "12"],
  ["Suppose -x + 41 = -2. What is the remainder when x is divided by 22?", "21"],
  ["Let x = 40. Let y = 7. What is the remainder when x is divided by y?", "5"],
  ["Let x = 40. What is the remainder when x is divided by x-3?", "3"],
  ["Let f = 9. What is the greatest common divisor of f and 12?", "3"],
  ["remainder of x^100 divided by x-2", "1267650600228229401496703205376"],
  ["x^3-2x+1 除以 x-1 的余式", "0"],
])("a letter with a number is no unknown of a polynomial: %s", async (query, expected) => {
  expect((await engine.query({ query })).answer?.short).toBe(expected);
});

test("a whole number divided by an unknown letter is not answered as a polynomial", async () => {
  const { answer } = await engine.query({ query: "remainder when 38 is divided by v" });
  expect(answer?.short ?? "").not.toBe("38");
});
