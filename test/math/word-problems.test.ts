import { afterAll, describe, expect, test } from "vitest";
import { createMathEngine } from "../../src/tools/math/engine.ts";
import { readWordProblem } from "../../src/tools/math/word-problem/read-word-problem.ts";

const math = createMathEngine();
afterAll(() => math.close());

describe("problems about one figure", () => {
  test.each([
    ["A rectangle is 3 cm longer than it is wide and its area is 40 cm^2. How wide is it?", "5 cm"],
    ["A rectangle is 3 cm longer than it is wide and its area is 40 cm^2. How long is it?", "8 cm"],
    [
      "The area of a rectangle is 40 cm^2. It is 3 cm longer than it is wide. How wide is it?",
      null,
    ],
    [
      "A rectangle is twice as long as it is wide. Its perimeter is 36 m. What is its area?",
      "72 m^2",
    ],
    ["The area of a rectangle is 40 cm^2 and its length is 8 cm. What is the width?", "5 cm"],
    ["A square has an area of 49 square feet. What is its perimeter?", "28 ft"],
    ["A circle has a radius of 5 cm. What is its area?", "25*pi cm^2"],
    ["长方形的长比宽多3厘米，面积是40平方厘米，宽是多少？", "5 cm"],
    ["正方形的边长是5厘米，求面积", "25 cm^2"],
  ])("%s → %s", async (question, short) => {
    const result = await math.query({ query: question });
    expect(result.answer?.short ?? null).toBe(short);
    if (short !== null)
      expect(result.certificate).toMatchObject({ grade: "exact-check", method: "substitute-back" });
  });

  test("the reading shows every equation beside the words it came from, and what was dropped", async () => {
    const result = await math.query({
      query: "A rectangle is 3 cm longer than it is wide and its area is 40 cm^2. How wide is it?",
    });
    expect(result.reading?.text).toContain("l = length, w = width");
    expect(result.pods.find((pod) => pod.id === "equations")?.table).toContainEqual([
      "l = w + 3",
      "A rectangle is 3 cm longer than it is wide",
    ]);
    expect(result.certificate?.detail).toContain("w = -8");
  });

  test.each([
    [
      "a sentence it does not know",
      "A rectangle is 3 cm longer than it is wide. It is red. Its area is 40 cm^2. How wide is it?",
    ],
    [
      "a number it has no use for",
      "A rectangle is 3 cm longer than it is wide and its area is 40 cm^2. It costs 5 dollars. How wide is it?",
    ],
    ["two figures", "A rectangle and a circle have area 40 cm^2. How wide is it?"],
    ["mixed units", "The length of a rectangle is 8 cm and its width is 2 m. What is its area?"],
    [
      "a length given in square units",
      "The length of a rectangle is 8 cm^2 and its area is 16 cm^2. What is its width?",
    ],
    ["no question", "A rectangle is 3 cm longer than it is wide and its area is 40 cm^2."],
    [
      "two questions",
      "A rectangle is 3 cm longer than it is wide and its area is 40 cm^2. How wide is it? How long is it?",
    ],
    ["no figure", "A rope is 3 cm longer than it is wide and its area is 40 cm^2. How wide is it?"],
  ])("%s is not half-read", (_, question) => {
    expect(readWordProblem(question)).toBeNull();
  });

  test("too little given is undecided, not guessed", async () => {
    const result = await math.query({
      query: "A rectangle is 3 cm longer than it is wide. How wide is it?",
    });
    expect(result.status).toBe("undecided");
  });
});
