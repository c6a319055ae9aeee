import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { printPlain } from "../../src/tools/math/expression/print-plain.ts";
import { numericSolution } from "../../src/tools/math/plan/numeric-solution.ts";
import { proveSolution } from "../../src/tools/math/prove/differential-equation-proof.ts";
import type { DifferentialEquationQuery } from "../../src/tools/math/read/differential-equation-query.ts";
import { answerQuery } from "../../src/tools/math/plan/answer-query.ts";
import type { Outcome } from "../../src/tools/math/plan/outcome.ts";
import { parseExpression } from "../../src/tools/math/read/parse.ts";
import { readQuery } from "../../src/tools/math/read/read-query.ts";
import { contextWith, memberThat } from "./engine-doubles.ts";

/** Whether right or wrong, the engine says this. */
const contextThatSays = (text: string) =>
  contextWith([memberThat(async () => [parseExpression(text).expression])]);

const solve = (query: string, candidate: string): Promise<Outcome> =>
  answerQuery(readQuery(query).query, contextThatSays(candidate));

function equationOf(text: string): DifferentialEquationQuery {
  const { query } = readQuery(text);
  if (query.kind !== "differential-equation")
    throw new TypeError(`${text} is read as ${query.kind}`);
  return query;
}

describe("a solution of a differential equation is checked before it is shown", () => {
  test.each([
    ["solve y'=y", "c1*e^x", "proved"],
    ["solve y''+y=0", "c1*cos(x)+c2*sin(x)", "proved"],
    ["dy/dx = x*y", "c1*e^(x^2/2)", "proved"],
    ["y''+4*y=sin(2*x), y(0)=0, y'(0)=0", "sin(2*x)/8-x*cos(2*x)/4", "proved"],
    ["解微分方程 y''-3y'+2y=0", "c1*e^x+c2*e^(2*x)", "proved"],
    ["solve y'=1+y^2, y(0)=0", "tan(x)", "exact-check"],
  ])("%s with %s is %s", async (query, candidate, grade) => {
    expect(await solve(query, candidate)).toMatchObject({ kind: "answer", certificate: { grade } });
  });

  test.each([
    ["solve y'=y", "c1*e^(2*x)", 1, "a residual"],
    ["solve y'=y", "e^x", 1, "a constant missing"],
    ["solve y''+y=0", "c1*cos(x)", 2, "one constant of two"],
    ["solve y''+y=0", "c1*cos(x)+c2*cos(x)", 2, "constants that are not independent"],
    ["solve y'=y", "c1*q*e^x", 1, "a letter from nowhere"],
    [
      "y''+4*y=sin(2*x), y(0)=0, y'(0)=0",
      "sin(2*x)/8-x*cos(2*x)/4+sin(2*x)",
      0,
      "a condition broken",
    ],
    ["solve y'=1+y^2, y(0)=1", "tan(x)", 0, "a condition broken"],
  ])("%s with %s and %d constants is refused: %s", (query, candidate, expected) => {
    const solution = parseExpression(candidate).expression;
    expect(proveSolution(equationOf(query), solution, expected)).toBeNull();
  });

  test("a lie about an equation that only the engine solves is not shown", async () => {
    expect(await solve("solve y'=x^2+y^2", "tan(2*x+c1)")).toMatchObject({ kind: "open" });
  });
});

describe("equations with constant coefficients need no engine", () => {
  test.each([
    ["y'' + 2y' + y = 0, y(0)=1, y'(0)=2", "e^(-x) + 3*x*e^(-x)"],
    ["solve y'''' - y = 0", "c1*e^x + c2*e^(-x) + c3*cos(x) + c4*sin(x)"],
    ["find the general solution of y'' - y = x e^x", "c1*e^x + c2*e^(-x) + x^2*e^x/4 - 1/4*x*e^x"],
    ["x'' + 9x = sin(3t), x(0) = 0, x'(0) = 0", "sin(3*t)/18 - t*cos(3*t)/6"],
    ["y'=3y, y(0)=2, y(1)=?", "2*e^3"],
    ["y'' = y, y(0)=a, y'(0)=b", "(a/2 + b/2)*e^x + (-b/2 + a/2)*e^(-x)"],
  ])("%s is %s", async (query, short) => {
    expect(await solve(query, "0")).toMatchObject({ short, certificate: { grade: "proved" } });
  });

  test("a particular solution leaves no residual whatever the right side", async () => {
    const small = fc.integer({ min: -2, max: 2 });
    await fc.assert(
      fc.asyncProperty(small, small, fc.nat(1), small, small, async (p, q, k, a, w) => {
        const rule = `y'' + (${p})*y' + (${q})*y = x^${k}*e^((${a})*x)*cos((${w})*x)`;
        const outcome = await solve(rule, "0");
        return outcome.kind === "answer" && outcome.certificate.grade === "proved";
      }),
      { numRuns: 4 },
    );
  });
});

describe("conditions are put on the general solution of a linear equation", () => {
  test.each([
    ["y'' + y = 0, y(0)=0, y(pi/2)=3", "3*sin(x)"],
    ["solve the boundary value problem y'' + y = 0, y(0)=0, y(pi)=0", "c1*sin(x)"],
  ])("%s has the solution %s", async (query, short) => {
    expect(await solve(query, "0")).toMatchObject({ short, certificate: { grade: "proved" } });
  });

  test("conditions that contradict one another have no solution", async () => {
    expect(await solve("y'' + y = 0, y(0)=0, y(pi)=1", "0")).toMatchObject({
      value: { kind: "none", reason: "no-solution" },
      certificate: { grade: "proved" },
    });
  });

  test("a general solution from an engine is settled in the same way", async () => {
    expect(await solve("x y' = 2y, y(1) = 5", "c1*x^2")).toMatchObject({
      short: "5*x^2",
      certificate: { grade: "proved" },
    });
  });
});

describe("solutions with special functions", () => {
  test.each([
    ["solve y'' = x y", "c1*airyai(x) + c2*airybi(x)"],
    ["solve x^2 y'' + x y' + (x^2 - 4) y = 0", "c1*besselj(2, x) + c2*bessely(2, x)"],
    ["solve x^2 y'' + x y' - (x^2 + v^2) y = 0", "c1*besseli(v, x) + c2*besselk(v, x)"],
  ])("%s with %s is proved", async (query, candidate) => {
    expect(await solve(query, candidate)).toMatchObject({ certificate: { grade: "proved" } });
  });

  test("the wrong order is dropped", async () => {
    const wrong = "c1*besselj(3, x) + c2*bessely(3, x)";
    expect(await solve("solve x^2 y'' + x y' + (x^2 - 4) y = 0", wrong)).toMatchObject({
      kind: "open",
    });
  });
});

describe("roots pick a branch", () => {
  test("a solution that holds for positive values only says so", async () => {
    expect(await solve("solve y' = 2 sqrt(y), y(0)=0", "x^2")).toMatchObject({
      certificate: { grade: "numeric-check", conditions: ["x > 0, as the roots are taken"] },
    });
  });
});

describe("implicit solutions", () => {
  const query = "solve y' = -(e^(-x) + y*e^(-y))/(x*e^(-x) + e^(-y))";
  test("a relation that is constant along every solution is shown", async () => {
    expect(await solve(query, "x*e^y + y*e^x = c1")).toMatchObject({
      short: "x*e^y + y*e^x = c1",
      certificate: { grade: "exact-check", method: "implicit-residual" },
    });
  });

  test("an exact equation needs no engine, and its relation is the shortest", async () => {
    expect(await solve("2xy dx + (x^2 + 3y^2) dy = 0", "x^2 = c1")).toMatchObject({
      short: "y^3 + y*x^2 = c1",
      certificate: { grade: "exact-check", method: "implicit-residual" },
    });
  });

  test.each(["x*e^y - y*e^x = c1", "x^2 = c1", "x*e^y + y*e^x = 7"])(
    "%s is dropped",
    async (lie) => {
      expect(await solve(query, lie)).toMatchObject({ kind: "open" });
    },
  );
});

describe("a condition at a point that no curve passes as a function", () => {
  test.each([
    ["x y' + y = 0, y(0) = 1", "x*y = c1"],
    ["y' = y^2 - 1, y(0) = 1", "log((y-1)/(y+1))/2 - x = c1"],
    ["y' = x y^2, y(0) = 0", "1/y + x^2/2 = c1"],
    ["x y' = y + x, y(0) = 1", "y/x - log(x) = c1"],
    ["y' = sqrt(1-y^2), y(0) = 2", "asin(y) - x = c1"],
  ])("%s is not answered by %s", async (query, candidate) => {
    const outcome = await solve(query, candidate);
    expect(outcome.kind === "answer" && outcome.certificate.method).not.toBe("implicit-residual");
  });
});

describe("letters that must not be zero are named", () => {
  test.each([
    ["y' = a y + b, y(0) = 0", "a != 0"],
    ["y' + a y = e^(b x)", "b + a != 0"],
    ["y'' + w^2 y = 0", "w != 0", "c1*cos(w*x) + c2*sin(w*x)"],
  ])("%s needs %s", async (query, condition, candidate = "0") => {
    const outcome = await solve(query, candidate);
    expect(outcome).toMatchObject({ kind: "answer" });
    expect(outcome.kind === "answer" && outcome.certificate.conditions).toContain(condition);
  });

  test("conditions that may agree for some value of a letter are no contradiction", async () => {
    const outcome = await answerQuery(
      readQuery("y' = a y, y(0) = 1, y(1) = 2").query,
      contextWith([], 10_000),
    );
    expect(outcome.kind).toBe("open");
  });
});

describe("initial-value problems in decimals", () => {
  test.each([
    // 0.35023184431675577785 by a Taylor series (odefun of mpmath 1.3); 1 + 2/e^2; e.
    ["solve y' = x^2 + y^2, y(0) = 0 numerically at x = 1", "0.35023184"],
    ["y' = x - y, y(0) = 1, find y(2) numerically", "1.2706706"],
    ["y' = y, y(0) = 1, 求 y(1) 的数值", "2.7182818"],
  ])("%s is %s", async (query, short) => {
    expect(await solve(query, "0")).toMatchObject({
      short,
      certificate: { grade: "numeric-check", method: "two-integrators" },
    });
  });

  test.each([
    "y' = y^2, y(0) = 1, find y(2) numerically",
    "y' = 1/x, y(-1) = 0, find y(1) numerically",
    "y' + y = u(x - 1), y(0) = 0, find y(2) numerically",
    "y'' = y, y(0) = 0, find y(2) numerically",
  ])("nothing is said of %s: a pole, a jump, or no start", (text) => {
    expect(numericSolution(equationOf(text))).toBeNull();
  });

  test("the table ends before a pole", () => {
    const outcome = numericSolution(equationOf("y' = 4y^2, y(0) = 1"));
    expect(outcome).toMatchObject({ kind: "answer", value: { kind: "mapping" } });
    const last = Object.keys(
      outcome?.kind === "answer" && outcome.value.kind === "mapping" ? outcome.value.entries : {},
    ).at(-1);
    expect(Number(last)).toBeLessThan(0.25);
  });
});

describe("the same question in other words", () => {
  const expected = equationOf("y'' - 5y' + 6y = 0, y(0) = 1, y'(0) = 0");
  test.each([
    "solve y'' - 5y' + 6y = 0 with y(0) = 1 and y'(0) = 0",
    "Solve the initial value problem: y'' - 5y' + 6y = 0, y(0) = 1, y'(0) = 0.",
    "求微分方程 y''-5y'+6y=0 满足 y(0)=1, y'(0)=0 的特解",
    "\\frac{d^2y}{dx^2} - 5\\frac{dy}{dx} + 6y = 0, y(0) = 1, y'(0) = 0",
    "d^2y/dx^2 - 5 dy/dx + 6y = 0, y(0) = 1, y'(0) = 0",
    "y^{\\prime\\prime} - 5y^{\\prime} + 6y = 0, y(0) = 1, y'(0) = 0",
  ])("%s", (text) => {
    expect(equationOf(text)).toEqual(expected);
  });

  test.each([
    ["2xy dx + (x^2 - 1) dy = 0", "2*x*y + (x^2 - 1)*y_1 = 0"],
    ["dy = x y dx", "y_1 = x*y"],
    ["xy' + y = 0", "x*y_1 + y = 0"],
    ["y^(4) + 2y'' + y = 0", "y_4 + 2*y_2 + y = 0"],
    ["\\ddot{x} + 4x = 0", "x_2 + 4*x = 0"],
    ["y' + y = u(t-1)", "y_1 + y = Heaviside(t - 1)"],
  ])("%s is %s", (text, equation) => {
    expect(printPlain(equationOf(text).equation)).toBe(
      printPlain(parseExpression(equation).expression),
    );
  });
});

describe("linear equations by antiderivatives", () => {
  test.each([
    ["solve x y' + y = 4x^3", "log(x)", "c1/x", "the antiderivative of 1/x"],
    ["解微分方程 y' = x*y", "-x^2/2", "c1*e^(x^2/2)", "the antiderivative of -x"],
  ])("%s begins with %s and has the solution %s: %s", async (query, integral, short) => {
    const engine = memberThat(async ({ operation, arguments: [integrand] }) =>
      operation !== "integrate"
        ? []
        : [
            parseExpression(integral).expression,
            ...(JSON.stringify(integrand).includes("4") ? [parseExpression("x^4").expression] : []),
          ],
    );
    const outcome = await answerQuery(readQuery(query).query, contextWith([engine]));
    expect(outcome).toMatchObject({ kind: "answer", certificate: { grade: "proved" } });
    expect(outcome.kind === "answer" ? outcome.short : "").toContain(short);
  });
});

describe("equations driven by steps and impulses", () => {
  test("the image of the solution is exact and its original proved", async () => {
    expect(await solve("y'+y=u(t-1), y(0)=0", "1-e^(-t)")).toMatchObject({
      short: "(1 - e^(-(t - 1)))*Heaviside(t - 1)",
      certificate: { grade: "proved", method: "laplace-image", conditions: ["t > 0"] },
    });
  });

  test.each(["1-e^(-2*t)", "e^(-t)"])("the original %s is dropped", async (lie) => {
    expect(await solve("y''+a*y'+b*y=u(t-1), y(0)=0, y'(0)=0", lie)).toMatchObject({
      kind: "open",
    });
  });
});
