import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createMathEngine, type MathEngine } from "../../src/tools/math/engine.ts";

let engine: MathEngine;
beforeAll(() => {
  engine = createMathEngine();
});
afterAll(() => engine.close());

const check = (lines: readonly string[], problem?: string) =>
  engine.working({
    ...(problem === undefined ? {} : { problem }),
    lines: [...lines],
    timeoutMs: 30_000,
  });

const lineOf = async (line: string) => (await check([line])).lines[0];

describe("calculations in sentences are checked", () => {
  test.each([
    "He runs 12*5=60 miles",
    "The capacity is 15 students * 2 classes = 30 students.",
    "In total, Mishka spent $49.5 + $67.5 + $126 = $243.0 on all the clothing items.",
    "She has $1,250 - $250 = $1,000 left.",
    "Half of it is 10 hours / 2 = 5.0 hours.",
    "3 boxes * 5 fireworks/box = 15 fireworks",
    "20% of 50 = 10",
    "She takes 20% of it, which is .20*$2400 = $480.00.",
    "小明有3×4=12个苹果，又买了5个，共12+5=17个",
  ])("right: %s", async (line) => {
    expect(await lineOf(line)).toMatchObject({ verdict: "proved" });
  });

  test.each([
    ["So she eats 4*5 = 4 cookies", "20"],
    ["So he pays 40*50,000 = $200,000", "2000000"],
    ["Jane pays $35 x 20/100 = $5.", "7"],
    ["The total is $4.20 + $9.45 + $1.35 = $14.99.", "15"],
    ["小明有3×4=13个苹果", "12"],
  ])("wrong: %s", async (line, corrected) => {
    expect(await lineOf(line)).toMatchObject({
      verdict: "refuted",
      corrected: { plain: corrected },
    });
  });

  test.each([
    // Cut or rounded.
    "Each truck can carry 2000 / 75 = 26.666666666666668 flagstones.",
    "That is 10/3 = 3.33 hours",
    "So 7/2 = 3 cars are full",
    // The first number belongs to something that is not written with signs.
    "So 3 groups of 5 + 2 = 17 people",
    "8 guns + Nick's 10 guns + Richard's 5 guns = 24 guns",
    "Then 1 1/2*12 = 18 brownies were eaten.",
    "Half of 8 + 4 = 8",
    // Other units, dozens, thousands, letters.
    "3 hours * 60 minutes = 180 seconds",
    "2 dozen * 5 = 120 eggs",
    "He pays $2 * 3 = 600 cents",
    "He pays £2 * 3 = 600 pence",
    "That is ¥3 * 4 = 120 角",
    "He sold 3 * 4 = 1.2 dozen",
    "Combining like terms, we get 11h = 88000",
    "He paid 400 - 100 = 300 000 dollars in 3 parts",
    // Per cent meant as a word, times of day, rates, remarks in brackets.
    "She got 5 * 20 = 100% right",
    "She baked from 6:00 PM - 1:00 PM = 5 hours",
    "She read 100 pages / 2 pages/1.5 minutes = 75 pages",
    "First test: 70 (70%) - 60 (60%) = 10 questions",
    // Goes on from its own result.
    "He has 6*2 = 12 + 5 = 17 now",
    "Jackson is 9 because James + 1 = 9",
  ])("not called wrong: %s", async (line) => {
    expect((await lineOf(line))?.verdict).not.toBe("refuted");
  });
});

test("calculations that hold do not prove what the sentences say", async () => {
  const result = await check(["He eats 4*5 = 20 cookies", "So he has 30 - 20 = 10 left"]);
  expect(result.lines.map(({ verdict }) => verdict)).toEqual(["proved", "proved"]);
  expect(result.verdict).toBe("undecided");
});

describe("a plan with letters for the parts", () => {
  const problem = "((5 + 2 * 1 - 6) + (5 + 3 - -2 * 2))";
  const plan =
    'This can be written as "A + B", where A = (5 + 2 * 1 - 6) and B = (5 + 3 - -2 * 2).';

  test("right to the end", async () => {
    const result = await check(
      [
        plan,
        "Let's calculate A = (5 + 2 * 1 - 6) = (5 + 2 - 6) = 1.",
        "Let's calculate B = (5 + 3 - -2 * 2) = (5 + 3 + 4) = 12.",
        "Then A + B = 1 + 12 = 13. So the answer is 13.",
      ],
      problem,
    );
    expect(result).toMatchObject({ verdict: "proved", firstMistake: null });
  });

  test.each<[string, readonly string[], number]>([
    ["a sign", [plan, "Then B = (5 + 3 - -2 * 2) = (5 + 3 - 4) = 4."], 1],
    ["a part other than the problem's", [plan.replace("- 6)", "- 7)")], 0],
    ["a plan that is not the problem", [plan.replace('"A + B"', '"A - B"')], 0],
    ["a part changed later on", [plan, "Then A = (5 + 2 * 1 - 5) = 2."], 1],
    ["an answer that is not the value", [plan, "So the answer is 12."], 1],
  ])("%s is found where it stands", async (_, lines, place) => {
    expect(await check(lines, problem)).toMatchObject({ verdict: "refuted", firstMistake: place });
  });
});
