import { FUNCTIONS } from "../../src/tools/math/expression/functions.ts";
import type { Random } from "./random.ts";

const NAMES = FUNCTIONS.flatMap(({ names }) => names);
const USUAL = ["sin", "cos", "tan", "log", "ln", "exp", "sqrt", "abs", "asin", "gamma", "floor"];
const LETTERS = [
  "x",
  "x",
  "x",
  "y",
  "n",
  "a",
  "t",
  "e",
  "i",
  "pi",
  "π",
  "∞",
  "f",
  "E",
  "k",
  "theta",
];
const OPERATORS = "+ - * / ^ × ÷ · = < > <= >= != ! ** % , : | ; ~ ± ° '".split(" ");
const LATEX = [
  "\\frac{A}{B}",
  "\\dfrac{A}{B}",
  "\\sqrt{A}",
  "\\sqrt[B]{A}",
  "\\int_{0}^{1} A dx",
  "\\int A \\, dx",
  "\\iint A dx dy",
  "\\lim_{x\\to 0} A",
  "\\lim_{x \\to \\infty} \\frac{A}{B}",
  "\\sum_{k=1}^{n} A",
  "\\sum_{k=0}^{\\infty} A",
  "\\prod_{k=1}^{B} A",
  "A^{B}",
  "A_{B}",
  "\\left(A\\right)",
  "\\left|A\\right|",
  "\\begin{pmatrix}A&B\\\\1&2\\end{pmatrix}",
  "\\begin{vmatrix}A&B\\\\B&A\\end{vmatrix}",
  "\\begin{cases}A=1\\\\B=2\\end{cases}",
  "\\binom{A}{B}",
  "\\sin^{2} A",
  "\\log_{B} A",
  "\\frac{d}{dx} A",
  "\\frac{\\partial}{\\partial x} A",
  "\\text{A}",
  "\\mathrm{A}",
  "$A$",
  "\\[A\\]",
  "A \\cdot B",
  "A \\pm B",
  "A \\bmod B",
  "\\overline{A}",
  "\\lfloor A \\rfloor",
  "\\lVert A \\rVert",
];

/** A number of any size and notation. */
export function someNumber(random: Random): string {
  return random.pick([
    () => String(random.below(20)),
    () => String(random.below(20)),
    () => String(random.below(1e6)),
    () => `-${random.below(100)}`,
    () => (random.next() * 100).toFixed(2),
    () => `${random.below(9)}/${random.below(9)}`,
    () => "9".repeat(1 + random.below(random.chance(0.1) ? 400 : 40)),
    () => `1e${random.below(400)}`,
    () => `10^${random.below(random.chance(0.3) ? 1e9 : 30)}`,
    () => `${random.below(1000)},${String(random.below(1000)).padStart(3, "0")}`,
    () => `0.${"3".repeat(1 + random.below(30))}`,
    () => `${random.below(30)}%`,
  ])();
}

/** An expression, mostly well formed, in plain notation or LaTeX or both at once. */
export function someExpression(random: Random, depth: number): string {
  if (depth <= 0 || random.chance(0.2))
    return random.chance(0.5) ? someNumber(random) : random.pick(LETTERS);
  const inner = (): string => someExpression(random, depth - 1);
  return random.pick([
    () => `${inner()}${random.pick(["+", "-", "*", "/", "^", " "])}${inner()}`,
    () => `${inner()}${random.pick(["+", "-", "*", "/", "^", " "])}${inner()}`,
    () => `${inner()} ${random.pick(OPERATORS)} ${inner()}`,
    () => `(${inner()})`,
    () => `${random.pick(USUAL)}(${inner()})`,
    () => `${random.pick(NAMES)}(${random.chance(0.3) ? `${inner()}, ` : ""}${inner()})`,
    () => `${random.pick(USUAL)} ${inner()}`,
    () => fillLatex(random, depth - 1),
  ])();
}

function fillLatex(random: Random, depth: number): string {
  return random.pick(LATEX).replace(/[AB]/g, () => someExpression(random, depth));
}

/** A polynomial with whole coefficients: most operations are made for these. */
export function somePolynomial(random: Random): string {
  const degree = 1 + random.below(random.chance(0.05) ? 200 : 6);
  return Array.from({ length: 1 + random.below(4) }, () => {
    const power = random.below(degree + 1);
    return `${random.below(12) - 5}${power === 0 ? "" : `*x^${power}`}`;
  }).join(" + ");
}

/** A matrix in one of the notations, seldom a large or ragged one. */
export function someMatrix(random: Random): string {
  const size = random.chance(0.05) ? 8 + random.below(40) : 1 + random.below(4);
  const columns = random.chance(0.85) ? size : 1 + random.below(5);
  const isNumeric = random.chance(0.7);
  const rows = Array.from({ length: size }, () =>
    Array.from({ length: random.chance(0.97) ? columns : columns + 1 }, () =>
      isNumeric ? String(random.below(19) - 9) : someExpression(random, 1),
    ),
  );
  return random.pick([
    () => `{${rows.map((row) => `{${row.join(",")}}`).join(",")}}`,
    () => `[[${rows.map((row) => row.join(",")).join("],[")}]]`,
    () => `\\begin{pmatrix}${rows.map((row) => row.join("&")).join("\\\\")}\\end{pmatrix}`,
    () => `[${rows.map((row) => row.join(" ")).join("; ")}]`,
  ])();
}
