import { expect, test } from "vitest";
import { answered, queryResult } from "../../../../test/contract/math-stub.ts";
import { parseExpression } from "../read/parse.ts";
import { formatResult } from "./format-result.ts";
import { languageModelText } from "./language-model-text.ts";
import { speakExpression } from "./speak-expression.ts";
import { spokenSentence } from "./spoken-text.ts";

test.each([
  ["x^2 + 5*x - 1", "x squared plus 5 x minus 1", "x的平方加5乘以x减1"],
  ["sin(x)/(x+1)", "sine of x over the quantity x plus 1,", "括号x加1括号完分之正弦x"],
  ["x <= 3", "x is at most 3", "x小于等于3"],
  ["sqrt(2)", "the square root of 2", "根号2"],
  ["-pi", "minus pi", "负派"],
])("%s is read aloud in both languages", (plain, english, chinese) => {
  const { expression } = parseExpression(plain);
  expect(speakExpression(expression, false)).toBe(english);
  expect(speakExpression(expression, true)).toBe(chinese);
});

test("the spoken sentence names question, answer and how far it is backed", () => {
  const result = answered("Derivative of x^3 with respect to x", "3*x^2", "numeric-check");
  expect(spokenSentence(result)).toBe(
    "Derivative of x cubed with respect to x: 3 times x squared, which was checked numerically.",
  );
});

test("what has no answer is not spoken as if it had one", async () => {
  const result = queryResult({ status: "undecided", reason: { code: "x", message: "Too hard." } });
  expect(await formatResult(result, ["spoken", "unicode", "mathml"])).toEqual({
    spoken: "There is no answer: Too hard.",
    unicode: "",
    mathml: "",
  });
});

test("MathML is well formed and holds the LaTeX as an annotation", async () => {
  const { mathml } = await formatResult(answered("1/2", "\\frac{1}{2}"), ["mathml"]);
  expect(mathml).toMatch(/^<math[\s\S]*<mfrac>[\s\S]*<\/math>$/);
});

test("the text for language models has its blocks in order and stays within its length", () => {
  const result = {
    ...answered("2+3", "5"),
    pods: [
      { id: "input", title: "Input interpretation", plain: "2 + 3" },
      ...Array.from({ length: 50 }, (_, index) => ({
        id: `pod-${index}`,
        title: `Pod ${index}`,
        plain: "x".repeat(300),
      })),
    ],
  };
  const text = languageModelText(result);
  expect(
    text
      .split("\n\n")
      .slice(0, 4)
      .map((block) => block.split("\n")[0]),
  ).toEqual(["Query:", "Input interpretation:", "Result:", "Check (proved):"]);
  expect(text.length).toBeLessThan(6_900);
  expect(text).toMatch(/\(\d+ further blocks left out\)$/);
});

test("words between the formulas of a Chinese answer are Chinese", () => {
  const zh = { language: "zh" as const };
  const two = { ...answered("解方程 x^2 = 4，求 x", "x = -2 or x = 2", "proved"), ...zh };
  expect(spokenSentence(two)).toContain("x等于负2 或 x等于2");
  const none = { ...answered("解方程 sqrt(x) = -2，求 x", "no solution", "proved"), ...zh };
  expect(spokenSentence(none)).toContain("无解");
});
