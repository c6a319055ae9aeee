import { describe, expect, test } from "vitest";
import type { Expression } from "../../src/tools/math/expression/expression.ts";
import { integrateHarmonics } from "../../src/tools/math/integrate/harmonic.ts";
import { searchAlone, searchAntiderivative } from "../../src/tools/math/integrate/search.ts";
import { tidyAnswer } from "../../src/tools/math/integrate/tidy-answer.ts";
import { tidyRational } from "../../src/tools/math/integrate/tidy.ts";
import { printPlain } from "../../src/tools/math/expression/print-plain.ts";
import { evaluateReal } from "../../src/tools/math/numeric/evaluate-decimal.ts";
import { checkAntiderivative } from "../../src/tools/math/prove/antiderivative.ts";
import { parseExpression } from "../../src/tools/math/read/parse.ts";

const read = (text: string): Expression => parseExpression(text).expression;
const check = (claimed: string, integrand: string): ReturnType<typeof checkAntiderivative> =>
  checkAntiderivative(read(claimed), read(integrand), "x");

describe("a claimed antiderivative is differentiated back", () => {
  test.each([
    ["x^3/3 + 7", "x^2"],
    ["erf(x)*x + e^(-x^2)/sqrt(pi)", "erf(x)"],
    ["x*polylog(2, x) - x + (x - 1)*log(1 - x)", "polylog(2, x)"],
    ["lambertw(a*x)^2/2 + lambertw(a*x)", "lambertw(a*x)/x"],
    ["x*sqrt(1 - x^4)/3 + 2/3*elliptic_f(asin(x), -1)", "sqrt(1 - x^4)"],
    ["log(x)*li(x) - x", "li(x)/x"],
  ])("%s for %s holds", (claimed, integrand) => {
    expect(["proved", "agrees"]).toContain(check(claimed, integrand).verdict);
    expect(check(claimed, integrand).positive).toEqual([]);
  });

  test.each([
    ["x^3/4", "x^2"],
    ["-cos(x)*x", "x*sin(x)"],
    ["log(4 + 7*cos(x))", "1/(6 + 7*cos(x))"],
    // Right between -1 and 1 up to a factor that is a constant nowhere.
    ["asin(x)^2", "asin(x)"],
    // A constant factor that is nearly one.
    ["1.0000001*sin(x)", "cos(x)"],
    ["li(x)*log(x) + x", "li(x)/x"],
  ])("%s for %s is refuted", (claimed, integrand) => {
    expect(check(claimed, integrand).verdict).toBe("refuted");
  });

  test.each([
    ["x^2/2", "sqrt(x^2)", ["x"]],
    ["sqrt(a^2)*x", "a", ["a"]],
    ["x^2/2", "abs(x)", ["x"]],
  ])("%s for %s holds on one branch only, which is said", (claimed, integrand, positive) => {
    const found = check(claimed, integrand);
    expect(found.positive).toEqual(positive);
    expect(["proved", "agrees"]).toContain(found.verdict);
  });

  test("digits that cancel in double precision far out refute nothing", () => {
    const root = "sqrt(b*coth(x)^2 + a)";
    const found = check(
      `-${root}^3/3 - (a+b)*${root} - (a+b)^2*atan(${root}/sqrt(-a-b))/sqrt(-a-b)`,
      "coth(x)*(a+b*coth(x)^2)^(3/2)",
    );
    expect(found).toMatchObject({ verdict: "proved", positive: [] });
  });

  test("without a rule for a function nothing is claimed", () => {
    expect(check("fibonacci(x)", "x").verdict).toBe("unknown");
  });
});

describe("waves and exponentials are integrated at once", () => {
  test.each([
    "x^3*cos(2*x)",
    "e^(a*x)*sin(b*x)",
    "sin(x)*sin(2*x)*sin(3*x)",
    "cos(x)^4*sin(x)^2",
    "x^2*e^(-3*x)*sinh(x)",
    "(x + e^x)*sin(a + b*x)",
  ])("%s", (text) => {
    const found = integrateHarmonics(read(text), "x");
    expect(found).not.toBeNull();
    expect(checkAntiderivative(found as Expression, read(text), "x").verdict).toBe("proved");
  });

  test.each(["1/x", "sin(x)/x", "e^(x^2)", "tan(x)", "sin(x^2)", "x^(1/2)*sin(x)"])(
    "%s is not of that kind",
    (text) => {
      expect(integrateHarmonics(read(text), "x")).toBeNull();
    },
  );
});

describe("what needs no engine is found alone", () => {
  const bounded = <Result>(work: () => Result): Result => work();

  test.each([
    "coth(x)*(a+b*coth(x)^2)^(3/2)",
    "tan(x)/sqrt(1+sec(x)^3)",
    "x^3*log(x)^2",
    "sqrt(x)/(a+b*x)",
    "e^(2*x)/(1+e^x)^(1/3)",
    // Over powers of a linear expression: Ei, Ci, Si.
    "sin(a+b*x)/x^2",
    "e^(a+b*x)/(c+d*x)^3",
    "cos(x)^3/(1-2*x)^2",
    "f^(2*x)/x",
    "(1+x)^2*e^x/x^3",
    // Of quadratics: erf, erfi and the Fresnel integrals.
    "x*sin(1/4+x+x^2)^2",
    "x*cos(x^2+3*x)",
    "x^2*sin(a+b*x+c*x^2)",
    "x^3*sin(x-x^2)",
    "f^(a+b*x+c*x^2)*(d+p*x)",
    "x^4*e^(-x^2)",
    "x*sinh(x^2-x)",
    // In 1/x.
    "cos(5+2/x)/x",
    "sinh(3+4/x)/x^4",
    "f^(a+b/x)/x^3",
    "x*sin(1/x)",
    // A polynomial times a quotient of polynomials in an exponential: polylogarithms.
    "x^2*e^x/(1-e^(2*x))",
    "x^3/(1+e^x)",
    "x^2*e^x/(1+e^x)^2",
    "x/(1+2^x)",
    "(a+b*x)/(c+d*e^(2*x))",
    "(c+d*x)*coth(a+b*x)",
    "x^2*tanh(x)^2",
    "x/(a+b*cosh(x))",
    "x*e^x*csch(x)",
    "x^2*cot(x)",
    "(c+d*x)*csc(a+b*x)",
    "x/(a+a*sin(x))",
    "x/(a+b*sin(x)^2)",
    // By parts, the root below multiplied away.
    "log(x+sqrt(1+x^2))",
    // In the value of an inverse function.
    "x*lambertw(x^2)",
    "lambertw(a/x)",
    "e^(2*asin(x))*x",
    "x*(a+b*asin(c*x))^2",
    "atan(a*x)/x",
    "asec(x)^2",
    "e^(3*acoth(x))",
    "e^(2*atanh(x))*x^2",
    // Up to a factor or a summand that is constant on every branch.
    "log(c*(a+b*x)^p)/(d+q*x)",
    "(a+b*log(c*x^n))^2/(d+p*x)",
    "sqrt(e^(3+4*x))/x^2",
    "(e^(a+b*x))^n*x",
    "sqrt(c*x^4)*(a+b*x)",
    "sqrt(a*x^2+b*x^3)/x^2",
    "(b*tan(c+d*x))^(3/2)",
    "1/(sin(x)^(11/3)*cos(x)^(1/3))",
    // Roots of a quotient of linear expressions, and of quadratics below.
    "x/(1+x)*sqrt((1-x)/(1+x))",
    "x*log(x+sqrt(1+x^2))",
    "log(x+sqrt(1+x^2))/(1-x^2)^(3/2)",
    "e^(1/(1+x))*x",
    "1/(sqrt(1+x)+sqrt(1-x))",
    "log(1+sqrt(1-x^2))/x^2",
    // A rational function times the integrand (Risch's equation).
    "e^x*(1+sin(x))/(1+cos(x))",
    "(x^2+1)*e^x/(x+1)^2",
    "e^(x^2)*(2*x^2+1)",
    "e^(x+1/x)*(1+x-1/x)",
    "e^x*(sec(x)^2+tan(x))",
    "x^m*(a+b*x)^2",
    "(a+b*x)^(3/2)/(c+d*x)^(7/2)",
    "1/((3+x)^(3/2)*(2-x)^(5/2))",
    "1/(x^4*(a-b*x^2)^(3/2))",
    "e^(3*atan(a*x))/(1+a^2*x^2)^(3/2)",
    "e^(2*atan(x))/(1+x^2)^2",
    "(1-x^4)/(1+x^4)^(3/2)",
    // Exponentials of one power: incomplete gamma functions, Ei.
    "7^(4+2*x^3)*x^3",
    "f^(c*(a+b*x)^3)*x^2",
    "x^m*e^(a*x^n)",
    "5^(2+x^4)/x",
    // Long, but rational in the tangent of half the angle.
    "(A+B*cos(x))*sec(x)^3/(a+a*cos(x))",
    "1/(a+b*cos(c+d*x))^2",
    // K'/K beside a function of K, and by parts for some of the terms.
    "(2-x^2)*e^(x/(x^2+2))/(x^3+2*x)",
    "e^x*(atan(x)+1/(1+x^2))",
  ])("%s", async (text) => {
    const found = await searchAlone(read(text), "x", bounded, 8_000);
    expect(found).not.toBeNull();
    expect(checkAntiderivative(found as Expression, read(text), "x").verdict).toBe("proved");
  });

  test.each([
    ["(x*log(x)+1)*e^x/x", "log(x)*e^x"],
    ["e^(1/x)*(1-1/x)", "x*e^(1/x)"],
    ["e^x*(1/x-1/x^2)", "e^x/x"],
    ["2^x", "2^x/log(2)"],
    ["f^(a+b*x)", "f^(b*x + a)/(b*log(f))"],
  ])(
    "%s comes out as %s, what cancels being gone and powers in their own base",
    async (text, wanted) => {
      const found = await searchAlone(read(text), "x", bounded, 8_000);
      expect(printPlain(tidyAnswer(found as Expression))).toBe(wanted);
    },
  );

  test("what is constant on branches only is right on all of them", async () => {
    const integrand = read("sqrt(sin(2*x))*cos(x)^3");
    const found = await searchAlone(integrand, "x", bounded, 2_000);
    const { verdict, positive } = checkAntiderivative(found as Expression, integrand, "x");
    expect(["proved", "agrees"]).toContain(verdict);
    expect(positive).toEqual([]);
  });

  test.each([
    "e^(x^3+x)",
    "e^(x^2)*sin(x)",
    "e^x*sin(x)/x",
    "sin(x)/(x*(1+x))",
    "sin(1/(1+x))*x^(1/2)",
  ])("%s is not of those kinds", async (text) => {
    expect(await searchAlone(read(text), "x", bounded, 8_000)).toBeNull();
  });

  test("letters that are usually positive give a form that is real for them", async () => {
    const found = (await searchAlone(read("1/(x*sqrt(a+b*x))"), "x", bounded, 2_000)) as Expression;
    expect(evaluateReal(found, { a: -2, b: 3, x: 1 }) ?? "complex").toBe("complex");
    expect(evaluateReal(found, { a: 1.3, b: -0.4, x: 1 })).not.toBeNull();
  });

  test("nothing is found after the limit", async () => {
    expect(await searchAlone(read("x*sqrt(1+x^2)"), "x", bounded, -1)).toBeNull();
  });
});

describe("the search by hand", () => {
  /** An engine that knows three integrals, in any variable. */
  const KNOWN: Readonly<Record<string, string>> = {
    "1/u": "log(u)",
    "-1/(u*a + b)": "-log(a*u + b)/a",
    "1/(u*a + b)": "log(a*u + b)/a",
    "u*e^u": "(u - 1)*e^u",
  };
  const ask = (integrand: Expression, variable: string): Promise<Expression | null> => {
    const known =
      KNOWN[printPlain(integrand).replaceAll(new RegExp(`\\b${variable}\\b`, "g"), "u")];
    return Promise.resolve(known === undefined ? null : read(known.replaceAll(/\bu\b/g, variable)));
  };
  test.each([
    "cot(x)/(a + b*csc(x))",
    "tan(x)/(a + b*sec(x))",
    "e^asin(x)",
    "erf(x)",
    "sinh(a + b*x)*Shi(a + b*x)*0 + Si(a + b*x)",
    "x*Ei(x)",
    "cos(a + b*log(x))",
    "x*atan(tan(3 + 2*x))",
    "sec(x)*tan(x)^3",
  ])("finds %s", async (text) => {
    const body = read(text);
    const found = await searchAntiderivative(body, "x", ask, 20, (work) => work());
    expect(found).not.toBeNull();
    expect(["proved", "agrees"]).toContain(
      checkAntiderivative(found as Expression, body, "x").verdict,
    );
  });

  test("asks no more often than it may", async () => {
    let count = 0;
    const found = await searchAntiderivative(
      read("sin(x^3)*log(1 + x)*atan(x)"),
      "x",
      () => {
        count += 1;
        return Promise.resolve(null);
      },
      5,
      (work) => work(),
    );
    expect(found).toBeNull();
    expect(count).toBeLessThanOrEqual(5);
  });
});

test("quotients with roots in them are tidied without a change of value", () => {
  for (const text of [
    "(x^2 - 1)/(x + 1)*sqrt(x + 2)^3",
    "sin(x)^2/sin(x)^3 + 1/(2*sin(x))",
    "(a + b*x)^(5/3)/(a + b*x)",
    "sqrt(x^2 + 1)^4/(x^2 + 1)",
  ]) {
    const tidied = tidyRational(read(text)) as Expression;
    for (const x of [0.37, 1.91]) {
      const point = { x, a: 1.3, b: 0.7 };
      const [before, after] = [evaluateReal(read(text), point), evaluateReal(tidied, point)];
      expect(
        after
          ?.sub(before ?? 0)
          .abs()
          .lt(1e-30),
      ).toBe(true);
    }
  }
});
