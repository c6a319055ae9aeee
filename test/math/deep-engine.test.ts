import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fetchSympy } from "../../src/downloads/fetch-sympy.ts";
import { SympyEngine } from "../../src/tools/math/engines/sympy.ts";
import { printPlain } from "../../src/tools/math/expression/print-plain.ts";
import { parseExpression } from "../../src/tools/math/read/parse.ts";

const packages = await fetchSympy(process.env).catch(() => null);

/** The real SymPy in its worker; without network and cache there is nothing to test. */
describe.skipIf(packages === null)("the deep engine", () => {
  const engine = new SympyEngine(() => fetchSympy(process.env));
  // A busy machine takes long to load it.
  beforeAll(() => engine.warmUp(), 180_000);
  afterAll(() => engine.close());

  const run = async (
    operation: string,
    texts: readonly string[],
    variables: readonly string[],
    timeoutMs = 20_000,
  ): Promise<string[]> => {
    const found = await engine.run({
      operation,
      arguments: texts.map((text) => parseExpression(text).expression),
      variables,
      timeoutMs,
    });
    return found.map(printPlain);
  };

  test("says whether it is loaded", async () => {
    expect(engine.isLoaded).toBe(true);
    const other = new SympyEngine(() => fetchSympy(process.env));
    expect(other.isLoaded).toBe(false);
    await other.close();
  });

  test("answers in our notation", async () => {
    expect(await run("integrate", ["e^(-x^2)", "-infinity", "infinity"], ["x"])).toContain(
      "sqrt(pi)",
    );
    expect(await run("solve", ["x^2-2"], ["x"])).toEqual(["-sqrt(2)", "sqrt(2)"]);
  }, 60_000);

  test("an integral that it leaves unevaluated is no answer", async () => {
    expect(await run("integrate", ["x^(x^x)"], ["x"])).toEqual([]);
  }, 30_000);

  test("a request past its deadline is stopped and the next one is unharmed", async () => {
    const startedAt = performance.now();
    await expect(run("factor", ["2^521-x^40-1"], ["x"], 60_000)).resolves.toBeDefined();
    await expect(
      run("integrate", ["sqrt(1+x^7)*atan(x)^3*log(1+sin(x))"], ["x"], 300),
    ).rejects.toMatchObject({ code: "timed_out" });
    expect(await run("limit", ["sin(x)/x", "0"], ["x"])).toEqual(["1"]);
    expect(performance.now() - startedAt).toBeLessThan(60_000);
  }, 90_000);

  test("a request that nobody waits for any more does not hold up the next one", async () => {
    const caller = new AbortController();
    const request = {
      operation: "integrate",
      arguments: [parseExpression("sqrt(1+x^7)*atan(x)^3*log(1+sin(x))").expression],
      variables: ["x"],
      timeoutMs: 600_000,
    };
    const lost = engine.run({ ...request, signal: caller.signal });
    // The engine is warm, so the request is with Python after a turn of the event loop.
    await new Promise((resolve) => setImmediate(resolve));
    caller.abort();
    await expect(lost).rejects.toMatchObject({ code: "stopped" });
    expect(await run("limit", ["sin(x)/x", "0"], ["x"])).toEqual(["1"]);
  }, 90_000);

  test("text never reaches Python as code", async () => {
    const found = await engine.run({
      operation: "evaluate",
      arguments: ["__import__('os').getcwd()"],
      variables: [],
      timeoutMs: 20_000,
    });
    expect(found).toEqual(["__import__('os').getcwd()"]);
    const unknown = await engine.run({
      operation: "evaluate",
      arguments: [["exec", "x"]],
      variables: [],
      timeoutMs: 20_000,
    });
    expect(unknown).toEqual([]);
  });

  test("a computation that does not heed its interrupt is ended with its worker", async () => {
    // Minutes of work in one piece that needs little memory: Python may refuse 9^(9^9) for want of it.
    await expect(run("evaluate", ["3^(10^8)"], [], 300)).rejects.toMatchObject({
      code: "timed_out",
    });
    expect(await run("evaluate", ["1+1"], [])).toEqual(["2"]);
  }, 60_000);

  test("without its packages it says how to get them and answers nothing", async () => {
    const missing = new SympyEngine(() => Promise.reject(new Error("Connect to the index.")));
    const call = { operation: "evaluate", arguments: [], variables: [], timeoutMs: 1_000 };
    expect(await missing.run(call)).toEqual([]);
    expect(missing.problem).toContain("Connect to the index.");
  });
});
