import { Decimal } from "decimal.js";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { differentiate } from "../../src/tools/math/expression/differentiate.ts";
import { decideEqualTexts } from "../../src/tools/math/equal/compare-answers.ts";
import { evaluateReal } from "../../src/tools/math/numeric/evaluate-decimal.ts";
import { integrateNumerically } from "../../src/tools/math/numeric/quadrature.ts";
import { decideRelation } from "../../src/tools/math/prove/decide-relation.ts";
import { decideEqual } from "../../src/tools/math/prove/decide-zero.ts";
import { parseExpression } from "../../src/tools/math/read/parse.ts";

/** As many digits as the evaluator keeps, so that the difference quotient is not all rounding. */
const Exact = Decimal.clone({ precision: 60 });

const read = (text: string) => parseExpression(text).expression;

describe("the exact prover", () => {
  test.each([
    ["(x+1)^2", "x^2+2x+1"],
    ["sin(x)^2+cos(x)^2", "1"],
    ["sin(2x)", "2 sin x cos x"],
    ["tan(x/2)", "sin(x)/(1+cos x)"],
    ["cosh(x)^2-sinh(x)^2", "1"],
    ["sqrt(8)+sqrt(2)", "3 sqrt(2)"],
    ["sin(pi/6)", "1/2"],
    ["cos(pi/5)", "(1+sqrt(5))/4"],
    ["e^(i*pi)", "-1"],
    ["(-8)^(1/3)", "1+sqrt(3)*i"],
    ["log(12)", "2 log 2+log 3"],
    ["e^(2 log(x))", "x^2"],
    ["e^(2 log(7) x^3 + y log(a))", "7^(2x^3) a^y"],
    ["e^(x log(-2))", "(-2)^x"],
    ["sqrt(2/pi)*sqrt(pi)", "sqrt(2)"],
    ["sqrt(-pi)", "i*sqrt(pi)"],
    ["e^(3/2)", "e*sqrt(e)"],
    ["sqrt(-sqrt(2)*e*pi*x)", "2^(1/4)*sqrt(e)*sqrt(pi)*sqrt(-x)"],
    ["e^(2*lambertw(x))*lambertw(x)^2", "x^2"],
    ["e^((a*d-b)/d)", "e^a/e^(b/d)"],
    ["e^(x*log(2)/(1+y))", "2^(x/(1+y))"],
    ["sqrt(pi^2+pi*x)", "sqrt(pi)*sqrt(pi+x)"],
    ["2^(x+1)", "2*2^x"],
    ["x^(1/2)*x^(1/3)", "x^(5/6)"],
    ["1/(sqrt(2)-1)", "sqrt(2)+1"],
    ["0.1+0.2", "0.3"],
    ["d/dx (x sin x)", "sin x+x cos x"],
  ])("%s = %s is proved", (a, b) => {
    expect(decideEqual(read(a), read(b)).verdict).toBe("proved");
  });

  test.each([
    ["(x+1)^2", "x^2+1"],
    ["sqrt(x^2)", "x"],
    ["sin(2x)", "2 sin x"],
    ["sqrt(2)", "1.41421356237309504880"],
    ["(x*y)^(1/2)", "x^(1/2)*y"],
    ["1/x+1/y", "1/(x+y)"],
    ["pi", "355/113"],
    ["(-8)^(1/3)", "-2"],
  ])("%s = %s is refuted", (a, b) => {
    expect(decideEqual(read(a), read(b)).verdict).toBe("refuted");
  });

  test.each([
    ["log(x*y)", "log(x)+log(y)"],
    ["(x^2)^(1/2)", "x"],
    ["asin(sin(x))", "x"],
    ["sqrt(x)*sqrt(y)", "sqrt(x*y)"],
    ["atan(x)+atan(1/x)", "pi/2"],
    ["1/0", "5"],
    ["e^(x log(a^2))", "a^(2x)"],
    ["sqrt(x/y)", "sqrt(x)/sqrt(y)"],
  ])("%s = %s, which fails somewhere or is not defined, is never proved", (a, b) => {
    expect(decideEqual(read(a), read(b)).verdict).not.toBe("proved");
  });

  test("a rewritten polynomial is proved equal, a changed one never is", () => {
    const coefficient = fc.integer({ min: -9, max: 9 });
    fc.assert(
      fc.property(
        coefficient,
        coefficient,
        coefficient,
        fc.integer({ min: 1, max: 9 }),
        (a, b, c, change) => {
          const product = `((${a})*x + (${b}))*(x^2 + (${c})*y)`;
          const expanded = `(${a})*x^3 + (${b})*x^2 + (${a * c})*x*y + (${b * c})*y`;
          expect(decideEqual(read(product), read(expanded)).verdict).toBe("proved");
          expect(decideEqual(read(product), read(`${expanded} + ${change}/1000000`)).verdict).toBe(
            "refuted",
          );
        },
      ),
      { numRuns: 100, seed: 3 },
    );
  });

  test("oversized work ends undecided and soon", () => {
    const before = performance.now();
    for (const text of [
      "(x+y+z+w+1)^200",
      "99999^99999^99",
      "(sqrt(2)+sqrt(3)+sqrt(5)+sqrt(7)+sqrt(11))^90",
    ])
      expect(decideEqual(read(text), read(`${text}+x-x+y`)).verdict).not.toBe("proved");
    expect(performance.now() - before).toBeLessThan(5_000);
  });
});

describe("derivatives by rules", () => {
  test.each([
    "x^3*sin(x)",
    "x^x",
    "log(log(x))",
    "atan(x^2)/x",
    "sqrt(1+x^2)",
    "2^x*cosh(x)",
    "asin(x/9)",
    "log(abs(x))",
    "1/cos(x)",
  ])("the derivative of %s agrees with central differences", (text) => {
    const f = read(text);
    const derivative = differentiate(f, "x");
    for (const x of ["1.37", "2.21"]) {
      const step = new Exact("1e-15");
      const above = evaluateReal(f, { x: new Exact(x).add(step) }) as Decimal;
      const below = evaluateReal(f, { x: new Exact(x).sub(step) }) as Decimal;
      const slope = above.sub(below).div(step.mul(2));
      const found = evaluateReal(derivative, { x }) as Decimal;
      expect(found.sub(slope).abs().toNumber()).toBeLessThan(1e-15);
    }
  });
});

describe("numeric integration", () => {
  test.each<[string, (x: number) => number, number, number, number]>([
    ["x^2 on [0, 3]", (x) => x * x, 0, 3, 9],
    ["1/sqrt(x) on [0, 1]", (x) => 1 / Math.sqrt(x), 0, 1, 2],
    [
      "exp(-x^2) on the line",
      (x) => Math.exp(-x * x),
      Number.NEGATIVE_INFINITY,
      Number.POSITIVE_INFINITY,
      Math.sqrt(Math.PI),
    ],
    [
      "1/(1+x^2) on [0, infinity)",
      (x) => 1 / (1 + x * x),
      0,
      Number.POSITIVE_INFINITY,
      Math.PI / 2,
    ],
  ])("%s", (_, f, a, b, expected) => {
    expect(integrateNumerically(f, a, b)?.value).toBeCloseTo(expected, 8);
  });

  test.each<[string, (x: number) => number, number, number]>([
    ["1/x across zero", (x) => 1 / x, -1, 1],
    ["1/x^2 across zero", (x) => 1 / (x * x), -1, 1],
    ["tan across pi/2", Math.tan, 0, Math.PI],
    ["1/(x - 1/3) with its pole off the grid", (x) => 1 / (x - 1 / 3), 0, 1],
    ["1/x at its end", (x) => 1 / x, 0, 1],
    ["x on the half line", (x) => x, 0, Number.POSITIVE_INFINITY],
  ])("%s has no value", (_, f, a, b) => {
    expect(integrateNumerically(f, a, b)).toBeNull();
  });
});

describe("written relations", () => {
  test.each([
    ["16-3-4", "=", "9", "proved"],
    ["16-3", "=", "12", "refuted"],
    ["10/3", "=", "3.33", "proved"],
    ["10/3", "=", "3.3400", "refuted"],
    ["2/3", "=", "0.66", "undecided"],
    ["sqrt(2)", "≈", "1.414", "proved"],
    ["pi", "<", "22/7", "proved"],
    ["1/7", "=", "14.29%", "proved"],
    ["5", ">=", "5", "proved"],
    ["2", "!=", "2", "refuted"],
    ["(x+1)^2", "=", "x^2+2x+1", "proved"],
    ["x+1", "<", "x+2", "undecided"],
    ["apple", "=", "2", "undecided"],
  ] as const)("%s %s %s is %s", (a, relation, b, verdict) => {
    expect(decideRelation(a, relation, b).verdict).toBe(verdict);
  });

  test("a refuted equation between numbers says what was expected", () => {
    expect(decideRelation("17*23", "=", "381")).toMatchObject({
      verdict: "refuted",
      expected: "391",
      isNumeric: true,
    });
    expect(decideRelation("1/8", "=", "0.12")).toMatchObject({ expected: "0.125" });
  });
});

describe("are two answers the same?", () => {
  test.each([
    ["1/2", "0.5", "proved"],
    ["x = 3", "3", "proved"],
    ["{1, 2}", "2, 1", "proved"],
    ["x = 1 or x = 2", "{2, 1}", "proved"],
    ["(1, 2)", "(2, 1)", "refuted"],
    ["[[1,2],[3,4]]", "\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}", "proved"],
    ["\\boxed{\\frac{3}{4}}", "75%", "proved"],
    ["99*sqrt(2) + 258", "258 + 99√2", "proved"],
    ["1/3", "0.33", "refuted"],
    ["{1, 2}", "{1, 2, 3}", "refuted"],
    ["y = 2x", "2x - y = 0", "proved"],
    ["yes", "true", "proved"],
    ["a banana", "3", "undecided"],
    ["", "", "undecided"],
  ])("%s and %s: %s", (a, b, verdict) => {
    expect(decideEqualTexts(a, b).verdict).toBe(verdict);
  });
});
