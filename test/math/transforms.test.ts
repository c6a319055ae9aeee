import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { agreesWithIntegral } from "../../src/tools/math/laplace/defining-integral.ts";
import { laplaceImage } from "../../src/tools/math/laplace/laplace-image.ts";
import { answerQuery } from "../../src/tools/math/plan/answer-query.ts";
import type { Outcome } from "../../src/tools/math/plan/outcome.ts";
import { decideEqual } from "../../src/tools/math/prove/decide-zero.ts";
import { printPlain } from "../../src/tools/math/expression/print-plain.ts";
import { parseExpression } from "../../src/tools/math/read/parse.ts";
import { readQuery } from "../../src/tools/math/read/read-query.ts";
import { contextWith, memberThat } from "./engine-doubles.ts";

const parse = (text: string) => parseExpression(text).expression;
const answer = (query: string, candidate: string): Promise<Outcome> =>
  answerQuery(readQuery(query).query, contextWith([memberThat(async () => [parse(candidate)])]));

describe("sums of powers, exponentials and waves are transformed without an engine", () => {
  test.each([
    ["laplace transform of t^3 e^(2t)", "6/(s - 2)^4"],
    ["L{t^2 e^(3t)}", "2/(s - 3)^3"],
    ["\\mathcal{L}\\{\\cos 3t\\}", "s/(s^2 + 9)"],
    ["laplace transform of e^(-a t) sin(b t)", "b/((s + a)^2 + b^2)"],
    ["Laplace transform of cosh(a t) cos(a t)", "s^3/(s^4 + 4*a^4)"],
    ["laplace transform of t^n", "gamma(n + 1)/s^(n + 1)"],
    ["laplace transform of log(t)", "(-eulergamma - log(s))/s"],
    ["Laplace transform of sin(a t)/t", "atan(a/s)"],
    ["laplace transform of (e^(-t) - e^(-3t))/t", "-log(s + 1) + log(s + 3)"],
    ["laplace transform of (t-1)^2*u(t-1)", "2*e^(-s)/s^3"],
    ["laplace transform of u_2(t)", "e^(-2*s)/s"],
    ["求函数 f(t)=t^2 的拉氏变换", "2/s^3"],
    ["laplace transform of {t, 0<t<1; 1, t>1}", "1/s^2 - e^(-s)/s^2"],
    ["laplace transform of piecewise(1, 0<t<1, 0)", "1/s - e^(-s)/s"],
    [
      "laplace transform of \\begin{cases} 1 & 0 \\le t < 2 \\\\ 0 & t \\ge 2 \\end{cases}",
      "1/s - e^(-2*s)/s",
    ],
  ])("%s is %s", async (query, short) => {
    expect(await answer(query, "0")).toMatchObject({
      short,
      certificate: { grade: "proved", method: "transform-theorems" },
    });
  });

  test("an impulse is by definition, which is said", async () => {
    expect(await answer("laplace transform of delta(t-3)", "0")).toMatchObject({
      short: "e^(-3*s)",
      certificate: { grade: "exact-check" },
    });
  });

  test.each([
    "laplace transform of 1/t",
    "laplace transform of e^(t^2)",
    "laplace transform of cos(t)/t",
  ])("%s does not converge and has no image", async (query) => {
    expect(await answer(query, "1/s")).toMatchObject({ kind: "open" });
  });

  test("the integral agrees with the theorems whatever the terms", () => {
    const small = fc.integer({ min: -3, max: 3 });
    fc.assert(
      fc.property(
        small,
        fc.nat(3),
        small,
        small,
        fc.constantFrom("sin", "cos"),
        (c, p, a, w, wave) => {
          const original = parse(`(${c}) * t^${p} * e^((${a})*t) * ${wave}((${w})*t + 1)`);
          const image = laplaceImage(original, "t", "s");
          return (
            image !== null &&
            agreesWithIntegral({ original, image: image.expression, time: "t", frequency: "s" }) ===
              true
          );
        },
      ),
      { numRuns: 20 },
    );
  });
});

describe("an inverse is proved by transforming it again, and a wrong one is dropped", () => {
  test.each([
    ["inverse Laplace transform of 1/(s^2+4)", "sin(2*t)/2", "proved"],
    ["inverse laplace transform of 1/sqrt(s)", "1/sqrt(pi*t)", "proved"],
    ["inverse laplace of 1/(s^2+a^2)^2", "(sin(a*t)-a*t*cos(a*t))/(2*a^3)", "proved"],
    ["inverse laplace of log((s+1)/(s+2))", "(e^(-2*t)-e^(-t))/t", "exact-check"],
    ["inverse laplace of 1/sqrt(s^2+1)", "besselj(0,t)", "numeric-check"],
    ["1/(s^2+4s+5) 的拉氏逆变换", "e^(-2*t)*sin(t)", "proved"],
    ["L^{-1}{1/(s(s+1))}", "1-e^(-t)", "proved"],
  ])("%s with %s is %s", async (query, candidate, grade) => {
    expect(await answer(query, candidate)).toMatchObject({
      kind: "answer",
      certificate: { grade },
    });
  });

  test.each([
    ["inverse laplace of (s+3)/(s^2+2*s+5)", "e^(-t)*cos(2*t) + e^(-t)*sin(2*t)"],
    ["inverse laplace transform of s/(s+1)", "DiracDelta(t) - e^(-t)"],
    ["inverse laplace transform of 1/(s^2+4)^2", "sin(2*t)/16 - 1/8*t*cos(2*t)"],
    [
      "inverse laplace of (1 - e^(-s))^2/s^2",
      "t - 2*(t - 1)*Heaviside(t - 1) + (t - 2)*Heaviside(t - 2)",
    ],
  ])("%s is %s without an engine", async (query, short) => {
    expect(await answer(query, "0")).toMatchObject({ short, certificate: { grade: "proved" } });
  });

  test("a delay becomes a step", async () => {
    expect(await answer("inverse laplace of e^(-2*s)/(s^2+1)", "sin(t)")).toMatchObject({
      short: "sin(t - 2)*Heaviside(t - 2)",
      certificate: { grade: "proved" },
    });
  });

  test.each([
    ["inverse Laplace transform of 1/(s^2+a^2)^2", "sin(a*t)"],
    ["inverse Laplace transform of e^(-2*s)/(s-a)", "e^(2*a*t)"],
    ["inverse laplace of log((s+a)/(s+b))", "(e^(-a*t)-e^(-b*t))/t"],
    ["inverse laplace of 1/sqrt(s^2+1)", "besselj(1,t)"],
    ["Laplace transform of sin(sqrt(t))", "1/s^2"],
  ])("%s with %s is not shown", async (query, candidate) => {
    expect(await answer(query, candidate)).toMatchObject({ kind: "open" });
  });
});

describe("what stands before a bracket", () => {
  test("a unit step and a Bessel function are no products", () => {
    const reading = (text: string): string => {
      const { query } = readQuery(text);
      return query.kind === "laplace" ? printPlain(query.expression) : query.kind;
    };
    expect(reading("laplace transform of u(t-1)")).toBe("Heaviside(t - 1)");
    expect(reading("laplace transform of J_0(t)")).toBe("besselj(0, t)");
    expect(reading("laplace transform of delta(t - 3)")).toBe("DiracDelta(t - 3)");
    expect(readQuery("laplace transform of u(t-1)").assumptions[0]?.text).toMatch(/unit step/);
  });
});

describe("Bessel functions of orders that differ by whole numbers", () => {
  test.each([
    ["besselj(2, x) + besselj(0, x)", "2*besselj(1, x)/x"],
    ["besseli(3, x)", "besseli(1, x) - 4*besseli(2, x)/x"],
    ["besselk(v + 1, x) - besselk(v - 1, x)", "2*v*besselk(v, x)/x"],
    ["bessely(-1/2, x) + bessely(3/2, x)", "bessely(1/2, x)/x"],
  ])("%s = %s", (left, right) => {
    expect(decideEqual(parse(left), parse(right)).verdict).toBe("proved");
  });

  test("the wrong sign is refuted", () => {
    expect(
      decideEqual(parse("besselj(2, x) - besselj(0, x)"), parse("2*besselj(1, x)/x")).verdict,
    ).toBe("refuted");
  });
});
