import { describe, expect, test } from "vitest";
import { integrateRational } from "../../src/tools/math/integrate/rational.ts";
import { checkAntiderivative } from "../../src/tools/math/prove/antiderivative.ts";
import { parseExpression } from "../../src/tools/math/read/parse.ts";

const read = (text: string) => parseExpression(text).expression;

describe("quotients of polynomials are integrated without an engine", () => {
  test.each([
    "x^6/(3*x + 2*x^2)^3",
    "1/(x^3 + 1)",
    "1/(x^4 + 1)",
    "1/(x^5 + 1)",
    "1/(x^2*(4 + x^4))",
    "1/(x^3*(1 - x^6))",
    "1/(x^2*(1 - x^8))",
    "(x^2 + 1)/(x^4 + 1)",
    "1/(x^4 - 10*x^2 + 1)",
    "1/(x^2 - 2)",
    "1/(x^2 + 1)^3",
    "(2x + 1)/(x^2 + x + 1)^4",
    "(d + p*x)^2/(a + b*x^2)",
    "x/(a + b*x)^3",
    "1/(x^2 + a*x + b)^2",
    "1/((x - a)*(x - b))",
    "1/(x^2 + a^2)",
    "(a + b*x)^6/x^10",
    "1/(sqrt(2)*x^2 + 1)",
  ])("%s", (text) => {
    const integrand = read(text);
    const found = integrateRational(integrand, "x");
    expect(found).not.toBeNull();
    if (found === null) return;
    const check = checkAntiderivative(found, integrand, "x");
    expect(check.verdict).toBe("proved");
    expect(check.realPoints).toBeGreaterThan(0);
  });
  test.each(["x^3 + 1", "1/(x^3 + 2)", "1/(x^5 + x + 3)", "1/(sin(x) + 1)", "e^x/(x + 1)"])(
    "%s is left to others",
    (text) => {
      expect(integrateRational(read(text), "x")).toBeNull();
    },
  );
});
