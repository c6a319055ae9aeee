import { afterAll, describe, expect, test } from "vitest";
import { createMathEngine } from "../../src/tools/math/engine.ts";

const math = createMathEngine({ portfolio: [] });
afterAll(() => math.close());

const ask = (query: string) => math.query({ query, timeoutMs: 30_000 });

describe("an extremum under one linear equation", () => {
  test.each([
    ["minimise x^2+y^2 subject to x+y=1", "1/2"],
    ["maximize x*y subject to x + y = 10", "25"],
    ["minimum of x^2+y^2 given x+2y=5", "5"],
    ["minimise x^2 + 3y^2 subject to y = x^2 - 1", "11/12"],
    ["minimize x^2+y^2+z^2 subject to x+y+z=3", "3"],
    ["minimize x*y subject to x+y=1", "none (unbounded below)"],
    ["当 x + 2y = 5 时，求 x^2 + y^2 的最小值", "5"],
  ])("%s is %s, and what was put in is said", async (query, expected) => {
    const { answer, assumptions } = await ask(query);
    expect(answer?.short).toBe(expected);
    expect(assumptions.some(({ kind }) => kind === "constraint")).toBe(true);
  });

  test("a condition that is not linear in any letter is not put in", async () => {
    expect((await ask("minimize x + y subject to x^2 + y^2 = 1")).answer).toBeNull();
  });
});

describe("the range on a closed interval", () => {
  test.each([
    ["range of x^2-2x on [0,3]", "[-1, 3]"],
    ["range of f(x)=x^3-3x on [-2,3]", "[-2, 18]"],
    ["x^2 在 [-1, 2] 上的值域", "[0, 4]"],
  ])("%s is %s", async (query, expected) => {
    const { answer, certificate } = await ask(query);
    expect(answer?.short).toBe(expected);
    expect(certificate?.grade).toBe("exact-check");
  });

  test("a function that is not smooth there is left open", async () => {
    expect((await ask("range of tan(x) on [1, 2]")).answer).toBeNull();
  });
});
