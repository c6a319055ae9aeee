import { assert, integer, property } from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { createMathEngine } from "../../src/tools/math/engine.ts";
import type { Expression } from "../../src/tools/math/expression/expression.ts";
import { printPlain } from "../../src/tools/math/expression/print-plain.ts";
import { knownDefinite } from "../../src/tools/math/integrate/definite/known-definite.ts";
import { evaluateReal } from "../../src/tools/math/numeric/evaluate-decimal.ts";
import { quadrature } from "../../src/tools/math/plan/integral/numeric.ts";
import { parseExpression } from "../../src/tools/math/read/parse.ts";

const parse = (text: string): Expression => parseExpression(text).expression;
const known = (body: string, from: string, to: string): Expression | null =>
  knownDefinite(parse(body), "x", [parse(from), parse(to)])?.value ?? null;

describe("integrals of known families", () => {
  // The values are those of mpmath 1.3.0's quadrature.
  test.each([
    ["e^(-x)*log(x)", "0", "infinity", "-0.577215664901533"],
    ["e^(-x)*log(x)^2", "0", "infinity", "1.97811199065595"],
    ["x*e^(-x)*log(x)", "0", "infinity", "0.422784335098467"],
    ["e^(-x^2)*log(x)", "0", "infinity", "-0.870057726728316"],
    ["e^(-x)*sin(x)/x", "0", "infinity", "0.785398163397448"],
    ["(1-e^(-x^2))/x^2", "0", "infinity", "1.77245385090552"],
    ["sin(x)^3/x^3", "0", "infinity", "1.17809724509617"],
    ["(sin(x)-x*cos(x))/x^3", "0", "infinity", "0.785398163397448"],
    ["sin(2*x)*sin(3*x)/x^2", "0", "infinity", "3.14159265358979"],
    ["cos(x^3)", "0", "infinity", "0.77334294207798"],
    ["e^(-x)*x^(1/3)*sin(x)", "0", "infinity", "0.487175525755846"],
    ["(e^(-3*x)-e^(-5*x))/x", "0", "infinity", "0.510825623765991"],
    ["2^(-x)", "0", "infinity", "1.44269504088896"],
    ["(x^2-1)/log(x)", "0", "1", "1.09861228866811"],
    ["log(log(1/x))", "0", "1", "-0.577215664901533"],
    ["sqrt(-log(x))", "0", "1", "0.886226925452758"],
    ["log(x)/(1-x^2)", "0", "1", "-1.23370055013617"],
    ["log(x)^2/(1+x^2)", "0", "1", "1.93789229251874"],
    ["log(1-x)/x", "0", "1", "-1.64493406684823"],
    ["log(x)/x^2", "1", "infinity", "1"],
    ["x^3/(e^x-1)", "0", "infinity", "6.49393940226683"],
    ["sqrt(x)/(e^x-1)", "0", "infinity", "2.31515737339412"],
    ["x^2/(e^x+1)", "0", "infinity", "1.80308535473939"],
    ["x^4*e^x/(e^x-1)^2", "0", "infinity", "25.9757576090673"],
    ["x/sinh(x)", "0", "infinity", "2.46740110027234"],
    ["x^2/cosh(x)", "0", "infinity", "3.87578458503748"],
    ["1-tanh(x)", "0", "infinity", "0.693147180559945"],
    ["1/(1+x^5)", "0", "infinity", "1.0689593321156"],
    ["sqrt(x)*log(x)/(1+x)^2", "0", "infinity", "3.14159265358979"],
    ["log(x)^2*sqrt(x)/(1+x)^2", "0", "infinity", "15.5031383401499"],
    ["log(x)/(4+x^2)", "0", "infinity", "0.544396522575901"],
    ["1/sqrt(x^3+x)", "0", "infinity", "3.70814935460274"],
    ["sqrt(1-x^4)", "0", "1", "0.87401918476403"],
    ["log(x)/sqrt(1-x^2)", "0", "1", "-1.0887930451518"],
    ["x^2*sqrt(4-x^2)", "0", "2", "3.14159265358979"],
    ["sqrt(tan(x))", "0", "pi/2", "2.22144146907918"],
    ["1/sqrt(cos(x))", "0", "pi/2", "2.62205755429212"],
    ["log(sin(x))^2", "0", "pi/2", "2.04662202447274"],
    ["log(sin(x))", "0", "pi", "-2.1775860903036"],
    ["sin(2*x)^3", "0", "pi/4", "0.333333333333333"],
    ["e^(-x^2)*cos(2*x)", "-infinity", "infinity", "0.652049332173292"],
    ["x*e^(-x^2+3*x)", "-infinity", "infinity", "25.2248608792919"],
    ["e^(x/3)/(1+e^x)", "-infinity", "infinity", "3.62759872846844"],
    ["cos(x)/(x^2+4)", "-infinity", "infinity", "0.212584165793818"],
    ["cos(x)/(x^2+1)^2", "-infinity", "infinity", "1.15572734979092"],
    ["cos(x)/(x^4+1)", "0", "infinity", "0.772138004839368"],
    ["cos(x)^2/(x^2+1)", "-infinity", "infinity", "1.78338049058872"],
    ["sin(x)/(x^2+4*x+5)", "-infinity", "infinity", "-1.05089990527695"],
    ["x^3*sin(x)/(x^4+4)", "0", "infinity", "0.312221076023455"],
    ["sin(x)/(x*(x^2+1))", "0", "infinity", "0.992932651899436"],
    ["e^(-x^2-1/x^2)", "0", "infinity", "0.119937771968061"],
    ["e^(-x-4/x)*sqrt(x)", "0", "infinity", "0.0811590617003293"],
    ["(atan(3*x)-atan(x))/x", "0", "infinity", "1.72569614761160"],
    ["(tanh(2*x)-tanh(x))/x", "0", "infinity", "0.693147180559945"],
    ["sin(x)/(e^x-1)", "0", "infinity", "1.07667404746858"],
    ["sin(2*x)/(e^x+1)", "0", "infinity", "0.244133235173649"],
    ["sin(x)/sinh(x)", "0", "infinity", "1.44065951997751"],
    ["cos(x)/cosh(x)", "-infinity", "infinity", "1.25204033125215"],
    ["log(5+3*sin(x))", "0", "2*pi", "9.45039700028561"],
    ["log(1+cos(x))", "0", "pi", "-2.17758609030360"],
    ["sqrt((1-x)/(1+x))", "-1", "1", "3.14159265358979"],
    ["x*cot(x)", "0", "pi/2", "1.08879304515180"],
    ["x^2/sin(x)^2", "0", "pi/2", "2.17758609030360"],
    ["cos(pi*x/2)/(1-x^2)", "0", "infinity", "1.5707963267949"],
  ])("%s from %s to %s", (body, from, to, value) => {
    const found = known(body, from, to);
    expect(found).not.toBeNull();
    expect(evaluateReal(found as Expression)?.toNumber()).toBeCloseTo(Number(value), 8);
  });

  test.each([
    ["e^(-a*x)*sin(b*x)", "0", "infinity", "b/(b^2 + a^2)"],
    ["(e^(-a*x)-e^(-b*x))/x", "0", "infinity", "-log(a) + log(b)"],
    ["1/(x^2+a^2)", "-infinity", "infinity", "pi/a"],
    ["cos(a*x)/(x^2+1)", "-infinity", "infinity", "pi*e^(-a)"],
  ])("symbols are positive: %s from %s to %s is %s", (body, from, to, value) => {
    expect(printPlain(known(body, from, to) as Expression)).toBe(value);
  });
});

describe("what a theorem does not cover is left alone", () => {
  test.each([
    ["cos(x)/x", "0", "infinity"],
    ["sin(x)", "0", "infinity"],
    ["e^(-x)/x", "0", "infinity"],
    ["(1-cos(x))/x^3", "0", "infinity"],
    ["(1-cos(x))/x", "0", "infinity"],
    ["x*sin(x)", "0", "infinity"],
    ["e^x", "0", "infinity"],
    ["e^(-x)*log(x)/x", "0", "infinity"],
    ["1/(e^x-1)", "0", "infinity"],
    ["x^2*e^x/(e^x-1)^2/x", "0", "infinity"],
    ["1/(1+x)", "0", "infinity"],
    ["1/(x^2-1)", "0", "infinity"],
    ["sqrt(log(x)^2)/(1+x)^2", "0", "infinity"],
    ["e^(-x)*sqrt(log(x)^2)", "0", "infinity"],
    ["(1-x)^(-3/2)", "0", "1"],
    ["sqrt(1-x^2)", "0", "1/2"],
    ["x^2/log(x)", "0", "1"],
    ["1/log(x)", "0", "1"],
    ["tan(x)", "0", "pi/2"],
    ["cos(x)^3*sin(x)", "0", "pi"],
    ["sqrt(cos(x)^2)", "0", "pi"],
    ["log(cos(x))", "0", "pi"],
    ["log(x)/(x*sqrt(x))", "0", "1"],
    ["cos(x)/(x^2-1)", "-infinity", "infinity"],
    ["sin(x)/(x-1)", "-infinity", "infinity"],
    ["cos(x)/(x-1)^2", "-infinity", "infinity"],
    ["x^2*cos(x)/(x^2+1)", "-infinity", "infinity"],
    ["e^(x^2)*cos(x)", "-infinity", "infinity"],
    ["e^x/(1+e^x)", "-infinity", "infinity"],
    ["(sin(3*x)-sin(x))/x", "0", "1"],
    ["(1/x-1/(2*x))/x", "0", "infinity"],
    ["(e^(3*x)-e^(x))/x", "0", "infinity"],
    ["sin(x)/(e^x-2)", "0", "infinity"],
    ["cos(x)/sinh(x)", "0", "infinity"],
    ["log(1+2*cos(x))", "0", "pi"],
    ["x*tan(x)", "0", "pi/2"],
    ["e^(-a*x)*sin(b*x+c*x^2)", "0", "infinity"],
  ])("%s from %s to %s", (body, from, to) => {
    expect(known(body, from, to)).toBeNull();
  });
});

const share = integer({ min: 1, max: 7 });

describe("the families agree with quadrature", () => {
  test("powers, exponentials and waves", () => {
    assert(
      property(share, share, share, share, (p, q, a, b) => {
        const body = parse(`x^(${p}/3)*e^(-${a}*x)*cos(${b}*x/2)+x^(${q}/2)*e^(-${b}*x)*log(x)`);
        const bounds = [parse("0"), parse("infinity")] as const;
        const value = knownDefinite(body, "x", bounds)?.value;
        const number = quadrature(body, "x", ...bounds);
        // Logarithms are taken where digamma has a closed form.
        if (value === undefined || number === null) return;
        expect(evaluateReal(value)?.toNumber()).toBeCloseTo(number, 7);
      }),
      { numRuns: 25, seed: 7 },
    );
  });

  test("powers of binomials", () => {
    assert(
      property(share, share, share, share, (p, q, r, c) => {
        const body = parse(`x^(${p}/2)*(${c}+x^${q})^(-${p + r})`);
        const bounds = [parse("0"), parse("infinity")] as const;
        const value = knownDefinite(body, "x", bounds)?.value;
        if (value === undefined) return;
        const number = quadrature(body, "x", ...bounds) as number;
        const found = evaluateReal(value)?.toNumber() ?? Number.NaN;
        expect(Math.abs(found - number)).toBeLessThan(1e-8 * Math.max(1, Math.abs(number)));
      }),
      { numRuns: 25, seed: 7 },
    );
  });
});

const math = createMathEngine({ defaultTimeoutMs: 30_000 });
afterAll(() => math.close());

describe("the engine answers by a known family", () => {
  test("with its proof and the symbols it takes as positive", async () => {
    const result = await math.query({
      query: "integrate e^(-a x) sin(b x)/x dx from 0 to infinity",
    });
    expect(result.certificate).toMatchObject({ grade: "proved", method: "known-integral" });
    expect(result.certificate?.conditions).toEqual(["a > 0", "b > 0"]);
  });

  test("a pole of an antiderivative at an end is not taken for the value", async () => {
    const result = await math.query({ query: "integrate cos(2x)/(2+cos(x)) from 0 to pi" });
    expect(result.answer?.value.kind).toBe("expression");
  });
});

describe("turns, reflections and roots of squares", () => {
  // The values are those of mpmath 1.3.0's quadrature.
  test.each([
    ["integrate sqrt(x+1/x-2) dx from 0 to 2", "(8 - 2*sqrt(2))/3"],
    ["integrate sqrt(1+cos(x)) from 0 to 2pi", "4*sqrt(2)"],
    ["integrate sqrt(1-sin(2x)) dx from 0 to pi", "2*sqrt(2)"],
    ["integrate floor(x^2) dx from 0 to 2", "5 - sqrt(3) - sqrt(2)"],
    ["integrate min(sin(x),cos(x)) from 0 to pi/2", "2 - sqrt(2)"],
    ["integrate cos(3x)/(5-4cos(x)) dx from 0 to 2pi", "pi/12"],
    ["integrate 1/(1+sin(x)^2) from 0 to 2pi", "sqrt(2)*pi"],
    ["integrate x*sin(x)/(1+cos(x)^2) dx from 0 to pi", "pi^2/4"],
    ["integrate cos(x)/(1+e^x) dx from -pi/2 to pi/2", "1"],
    ["integrate log(1+tan(x)) dx from 0 to pi/4", "pi*log(2)/8"],
    ["integrate x^3*e^(x^2)/(1+cos(x)^2) from -1 to 1", "0"],
    ["integrate log(1+x)/(1+x^2) dx from 0 to 1", "pi*log(2)/8"],
    ["integrate log(1+x^2)/(1+x^2) from 0 to infinity", "pi*log(2)"],
    ["integrate 1/((1+x^2)*(1+x^pi)) from 0 to infinity", "pi/4"],
    ["integrate asin(x)/x from 0 to 1", "pi*log(2)/2"],
    ["integrate x*log(sin(x)) from 0 to pi", "-log(2)*pi^2/2"],
    ["integrate sqrt(1-x^2)/(1+x^2) from 0 to 1", "sqrt(2)*pi/2 - pi/2"],
  ])("%s is %s, proved", async (query, short) => {
    const result = await math.query({ query });
    expect(result.answer?.short).toBe(short);
    expect(result.certificate?.grade).toBe("proved");
  });

  test.each([
    "integrate 1/x^3 from -1 to 1",
    "integrate 1/sin(x) from -1 to 1",
    "integrate x/(x^2-1/4) from -1 to 1",
    "integrate tan(x) dx from 0 to pi",
    "integrate 1/(1+cos(x)) from 0 to 2pi",
  ])("what cancels by symmetry alone is no integral: %s", async (query) => {
    const result = await math.query({ query });
    expect(result.answer?.value.kind === "expression").toBe(false);
  });
});
