import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createMathEngine } from "../../src/tools/math/engine.ts";
import { answerQuery } from "../../src/tools/math/plan/answer-query.ts";
import { parseExpression } from "../../src/tools/math/read/parse.ts";
import { readQuery } from "../../src/tools/math/read/read-query.ts";
import { contextWith, memberThat } from "./engine-doubles.ts";

const engine = createMathEngine({ defaultTimeoutMs: 60_000 });
// The first reading compiles every frame.
beforeAll(() => engine.query({ query: "1 + 1" }));
afterAll(() => engine.close());

describe("real solutions only, where they are asked for", () => {
  test.each([
    ["solve x^2 + y^2 = 1, x + y = 2 in the reals", "no solution"],
    ["find all real solutions of x^2 + y^2 = 1, x + y = 2", "no solution"],
    ["在实数范围内解方程组 x^2+y^2=1, x+y=2", "no solution"],
    ["solve x^3 = 1, y = x in the reals", "x = 1, y = 1"],
    ["solve x^2 + y^2 = 0, x = y in the reals", "x = 0, y = 0"],
  ])("%s", async (query, short) => {
    const { answer } = await engine.query({ query });
    expect(answer?.short).toBe(short);
  });

  test("a system asked without that keeps its complex solutions", async () => {
    const { answer } = await engine.query({ query: "solve x^2 + y^2 = 1, x = 2" });
    expect(answer?.short).toBe("x = 2, y = -sqrt(3)*i or x = 2, y = sqrt(3)*i");
  });
});

describe("what cancels between the sides must have a value", () => {
  test.each([
    ["solve sqrt(x-3)*(x-2) = 0 over the reals", "3"],
    ["solve x + sqrt(x-5) = 3 + sqrt(x-5) over the reals", "no solution"],
    ["solve x^2 + log(x) = 4 + log(x) over the reals", "2"],
    ["solve x^2 + sqrt(x-3) = 4 + sqrt(x-3)", "-2, 2"],
    ["solve x^2 + 1/(x-2) = 4 + 1/(x-2)", "-2"],
  ])("%s", async (query, short) => {
    const { answer } = await engine.query({ query });
    expect(answer?.short).toBe(short);
  });

  test.each([
    ["solve (x-a)(x-1)/(x-a) = 0 for x", "-a + 1 != 0"],
    ["solve (x^2 - a^2)/(x - a) = 0 for x", "2*a != 0"],
    ["solve 1/x = a for x", "a != 0"],
    ["solve a/x = b for x", "a != 0"],
    ["partial fractions of 1/((x-a)(x-b))", "a - b != 0"],
  ])("%s holds where %s", async (query, condition) => {
    const { certificate } = await engine.query({ query });
    expect(certificate?.conditions).toContain(condition);
  });

  test.each([
    [
      "matrix exponential of {{a,1},{0,b}}",
      "[[e^(a*t), (e^(a*t) - e^(b*t))/(a - b)], [0, e^(b*t)]]",
      "a - b != 0",
    ],
    ["inverse laplace transform of 1/((s-a)(s-b))", "(e^(a*t) - e^(b*t))/(a - b)", "a - b != 0"],
  ])("%s is %s where %s", async (query, candidate, condition) => {
    const member = memberThat(() => Promise.resolve([parseExpression(candidate).expression]));
    const outcome = await answerQuery(readQuery(query).query, contextWith([member], 10_000));
    expect(outcome.kind === "answer" && outcome.certificate.conditions).toContain(condition);
  });

  test("an angle at which the tangent has no value is no solution", async () => {
    const { answer } = await engine.query({ query: "solve x + tan(x) = pi/2 + tan(x)" });
    expect(answer?.short).not.toBe("pi/2");
  });

  test.each([
    ["solve sqrt(x)^2 = x over the reals", "x >= 0"],
    ["solve e^(2 log(x)) = x^2 over the reals", "x > 0"],
    ["solve e^(log(x)) = x", "x != 0"],
  ])("%s: an identity holds where its sides have values", async (query, condition) => {
    const { certificate } = await engine.query({ query });
    expect(certificate?.conditions).toContain(condition);
  });
});

describe("what a shorter form no longer shows is a condition", () => {
  test.each([
    ["simplify x^-1 * x", "x != 0"],
    ["simplify (x-1)*(x-1)^(-1)", "x - 1 != 0"],
    ["simplify x^0", "x != 0"],
    ["solve x^0 = 1", "x != 0"],
    ["simplify tan(x) cos(x)", "cos(x) != 0"],
    ["inverse of f(x) = sqrt(x)", "x is a value of the function"],
    ["inverse of f(x) = x^3", "x^(1/3) is real"],
  ])("%s holds where %s", async (query, condition) => {
    const { certificate } = await engine.query({ query });
    expect(certificate?.conditions).toContain(condition);
  });

  test.each([
    ["domain of (x-1)^0", "(-∞, 1) ∪ (1, ∞)"],
    ["domain of sqrt(sin(x))", "2*pi*k <= x <= pi + 2*pi*k"],
  ])("%s is %s, and not one turn of it", async (query, short) => {
    const { answer } = await engine.query({ query });
    expect(answer?.short).toBe(short);
  });
});
