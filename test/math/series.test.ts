import { Decimal } from "decimal.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createMathEngine } from "../../src/tools/math/engine.ts";
import { agreesWithSeries } from "../../src/tools/math/plan/series-checks.ts";
import { sumSeries } from "../../src/tools/math/prove/infinite-sum.ts";
import { parseExpression } from "../../src/tools/math/read/parse.ts";

const engine = createMathEngine({ defaultTimeoutMs: 60_000 });
// The first reading compiles every frame.
beforeAll(() => engine.query({ query: "1 + 1" }));
afterAll(() => engine.close());
const parse = (text: string) => parseExpression(text).expression;
const Real = Decimal.clone({ precision: 60 });

describe("sums and products", () => {
  test("a closed form says where it does not hold", async () => {
    const { certificate } = await engine.query({ query: "sum r^k from k=0 to n" });
    expect(certificate?.conditions).toEqual(["n is a whole number, at least 0", "r - 1 != 0"]);
  });

  test.each(["sum 1/((k-3)*(k-4)) for k=1 to n", "sum 1/(k*(k+1)) for k=0 to n"])(
    "%s has a term without a value and no closed form",
    async (query) => {
      expect((await engine.query({ query })).answer).toBeNull();
    },
  );

  test.each([
    ["sum 2^k/k! from k=0 to infinity", "e^2", "proved"],
    ["sum x^k/k! from k=0 to infinity", "e^x", "proved"],
    ["sum 1/k^4 from k=1 to infinity", "pi^4/90", "proved"],
    ["sum (-1)^(k+1)/k from k=1 to infinity", "log(2)", "proved"],
    ["sum 1/k^3 from k=1 to infinity", "zeta(3)", "proved"],
    ["sum (1/3)^k from k=1 to infinity", "1/2", "proved"],
    ["sum x^k from k=0 to infinity", "1/(1 - x)", "proved"],
    ["sum binomial(n,k) from k=0 to n", "2^n", "proved"],
    ["sum binomial(n,k)^2 from k=0 to n", "binomial(2*n, n)", "proved"],
    ["sum cos(k*x) from k=1 to n", "sin(x*n/2)*cos(n*x/2 + x/2)/sin(x/2)", "proved"],
    ["product (1-1/k^2) from k=2 to infinity", "1/2", "proved"],
    ["sum 1/k from k=1 to infinity", "divergent", "proved"],
    ["sum k from k=1 to infinity", "divergent", "proved"],
    ["sum (-1)^k from k=0 to infinity", "divergent", "proved"],
    ["sum 2^k from k=0 to infinity", "divergent", "proved"],
    ["sum (k^2+1)/(k^3+2) from k=1 to infinity", "divergent", "proved"],
  ])("%s → %s", async (question, answer, grade) => {
    const result = await engine.query({ query: question });
    expect(result.answer?.short).toBe(answer);
    expect(result.certificate?.grade).toBe(grade);
  });

  test("a geometric series says where it converges", async () => {
    const { certificate } = await engine.query({ query: "sum x^k from k=0 to infinity" });
    expect(certificate?.conditions).toEqual(["abs(x) < 1"]);
  });

  test.each([
    "sum 1/sqrt(k) from k=1 to infinity",
    "sum 1/(k*log(k)) from k=2 to infinity",
    "sum sqrt(k) from k=1 to infinity",
    "sum (-1)^k*sqrt(k) from k=1 to infinity",
  ])("%s is given no finite value", async (question) => {
    const { answer } = await engine.query({ query: question });
    expect(answer === null || answer.short === "divergent").toBe(true);
  });
});

describe("the value of a series", () => {
  const series = (term: (k: Decimal) => Decimal, from = 1) =>
    sumSeries((k) => term(new Real(k)), from);

  test.each([
    ["1/k^2", (k: Decimal) => k.pow(-2), Decimal.acos(-1).pow(2).div(6)],
    ["1/k!-like", (k: Decimal) => new Decimal(2).pow(k.neg()), new Decimal(1)],
    ["(-1)^(k+1)/k", (k: Decimal) => k.pow(-1).mul(k.mod(2).eq(1) ? 1 : -1), Decimal.ln(2)],
  ])("%s", (_, term, value) => {
    const sum = series(term);
    expect(sum?.kind).toBe("converges");
    if (sum?.kind === "converges") expect(sum.value.sub(value).abs().lt(1e-13)).toBe(true);
  });

  test.each([
    ["1/k", (k: Decimal) => k.pow(-1)],
    ["1/sqrt(k)", (k: Decimal) => k.pow(-0.5)],
    ["1/(k ln k)", (k: Decimal) => k.mul(k.ln()).pow(-1)],
    ["(-1)^k", (k: Decimal) => new Decimal(k.mod(2).eq(0) ? 1 : -1)],
    ["k", (k: Decimal) => k],
    ["(1 + 1/k)^k", (k: Decimal) => k.pow(-1).add(1).pow(k)],
    ["sin(k)", (k: Decimal) => k.sin()],
  ])("%s never converges", (_, term) => {
    expect(series(term, 2)?.kind ?? "diverges").toBe("diverges");
  });

  test.each([
    ["pi^2/6", true],
    ["1.6449", false],
    ["pi^2/6 + 10^(-10)", false],
    ["zeta(2)", true],
  ])("1/k^2 sums to %s: %s", (candidate, holds) => {
    expect(agreesWithSeries("sum", parse(candidate), parse("1/k^2"), "k", 1) !== null).toBe(holds);
  });

  test("a closed form with parameters must agree at every sample", () => {
    const check = (text: string) => agreesWithSeries("sum", parse(text), parse("x^k/k"), "k", 1);
    expect(check("-log(1-x)")).not.toBeNull();
    expect(check("log(1+x)")).toBeNull();
    expect(check("-log(1-x) + y")).toBeNull();
  });
});
