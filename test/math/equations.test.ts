import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Expression } from "../../src/tools/math/expression/expression.ts";
import { printPlain } from "../../src/tools/math/expression/print-plain.ts";
import { evaluateReal } from "../../src/tools/math/numeric/evaluate-decimal.ts";
import { parseExpression } from "../../src/tools/math/read/parse.ts";
import { solveInequality } from "../../src/tools/math/plan/inequality.ts";
import { wordsToSigns } from "../../src/tools/math/read/words.ts";
import { solveBySubstitution } from "../../src/tools/math/solve/solve-by-substitution.ts";

const read = (text: string): Expression => parseExpression(wordsToSigns(text)).expression;
const solve = (left: string, right: string) => solveBySubstitution(read(left), read(right), "x");
const values = (left: string, right: string) =>
  solve(left, right)
    ?.roots.map((root) => evaluateReal(root)?.toNumber() ?? Number.NaN)
    .sort((a, b) => a - b);

describe("real solutions by substitution are all there", () => {
  test.each([
    ["1-abs(x)", "max(-x-2,x-2)", [-1.5, 1.5]],
    ["2*sqrt(x)+3*x^(1/4)", "2", [1 / 16]],
    ["sqrt(log(x))", "log(sqrt(x))", [1, Math.exp(4)]],
    ["4^x-2^x", "2", [1]],
    ["log2(x)+log4(x)", "3", [4]],
    ["log(x)+log(x-3)", "log(10)", [5]],
    ["abs(x)", "0-1", []],
    ["log(x^2)", "2", [-Math.E, Math.E]],
    ["sin(x)", "tan(x)", [0, Math.PI]],
    ["cos(2*x)", "cos(x)", [(-2 * Math.PI) / 3, 0, (2 * Math.PI) / 3]],
  ] as const)("%s = %s", (left, right, expected) => {
    const found = values(left, right);
    expect(found?.length).toBe(expected.length);
    expected.forEach((value, index) => expect(found?.[index]).toBeCloseTo(value, 12));
  });

  test("what no substitution fits, and constants without real arithmetic, are left alone", () => {
    expect(solve("x", "cos(x)")).toBeNull();
    expect(solve("abs(x)", "gamma(1/3)")).toBeNull();
    expect(solve("a*abs(x)", "1")).toBeNull();
  });

  test("|x - a| = b has the two solutions a - b and a + b", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 1, max: 50 }), (a, b) => {
        const texts = solve(`abs(x-${a})`, `${b}`)?.roots.map(printPlain);
        expect(new Set(texts)).toEqual(new Set([String(a - b), String(a + b)]));
      }),
      { numRuns: 30 },
    );
  });
});

test.each([
  ["abs(x)+abs(x-2)>=3", "x <= -1/2 or x >= 5/2"],
  ["abs(2x+1)>abs(x)", "x < -1 or x > -1/3"],
  ["abs(x)<-1", "no solution"],
])("%s → %s", (text, expected) => {
  expect(solveInequality([read(text)], "x")).toMatchObject({ kind: "answer", plain: expected });
});
