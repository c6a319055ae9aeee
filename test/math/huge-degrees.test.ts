import { afterAll, expect, test } from "vitest";
import { Polynomial, WorkBudget } from "../../src/tools/math/exact/polynomial.ts";
import { createMathEngine } from "../../src/tools/math/engine.ts";
import { fractionPower } from "../../src/tools/math/exact/fraction-power.ts";
import { coefficientsBy } from "../../src/tools/math/polynomial/gcd.ts";

const engine = createMathEngine({ portfolio: [] });
afterAll(() => engine.close());

test("a power of huge degree is refused, not laid out place by place", () => {
  const budget = new WorkBudget();
  const high = Polynomial.generator(0).power(1, budget);
  expect(coefficientsBy(high, 0, budget)).toHaveLength(2);
  const huge = Polynomial.term([[0, 265_485]], Polynomial.one.leading().coefficient);
  expect(() => coefficientsBy(huge, 0, new WorkBudget())).toThrow(/large|big/i);
});

test("sin(265485) keeps its value", async () => {
  const { status, answer } = await engine.query({ query: "sin(265485)" });
  expect(status).toBe("answered");
  expect(Number(answer?.numeric)).toBeCloseTo(Math.sin(265_485), 8);
});

test("rates whose roots are of huge numbers end as a status", async () => {
  const query = "matrix exponential of {{1,3/3},{0,0.3333333333333333333333333}}";
  expect(["answered", "undecided", "unsupported", "timed-out"]).toContain(
    (await engine.query({ query, timeoutMs: 3_000 })).status,
  );
}, 30_000);

test("a power that is too long to write out is not begun", async () => {
  const one = Polynomial.one.leading().coefficient;
  expect(fractionPower(one.mul(10), one.mul(549_069_531))).toBeNull();
  expect(fractionPower(one.mul(-1), one.mul(549_069_531))?.toFraction()).toBe("-1");
  expect(fractionPower(one.mul(2).div(3), one.mul(-3))?.toFraction()).toBe("27/8");
  const query = "taylor series of 10^549069531/x at 0";
  expect((await engine.query({ query, timeoutMs: 3_000 })).status).not.toBe("answered");
});

test.each([
  "number of prime numbers between 1e97 to 10",
  `number of prime numbers between ${"9".repeat(400)} to 5`,
  "simplify sqrt((ln(E)/48,999)^8/0) if x is positive",
  "is {{1e125,1},{1,2}} positive definite?",
])("ends as a status and is not thrown: %s", async (query) => {
  const { status } = await engine.query({ query, timeoutMs: 3_000 });
  expect(typeof status).toBe("string");
});
