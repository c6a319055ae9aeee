import { describe, expect, test } from "vitest";
import { evaluateReal } from "../../src/tools/math/numeric/evaluate-decimal.ts";
import { oscillatingIntegral } from "../../src/tools/math/plan/integral/oscillating.ts";
import { parseExpression } from "../../src/tools/math/read/parse.ts";

const read = (text: string) => parseExpression(text).expression;
const integral = (text: string, lower: string) =>
  oscillatingIntegral(read(text), "x", [read(lower), "PositiveInfinity"]);

describe("integrals that settle only because the waves cancel", () => {
  test.each([
    ["sin(x)/x", "0", "pi/2"],
    ["sin(x)^2/x^2", "0", "pi/2"],
    ["sin(x)^3/x^3", "0", "3*pi/8"],
    ["sin(x)^4/x^4", "0", "pi/3"],
    ["sin(x)*cos(x)/x", "0", "pi/4"],
    ["(1 - cos(x))/x^2", "0", "pi/2"],
    ["(cos(x) - cos(3x))/x", "0", "log(3)"],
    ["(sin(2x) - 2sin(x))/x^2", "0", "-2*log(2)"],
    ["sin(x^2)", "0", "sqrt(pi/8)"],
    ["cos(x^2)", "0", "sqrt(pi/8)"],
    ["sin(x)/sqrt(x)", "0", "sqrt(pi/2)"],
    ["sin(x^3)", "0", "gamma(1/3)/6"],
    ["x*sin(x)/(x^2 + 1)", "0", "pi/(2*e)"],
    ["x*sin(2x)/(x^2 + 4)", "-infinity", "pi*e^(-4)"],
    ["cos(2x)/(x^2 + 4)", "-infinity", "pi*e^(-4)/2"],
  ])("%s from %s", (text, lower, value) => {
    const expected = evaluateReal(read(value))?.toNumber() as number;
    const found = integral(text, lower);
    expect(found?.value).toBeCloseTo(expected, 7);
    const closed = (found?.candidates ?? []).map((form) => evaluateReal(form)?.toNumber());
    expect(closed.some((form) => form !== undefined && Math.abs(form - expected) < 1e-12)).toBe(
      true,
    );
  });
  test.each([
    ["cos(x)", "0"],
    ["x*sin(x)", "0"],
    ["x^2*cos(x^3)", "0"],
    ["cos(x)/x", "0"],
    ["sin(x)^2/x", "0"],
    ["cos(x)/(x - 20)", "0"],
    ["cos(x)/(x - 500)", "0"],
    ["cos(x)/(x^2 - 1)", "-infinity"],
    ["sin(x)/x + 1/x", "1"],
  ])("nothing is said of %s from %s, which diverges", (text, lower) => {
    expect(integral(text, lower)).toBeNull();
  });
});
