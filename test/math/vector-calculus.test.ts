import { afterAll, describe, expect, test } from "vitest";
import { createMathEngine } from "../../src/tools/math/engine.ts";
import { differentiate } from "../../src/tools/math/expression/differentiate.ts";
import type { Expression } from "../../src/tools/math/expression/expression.ts";
import { evaluateReal } from "../../src/tools/math/numeric/evaluate-decimal.ts";
import { higherDerivative } from "../../src/tools/math/plan/higher-derivative.ts";
import { parseExpression } from "../../src/tools/math/read/parse.ts";

const engine = createMathEngine();
afterAll(() => engine.close());

const ask = async (query: string) => {
  const { answer, certificate, reason } = await engine.query({ query });
  return {
    short: answer?.short ?? null,
    grade: certificate?.grade,
    conditions: certificate?.conditions,
    reason,
  };
};

test.each([
  ["gradient of x^2*y+z", "(2*x*y, x^2, 1)"],
  ["hessian of x^2*y at (1,2)", "{{4, 2}, {2, 0}}"],
  ["jacobian determinant of (r*cos(t), r*sin(t)) with respect to r,t", "r"],
  ["curl of (x*y, y*z, z*x)", "(-y, -z, -x)"],
  ["curl of (y, -x)", "(0, 0, -2)"],
  ["directional derivative of x^2+y^2 at (1,1) in the direction (3,4)", "14/5"],
  ["曲面 z=x*y 在点 (1,2) 处的切平面方程", "z = 2*x + y - 2"],
  ["find dy/dx if x^2+y^2=25 at (3,4)", "-3/4"],
  ["tangent line to x^2+y^2=25 at (5,0)", "x = 5"],
  ["x=t^2, y=t^3, find dy/dx", "3*t/2"],
  ["wronskian of e^x and e^(2x)", "e^(3*x)"],
  ["inflection points of x^4", "none"],
  ["critical points of x^2+y^2-2x", "x = 1, y = 0"],
])("%s is %s", async (query, expected) => {
  const { short, grade } = await ask(query);
  expect([short, grade]).toEqual([expected, "proved"]);
});

test("a point that is not on the curve has no derivative there", async () => {
  for (const query of ["dy/dx if x^2+y^2=25 at (1,1)", "tangent line to x^2+y^2=25 at (1,1)"]) {
    const { short, reason } = await ask(query);
    expect(short).toBeNull();
    expect(reason?.message).toContain("does not lie on the curve");
  }
});

test("the derivative of an implicit function names where it is not determined", async () => {
  const { short, conditions } = await ask("dy/dx if x^2+y^2=25");
  expect([short, conditions]).toEqual(["-x/y", ["2*y != 0"]]);
});

test("the curl of a gradient and the divergence of a curl are zero", async () => {
  expect((await ask("curl of (y*z, x*z, x*y)")).short).toBe("(0, 0, 0)");
  expect((await ask("divergence of (-y, -z, -x)")).short).toBe("0");
});

describe("derivatives of high order", () => {
  const functions = [
    "sin(2*x)",
    "x^2*cos(3*x)",
    "e^(-x)",
    "x*e^(2*x)",
    "1/(2*x+1)",
    "2^x",
    "3*x^2*e^x - cos(x)",
  ];

  test.each(functions)("%s: the closed form is what differentiating one by one gives", (text) => {
    const f = parseExpression(text).expression;
    let step: Expression = f;
    for (let order = 0; order <= 6; order++) {
      const outcome = higherDerivative(f, "x", { num: String(order) });
      expect(outcome.kind, `${text}, order ${order}`).toBe("answer");
      if (outcome.kind !== "answer" || outcome.value.kind !== "expression") return;
      const [a, b] = [parseExpression(outcome.value.plain).expression, step].map((form) =>
        evaluateReal(form, { x: 0.731 }),
      );
      expect(
        a
          ?.sub(b ?? 0)
          .abs()
          .lt("1e-25"),
      ).toBe(true);
      step = differentiate(step, "x");
    }
  });

  test("what has no such form is refused", () => {
    expect(higherDerivative(parseExpression("tan(x)").expression, "x", { num: "40" }).kind).toBe(
      "open",
    );
  });
});
