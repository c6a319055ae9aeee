import { afterAll, describe, expect, test } from "vitest";
import { createMathEngine } from "../../src/tools/math/engine.ts";
import { readQuery } from "../../src/tools/math/read/read-query.ts";

// No engine takes part: what is proved here is proved by our own parts.
const math = createMathEngine({ portfolio: [] });
afterAll(() => math.close());

const ask = (query: string) => math.query({ query, timeoutMs: 30_000 });

describe("statements that hold are proved", () => {
  test.each([
    ["prove that sin(x)^2 + cos(x)^2 = 1", "exact-normal-form"],
    ["show that x^2 + 1 >= 2x", "sign-chart"],
    ["verify sin(3x) = 3sin(x)-4sin(x)^3", "exact-normal-form"],
    ["prove that x + 1/x >= 2 for x > 0", "sign-chart"],
    ["prove that sqrt(x^2) = x for x >= 0", "signs-settled"],
    ["prove that log(a*b) = log(a)+log(b) for a, b > 0", "signs-settled"],
    ["证明 a^2 + b^2 >= 2ab", "discriminant"],
    ["证明：对任意实数 x，x^2+1>0", "sign-chart"],
    ["设 x > 1，求证 x^2 > x", "sign-chart"],
    ["prove that a^2+b^2+c^2 >= ab+bc+ca", "discriminant"],
    ["prove that x^2 + y^2 + 1 > x + y/2", "discriminant"],
    ["prove that x^2+1 > 0 for all real x", "sign-chart"],
    ["prove sqrt(2) is irrational", "factorization"],
  ])("%s: %s", async (query, method) => {
    const { answer, certificate } = await ask(query);
    expect(answer?.value).toEqual({ kind: "truth", value: true });
    expect(certificate).toMatchObject({ grade: "proved", method });
  });
});

describe("statements that do not hold are refuted by values", () => {
  test.each([
    ["prove that (a+b)^2 = a^2 + b^2", "At a = 1, b = 1 the left side is 4 and the right side 2."],
    ["prove x + 1/x >= 2", "At x = -1 the left side is -2 and the right side 2."],
    ["prove that sqrt(x^2) = x", "At x = -1 the left side is 1 and the right side -1."],
    ["prove that x^2 + xy + y^2 > 0", "At x = 0, y = 0 the left side is 0 and the right side 0."],
    ["证明 x^2 > x", "取 x = 1，左边等于 1，右边等于 1。"],
    ["prove that x^2 >= x for x > 0", "At x = 1/2 the left side is 1/4 and the right side 1/2."],
  ])("%s", async (query, detail) => {
    const { answer, certificate } = await ask(query);
    expect(answer?.value).toEqual({ kind: "truth", value: false });
    expect(certificate).toMatchObject({ grade: "proved", method: "counterexample", detail });
  });

  test("a counterexample keeps to the conditions", async () => {
    expect((await ask("show that n^2 >= n for integer n")).answer?.short ?? "open").not.toBe("no");
    expect((await ask("prove that abs(x) = x for x >= 0")).answer?.short).toBe("yes");
  });
});

test("what is neither proved nor refuted is undecided", async () => {
  for (const query of [
    "prove that sin(x) < x for x > 0",
    "prove that (1+1/n)^n < e for positive integer n",
  ]) {
    const { status, answer } = await ask(query);
    expect([status, answer]).toEqual(["undecided", null]);
  }
});

test("the reading says for which values, with the conditions", async () => {
  expect((await ask("prove that x + 1/x >= 2 for x > 0")).reading?.text).toBe(
    "Prove that x + 1/x >= 2 for all real x with x > 0 for which both sides are defined",
  );
  expect((await ask("设 x > 1，求证 x^2 > x")).reading?.text).toBe(
    "证明：对一切使两边有意义的实数 x（x > 1），x^2 > x",
  );
});

test.each([
  "prove that the sum of the angles of a triangle is 180",
  "prove that x^2",
  "show y = x^2",
  "prove y = x^2 + 1",
])("%s is not read as a statement", (text) => {
  let kind = "none";
  try {
    kind = readQuery(text).query.kind;
  } catch {
    kind = "none";
  }
  expect(kind).not.toBe("proof");
});
