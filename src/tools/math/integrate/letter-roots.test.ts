import { describe, expect, test } from "vitest";
import type { Expression } from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { checkAntiderivative } from "../prove/antiderivative.ts";
import { parseExpression } from "../read/parse.ts";
import { integrateLetterRoots } from "./letter-roots.ts";
import { tidyAnswer } from "./tidy-answer.ts";

const read = (text: string): Expression => parseExpression(text).expression;

describe("roots of quadratics with letters, over linear factors", () => {
  test.each([
    "(d+p*x)*sqrt(a+b*x+c*x^2)",
    "x^6/sqrt(a+b*x^2)",
    "(a+b*x^2)^(5/2)/x^2",
    "1/((d+p*x)*sqrt(a+b*x+c*x^2))",
    "sqrt(x^2+2*x+4)/(x-1)^2",
    "x^2*(c+d*x^2)/(a+b*x^2)^(3/2)",
    "(b*x+c*x^2)^(5/2)/x^3",
    "(1+x)/(x*sqrt(2+x-x^2))",
    "1/(x*(x-1)*(x+3)*sqrt(1+x+x^2))",
    "sqrt(a-b*x^2)/x^2",
    "(a+b*x+c*x^2)^(3/2)/(1+2*x)",
    "1/((1+2*x)*(1+x+x^2)^(3/2))",
  ])("%s", (text) => {
    const found = integrateLetterRoots(read(text), "x");
    expect(found).not.toBeNull();
    expect(checkAntiderivative(found as Expression, read(text), "x")).toMatchObject({
      verdict: "proved",
      positive: [],
    });
  });

  test.each([
    ["1/(x*sqrt(x^2-1))", "atan(sqrt(x^2 - 1))", 1],
    ["1/(x*sqrt(4-x^2))", "-atanh(sqrt(-x^2 + 4)/2)/2", 1],
    ["1/(x*sqrt(x^2+4))", "-atanh(2/sqrt(x^2 + 4))/2", 3],
  ])("%s comes out as %s, real where the integrand is", (text, wanted, x) => {
    const found = tidyAnswer(integrateLetterRoots(read(text), "x") as Expression);
    expect(printPlain(found)).toBe(wanted);
    expect(evaluateReal(found, { x })).not.toBeNull();
  });

  test.each([
    "sqrt(1+x^3)",
    "1/((1+x^2)*sqrt(1+x+x^2))",
    "sqrt(x)*sqrt(1+x^2)",
    "sin(x)/sqrt(1+x^2)",
    "sqrt(a+b*x)",
    "1/(1+x^2)",
  ])("%s is left to others", (text) => {
    expect(integrateLetterRoots(read(text), "x")).toBeNull();
  });
});
