import { describe, expect, test } from "vitest";
import { decideEqualAnswers } from "../../src/tools/math/equal/compare-answers.ts";

const verdictOf = async (a: string, b: string): Promise<string> =>
  (await decideEqualAnswers(a, b)).verdict;

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
  ])("%s is %s", async (a, b) => {
    expect(await verdictOf(a, b)).toBe("proved");
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
  ])("%s is not %s", async (a, b) => {
    expect(await verdictOf(a, b)).toBe("refuted");
  });

  test.each([
    ["foo bar", "foo bar"],
    ["cat", "act"],
    ["????", "????"],
    ["[0, 1]", "(0, 1)"],
    ["12 cm", "12"],
    ["about 3.15", "pi"],
    ["0.5 ± 0.1", "0.5"],
  ])("%s and %s are left undecided: neither luck nor failure is equality", async (a, b) => {
    expect(await verdictOf(a, b)).toBe("undecided");
  });
});
