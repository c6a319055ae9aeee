import { assert, asyncProperty, integer, pre } from "fast-check";
import { afterAll, expect, test } from "vitest";
import { createMathEngine } from "../../src/tools/math/engine.ts";

const engine = createMathEngine({ portfolio: [] });
afterAll(() => engine.close());

const TRUE = [
  "is n^2+n even",
  "prove that n^2+n is even",
  "is n^3-n divisible by 6",
  "is n(n+1)(n+2) divisible by 6",
  "is n^5-n divisible by 30",
  "is (n^3-n)/3 even",
  "prove that n^3 - n is divisible by 6 for all integers n",
  "show that 24 divides n(n+1)(n+2)(n+3)",
  "n^2+n是偶数吗",
  "证明 n^3-n 是6的倍数",
];
test.each(TRUE)("holds for all whole numbers: %s", async (query) => {
  const { answer, certificate } = await engine.query({ query });
  expect(answer?.short).toBe("yes");
  expect(certificate).toMatchObject({ grade: "proved", method: "remainders" });
  expect(certificate?.conditions?.join()).toMatch(/n is an integer/);
});

const FALSE = [
  "is n^2+1 divisible by 3",
  "is n even",
  "is n(n+1)/2 even",
  "is a^2+b^2 even",
  "is 2^n+1 divisible by 3",
];
test.each(FALSE)("fails at a whole number, which is named: %s", async (query) => {
  const { answer, certificate } = await engine.query({ query });
  expect(answer?.short).toBe("no");
  expect(certificate?.detail).toMatch(/fails at \w = \d+/);
});

test.each(["is 2^(2n)-1 divisible by 3", "is a^2-b^2 divisible by a-b"])(
  "neither proved nor refuted: %s",
  async (query) => {
    expect((await engine.query({ query })).status).toBe("undecided");
  },
);

test("agrees with counting for random polynomials", async () => {
  const whole = integer({ min: -6, max: 6 });
  await assert(
    asyncProperty(whole, whole, whole, integer({ min: 2, max: 9 }), async (a, b, c, m) => {
      pre(a !== 0);
      const query = `is ${a}n^3 + (${b})n^2 + (${c})n divisible by ${m}`;
      const counted = Array.from({ length: m }, (_, n) => (a * n ** 3 + b * n * n + c * n) % m);
      const expected = counted.every((rest) => rest === 0) ? "yes" : "no";
      expect((await engine.query({ query })).answer?.short).toBe(expected);
    }),
    { numRuns: 40, seed: 5 },
  );
});
