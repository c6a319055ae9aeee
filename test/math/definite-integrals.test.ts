import { describe, expect, test } from "vitest";
import type { Expression } from "../../src/tools/math/expression/expression.ts";
import { findDivergence } from "../../src/tools/math/numeric/divergence.ts";
import { evaluateReal } from "../../src/tools/math/numeric/evaluate-decimal.ts";
import { byFundamentalTheorem } from "../../src/tools/math/plan/fundamental-theorem.ts";
import { printPlain } from "../../src/tools/math/expression/print-plain.ts";
import { isNear } from "../../src/tools/math/plan/integral/numeric.ts";
import { piecesOf } from "../../src/tools/math/plan/integral/pieces.ts";
import type { CandidateAnswer } from "../../src/tools/math/plan/outcome.ts";
import { parseExpression } from "../../src/tools/math/read/parse.ts";

describe("divergence is found before a value is trusted", () => {
  test.each([
    ["1/x to infinity", (x: number) => 1 / x, 1, Number.POSITIVE_INFINITY],
    ["1/x at zero", (x: number) => 1 / x, 0, 1],
    ["1/x across zero", (x: number) => 1 / x, -1, 1],
    ["1/x^2 across zero", (x: number) => 1 / (x * x), -1, 1],
    ["tan across its pole", Math.tan, 0, Math.PI],
    ["sec up to its pole", (x: number) => 1 / Math.cos(x), 0, Math.PI / 2],
    ["a constant to infinity", () => 1, 0, Number.POSITIVE_INFINITY],
  ] as const)("%s diverges", (_name, f, lower, upper) => {
    expect(findDivergence(f, lower, upper)).not.toBeNull();
  });

  test.each([
    ["1/sqrt x at zero", (x: number) => 1 / Math.sqrt(x), 0, 1],
    ["log x at zero", (x: number) => Math.log(x), 0, 1],
    ["1/sqrt|x| across zero", (x: number) => 1 / Math.sqrt(Math.abs(x)), -1, 1],
    ["1/x^2 to infinity", (x: number) => 1 / (x * x), 1, Number.POSITIVE_INFINITY],
    ["a high narrow peak", (x: number) => 1 / (1e-6 + x * x), -1, 1],
    ["sin x / x", (x: number) => Math.sin(x) / x, 0, Number.POSITIVE_INFINITY],
    ["x e^-x", (x: number) => x * Math.exp(-x), 0, Number.POSITIVE_INFINITY],
  ] as const)("%s is not called divergent", (_name, f, lower, upper) => {
    expect(findDivergence(f, lower, upper)).toBeNull();
  });
});

const parse = (text: string): Expression => parseExpression(text).expression;
const primitive = (
  text: string,
  grade: "proved" | "numeric-check" = "proved",
): CandidateAnswer => ({
  expression: parse(text),
  engine: "test",
  certificate: { grade, method: "differentiate-back", detail: "", engines: [] },
});
const settle = (f: string, from: string, to: string, conditions: string[] = []): string | null => {
  const { certificate, ...rest } = primitive(f);
  const found = byFundamentalTheorem(
    { ...rest, certificate: { ...certificate, conditions } },
    parse("x"),
    "x",
    [parse(from), parse(to)],
  );
  if (found === null || found.kind === "divergent") return found?.kind ?? null;
  return evaluateReal(found.value)?.toSignificantDigits(8).toString() ?? "";
};

describe("the fundamental theorem, where the antiderivative is proved continuous", () => {
  test.each([
    ["atan(x)", "-1", "1", "1.5707963"],
    ["log(abs(x))", "1", "e", "1"],
    ["x*sqrt(x^2)/2", "-1", "1", "1"],
    ["2*sqrt(x)", "0", "1", "2"],
    ["2*x/sqrt(-x)", "-1", "0", "2"],
    ["x*(x + 1)/(sqrt(x)*(x + 2))", "0", "1", "0.66666667"],
    ["Si(x)", "0", "1", "0.94608307"],
    ["-cos(x)", "0", "pi", "2"],
    ["-cos(x)", "pi", "0", "-2"],
    ["atan(x)", "-infinity", "infinity", "3.1415927"],
    ["-e^(-x)", "0", "infinity", "1"],
    ["x*log(x) - x", "0", "1", "-1"],
    ["asin(x)", "-1", "1", "3.1415927"],
    ["x*sqrt(1 - x^2)/2 + asin(x)/2", "-1", "1", "1.5707963"],
    ["log(x - 1)/2 - log(x + 1)/2", "2", "infinity", "0.54930614"],
  ])("%s from %s to %s", (f, from, to, value) => {
    expect(settle(f, from, to)).toBe(value);
  });

  test("jumps between branches are bridged by the limits on both sides", () => {
    // The integral of 1/(2 + cos x) over a period: the naive difference is zero.
    expect(settle("2*atan(tan(x/2)/sqrt(3))/sqrt(3)", "0", "2*pi")).toBe("3.6275987");
    expect(settle("2*atan(tan(x/2)/sqrt(3))/sqrt(3)", "0", "4*pi")).toBe("7.2551975");
  });

  test.each([
    ["log(x)", "0", "1"],
    ["log(x)", "1", "infinity"],
    ["tan(x)", "0", "pi"],
    ["-cos(x)", "0", "infinity"],
    ["log(log(x))", "2", "infinity"],
  ])("%s from %s to %s diverges, which is proved", (f, from, to) => {
    expect(settle(f, from, to)).toBe("divergent");
  });

  test.each([
    ["a pole between the ends", "-1/x", "-1", "1"],
    ["a logarithm through zero", "log(abs(x))", "-1", "1"],
    ["a complex logarithm", "log(x)", "-1", "2"],
    ["a step", "floor(x)", "0", "2"],
    ["a root that is not real", "sqrt(x)", "-1", "1"],
    ["an unknown function", "digamma(x)", "1", "2"],
  ])("%s is not settled so", (_, f, from, to) => {
    expect(settle(f, from, to)).toBeNull();
  });

  test("an antiderivative that holds for positive values is not used on others", () => {
    expect(settle("x^2/2", "-1", "1", ["x > 0"])).toBeNull();
    expect(settle("x^2/2", "0", "1", ["x > 0"])).toBe("0.5");
  });

  test.each([
    ["a*x", "1/x", "0", "1", []],
    ["x^3/3", "x^2", "a", "b", []],
    ["log(x)", "1/x", "1", "t", ["t > 0"]],
    ["atan(x/a)/a", "1/(a^2 + x^2)", "0", "infinity", ["a > 0"]],
    ["-e^(-a*x)/a", "e^(-a*x)", "0", "infinity", ["a > 0"]],
  ])("%s with symbols names what it needs", (f, integrand, from, to, conditions) => {
    const found = byFundamentalTheorem(primitive(f), parse(integrand), "x", [
      parse(from),
      parse(to),
    ]);
    expect(found?.kind).toBe("value");
    expect(found?.conditions).toEqual(conditions);
  });

  test("the sign of a symbol that decides is never guessed", () => {
    expect(
      byFundamentalTheorem(primitive("log(x - a)"), parse("1/(x - a)"), "x", [
        parse("0"),
        parse("1"),
      ]),
    ).toBeNull();
  });

  test("an antiderivative that is not proved settles nothing", () => {
    const found = byFundamentalTheorem(primitive("atan(x)", "numeric-check"), parse("x"), "x", [
      parse("0"),
      parse("1"),
    ]);
    expect(found).toBeNull();
  });
});

test("an antiderivative without a value at a bound gives no value, whatever its decimals are", () => {
  const candidate = parseExpression("atan(tan(pi/2))").expression;
  expect(isNear(candidate, Math.PI / 2)).toBe(false);
  expect(isNear(parseExpression("pi/2").expression, Math.PI / 2)).toBe(true);
});

describe("absolute values, steps and choices are cut into pieces", () => {
  const cut = (f: string, from: string, to: string): string[] | null =>
    piecesOf(parse(f), "x", [parse(from), parse(to)])?.map(({ integrand, bounds }) =>
      [integrand, ...bounds].map(printPlain).join(" | "),
    ) ?? null;
  test.each([
    ["abs(x - 1)", "0", "3", ["-(x - 1) | 0 | 1", "x - 1 | 1 | 3"]],
    ["x*floor(x)", "0", "2", ["x*0 | 0 | 1", "x*1 | 1 | 2"]],
    ["max(x, 1 - x)", "0", "1", ["1 - x | 0 | 1/2", "x | 1/2 | 1"]],
    ["sign(x)*abs(sin(x))", "-1", "1", ["-1*(-sin(x)) | -1 | 0", "1*sin(x) | 0 | 1"]],
    ["abs(sin(x))", "0", "2*pi", ["sin(x) | 0 | pi", "-sin(x) | pi | 2*pi"]],
    ["abs(x^2 + 1)", "0", "1", ["x^2 + 1 | 0 | 1"]],
  ])("%s from %s to %s", (f, from, to, pieces) => {
    expect(cut(f, from, to)).toEqual(pieces);
  });

  test.each([
    ["nothing to cut", "x^2", "0", "1"],
    ["zeros that are not found", "abs(x - cos(x))", "0", "1"],
    ["a step of a curve", "floor(e^x)", "0", "2"],
    ["a symbol", "abs(x - a)", "0", "1"],
  ])("%s", (_, f, from, to) => {
    expect(cut(f, from, to)).toBeNull();
  });
});
