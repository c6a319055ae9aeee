import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkAntiderivative } from "../prove/antiderivative.ts";
import { parseExpression } from "../read/parse.ts";
import { integrateQuadraticRoots } from "./quadratic-roots.ts";

const read = (text: string) => parseExpression(text).expression;

describe("roots of quadratics", () => {
  test("every one that is integrated differentiates back", () => {
    const coefficient = fc.integer({ min: -6, max: 6 });
    fc.assert(
      fc.property(
        fc.array(coefficient, { minLength: 1, maxLength: 4 }),
        coefficient.filter((a) => a !== 0),
        coefficient,
        coefficient,
        fc.constantFrom(
          "sqrt(Q)",
          "1/sqrt(Q)",
          "(Q)^(3/2)",
          "1/(Q)^(3/2)",
          "(Q)^(-5/2)",
          "sqrt(Q)/(Q)^2",
        ),
        (p, a, b, c, form) => {
          // A square under the root, or a root that is nowhere real, is another matter.
          fc.pre(b * b !== 4 * a * c && (a > 0 || b * b > 4 * a * c));
          const over = p.map((value, k) => `(${value})*x^${k}`).join(" + ");
          const integrand = read(
            `(${over})*${form.replaceAll("Q", `(${a})*x^2 + (${b})*x + (${c})`)}`,
          );
          const found = integrateQuadraticRoots(integrand, "x");
          fc.pre(p.some((value) => value !== 0));
          expect(found).not.toBeNull();
          if (found === null) return;
          expect(["proved", "agrees"]).toContain(
            checkAntiderivative(found, integrand, "x").verdict,
          );
        },
      ),
      { numRuns: 60, seed: 5 },
    );
  });

  test.each([
    "sqrt(x^3 + 1)",
    "sqrt(x)",
    "sin(x)*sqrt(x^2 + 1)",
    "1/(x*sqrt(x^2 + 1))",
    "sqrt(a*x^2 + 1)",
  ])("%s is left to others", (text) => {
    expect(integrateQuadraticRoots(read(text), "x")).toBeNull();
  });
});
