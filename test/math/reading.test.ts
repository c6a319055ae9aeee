import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Expression } from "../../src/tools/math/expression/expression.ts";
import { printLatex } from "../../src/tools/math/expression/print-latex.ts";
import { printPlain } from "../../src/tools/math/expression/print-plain.ts";
import { decideEqual } from "../../src/tools/math/prove/decide-zero.ts";
import { describeQuery } from "../../src/tools/math/read/describe-query.ts";
import { parseExpression } from "../../src/tools/math/read/parse.ts";
import { readQuery } from "../../src/tools/math/read/read-query.ts";

const reads = (text: string): string => printPlain(parseExpression(text).expression);

describe("one reader for every notation", () => {
  test.each([
    ["sqrt(16)", "sqrt(16)"],
    ["√16", "sqrt(16)"],
    ["2√3", "2*sqrt(3)"],
    ["\\frac12", "1/2"],
    ["\\sqrt[3]{8}", "8^(1/3)"],
    ["sin²x", "sin(x)^2"],
    ["sin^-1 x", "asin(x)"],
    ["sin 2x cos x", "sin(2*x)*cos(x)"],
    ["ln x^2", "log(x^2)"],
    ["log_2 8", "log(8)/log(2)"],
    ["2x(3)", "2*x*3"],
    ["1/2x", "1/2*x"],
    ["-x^2", "-x^2"],
    ["2^3^2", "2^(3^2)"],
    ["|−7| + |3−8|", "abs(-7) + abs(3 - 8)"],
    ["3 1/2", "3 + 1/2"],
    ["1,234+1", "1234 + 1"],
    ["max(1,234)", "max(1, 234)"],
    ["6e14", "6*10^14"],
    ["5!=120", "5! = 120"],
    ["x != 3", "x != 3"],
    ["50%", "50/100"],
    ["Sqrt[2]", "sqrt(2)"],
    ["２＋３×４", "2 + 3*4"],
    ["∫ x·sin(x) dx", "integrate x*sin(x) dx"],
    ["\\int_0^{\\pi} \\sin x \\, dx", "integrate sin(x) dx from 0 to pi"],
    ["∫xdx", "integrate x dx"],
    ["\\frac{d}{dx} x^2", "d/dx (x^2)"],
    ["\\lim_{x \\to 0^+} \\frac{1}{x}", "limit of 1/x as x -> 0 from the right"],
    ["\\sum_{k=1}^{n} k^2", "sum of k^2 for k from 1 to n"],
    ["\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}", "[[1, 2], [3, 4]]"],
    ["1<x<=3", "1 < x and x <= 3"],
  ])("%s is %s", (input, expected) => {
    expect(reads(input)).toBe(expected);
  });

  test.each([
    ["", "it is empty"],
    ["apple", '"apple" is not a known name'],
    ["3 km", '"km" is not a known name'],
    ["x=", "is missing at the end"],
    ["((", "is missing at the end"],
    ["\\frac{1}{", "is missing at the end"],
    ["2 3", "a number follows directly"],
    ["2^8 * 4.7kΩ", "units"],
    ["1\u00002", "control characters"],
    ["x ± 1", "has no mathematical meaning"],
  ])("%j is refused and says why", (input, reason) => {
    expect(() => parseExpression(input)).toThrow(reason);
  });

  test.each([
    ["a megabyte of digits", "9".repeat(1_000_000)],
    ["a number beyond the digit limit", "9".repeat(3_000)],
    ["nesting without end", `${"(".repeat(4_900)}1${")".repeat(4_900)}`],
    ["powers without end", "2^".repeat(2_000) + "2"],
    ["bars without end", "|".repeat(3_000)],
    ["minus signs without end", `${"-".repeat(4_000)}1`],
  ])("%s is refused quickly", (_, input) => {
    const before = performance.now();
    expect(() => parseExpression(input)).toThrow();
    expect(performance.now() - before).toBeLessThan(1_000);
  });

  test("what was assumed is noted", () => {
    expect(parseExpression("1/2x").choices.map((choice) => choice.kind)).toEqual([
      "implicit-multiplication",
    ]);
    expect(parseExpression("3 1/2").choices.map((choice) => choice.kind)).toEqual(["mixed-number"]);
    expect(parseExpression("ab").choices.map((choice) => choice.kind)).toEqual(["letters"]);
  });
});

describe("questions in English and Chinese", () => {
  const question = (text: string): string => {
    const { query, language } = readQuery(text);
    return describeQuery(query, language === "zh");
  };

  test.each([
    ["what is 17*23", "Work out 17*23"],
    ["how much is two thirds of 90", "Work out 2/3*90"],
    ["whats 15 percent of 240?", "Work out 0.15*240"],
    ["230 + 8%", "Work out 230*(1 + 0.08)"],
    ["what's 15% off 80", "Work out (1 - 0.15)*80"],
    ["45 is what percent of 180", "45 as a percentage of 180"],
    ["Solve 0 = -b + 1 + 3 for b.", "Solve 0 = -b + 1 + 3 for b"],
    ["solve y=mx+b for m", "Solve y = m*x + b for m"],
    ["log base 2 of x = 5, find x", "Solve log(x)/log(2) = 5 for x"],
    ["derivative of x^2 ln x at x = 1", "Derivative of x^2*log(x) with respect to x at x = 1"],
    [
      "Find the second derivative of x^5 with respect to x",
      "Derivative of order 2 of x^5 with respect to x",
    ],
    ["integrate e^{x+2} from 1 to 6", "Integral of e^(x + 2) over x from 1 to 6"],
    ["limit of 1/x as x goes to 0 from the right", "Limit of 1/x as x approaches 0 from the right"],
    ["sum 1/n^2 from n=1 to infinity", "Sum of 1/n^2 for n from 1 to infinity"],
    ["factorise 6x²+x−12", "Factor 6*x^2 + x - 12"],
    ["prime factorisation of 360", "Prime factorization of 360"],
    ["is 97 prime", "Is 97 a prime number?"],
    ["lcm of 12, 18 and 30", "Work out lcm(12, 18, 30)"],
    ["20P3", "Work out binomial(20, 3)*3!"],
    ["求 x^3-6x^2+11x-6=0 的根", "解方程 x^3 - 6*x^2 + 11*x - 6 = 0，求 x"],
    ["3加5乘以2等于多少", "计算 3 + 5*2"],
    ["x^2 ln x 的导数", "x^2*log(x) 对 x 的导数"],
    ["sin x从0到π的积分", "sin(x) 对 x 从 0 到 pi 的定积分"],
    ["因式分解 x^4-1", "因式分解 x^4 - 1"],
    ["12、15和20的最小公倍数", "计算 lcm(12, 15, 20)"],
  ])("%s → %s", (input, expected) => {
    expect(question(input)).toBe(expected);
  });

  test.each(["how tall is the moon", "tell me a joke", "今天天气怎么样", "y(x) + y(0) = 1"])(
    "%s is not taken for mathematics it is not",
    (input) => {
      expect(() => readQuery(input)).toThrow();
    },
  );
});

const leaf: fc.Arbitrary<Expression> = fc.oneof(
  fc.nat({ max: 40 }).map((n): Expression => ({ num: String(n) })),
  fc.constantFrom<Expression>("x", "y", "Pi", "ExponentialE"),
);
const tree: fc.Arbitrary<Expression> = fc.letrec<{ node: Expression }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    leaf,
    fc.tuple(tie("node"), tie("node")).map(([a, b]): Expression => ["Add", a, b]),
    fc.tuple(tie("node"), tie("node")).map(([a, b]): Expression => ["Multiply", a, b]),
    fc
      .tuple(tie("node"), tie("node"))
      .map(([a, b]): Expression => ["Divide", a, ["Add", b, { num: "41" }]]),
    tie("node").map((a): Expression => ["Negate", a]),
    fc
      .tuple(tie("node"), fc.integer({ min: 2, max: 3 }))
      .map(([a, n]): Expression => ["Power", a, { num: String(n) }]),
    fc
      .tuple(fc.constantFrom("Sin", "Sqrt", "Ln", "Abs"), tie("node"))
      .map(([head, a]): Expression => [head, a]),
  ),
})).node;

describe("what is printed reads back as the same mathematics", () => {
  test.each([
    ["plain", printPlain],
    ["LaTeX", printLatex],
  ])("%s", (_, print) => {
    fc.assert(
      fc.property(tree, (expression) => {
        const again = parseExpression(print(expression)).expression;
        expect(decideEqual(expression, again).verdict).not.toBe("refuted");
      }),
      { numRuns: 300, seed: 7 },
    );
  });
});
