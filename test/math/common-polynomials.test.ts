import { assert, asyncProperty, constantFrom, integer } from "fast-check";
import { afterAll, expect, test } from "vitest";
import { NormalForm } from "../../src/tools/math/exact/normal-form.ts";
import { createMathEngine } from "../../src/tools/math/engine.ts";
import { parseExpression } from "../../src/tools/math/read/parse.ts";

const engine = createMathEngine({ portfolio: [] });
afterAll(() => engine.close());

test.each([
  ["gcd(a,b)", "1"],
  ["lcm(a,b)", "a*b"],
  ["lcm(2a,3b)", "6*a*b"],
  ["gcd of 4a*b and 6a^2", "2*a"],
  ["lcm of 4x and 6x^2", "12*x^2"],
  ["gcd of 6x^2-6 and 4x-4", "2*x - 2"],
  ["gcd(y-x, x^2-y^2)", "y - x"],
  ["lcm(x^2-1, x+1)", "x^2 - 1"],
])("%s is %s", async (query, expected) => {
  const { answer } = await engine.query({ query });
  const same = await engine.equal(answer?.short ?? "", expected);
  expect({ short: answer?.short, verdict: same.verdict }).toEqual({
    short: answer?.short,
    verdict: "proved",
  });
});

test("letters that stand for themselves are said to", async () => {
  const { certificate } = await engine.query({ query: "gcd(a,b)" });
  expect(certificate?.conditions?.join()).toContain("a, b stand for themselves");
});

test("several expressions in one form share their letters, in whatever order they come", () => {
  const read = (text: string) => parseExpression(text).expression;
  const form = new NormalForm();
  const [p, q] = form.normalizeAll([read("a"), read("b")]);
  expect(p?.numerator.key()).not.toBe(q?.numerator.key());
  const [r, s] = form.normalizeAll([read("b - a"), read("-a + b")]);
  expect(r?.numerator.key()).toBe(s?.numerator.key());
});

test("a common factor that was built in divides what is found, in any letters", async () => {
  const letter = constantFrom("x", "y", "a", "b");
  const small = integer({ min: 1, max: 5 });
  await assert(
    asyncProperty(letter, letter, letter, small, small, async (u, v, w, k, m) => {
      const factor = `(${u} + ${k})`;
      const query = `gcd(${factor}*(${v} + ${m + 5}), ${factor}*(${w} - ${k + 11}))`;
      const { answer } = await engine.query({ query });
      const rest = await engine.query({
        query: `remainder of (${answer?.short}) divided by ${factor}`,
      });
      expect([query, rest.answer?.short]).toEqual([query, "0"]);
    }),
    { numRuns: 25, seed: 3 },
  );
});
