import { assert, constantFrom, integer, letrec, nat, oneof, property, tuple } from "fast-check";
import { expect, test } from "vitest";
import type { Expression } from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { decideEqual } from "../prove/decide-zero.ts";
import { parseExpression } from "../read/parse.ts";
import { toUnicode } from "./unicode-text.ts";

test.each([
  ["2*x^2 - 3*x + 1", "2x² − 3x + 1"],
  ["-x*cos(x) + sin(x)", "−x·cos(x) + sin(x)"],
  ["sqrt(2)/2", "√2/2"],
  ["sqrt(2)*x", "√2·x"],
  ["sqrt(2)x", "√(2)x"],
  ["sqrt(2)*atan(sqrt(12)*x)/4", "√2·atan(√12·x)/4"],
  ["3*sqrt(2)*pi", "3√2·π"],
  ["1/2*x", "1/2·x"],
  ["sqrt(2) / 2*x", "√2 / 2·x"],
  ["sqrt(x + 1)", "√(x + 1)"],
  ["x^(-2)", "x⁻²"],
  ["x^(1/2)", "x^(1/2)"],
  ["2^3^2", "2^3²"],
  ["x = 2 or x = -3", "x = 2 or x = −3"],
  ["x <= pi and x != 0", "x ≤ π and x ≠ 0"],
  ["abs(x - 1)", "|x − 1|"],
  ["3*10^5", "3·10⁵"],
  ["2*3", "2·3"],
  ["e^(-x)", "e^(−x)"],
  ["gamma(1/3)", "gamma(1/3)"],
  ["(-infinity, 2)", "(−∞, 2)"],
])("%s is written %s", (plain, unicode) => {
  expect(toUnicode(plain)).toBe(unicode);
});

const leaf = oneof(
  nat(99).map((n): Expression => ({ num: String(n) })),
  constantFrom<Expression>("x", "y", "Pi"),
);
const expressions = letrec<{ node: Expression }>((tie) => ({
  node: oneof(
    { depthSize: "small" },
    leaf,
    tuple(tie("node"), tie("node")).map(([a, b]): Expression => ["Add", a, ["Negate", b]]),
    tuple(tie("node"), tie("node")).map(([a, b]): Expression => ["Multiply", a, b]),
    tuple(tie("node"), tie("node")).map(([a, b]): Expression => [
      "Divide",
      a,
      ["Add", b, { num: "1" }],
    ]),
    tuple(tie("node"), integer({ min: 2, max: 9 })).map(([a, n]): Expression => [
      "Power",
      a,
      { num: String(n) },
    ]),
    tie("node").map((a): Expression => ["Sqrt", ["Add", ["Power", a, { num: "2" }], { num: "1" }]]),
    tie("node").map((a): Expression => ["Sin", a]),
    tie("node").map((a): Expression => ["Abs", a]),
  ),
})).node;

test("what is written in Unicode reads back to the same expression", () => {
  assert(
    property(expressions, (expression) => {
      const plain = printPlain(expression);
      const back = parseExpression(toUnicode(plain)).expression;
      const before = parseExpression(plain).expression;
      return (
        JSON.stringify(back) === JSON.stringify(before) ||
        decideEqual(back, before).verdict !== "refuted"
      );
    }),
    { numRuns: 300, seed: 7 },
  );
});
