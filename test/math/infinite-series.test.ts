import { Decimal } from "decimal.js";
import { Fraction } from "fraction.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createMathEngine } from "../../src/tools/math/engine.ts";
import { fractionOf } from "../../src/tools/math/exact/fraction-of.ts";
import { integer, substitute } from "../../src/tools/math/expression/expression.ts";
import { evaluateReal } from "../../src/tools/math/numeric/evaluate-decimal.ts";
import { divergence } from "../../src/tools/math/plan/infinite-series.ts";
import { decideEqual } from "../../src/tools/math/prove/decide-zero.ts";
import { parseExpression } from "../../src/tools/math/read/parse.ts";
import { fourierSeries } from "../../src/tools/math/summation/fourier-series.ts";
import { gammaProduct } from "../../src/tools/math/summation/gamma-product.ts";
import { hypergeometricSum } from "../../src/tools/math/summation/hypergeometric-sums.ts";
import { hypergeometricValue, ROWS } from "../../src/tools/math/summation/hypergeometric-values.ts";
import { partialProduct } from "../../src/tools/math/summation/partial-product.ts";
import { rationalSeries } from "../../src/tools/math/summation/rational-series.ts";

const engine = createMathEngine({ defaultTimeoutMs: 60_000 });
// The first reading compiles every frame.
beforeAll(() => engine.query({ query: "1 + 1" }));
afterAll(() => engine.close());
const parse = (text: string) => parseExpression(text).expression;
const Real = Decimal.clone({ precision: 50 });

describe("closed forms of hypergeometric series", () => {
  const rows = [
    ...ROWS.map(({ top, bottom }) => [top.join(","), bottom.join(",")] as const),
    ["1/2", ""] as const,
    ["-3/2", ""] as const,
    ["3", ""] as const,
  ];
  const read = (text: string): Fraction[] =>
    text === "" ? [] : text.split(",").map((value) => new Fraction(value));

  test.each(rows)("%s; %s is its series at z = 0.13 and z = -0.13", (top, bottom) => {
    for (const isNegative of [false, true]) {
      const z = new Real(isNegative ? "-0.13" : "0.13");
      const root = { z: parse("z"), s: parse("s"), isNegative };
      const found = hypergeometricValue(read(top), read(bottom), root);
      if (found === null) throw new Error("The row is in the table.");
      let term = new Real(1);
      let sum = new Real(0);
      for (let k = 0; k < 60; k++) {
        sum = sum.add(term);
        for (const a of read(top)) term = term.mul(new Real(a.valueOf()).add(k));
        for (const b of read(bottom)) term = term.div(new Real(b.valueOf()).add(k));
        term = term.mul(z).div(k + 1);
      }
      const value = evaluateReal(found.value, { z, s: z.abs().sqrt() });
      expect(value?.sub(sum).abs().lt("1e-40")).toBe(true);
    }
  });
});

describe("sums by theorems", () => {
  test.each([
    ["1/k^2", 1, "pi^2/6"],
    ["1/(2*k-1)^2", 1, "pi^2/8"],
    ["1/k^2+1/k^3", 1, "zeta(3) + pi^2/6"],
    ["(-1)^(k+1)/k", 1, "log(2)"],
    ["(-1)^k/(2*k+1)", 0, "pi/4"],
    ["1/((3*k+1)*(3*k+2))", 0, "pi*sqrt(3)/9"],
    ["1/(k*(2*k+1))", 1, "2 - 2*log(2)"],
    ["(k+2)/(k^3+k^2)", 1, "pi^2/3 - 1"],
  ])("rational terms: %s from %d is %s", (body, from, value) => {
    const found = rationalSeries(parse(body), "k", from);
    if (found === null) throw new Error("The sum is rational.");
    expect(decideEqual(found.sum, parse(value)).verdict).toBe("proved");
  });

  test.each(["1/k", "k/(k^2+1)", "(-1)^k*k/(k+1)", "(-1)^k", "1/(k^2-4)", "2^k/k^2", "1/k^k"])(
    "%s is no convergent series of rational terms from 1",
    (body) => expect(rationalSeries(parse(body), "k", 1)).toBeNull(),
  );

  test.each([
    ["x^k/k!", 0, "e^x", undefined],
    ["k^2/k!", 1, "2*e", undefined],
    ["(-1)^k*x^(2*k+1)/(2*k+1)!", 0, "sin(x)", undefined],
    ["x^(2*k)/(2*k)!", 0, "cosh(x)", undefined],
    ["x^k/k", 1, "-log(1-x)", "abs(x) < 1"],
    ["(-1)^k*x^(2*k+1)/(2*k+1)", 0, "atan(x)", "abs(x) < 1"],
    ["binomial(2*k,k)*x^k", 0, "1/sqrt(1-4*x)", "abs(4*x) < 1"],
    ["binomial(2*k,k)/8^k", 0, "sqrt(2)", undefined],
  ])("hypergeometric terms: %s from %d is %s", (body, from, value, condition) => {
    const found = hypergeometricSum(parse(body), "k", from);
    if (found === null) throw new Error("The sum is hypergeometric.");
    expect(decideEqual(found.sum, parse(value)).verdict).toBe("proved");
    expect(found.conditions[0]).toBe(condition);
  });

  test("no closed form outside the circle of convergence", () => {
    expect(hypergeometricSum(parse("2^k/k"), "k", 1)).toBeNull();
    expect(hypergeometricSum(parse("binomial(2*k,k)"), "k", 0)).toBeNull();
    expect(hypergeometricSum(parse("k!"), "k", 0)).toBeNull();
  });
});

describe("divergence is proved or not claimed", () => {
  test.each([
    "1/sqrt(k)",
    "1/(k*log(k))",
    "1/(k*log(k)*log(log(k)))",
    "sin(1/k)",
    "log(1+1/k)",
    "(1+1/k)^k",
    "k^k/k!",
    "k!/100^k",
    "(-1)^k*k/(k+1)",
    "cos(k)",
    "1/k^(1+1/k)",
    "1/(k+sin(k))",
    "atan(k)/k",
  ])("%s diverges", (body) => expect(divergence(parse(body), "k")).not.toBeNull());

  test.each([
    "1/k^2",
    "1/k^(1001/1000)",
    "1/(k*log(k)^2)",
    "1/(k*log(k)*log(log(k))^2)",
    "(-1)^k/k",
    "(-1)^k/sqrt(k)",
    "sin(k)/k",
    "1/k!",
    "100^k/k!",
    "k^100/2^k",
    "e^(-sqrt(k))",
  ])("%s is not called divergent", (body) => expect(divergence(parse(body), "k")).toBeNull());
});

describe("products", () => {
  test.each([
    ["k", 1],
    ["2*k-1", 1],
    ["1-1/k^2", 2],
    ["(k^3-1)/(k^3+1)", 2],
    ["(2*k-1)/(2*k)", 1],
    ["(k+2)/k", 1],
    ["(3*k-1)*(3*k-2)/(9*k^2)", 1],
  ])("the product of %s from %d equals the factors multiplied one by one", (text, lower) => {
    const body = parse(text);
    const closed = partialProduct(body, "k", lower, "n");
    if (closed === null) throw new Error("The product is rational.");
    let total = new Fraction(1);
    for (let n = lower; n < lower + 6; n++) {
      total = total.mul(fractionOf(substitute(body, "k", integer(n))) ?? 0);
      const claimed = evaluateReal(substitute(closed, "n", integer(n)));
      expect(
        claimed?.sub(new Real(total.n.toString()).div(total.d.toString())).abs().lt("1e-35"),
      ).toBe(true);
    }
  });

  test.each([
    ["1-1/k", 1],
    ["k-3", 1],
    ["1/(k-2)", 1],
    ["1+1/k^2", 1],
    ["sin(k)", 1],
    ["x+k", 1],
  ])("a zero or pole in the range, or another factor, leaves %s open", (text, lower) => {
    expect(partialProduct(parse(text), "k", lower, "n")).toBeNull();
  });
});

describe("questions about infinite sums and products", () => {
  test.each([
    ["sum k/2^k from k=1 to infinity", "2", "telescoping", undefined],
    [
      "sum k*x^k from k=1 to infinity",
      "x/(x^2 - 2*x + 1)",
      "telescoping",
      ["x - 1 != 0", "abs(x) < 1"],
    ],
    ["sum 1/(k*(k+2)) from k=1 to infinity", "3/4", "telescoping", undefined],
    ["sum log(1-1/k^2) from k=2 to infinity", "-log(2)", "induction-and-limit", undefined],
    ["sum 1/(k*log(k)) from k=2 to infinity", "divergent", "comparison", undefined],
    ["product of 4*k^2/(4*k^2-1) from k=1 to infinity", "pi/2", "induction-and-limit", undefined],
    ["product of (k^3-1)/(k^3+1) from k=2 to infinity", "2/3", "induction-and-limit", undefined],
    ["product of 1+1/k from k=1 to infinity", "divergent", "induction-and-limit", undefined],
    ["product of e^(1/2^k) from k=1 to infinity", "e", "geometric-series", undefined],
  ])("%s → %s, proved by %s", async (query, answer, method, conditions) => {
    const result = await engine.query({ query });
    expect(result.answer?.short).toBe(answer);
    expect(result.certificate).toMatchObject({ grade: "proved", method });
    expect(result.certificate?.conditions).toEqual(conditions);
  });

  test.each([
    "sum 1/k from k=0 to infinity",
    "sum 1/(k-3)^2 from k=1 to infinity",
    "sum 1/(k*log(k)^2) from k=2 to infinity",
  ])("%s is given no value", async (query) => {
    const { answer } = await engine.query({ query });
    expect(answer).toBeNull();
  });
});

describe("series of waves, and series on the edge of convergence", () => {
  // The values are those of mpmath 1.3.0's summation.
  test.each([
    ["sum cos(k)/k from k=1 to infinity", "-log(2*sin(1/2))", "0.0420195058253"],
    ["sum sin(k)/k from k=1 to infinity", "pi/2 - 1/2", "1.0707963267949"],
    ["sum sin(10k)/k from k=1 to infinity", "3*pi/2 - 5", "-0.28761101961531"],
    ["sum (-1)^(k+1)*cos(k)/k^2 from k=1 to infinity", "pi^2/12 - 1/4", "0.57246703342411"],
    ["sum sin(k)/k^3 from k=1 to infinity", "pi^2/6 - pi/4 + 1/12", "0.94286923678411"],
    ["sum binomial(2k,k)/(4^k*(2k+1)) from k=0 to infinity", "pi/2", "1.5707963267949"],
    ["sum 1/(2^k*k^2) from k=1 to infinity", "pi^2/12 - log(2)^2/2", "0.5822405264650"],
  ])("%s is %s, proved", async (query, short, value) => {
    const result = await engine.query({ query });
    expect(result.certificate?.grade).toBe("proved");
    expect(result.answer?.short).toBe(short);
    expect(evaluateReal(parse(short))?.toNumber()).toBeCloseTo(Number(value), 10);
  });

  test("a symbol as the angle has its range as a condition", async () => {
    const result = await engine.query({ query: "sum cos(k x)/k^2 from k=1 to infinity" });
    expect(result.answer?.short).toBe("pi^2/6 - pi*x/2 + x^2/4");
    expect(result.certificate?.conditions).toEqual(["0 < x", "x < 2*pi"]);
  });

  test.each([
    ["cos(k)", 1],
    ["cos(2*pi*k)/k", 1],
    ["sin(k)/k^2", 1],
    ["cos(k)/k^3", 1],
    ["2^k*sin(k)", 0],
    ["sin(k)/k", 2],
  ] as const)("%s from %i is left alone", (body, from) => {
    expect(fourierSeries(parse(body), "k", from)).toBeNull();
  });

  test("where the parameters do not exceed by enough there is no value at 1", () => {
    expect(hypergeometricSum(parse("binomial(2*k,k)/4^k"), "k", 0)).toBeNull();
    expect(hypergeometricSum(parse("1/(k+1)"), "k", 0)).toBeNull();
  });
});

describe("quadratics without real zeros", () => {
  // The values are those of mpmath 1.3.0's summation.
  test.each([
    ["sum 1/(k^2+1) from k=1 to infinity", "1.07667404746858"],
    ["sum 1/(k^2+1) from k=-infinity to infinity", "3.15334809493716"],
    ["sum (-1)^k/(k^2+1) from k=0 to infinity", "0.636014527491067"],
    ["sum 1/(k^2*(k^2+1)) from k=1 to infinity", "0.56826001937965"],
    ["sum 1/(k^2+k+1) from k=0 to infinity", "1.79814728056269"],
    ["sum 1/(2k+1)^2 from k=-infinity to infinity", "2.46740110027234"],
    ["product (1+1/k^3) from k=1 to infinity", "2.42818979209887"],
    ["product (1-1/k^4) from k=2 to infinity", "0.919019477593744"],
    ["product (1-2/k^2) from k=2 to infinity", "0.216954294377476"],
    ["product (k^2+1)/(k^2+4) from k=1 to infinity", "0.08626673834054"],
  ])("%s, proved", async (query, value) => {
    const result = await engine.query({ query });
    expect(result.certificate?.grade).toBe("proved");
    expect(Number(result.answer?.numeric)).toBeCloseTo(Number(value), 10);
  });

  test.each(["(k^2+1)/(k^2+k)", "(k^2+1)/k^2*2", "(k^4+1)/k^4", "(k^2-4)/k^2"])(
    "the product of %s is left alone",
    (body) => {
      expect(gammaProduct(parse(body), "k", 1)).toBeNull();
    },
  );

  test.each(["k/(k^2+1)", "(k+1)/(k^2+1)^2", "1/(k^2-2)", "k/(k^4+1)", "1/(k^2+k/2+1)"])(
    "the sum of %s has no closed form here",
    (body) => {
      expect(rationalSeries(parse(body), "k", 1)).toBeNull();
    },
  );
});
