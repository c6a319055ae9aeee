import { describe, expect, test } from "vitest";
import { equalPairs } from "../../evals/equal-pairs.ts";
import { decideEqualTexts } from "../../src/tools/math/equal/compare-answers.ts";

const verdictOf = (a: string, b: string): string => {
  const [there, back] = [decideEqualTexts(a, b), decideEqualTexts(b, a)];
  expect(back.verdict, `${b} against ${a}`).toBe(there.verdict);
  expect(there.equal).toBe(there.verdict === "undecided" ? null : there.verdict === "proved");
  return there.verdict;
};

describe("what has no settled value is not compared", () => {
  test.each([
    ["infinity", "infinity + 1"],
    ["infinity - infinity", "0"],
    ["01/02/2024", "02/01/2024"],
    ["1/2/2024", "1/4048"],
  ])("%s and %s", (a, b) => {
    expect(verdictOf(a, b)).toBe("undecided");
  });
});

describe("what is equal in one reading only is not refuted", () => {
  test.each([
    ["100 C", "212 F"],
    ["log 100", "2"],
    ["log(1000) + 1", "4"],
    ["(-8)^(1/3)", "-2"],
    ["(-8)^(2/3)", "4"],
    ["8/2(2+2)", "1"],
    ["1/2x", "1/(2x)"],
    ["A", "a"],
    ["(-1)^n", "cos(pi n)"],
    ["sin(pi n)", "0"],
    ["x = pi/4 + pi k", "x = -3pi/4 + pi k"],
    ["x = pi n", "x = pi k"],
    ["c1 e^x + c2 e^(-x)", "c1 cosh(x) + c2 sinh(x)"],
    ["c1 cos(x) + c2 sin(x)", "c1 sin(x) + c2 cos(x)"],
    ["c1 e^x + c2 + x", "c1 e^x + c2 + x + 1"],
  ])("%s and %s", (a, b) => expect(verdictOf(a, b)).toBe("undecided"));

  test.each([
    ["5 C", "5 F"],
    ["log 100", "3"],
    ["(-8)^(1/3)", "2"],
    ["8/2*(2+2)", "1"],
    ["(-1)^n", "(-1)^(n+1)"],
    ["sin(pi n)", "1"],
    ["2n + 1", "2n + 3"],
    ["x = pi/4 + pi k", "x = pi/4 + 2 pi k"],
    ["x = pi/4 + pi k", "x = pi/3 + pi k"],
    ["c1 e^x + c2 e^(2x)", "c1 e^x + c2 e^(3x)"],
    ["c1 e^x + c2 + x", "c1 e^x + c2 + x^2"],
  ])("%s and %s differ in every reading", (a, b) => expect(verdictOf(a, b)).toBe("refuted"));

  test("the sign of an odd root stands for the real root", () => {
    expect(verdictOf("cbrt(-8)", "-2")).toBe("proved");
    expect(verdictOf("\\sqrt[3]{-8}", "-2")).toBe("proved");
    expect(verdictOf("\\sqrt[5]{-32}", "-2")).toBe("proved");
  });
});

describe("answers as a grader compares them", () => {
  test.each([
    ["\\boxed{\\frac{1}{2}}", "0.5"],
    ["x = 3 or x = 5", "{5, 3}"],
    ["[1,2)", "1<=x<2"],
    ["(-\\infty, 2) \\cup (3, \\infty)", "x<2 or x>3"],
    ["50%", "1/2"],
    ["2 1/3", "7/3"],
    ["1 \\frac{1}{2}", "1.5"],
    ["5 km", "5000 m"],
    ["72 km/h", "20 m/s"],
    ["1 inch", "2.54 cm"],
    ["about 3.14", "pi"],
    ["3.142 (3 d.p.)", "pi"],
    ["\\pm 2", "-2, 2"],
    ["no solution", "\\emptyset"],
    ["$\\frac{\\sqrt{2}}{2}$", "1/\\sqrt{2}"],
    ["\\mathbb{R}", "(-\\infty, \\infty)"],
    ["the answer is 5 apples", "5"],
    ["Therefore, the final answer is $\\boxed{\\frac{1}{2}}$.", "0.5"],
    ["答案是 5。", "5"],
    ["x=3或x=5", "x_1 = 5, x_2 = 3"],
    ["x=3且y=2", "(3, 2)"],
    ["y = 3, x = 2", "(x, y) = (2, 3)"],
    ["3 and 5", "5, 3"],
    ["$1,000", "1000 dollars"],
    ["50 cents", "$0.50"],
    ["¥100", "100元"],
    ["30^\\circ", "\\frac{\\pi}{6}"],
    ["30 degrees", "pi/6 radians"],
    ["y - 3 = 2(x - 1)", "2x - y + 1 = 0"],
    ["x/2 + y/3 = 1", "3x + 2y = 6"],
    ["f(x) = x^2 + 1", "y = x^2 + 1"],
    ["3 \\times 10^8", "3e8"],
    ["0.\\overline{3}", "1/3"],
    ["0.333...", "1/3"],
    ["\\{x \\mid x > 2\\}", "(2, \\infty)"],
    ["x > -4 and x < 2", "(-4, 2)"],
    ["x \\neq 1", "(-\\infty, 1) \\cup (1, \\infty)"],
    ["3小时30分钟", "210 min"],
    ["25°C", "77 °F"],
    ["2\\pi \\text{ cm}", "0.02π m"],
    ["4:6", "2:3"],
    ["1.5 million", "1,500,000"],
    ["\\begin{bmatrix} 1 & -2 \\\\ 3 & 4 \\end{bmatrix}", "[[1,-2],[3,4]]"],
    ["1 \\pm \\sqrt{2}", "1-\\sqrt{2} or 1+\\sqrt{2}"],
  ])("%s is %s", (a, b) => {
    expect(verdictOf(a, b)).toBe("proved");
  });

  test.each([
    ["[1,2)", "1<x<2"],
    ["(0, 3)", "0<x<1 or 1<x<3"],
    ["5 m", "5 kg"],
    ["5 km", "500 m"],
    ["3.14", "pi"],
    ["{1,2}", "{1,2,3}"],
    ["1 \\frac{1}{2}", "0.5"],
    ["yes", "no"],
    ["x = 2, y = 3", "x = 3, y = 2"],
    ["x = 2, y = 3", "(3, 2)"],
    ["0°C", "0 K"],
    ["$5", "€5"],
    ["5 apples", "6 apples"],
    ["答案是5", "答案是6"],
    ["y = 2x + 1", "y = 2x - 1"],
    ["(x-1)^2 + (y-2)^2 = 9", "(x-1)^2 + (y-2)^2 = 3"],
    ["x^2 = 4", "x = 2"],
    ["3.15 (2 d.p.)", "pi"],
    ["3\\times10^8", "3\\times 10^{-8}"],
    ["no solution", "x = 0"],
    ["1,2,3", "1,2"],
    ["\\infty", "-\\infty"],
  ])("%s is not %s", (a, b) => {
    expect(verdictOf(a, b)).toBe("refuted");
  });

  test.each([
    ["foo bar", "foo bar"],
    ["cat", "act"],
    ["????", "????"],
    ["[0, 1]", "(0, 1)"],
    ["12 cm", "12"],
    ["about 3.15", "pi"],
    ["0.5 ± 0.1", "0.5"],
    ["1,234", "(1,234)"],
    ["0.333...", "0.3334"],
    ["(1, 2)", "{1, 2}"],
    ["x = 2", "y = 2"],
    ["5 apples", "5 oranges"],
    ["12:30", "2:5"],
    ["about 3", "3.4"],
    ["log(x^2)", "2 log(x)"],
    ["not 5", "5"],
    ["5 or more", "5"],
    ["\\boxed{5} or \\boxed{6}", "5"],
    ["\\frac{1}{", "\\frac{1}{"],
    ["", ""],
  ])("%s and %s are left undecided: neither luck nor failure is equality", (a, b) => {
    expect(verdictOf(a, b)).toBe("undecided");
  });
});

describe("pairs that are equal, or different, by construction", () => {
  const judged = equalPairs(7, 840).map((pair) => ({
    ...pair,
    verdict: verdictOf(pair.a, pair.b),
  }));

  test("different answers are never called equal", () => {
    expect(judged.filter(({ isEqual, verdict }) => !isEqual && verdict === "proved")).toEqual([]);
  });

  test("equal answers are never called different", () => {
    expect(judged.filter(({ isEqual, verdict }) => isEqual && verdict === "refuted")).toEqual([]);
  });

  test("nearly all are decided", () => {
    expect(judged.filter(({ verdict }) => verdict !== "undecided").length).toBeGreaterThan(820);
  });
});
