import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createMathEngine } from "../../src/tools/math/engine.ts";
import { fractionOf } from "../../src/tools/math/exact/fraction-of.ts";
import { integer, substitute } from "../../src/tools/math/expression/expression.ts";
import { printPlain } from "../../src/tools/math/expression/print-plain.ts";
import { partialProduct } from "../../src/tools/math/summation/partial-product.ts";
import { parseExpression } from "../../src/tools/math/read/parse.ts";
import { readTerm, shiftQuotient } from "../../src/tools/math/summation/hypergeometric-term.ts";
import { telescoper, telescopes } from "../../src/tools/math/summation/gosper.ts";
import { telescopingSum } from "../../src/tools/math/summation/telescoping-sum.ts";
import { wilfZeilberger } from "../../src/tools/math/summation/wilf-zeilberger.ts";

const engine = createMathEngine({ defaultTimeoutMs: 60_000 });
// The first reading compiles every frame.
beforeAll(() => engine.query({ query: "1 + 1" }));
afterAll(() => engine.close());
const parse = (text: string) => parseExpression(text).expression;

describe("Gosper's algorithm", () => {
  test.each([
    ["k^5", 1],
    ["k^2*2^k", 1],
    ["(-1)^k*k^2", 1],
    ["k/(k+1)!", 1],
    ["(4*k+1)*k!/(2*k+1)!", 0],
    ["k*k!", 1],
    ["(k^2+1)*k!", 1],
    ["1/(k*(k+1)*(k+2))", 1],
    ["1/(4*k^2-1)", 1],
    ["(2*k+1)/(k^2*(k+1)^2)", 1],
    ["binomial(2*k,k)/4^k", 0],
    ["binomial(k,2)", 2],
    ["(k^4*4^k)/binomial(2*k,k)", 0],
    ["(k+3)/((k+1)*(k+2)*2^k)", 0],
  ])("the sum of %s equals the terms added one by one", (text, lower) => {
    const body = parse(text);
    const found = telescopingSum(body, "k", lower, "n");
    if (found === null) throw new Error(`${text} telescopes`);
    let total = fractionOf(integer(0));
    for (let n = lower; n < lower + 9; n++) {
      total = total?.add(fractionOf(substitute(body, "k", integer(n))) ?? Number.NaN) ?? null;
      const claimed = fractionOf(substitute(found.sum, "n", integer(n)));
      expect(claimed?.toFraction()).toBe(total?.toFraction());
    }
  });

  test.each(["1/k", "1/k!", "2^k/k", "binomial(n,k)", "k!", "1/(k^2+1)", "2^(k^2)"])(
    "%s does not telescope",
    (text) => expect(telescopingSum(parse(text), "k", 1, "N")).toBeNull(),
  );

  test("a false certificate does not pass", () => {
    const quotient = shiftQuotient(readTerm(parse("k*k!")), "k");
    if (quotient === null) throw new Error("k*k! is hypergeometric");
    expect(telescopes(parse("1/k"), quotient, "k")).toBe(true);
    expect(telescopes(parse("2/k"), quotient, "k")).toBe(false);
    expect(telescopes(parse("1/k + 1"), quotient, "k")).toBe(false);
    expect(telescoper(quotient, "k")?.certificate).toEqual(parse("1/k"));
  });

  test("poles in the range are seen", () => {
    expect(telescopingSum(parse("1/(k*(k+1))"), "k", 0, "n")).toBeNull();
    expect(telescopingSum(parse("1/((k-3)*(k-2))"), "k", 1, "n")).toBeNull();
    expect(telescopingSum(parse("1/((k-3)*(k-2))"), "k", 4, "n")).not.toBeNull();
  });

  test("a sum whose first terms vanish holds from the bound from which it was shown", () => {
    const start = (text: string): number | undefined =>
      telescopingSum(parse(text), "k", 0, "n")?.start;
    // For n = 1 the sum of k (-1)^k binomial(n, k) is -1.
    expect(start("k*(-1)^k*binomial(n,k)")).toBe(2);
    expect(start("k*(k-1)*(-1)^k*binomial(n,k)")).toBe(3);
    expect(start("(-1)^k*binomial(n,k)")).toBe(1);
  });
});

test("a product of zeros is left to others", () => {
  expect(partialProduct(integer(0), "k", 1, "n")).toBeNull();
});

describe("Wilf and Zeilberger's method", () => {
  test.each([
    ["binomial(n,k)", "2^n", 0, 0],
    ["binomial(n,k)^2", "binomial(2*n,n)", 0, 0],
    ["k*binomial(n,k)", "n*2^(n-1)", 0, 0],
    ["k^2*binomial(n,k)", "n*(n+1)*2^(n-2)", 0, 0],
    ["binomial(n,k)*x^k", "(1+x)^n", 0, 0],
    ["binomial(n,k)*binomial(m,k)", "binomial(n+m,n)", 0, 0],
    ["binomial(n+k,k)/2^k", "2^n", 0, 0],
    // For n = 0 the sum is 1 and the closed form 1/2.
    ["binomial(2*n,2*k)", "2^(2*n-1)", 0, 1],
  ])("sum of %s = %s from %d on, proved from n = %d", (body, closed, lower, start) => {
    const proof = wilfZeilberger(parse(closed), parse(body), "k", lower, "n");
    expect(proof?.start).toBe(start);
  });

  test.each([
    ["binomial(n,k)", "3^n"],
    ["binomial(n,k)", "2^n + 1"],
    ["binomial(n,k)", "2*2^n"],
    ["binomial(n,k)^2", "binomial(2*n,n) + n*(n-1)*(n-2)"],
    ["binomial(n,k)^2", "binomial(2*n+1,n)"],
    ["binomial(n,k)*x^k", "(1-x)^n"],
    ["k*binomial(n,k)", "n*2^n"],
  ])("sum of %s = %s is not proved", (body, closed) => {
    expect(wilfZeilberger(parse(closed), parse(body), "k", 0, "n")).toBeNull();
  });
});

describe("questions about finite sums", () => {
  test.each([
    ["sum k^2 from k=1 to n", "n*(n + 1)*(2*n + 1)/6", "telescoping"],
    ["sum k*k! from k=1 to n", "(n + 1)! - 1", "telescoping"],
    ["sum 1/(k*(k+1)) from k=1 to n", "n/(n + 1)", "telescoping"],
    ["sum (4*k+1)*k!/(2*k+1)! from k=0 to n", "-n!/(2*n + 1)! + 2", "telescoping"],
    ["sum (-1)^k*binomial(n,k) from k=0 to n", "0", "telescoping"],
    ["sum k*(n-k) from k=1 to n", "n*(n + 1)*(n - 1)/6", "telescoping"],
    ["product of k from k=0 to n", "0", "zero-factor"],
    ["product of 1-1/k from k=1 to infinity", "0", "zero-factor"],
    ["sum k from k=1 to 2n", "n*(2*n + 1)", "telescoping"],
    ["sum (-1)^k*binomial(n,k)/(k+1) from k=0 to n", "1/(n + 1)", "telescoping"],
    ["sum binomial(n,k) from k=0 to n", "2^n", "wilf-zeilberger"],
    ["sum binomial(n,k)*x^k from k=0 to n", "(x + 1)^n", "wilf-zeilberger"],
  ])("%s → %s, proved by %s", async (query, answer, method) => {
    const result = await engine.query({ query });
    expect(result.answer?.short).toBe(answer);
    expect(result.certificate).toMatchObject({ grade: "proved", method });
  });

  test("the certificate is shown, and from where on the sum holds", async () => {
    const { certificate } = await engine.query({ query: "sum k*k! from k=1 to n" });
    expect(certificate?.detail).toContain("G(k) = k!");
    expect(certificate?.detail).toContain("the term times 1/k");
    expect(certificate?.conditions).toEqual(["n is a whole number, at least 1"]);
  });

  test("an alternating sum of binomials holds from 1 on only: for 0 it is 1", async () => {
    const { certificate } = await engine.query({
      query: "sum (-1)^k*binomial(n,k) from k=0 to n",
    });
    expect(certificate?.conditions?.[0]).toBe("n is a whole number, at least 1");
  });

  test.each([
    ["求级数 1/k^2 从 k=1 到无穷的和", "pi^2/6"],
    ["当 n 趋于正无穷时 (1+1/n)^n 的极限", "e"],
    ["当 x 趋于负无穷大时 e^x 的极限", "0"],
  ])("%s → %s", async (query, answer) => {
    const result = await engine.query({ query });
    expect(result.answer?.short).toBe(answer);
  });

  test("gamma at its poles is not cancelled", () => {
    expect(fractionOf(parse("gamma(0)/gamma(0)"))).toBeNull();
    expect(printPlain(parse("gamma(0)"))).toBe("gamma(0)");
  });
});
