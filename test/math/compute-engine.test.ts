import { afterAll, describe, expect, test } from "vitest";
import { ComputeEnginePool } from "../../src/tools/math/engines/compute-engine.ts";
import { printPlain } from "../../src/tools/math/expression/print-plain.ts";
import { parseExpression } from "../../src/tools/math/read/parse.ts";

describe("compute-engine in its workers", () => {
  const pool = new ComputeEnginePool();
  afterAll(() => pool.close());

  const ask = async (
    operation: string,
    texts: readonly string[],
    variables: readonly string[] = [],
    timeoutMs = 20_000,
  ): Promise<string[]> => {
    const found = await pool.run({
      operation,
      arguments: texts.map((text) => parseExpression(text).expression),
      variables,
      timeoutMs,
    });
    return found.map(printPlain);
  };

  test("a deadline that passes while it loads does not end the loading", async () => {
    await expect(ask("evaluate", ["1+1"], [], 1)).rejects.toMatchObject({ code: "timed_out" });
    expect(await ask("evaluate", ["1+1"])).toEqual(["2"]);
  });

  test("each operation is put in the engine's own form", async () => {
    expect(await ask("integrate", ["2*x"], ["x"])).toContain("x^2");
    expect(await ask("integrate", ["2*x", "0", "3"], ["x"])).toContain("9");
    expect(await ask("differentiate", ["x^3"], ["x"])).toContain("3*x^2");
    expect(await ask("differentiate", ["x^3", "2"], ["x"])).toContain("6*x");
    expect(await ask("limit", ["sin(x)/x", "0"], ["x"])).toContain("1");
    expect(await ask("sum", ["k", "1", "4"], ["k"])).toContain("10");
  });

  test("powers of hundreds of thousands of digits are not written out by it", async () => {
    const asked = performance.now();
    expect(await ask("evaluate", ["x + 10^76610324"], ["x"])).toEqual([]);
    expect(await ask("limit", ["(x^3-10^76610324)/(x-2)", "9"], ["x"])).toEqual([]);
    expect(performance.now() - asked).toBeLessThan(2_000);
  });

  test("a solution of a system is a list of names and values", async () => {
    const found = await pool.run({
      operation: "solve-system",
      arguments: ["x+y=3", "x-y=1"].map((text) => parseExpression(text).expression),
      variables: ["x", "y"],
      timeoutMs: 20_000,
    });
    expect(found).toEqual([["List", ["Tuple", "x", { num: "2" }], ["Tuple", "y", { num: "1" }]]]);
  });

  test("what it does not do has no candidates", async () => {
    expect(await ask("dsolve", ["x"], ["x"])).toEqual([]);
  });
});

test("a closed engine loads nothing any more", async () => {
  const pool = new ComputeEnginePool();
  await pool.close();
  await expect(pool.warmUp()).rejects.toMatchObject({ code: "stopped" });
});
