import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { QueryResult } from "../../src/core/query-result.ts";
import { createMathEngine, type MathEngine } from "../../src/tools/math/engine.ts";

let engine: MathEngine;
beforeAll(() => {
  engine = createMathEngine();
});
afterAll(() => engine.close());

const ask = (query: string): Promise<QueryResult> => engine.query({ query });

describe("infinity is not a number", () => {
  test.each([
    "derivative of x at x = infinity",
    "second derivative of x at x = infinity",
    "infinity*x - infinity*x",
    "0*infinity",
    "x - x + 1/infinity",
    "x - x where x = infinity",
  ])("%s has no answer", async (query) => {
    const { status, answer } = await ask(query);
    expect(status).toMatch(/^(?:unsupported|undecided)$/);
    expect(answer).toBeNull();
  });

  test("functions that have a limit there have it", async () => {
    expect((await ask("erf(infinity)")).answer?.short).toBe("1");
  });

  test("an answer that nothing checked is not shown with infinity inside", async () => {
    const { answer } = await ask("integral of sin(a x)/x from 0 to infinity");
    expect(answer?.short ?? "").not.toContain("infinity");
  }, 30_000);
});

describe("a limit through the whole numbers says so", () => {
  test("in its reading, with the real numbers as the alternative", async () => {
    const { answer, reading, assumptions } = await ask("limit of sin(pi*n) as n -> infinity");
    expect(answer?.short).toBe("0");
    expect(reading?.text).toContain("through the whole numbers");
    expect(assumptions[0]?.alternatives[0]?.input).toBe("limit of sin(pi*x) as x -> infinity");
  });

  test("and through the real numbers there is none", async () => {
    expect((await ask("limit of sin(pi*x) as x -> infinity")).answer?.short).toBe("undefined");
  });

  test("in Chinese too", async () => {
    expect((await ask("n 趋于无穷大时 (-1)^n 的极限")).reading?.text).toContain("取整数值");
  });

  test("not where it makes no difference", async () => {
    const { reading, assumptions } = await ask("limit of 1/n as n -> infinity");
    expect(reading?.text).toBe("Limit of 1/n as n approaches infinity");
    expect(assumptions).toEqual([]);
  });
});
