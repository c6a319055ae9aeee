import { describe, expect, it } from "vitest";
import { createVerifier } from "../../src/hallucination/verifier.ts";
import { createStubMath } from "./math-stub.ts";

const verifier = createVerifier(createStubMath());
const verdictOf = async (text: string, more: { question?: string; context?: string } = {}) =>
  (await verifier.verify({ text, ...more })).verdict;

describe("rates in other units", () => {
  it.each([
    ["72 km/h is 20 m/s.", "proved"],
    ["90 km/h = 25 m/s", "proved"],
    ["3.6 km/h = 1 m/s", "proved"],
    ["时速90千米/小时等于25米/秒。", "proved"],
    ["60 km/h is about 16.67 m/s.", "proved"],
    ["60 km/h is 16.67 m/s.", "proved"],
    ["60 km/h is 20 m/s.", "refuted"],
    ["60 km/h = 20 m/s", "refuted"],
    ["So 100 km per hour is 30 m per second.", "refuted"],
    ["60千米/小时等于20米/秒。", "refuted"],
    ["60 km/h is 20 m/s faster than that.", "undecided"],
    ["Going 60 km/h is 20 m/s too fast.", "undecided"],
    ["3 * 20 km/h = 20 m/s", "undecided"],
    ["60 km/h = 5 m/s * 3", "undecided"],
    ["60 km/h is 20 m/s^2", "undecided"],
    ["60 km/h is not 20 m/s.", "undecided"],
    ["Some say 60 km/h is 20 m/s.", "undecided"],
    ["Is it true that 60 km/h is 20 m/s?", "undecided"],
    ["If 60 km/h is 20 m/s, we are lost.", "undecided"],
    ["60 km/h is 20 km/day.", "refuted"],
    ["The fuel use of 6 l/h is 6 m/s.", "undecided"],
  ])("%s is %s", async (text, verdict) => {
    expect(await verdictOf(text)).toBe(verdict);
  });
});

describe("the square of a sum", () => {
  it.each([
    "(x+3)^2 = x^2 + 9",
    "We know that (x+3)^2 = x^2 + 9.",
    "So (2y - 5)^2 = 4y^2 - 25.",
    "Clearly $(x+3)^2 = x^{2} + 9$.",
    "x^2 + 9 = (x+3)^2 holds.",
  ])("is not the sum of the squares: %s", async (text) => {
    expect(await verdictOf(text)).toBe("refuted");
  });

  it.each([
    "Solve (x+3)^2 = x^2 + 9.",
    "The equation (x+3)^2 = x^2 + 9 has one solution.",
    "(x+3)^2 = x^2 + 9, so x = 0.",
    "(x+3)^2 = x^2 + 9\n6x = 0",
    "Students often write (x+3)^2 = x^2 + 9.",
    "Never write (x+3)^2 = x^2 + 9.",
    "(x+3)^2 = x^2 + 9 only when x is zero.",
    "If (x+3)^2 = x^2 + 9 then x vanishes.",
    "Some people say (x+3)^2 = x^2 + 9.",
    "By Pythagoras (x+1)^2 = x^2 + 25.",
    "(x+3)^2 = x^2 + 6x + 9",
    "(a+b)^2 = a^2 + b^2",
    "Let x be the side: (x+3)^2 = x^2 + 9.",
  ])("may be a condition or another's mistake: %s", async (text) => {
    expect(await verdictOf(text)).not.toBe("refuted");
  });

  it("is taken as it is where the question brings the equation", async () => {
    const question = "For which x is (x+3)^2 = x^2 + 9?";
    expect(await verdictOf("We have (x+3)^2 = x^2 + 9.", { question })).not.toBe("refuted");
  });
});

describe("for every real x", () => {
  it.each([
    ["sqrt(x^2) = x for all real x.", "refuted"],
    ["$\\sqrt{x^2} = x$ for all real $x$.", "refuted"],
    ["x + 0 = x for every real number x.", "proved"],
    ["sqrt(x^2) = x 对任意实数 x 成立。", "refuted"],
    ["sqrt(x^2) = x for all real x >= 0.", "undecided"],
    ["sqrt(x^2) = x for all positive x.", "undecided"],
    ["sqrt(x^2) = x for all real x with x > 0.", "undecided"],
    ["sqrt(x^2) = x for all real x is false.", "undecided"],
    ["It is not true that sqrt(x^2) = x for all real x.", "undecided"],
    ["x^2 = x", "undecided"],
    ["y = x for all real x.", "undecided"],
  ])("%s is %s", async (text, verdict) => {
    expect(await verdictOf(text)).toBe(verdict);
  });
});

describe("two changes in a row", () => {
  it.each([
    ["100 increased by 25% and then decreased by 20% is 100.", "proved"],
    ["A price of 80 increased by 25% then decreased by 20% is 90.", "refuted"],
    ["A price of $80 increased by 25%, then reduced by 20% is $80.", "proved"],
    ["100 increased by 25% is 125, then decreased by 20% is 110.", "refuted"],
    ["If 100 increased by 25% then decreased by 20% is 90, we lose.", "undecided"],
    ["80 increased by 25% then decreased by 20% of it is 90.", "undecided"],
    ["80 increased by 25% then decreased by 20% is 90% of it.", "undecided"],
  ])("%s is %s", async (text, verdict) => {
    expect(await verdictOf(text)).toBe(verdict);
  });
});

it("a number may be worked out from the context where the question has numbers", async () => {
  const context = "The ticket costs $15.";
  const text = "The ticket costs $18.";
  const question = "What does the ticket cost with 3 dollars more?";
  expect(await verdictOf(text, { context, question })).not.toBe("refuted");
  expect(await verdictOf(text, { context, question: "What does it cost?" })).toBe("refuted");
});

describe("a number against the context", () => {
  it.each([
    ["The company lost $5 million.", "The company lost $5 billion in 2020."],
    [
      "The company made a profit of $5 million in 2020.",
      "In 2020 the company made a profit of $5 billion.",
    ],
    ["公司亏损5万元。", "公司亏损5亿元。"],
    ["John is 30.", "John is 40."],
    ["The bridge is 30 metres long.", "The bridge is 40 metres long. It is red."],
    ["The ticket costs $12.", "The ticket costs $15."],
    ["小明的身高是150厘米。", "小明的身高是160厘米。"],
  ])("that is another one is refuted: %s / %s", async (text, context) => {
    expect(await verdictOf(text, { context })).toBe("refuted");
  });

  it.each([
    ["The company lost $5 million.", "The company lost 5 million dollars in 2020."],
    ["The company lost $5 million.", "The company lost $5,000,000. Its rival lost $5 billion."],
    ["The company lost $5 million.", "Its rival won $5 billion."],
    ["John is 30.", "John is 40. Mary is 30."],
    ["John is 30.", "Mary is 40."],
    ["John is 30.", "In 1990 John was 40."],
    ["He is 30.", "He is 40."],
    ["Room 12 is free.", "Room 13 is free."],
    ["The train left at 5.", "The train left at 6."],
    ["In 2021 it was 30.", "In 2020 it was 40."],
    ["The reading was 30.", "The reading was 40. The reading was 50."],
    ["John is 40.", "John is 40."],
    ["John is 40.0.", "John is 40."],
    ["John is not 30.", "John is 40."],
    ["John is 30, they say.", "John is 40."],
    ["John is over 30.", "John is 40."],
    ["John is at least 30.", "John is 40."],
    ["There are 30 eggs.", "There are 40 eggs."],
    ["A dozen is 12.", "A gross is 144."],
    ["The answer is 12.", "For example, 3 * 5 = 15. The answer is 15."],
    ["The total is 12.", "The total is 15."],
    ["x is 3.", "x is 4."],
    ["答案是12。", "答案是15。"],
    ["The price rises by 20%. The price is $18.", "The price is $15."],
  ])("that may stand beside it is not: %s / %s", async (text, context) => {
    expect(await verdictOf(text, { context })).not.toBe("refuted");
  });
});
