import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { QueryResult } from "../../src/core/query-result.ts";
import { createMathEngine, type MathEngine } from "../../src/tools/math/engine.ts";

describe("recheck", () => {
  let math: MathEngine;
  beforeAll(() => {
    math = createMathEngine();
  });
  afterAll(() => math.close());

  const forged = (result: QueryResult, plain: string): QueryResult => ({
    ...result,
    answer: { short: plain, plain, latex: plain, value: { kind: "expression", plain } },
  });

  test.each([
    "integrate x*cos(x)",
    "integrate x^2 from 0 to 3",
    "derivative of x^3",
    "solve x^2-5x+6=0",
    "factor x^4-1",
    "limit of sin(x)/x as x->0",
    "12*12",
  ])("%s: the honest result holds again", async (query) => {
    const result = await math.query({ query });
    expect(result.status).toBe("answered");
    expect(await math.recheck(result)).toMatchObject({ verdict: "proved" });
  });

  test.each([
    ["integrate x*cos(x)", "x*sin(x)", "undecided"],
    ["12*12", "145", "refuted"],
    ["derivative of x^3", "2*x^2", "refuted"],
    ["integrate x^2 from 0 to 3", "10", "refuted"],
  ])("%s with the forged answer %s is %s", async (query, lie, verdict) => {
    const result = await math.query({ query });
    expect(await math.recheck(forged(result, lie))).toMatchObject({ verdict });
  });
});
