import { expect, test } from "vitest";
import { latexToText } from "./latex-text.ts";

test.each([
  ["x^{2} - 5x + 6 = 0", "x² − 5x + 6 = 0"],
  ["\\frac{1}{2}", "1/2"],
  ["\\frac{x+1}{2x}", "(x+1)/(2x)"],
  ["\\sqrt{2}", "√2"],
  ["\\sqrt{2}x", "√2·x"],
  ["\\sqrt{2}\\sin x", "√2·sin x"],
  ["\\sqrt{2}(x+1)", "√2·(x+1)"],
  ["\\sqrt{x + 1}", "√(x + 1)"],
  ["e^{-x}", "e^(−x)"],
  ["x_{12} \\le \\pi", "x₁₂ ≤ π"],
  ["\\sin x \\cdot \\cos\\left(x\\right)", "sin x·cos(x)"],
  ["\\alpha\\beta", "αβ"],
  ["x \\in \\mathbb{R}", "x ∈ ℝ"],
  ["90^\\circ", "90°"],
  ["\\text{no solution}", "no solution"],
  ["2^{10}", "2¹⁰"],
  ["\\frac{1}{2}x", "(1/2)x"],
  ["\\frac{1}{2}^2", "(1/2)²"],
  ["{ab}^2", "(ab)²"],
  ["\\sqrt{x}^{2}", "(√x)²"],
  ["\\sin^2 x", "sin² x"],
  ["\\frac{1}{2} \\le x", "1/2 ≤ x"],
  ["\\left(\\frac{a}{b}\\right)", "(a/b)"],
  ["f'(x)", "f′(x)"],
])("%s is written %s", (latex, text) => {
  expect(latexToText(latex)).toBe(text);
});

test.each([
  ["a fraction in a fraction", "\\frac{1}{1+\\frac{1}{x}}"],
  ["an integral", "\\int_0^1 x^2 \\, dx"],
  ["a sum", "\\sum_{k=1}^n k"],
  ["a matrix", "\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}"],
  ["a mixed number, which could be read as 21/2", "2\\frac{1}{2}"],
  ["a cube root", "\\sqrt[3]{x}"],
  ["an unknown command", "\\mystery{x}"],
  ["an index that has no small letter", "x_{ab}"],
  ["braces that do not match", "x^{2"],
  ["a closing brace too many", "x}"],
  ["a formula of many signs", "x + ".repeat(40) + "x"],
])("%s is left to a picture", (_what, latex) => {
  expect(latexToText(latex)).toBeNull();
});
