import { afterAll, describe, expect, test } from "vitest";
import { createMathEngine } from "../../src/tools/math/engine.ts";
import { decideEqualTexts } from "../../src/tools/math/equal/compare-answers.ts";

const engine = createMathEngine();
afterAll(() => engine.close());

describe("inverse circular and hyperbolic functions are compared exactly", () => {
  test.each([
    ["sin(acos(x))", "sqrt(1-x^2)"],
    ["cos(2*asin(x))", "1-2*x^2"],
    ["tan(asin(x))", "x/sqrt(1-x^2)"],
    ["sec(atan(x))", "sqrt(1+x^2)"],
    ["sin(2*atan(x))", "2x/(1+x^2)"],
    ["asin(x)+acos(x)", "pi/2"],
    ["asinh(x)", "log(x+sqrt(x^2+1))"],
    ["cosh(asinh(x))", "sqrt(1+x^2)"],
  ])("%s and %s are the same", (a, b) => {
    expect(decideEqualTexts(a, b).verdict).toBe("proved");
  });
  test.each([
    ["sin(acos(x))", "-sqrt(1-x^2)"],
    ["cos(2*asin(x))", "2*x^2-1"],
    ["asin(x)+acos(x)", "pi"],
    ["asin(sin(x))", "x"],
    ["acos(cos(x))", "x"],
    ["atan(x)+atan(1/x)", "pi/2"],
    ["asinh(x)", "log(x-sqrt(x^2+1))"],
    ["acos(-x)", "-acos(x)"],
  ])("%s and %s are not", (a, b) => {
    expect(decideEqualTexts(a, b).verdict).toBe("refuted");
  });
  // The two differ by a multiple of pi on part of the line: nothing may call them the same.
  test.each([
    ["2*atan(x)", "atan(2x/(1-x^2))"],
    ["atan(tan(x))", "x"],
    ["asin(2x*sqrt(1-x^2))", "2*asin(x)"],
  ])("%s and %s are not called the same", (a, b) => {
    expect(decideEqualTexts(a, b).verdict).not.toBe("proved");
  });
});

describe("nested roots and functions of inverse functions are simplified", () => {
  test.each([
    ["(2+sqrt(5))^(1/3)", "1/2 + sqrt(5)/2"],
    ["(90+34*sqrt(7))^(1/3)", "3 + sqrt(7)"],
    ["(17+12*sqrt(2))^(1/4)", "1 + sqrt(2)"],
    ["sqrt(14 + 3*sqrt(3 + 2*sqrt(5 - 12*sqrt(3 - 2*sqrt(2)))))", "3 + sqrt(2)"],
    ["sin(acos(x))", "sqrt(1 - x^2)"],
    ["cos(2*asin(x))", "-2*x^2 + 1"],
    // Its principal value is not real.
    ["(2-sqrt(5))^(1/3)", "(2 - sqrt(5))^(1/3)"],
  ])("simplify %s", async (input, output) => {
    const { answer, certificate } = await engine.query({ query: `simplify ${input}` });
    expect(answer?.plain).toBe(output);
    expect(certificate?.grade).toBe("proved");
  });
});
