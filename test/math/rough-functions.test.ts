import { afterAll, describe, expect, test } from "vitest";
import { createMathEngine } from "../../src/tools/math/engine.ts";

const engine = createMathEngine();
afterAll(() => engine.close());

describe("a derivative at a point where the rules of differentiation divide by zero", () => {
  // Each by the definition: the limit of the difference quotient.
  test.each([
    ["derivative of x*|x| at x=0", "0"],
    ["derivative of sqrt(x^4) at x=0", "0"],
    ["derivative of |x|^3 at x=0", "0"],
    ["second derivative of |x|^3 at x=0", "0"],
    ["third derivative of |x|^3 at x=0", "undefined"],
    ["second derivative of x|x| at x=0", "undefined"],
    ["derivative of |x-1|*(x-1) at x=1", "0"],
    ["derivative of |x| at x=0", "undefined"],
    ["derivative of x^(1/3) at x=0", "undefined"],
    ["derivative of 1/x at x=0", "undefined"],
    ["derivative of sin(x)/x at x=0", "undefined"],
    ["f(x)=x|x|; f'(0)", "0"],
  ])("%s is %s", async (query, expected) => {
    const { answer, certificate } = await engine.query({ query });
    expect(answer?.short).toBe(expected);
    expect(certificate?.grade).toBe("proved");
  });

  test.each(["gradient of x|x|+y at (0,1)", "tangent plane to z=sqrt(x^2+y^2) at (0,0)"])(
    "%s is left open",
    async (query) => {
      expect((await engine.query({ query })).status).toBe("undecided");
    },
  );
});

describe("points at which a function has a corner are not passed over", () => {
  test.each([
    "critical points of |x|",
    "critical points of x^(2/3)",
    "critical points of x^(5/3) - x^(2/3)",
    "critical points of sqrt(x^2+y^2)",
    "stationary points of |x|^3",
    "inflection points of x|x|",
  ])("%s is refused", async (query) => {
    const { status, reason } = await engine.query({ query });
    expect(status).toBe("unsupported");
    expect(reason?.message).toMatch(/corner/);
  });

  test.each([
    ["critical points of x + 1/x", "-1, 1"],
    ["critical points of sqrt(x^2+1)", "0"],
    ["critical points of x ln x", "1/e"],
    ["critical points of ln|x|", "no solution"],
    ["inflection points of x/(x^2-1)", "(0, 0)"],
    ["inflection points of x^3", "(0, 0)"],
  ])("%s is %s", async (query, expected) => {
    expect((await engine.query({ query })).answer?.short).toBe(expected);
  });
});

describe("functions that were defined", () => {
  test.each([
    ["f(x,y) = x^2 y, find f(2,3)", "12"],
    ["f(x,y)=x+y; f(1,2)", "3"],
    ["f(x)=x^3; f'(2)", "12"],
    ["if f(x)=x^3-x, find f''(2)", "12"],
    ["若f(x)=x^3，求f'(2)", "12"],
    ["f(t)=t^2 e^t; f'(0)", "0"],
    ["f(x)=x^3; f'(x)", "3*x^2"],
  ])("%s is %s", async (query, expected) => {
    expect((await engine.query({ query })).answer?.short).toBe(expected);
  });
});
