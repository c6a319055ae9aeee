import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fetchSympy } from "../../src/downloads/fetch-sympy.ts";
import type { CandidateEngine } from "../../src/tools/math/engines/candidate-engine.ts";
import { ComputeEnginePool } from "../../src/tools/math/engines/compute-engine.ts";
import { SympyEngine } from "../../src/tools/math/engines/sympy.ts";
import { printPlain } from "../../src/tools/math/expression/print-plain.ts";
import { parseExpression } from "../../src/tools/math/read/parse.ts";

const packages = await fetchSympy(process.env).catch(() => null);
const DEADLINE_MS = 400;
/** Loading an engine takes seconds of processor time, on a busy machine many times that. */
const PATIENCE_MS = 120_000;

const ask = async (
  engine: CandidateEngine,
  operation: Parameters<CandidateEngine["run"]>[0]["operation"],
  texts: readonly string[],
  timeoutMs: number,
  signal?: AbortSignal,
): Promise<string[]> => {
  const found = await engine.run({
    operation,
    arguments: texts.map((text) => parseExpression(text).expression),
    variables: ["x"],
    timeoutMs,
    signal,
  });
  return found.map(printPlain);
};

interface Case {
  readonly name: string;
  readonly engine: CandidateEngine;
  /** Does not look at the clock, so that only the end of its worker ends it. */
  readonly endless: readonly [Parameters<typeof ask>[1], readonly string[]];
  readonly quick: readonly [Parameters<typeof ask>[1], readonly string[], string];
}

const CASES: readonly Case[] = [
  {
    name: "compute-engine",
    engine: new ComputeEnginePool(),
    endless: ["expand", ["(a+b+c+d+f+g)^40"]],
    quick: ["expand", ["(x+1)^2"], "x^2 + 2*x + 1"],
  },
  {
    name: "compute-engine with its integration rules",
    engine: new ComputeEnginePool({ integrationRules: true }),
    endless: ["expand", ["(a+b+c+d+f+g)^40"]],
    quick: ["integrate", ["1/(x^2+1)"], "atan(x)"],
  },
  ...(packages === null
    ? []
    : [
        {
          name: "SymPy",
          engine: new SympyEngine(() => fetchSympy(process.env)),
          endless: ["evaluate", ["9^(9^9)"]],
          quick: ["limit", ["sin(x)/x", "0"], "1"],
        } satisfies Case,
      ]),
];

describe.each(CASES)("$name", ({ engine, endless, quick }) => {
  beforeAll(() => engine.warmUp(), PATIENCE_MS);
  afterAll(() => engine.close());

  const askQuick = (): Promise<string[]> => ask(engine, quick[0], quick[1], PATIENCE_MS);
  const askEndless = (timeoutMs: number, signal?: AbortSignal): Promise<string[]> =>
    ask(engine, endless[0], endless[1], timeoutMs, signal);

  test(
    "calls that are ended at their deadline fail no call beside them, and the next works",
    async () => {
      const startedAt = performance.now();
      const late = Array.from({ length: 3 }, async () => {
        await expect(askEndless(DEADLINE_MS)).rejects.toMatchObject({ code: "timed_out" });
        expect(performance.now() - startedAt).toBeLessThan(DEADLINE_MS + 3_000);
      });
      const beside = [askQuick(), askQuick()];
      await Promise.all(late);
      for (const found of await Promise.all(beside)) expect(found).toContain(quick[2]);
      expect(await askQuick()).toContain(quick[2]);
    },
    2 * PATIENCE_MS,
  );

  test(
    "a call that is stopped is answered at once, and the next works",
    async () => {
      const controller = new AbortController();
      const stopped = askEndless(PATIENCE_MS, controller.signal);
      controller.abort();
      await expect(stopped).rejects.toMatchObject({ code: "stopped" });
      expect(await askQuick()).toContain(quick[2]);
    },
    2 * PATIENCE_MS,
  );
});

describe("a worker that runs out of memory", () => {
  test(
    "compute-engine: the call fails, the one beside it and the next work",
    async () => {
      // Little more than the engine itself takes.
      const engine = new ComputeEnginePool({ maxHeapMb: 44 });
      try {
        const [large, small] = await Promise.allSettled([
          ask(engine, "expand", ["(x+1)^1000"], PATIENCE_MS),
          ask(engine, "expand", ["(x+1)^2"], PATIENCE_MS),
        ]);
        expect(large).toMatchObject({ status: "rejected", reason: { code: "engine_failed" } });
        expect(small).toMatchObject({ status: "fulfilled", value: ["x^2 + 2*x + 1"] });
        expect(await ask(engine, "expand", ["(x+1)^2"], PATIENCE_MS)).toEqual(["x^2 + 2*x + 1"]);
      } finally {
        await engine.close();
      }
    },
    3 * PATIENCE_MS,
  );

  test(
    "what loading the integration rules left behind is given back",
    async () => {
      const engine = new ComputeEnginePool({ integrationRules: true });
      try {
        await engine.warmUp();
        expect(Math.max(...(await engine.heapsMb()))).toBeLessThan(130);
      } finally {
        await engine.close();
      }
    },
    3 * PATIENCE_MS,
  );

  test.skipIf(packages === null)(
    "SymPy: Python is refused more memory, says so and goes on",
    async () => {
      const engine = new SympyEngine(() => fetchSympy(process.env), { mostMemoryMb: 70 });
      try {
        expect(await ask(engine, "evaluate", ["2^(2^27)*3"], PATIENCE_MS)).toEqual([]);
        expect(await ask(engine, "evaluate", ["1+1"], PATIENCE_MS)).toEqual(["2"]);
        expect(engine.problem).toBeNull();
      } finally {
        await engine.close();
      }
    },
    3 * PATIENCE_MS,
  );

  test.skipIf(packages === null)(
    "SymPy: a worker that keeps more than it may is replaced before the next request",
    async () => {
      const engine = new SympyEngine(() => fetchSympy(process.env), { memoryAtRestMb: 1 });
      try {
        for (const text of ["1+1", "3-1"])
          expect(await ask(engine, "evaluate", [text], PATIENCE_MS)).toEqual(["2"]);
      } finally {
        await engine.close();
      }
    },
    3 * PATIENCE_MS,
  );
});
