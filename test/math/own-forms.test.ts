import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { printPlain } from "../../src/tools/math/expression/print-plain.ts";
import { answerQuery } from "../../src/tools/math/plan/answer-query.ts";
import type { Outcome } from "../../src/tools/math/plan/outcome.ts";
import { decideEqual } from "../../src/tools/math/prove/decide-zero.ts";
import { parseExpression } from "../../src/tools/math/read/parse.ts";
import { readQuery } from "../../src/tools/math/read/read-query.ts";
import { waveQuotient } from "../../src/tools/math/trig/wave-quotient.ts";
import { contextWith, memberThat } from "./engine-doubles.ts";

const parsed = (text: string) => parseExpression(text).expression;

/** An engine that must not be asked. */
const silent = contextWith([
  memberThat(async () => {
    throw new Error("an engine was asked");
  }),
]);

const alone = (query: string): Promise<Outcome> => answerQuery(readQuery(query).query, silent);

describe("what own forms settle is not asked of an engine", () => {
  test.each([
    ["simplify gamma(n+1)/gamma(n)", "n"],
    ["simplify (n+2)!/n!", "n^2 + 3*n + 2"],
    ["simplify binomial(n,k)/binomial(n-1,k-1)", "n/k"],
    ["simplify (n+1)*n!", "(n + 1)!"],
    ["simplify n*gamma(n)", "gamma(n + 1)"],
    ["simplify binomial(2*n,n)*(n!)^2", "(2*n)!"],
    ["simplify cos(3*x)/cos(x)", "4*cos(x)^2 - 3"],
    ["simplify sin(4*x)/sin(x)", "4*cos(2*x)*cos(x)"],
    ["simplify (1-cos(2*x))/sin(2*x)", "tan(x)"],
    ["simplify tan(x)+cot(x)", "2/sin(2*x)"],
    ["simplify (sin(x)^2-sin(y)^2)/sin(x+y)", "sin(x - y)"],
    ["simplify 1/(1-sin(x))+1/(1+sin(x))", "2/cos(x)^2"],
    ["simplify sinh(2*x)/cosh(x)", "2*sinh(x)"],
    ["simplify (sinh(x)+sinh(3*x))/(cosh(x)+cosh(3*x))", "tanh(2*x)"],
    ["simplify 1/(x-1)-1/(x+1)", "2/(x^2 - 1)"],
    ["digamma(1/3) in closed form", "-pi*sqrt(3)/6 - eulergamma - 3*log(3)/2"],
    ["simplify sin(pi/12)", "(-sqrt(2) + sqrt(6))/4"],
    ["simplify cos(2*pi/5)", "(-1 + sqrt(5))/4"],
    ["simplify sin(pi/10)", "(-1 + sqrt(5))/4"],
    ["simplify sin(pi/8)", "sqrt(-sqrt(2) + 2)/2"],
    ["simplify abs(3-sqrt(7)+i*sqrt(6*sqrt(7)-15))", "1"],
    ["simplify abs((2+i)/(1-2*i))", "1"],
    ["simplify sqrt(3+4*i)", "i + 2"],
    ["simplify sqrt(5+sqrt(21))", "sqrt(14)/2 + sqrt(6)/2"],
    ["simplify (52+30*sqrt(3))^(1/3)", "2^(1/3)*(2 + sqrt(3))"],
    ["simplify (9*sqrt(3)-11*sqrt(2))^(1/3)", "sqrt(3) - sqrt(2)"],
    ["simplify sqrt(9+4*sqrt(5))-sqrt(5)", "2"],
    ["simplify atan(1)+atan(2)+atan(3)", "pi"],
    ["simplify 4*atan(1/5)-atan(1/239)", "pi/4"],
    ["simplify atan(-2)+atan(-3)", "-3*pi/4"],
    ["simplify asin(3/5)+asin(4/5)", "pi/2"],
    ["simplify asin(1/sqrt(5))+asin(1/sqrt(10))", "pi/4"],
    ["simplify atan(2-sqrt(3))", "pi/12"],
  ])("%s is %s", async (query, plain) => {
    expect(await alone(query)).toMatchObject({
      kind: "answer",
      short: plain,
      certificate: { grade: "proved" },
    });
  });
});

describe("roots of one letter are cancelled as a new letter", () => {
  test.each([
    ["simplify (sqrt(x)-1)/(x-1)", "1/(sqrt(x) + 1)"],
    ["simplify (x-1)/(x^(1/3)-1)", "x^(1/3) + x^(2/3) + 1"],
  ])("%s is %s", async (query, plain) => {
    const outcome = await answerQuery(readQuery(query).query, contextWith([]));
    expect(outcome).toMatchObject({ kind: "answer" });
    const short = outcome.kind === "answer" ? outcome.short : "";
    expect(printPlain(parsed(short)).length).toBeLessThanOrEqual(plain.length);
    expect(decideEqual(parsed(short), parsed(plain)).verdict).toBe("proved");
  });
});

describe("constants are compared by their squares, magnitudes and angles", () => {
  test.each([
    ["sqrt(3+4*i)", "2+i"],
    ["sin(pi/8)", "sqrt(2-sqrt(2))/2"],
    ["abs(1+i*sqrt(3))", "2"],
    ["atan(1/2)+atan(1/3)", "pi/4"],
    ["2*atan(1/2)-atan(4/3)", "0"],
    ["acos(-1/2)+asin(1/2)", "5*pi/6"],
    ["asin(3/5)", "acos(4/5)"],
  ])("%s = %s", (left, right) => {
    expect(decideEqual(parsed(left), parsed(right)).verdict).toBe("proved");
  });

  test.each([
    ["sqrt(3+4*i)", "-2-i"],
    ["sin(pi/8)", "-sqrt(2-sqrt(2))/2"],
    ["sin(9*pi/8)", "sqrt(2-sqrt(2))/2"],
    ["abs(1+i*sqrt(3))", "-2"],
    ["atan(1)+atan(2)+atan(3)", "0"],
    ["atan(1/2)+atan(1/3)", "-3*pi/4"],
    ["atan(-2)+atan(-3)", "pi/4"],
    ["asin(-3/5)", "acos(4/5)"],
    ["asin(3/5)+asin(4/5)", "pi/2+1/10^12"],
  ])("%s is not %s", (left, right) => {
    expect(decideEqual(parsed(left), parsed(right)).verdict).toBe("refuted");
  });
});

describe("quotients of waves", () => {
  test.each([
    ["sin(x)/(2+cos(x))", "sin(x)/(2 + cos(x))"],
    ["x*sin(x)/cos(x)", null],
    ["sin(x)*sinh(x)", null],
    ["sqrt(sin(x))", null],
  ])("%s is %s", (text, plain) => {
    const found = waveQuotient(parsed(text));
    expect(found === null ? null : printPlain(found)).toBe(plain);
  });

  test("any quotient of sums of waves keeps its value", () => {
    const wave = fc
      .tuple(
        fc.constantFrom("sin", "cos"),
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: -2, max: 2 }),
      )
      .map(([head, times, factor]) => `(${factor})*${head}(${times}*x)`);
    const sum = fc.array(wave, { minLength: 1, maxLength: 3 }).map((terms) => terms.join("+"));
    fc.assert(
      fc.property(sum, sum, (over, under) => {
        fc.pre(decideEqual(parsed(under), { num: "0" }).verdict === "refuted");
        const quotient = parsed(`(${over})/(${under})`);
        const found = waveQuotient(quotient);
        if (found !== null) expect(decideEqual(quotient, found).verdict).toBe("proved");
      }),
      { numRuns: 40 },
    );
  });
});
