import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { printPlain } from "../../src/tools/math/expression/print-plain.ts";
import { invert } from "../../src/tools/math/plan/differential/invert.ts";
import { answerQuery } from "../../src/tools/math/plan/answer-query.ts";
import type { Outcome } from "../../src/tools/math/plan/outcome.ts";
import { parseExpression } from "../../src/tools/math/read/parse.ts";
import { readQuery } from "../../src/tools/math/read/read-query.ts";
import { contextWith } from "./engine-doubles.ts";

/** Nobody is asked: what is answered was found by the methods themselves. */
const alone = (query: string): Promise<Outcome> =>
  answerQuery(readQuery(query).query, contextWith([]));

describe("equations of the first order are solved by the methods of the textbooks", () => {
  test.each([
    ["separable", "solve y'=y^2*sin(x)", "1/(cos(x) + c1)"],
    ["separable, by exponentials", "solve y'=y*(2-y)", "2/(c1*e^(-2*x) + 1)"],
    ["separable, by W", "solve y'=y/(1+y)", "lambertw(c1*e^x)"],
    ["separable, by tangents", "solve y'=sin(x)*cos(y)^2", "atan(-cos(x) + c1)"],
    ["Bernoulli", "solve x*y'+y=x^2*y^2", "1/(c1*x - x^2)"],
    ["homogeneous", "solve y'=(x^2+y^2)/(x*y)", "sqrt(c1*x^2 + 2*x^2*log(x))"],
    [
      "homogeneous about a point",
      "solve y'=(x-y+1)/(x+y-3)",
      "-x + sqrt(8*x^2 - 16*x + 4*c1 + 8)/2 + 3",
    ],
    ["in a line", "solve y'=(x+y)^2", "tan(x + c1) - x"],
    ["Riccati", "solve y'=-y^2+2/x^2", "-1/x + x^2/(x^3/3 + c1)"],
    ["exact", "solve 2*x*y*y'=x^2+y^2", "sqrt(c1*x + x^2)"],
    ["exact as it is written", "solve y+(x+2*y)*y'=0", "-x/2 + sqrt(x^2 + 4*c1)/2"],
    ["Clairaut", "solve y=x*y'+1/y'", "x*c1 + 1/c1"],
    ["of the second degree", "solve y'^2+y^2=1", "sin(x + c1)"],
  ])("%s: %s", async (_, query, plain) => {
    expect(await alone(query)).toMatchObject({
      kind: "answer",
      short: plain,
      certificate: { method: "residual" },
    });
  });

  test.each([
    ["solve y'=1+y^2, y(0)=1", "tan(x + pi/4)"],
    ["solve y'=y^2, y(0)=2", "1/(-x + 1/2)"],
    ["solve y'=x/y, y(0)=2", "sqrt(x^2 + 4)"],
    ["solve y'=e^(-y), y(0)=0", "log(x + 1)"],
  ])("a condition settles the constant: %s", async (query, plain) => {
    expect(await alone(query)).toMatchObject({ kind: "answer", short: plain });
  });

  test.each([
    ["solve y'=1/(y^4+1)", "y^5/5 + y - x = c1"],
    ["solve y'=sqrt(1-y^2)", "asin(y) - x = c1"],
  ])("what cannot be solved for y is a relation: %s", async (query, plain) => {
    expect(await alone(query)).toMatchObject({
      kind: "answer",
      short: plain,
      certificate: { grade: "exact-check", method: "implicit-residual" },
    });
  });

  test("an equation of none of these kinds stays open", async () => {
    expect(await alone("solve y'=x^2+y^2")).toMatchObject({ kind: "open" });
  });
});

describe("equations of higher order are solved by powers, by letters and by lowering the order", () => {
  test.each([
    ["solve x^2*y''-3*x*y'+4*y=x^2*log(x)", "c1*x^2 + c2*log(x)*x^2 + log(x)^3*x^2/6"],
    ["solve x^3*y'''+x^2*y''-2*x*y'+2*y=0", "c1*x^2 + c2*x + c3*(1/x)"],
    ["solve x^2*y''+x*y'+4*y=0", "c1*cos(2*log(x)) + c2*sin(2*log(x))"],
    ["solve y''+k^2*y=0", "c1*cos(k*x) + c2*sin(k*x)"],
    ["solve y''-a^2*y=0", "c1*e^(a*x) + c2*e^(-a*x)"],
    ["solve x*y''+2*y'+x*y=0", "c1*(sin(x)/x) + c2*(cos(x)/x)"],
    ["solve (1-x^2)*y''-2*x*y'+2*y=0", "c1*x + c2*(x*log(x + 1)/2 - x*log(-x + 1)/2 - 1)"],
    ["solve y*y''=y'^2", "c2*e^(c1*x)"],
    ["solve y''=1+y'^2", "log(sec(x + c1)) + c2"],
    ["solve x^2*y''-x*y'+y=0, y(1)=1, y'(1)=3", "x + 2*log(x)*x"],
  ])("%s", async (query, plain) => {
    expect(await alone(query)).toMatchObject({
      kind: "answer",
      short: plain,
      certificate: { method: "residual" },
    });
  });
});

describe("undoing operations", () => {
  test.each([
    ["3*e^(2*y) - 1", ["log((w + 1)/3)/2"]],
    ["(y - 1)/(y + 2)", ["(-2*w - 1)/(w - 1)"]],
    ["sin(y) + cos(y)", []],
  ])("%s = w", (side, forms) => {
    expect(invert(parseExpression(side).expression, "y", "w").map(printPlain)).toEqual(forms);
  });

  test("a square has both roots", () => {
    expect(invert(parseExpression("y^2").expression, "y", "w")).toHaveLength(2);
  });
});

describe("any equation with a known solution of a kind is solved", () => {
  const whole = fc.integer({ min: -3, max: 3 }).filter((n) => n !== 0);

  test("Euler's and Cauchy's equation with two rational powers", async () => {
    await fc.assert(
      fc.asyncProperty(whole, whole, async (p, q) => {
        const outcome = await alone(`solve x^2*y''+(${1 - p - q})*x*y'+(${p * q})*y=0`);
        expect(outcome).toMatchObject({ kind: "answer", certificate: { grade: "proved" } });
      }),
      { numRuns: 12 },
    );
  });

  test("y' = a (y - b)(y - c)", async () => {
    await fc.assert(
      fc.asyncProperty(whole, whole, whole, async (a, b, c) => {
        const outcome = await alone(`solve y'=(${a})*(y-(${b}))*(y-(${c}))`);
        expect(outcome).toMatchObject({
          kind: "answer",
          certificate: { method: "residual", grade: "exact-check" },
        });
      }),
      { numRuns: 12 },
    );
  });
});
