import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createMathEngine, type MathEngine } from "../../src/tools/math/engine.ts";

let engine: MathEngine;
beforeAll(async () => {
  engine = createMathEngine();
  await engine.warmUp();
});
afterAll(() => engine.close());

const check = (problem: string, ...lines: string[]) =>
  engine.working({ ...(problem === "" ? {} : { problem }), lines, timeoutMs: 30_000 });

describe("right working is confirmed", () => {
  test.each([
    ["solve 3(x-2)+1 = 2x+7", ["3x - 6 + 1 = 2x + 7", "3x - 5 = 2x + 7", "x = 12"]],
    ["solve x^2 - 5x + 6 = 0", ["(x-2)(x-3) = 0", "x = 2 or x = 3"]],
    ["solve x^2 - 5x + 6 = 0", ["(x-2)(x-3) = 0", "x - 2 = 0", "x = 2", "x - 3 = 0", "x = 3"]],
    ["solve x^2 + 2x - 3 = 0", ["x = (-2 ± sqrt(4+12))/2", "x = (-2 ± 4)/2", "x = 1 or x = -3"]],
    ["solve x^2 + 1 = 0", ["x^2 = -1", "x = ±i"]],
    [
      "solve x^4 - 5x^2 + 4 = 0",
      ["let u = x^2", "u^2 - 5u + 4 = 0", "(u-1)(u-4) = 0", "u = 1 or u = 4", "x = ±1 or x = ±2"],
    ],
    ["solve {x+y=5, x-y=1} for x, y", ["2x = 6", "x = 3", "y = 5 - 3 = 2", "x = 3, y = 2"]],
    ["solve sqrt(x + 56) = x", ["x + 56 = x^2", "x^2 - x - 56 = 0", "x = 8"]],
    ["solve 5 - 2x >= 1", ["-2x >= -4", "x <= 2"]],
    ["derivative of x^2 sin(x)", ["= 2x sin(x) + x^2 cos(x)", "= x(2 sin(x) + x cos(x))"]],
    ["integrate x e^x", ["= x e^x - ∫ e^x dx", "= x e^x - e^x + C"]],
    ["expand (x+3)^2", ["(x+3)(x+3)", "x^2 + 3x + 3x + 9", "x^2 + 6x + 9"]],
    ["解方程 2x+3=7", ["解：2x = 7-3", "2x = 4", "所以 x = 2"]],
    ["", ["12*17 = 204", "204 + 19 = 223"]],
  ])("%s: %j", async (problem, lines) => {
    const result = await check(problem, ...lines);
    expect(result.lines.filter(({ verdict }) => verdict !== "proved")).toEqual([]);
    expect(result).toMatchObject({ verdict: "proved", firstMistake: null });
  });
});

describe("the range that a problem names is heeded", () => {
  test.each([
    ["solve x^2 = 4 for x > 0", "x = 2", "proved"],
    ["solve x^2 = 4 for x > 0", "x = -2", "refuted"],
    ["solve x^2 = 4", "x = 2", "refuted"],
    ["solve sin(x) = 1/2 for 0 <= x <= 2pi", "x = pi/6 or x = 5pi/6", "proved"],
    ["solve sin(x) = 1/2 for 0 <= x <= 2pi", "x = pi/6", "refuted"],
  ])("%s: %s is %s", async (problem, line, verdict) =>
    expect((await check(problem, line)).verdict).toBe(verdict),
  );
});

describe("a contradiction below an equation", () => {
  test.each([
    [["1/x = 0", "1 = 0"], "proved"],
    [["x = x + 1", "0 = 1"], "proved"],
    [["2x = 4", "0 = 1"], "refuted"],
  ])("%j is %s", async (lines, verdict) =>
    expect((await check("", ...lines)).verdict).toBe(verdict),
  );
});

describe("log without a base", () => {
  test.each([
    [["log(x) = 2", "x = 100"], "undecided"],
    [["log(x) = 2", "x = e^2"], "proved"],
    [["log(x) = 2", "x = 200"], "refuted"],
    [["ln(x) = 2", "x = 100"], "refuted"],
  ])("%j is %s", async (lines, verdict) =>
    expect((await check("", ...lines)).verdict).toBe(verdict),
  );
});

describe("a letter may name a part of the problem", () => {
  const problem = "(5+2*1-6)+(5+3-(-2*2))";

  test("and is not measured by the whole", async () => {
    const right = await check(problem, "A = 5+2*1-6 = 1", "B = 5+3-(-2*2) = 12", "A + B = 13");
    expect(right).toMatchObject({ verdict: "proved", firstMistake: null });
    const wrong = await check(problem, "A = 5+2*1-6 = 1", "B = 5+3-(-2*2) = 4");
    expect(wrong.firstMistake).toBe(1);
  });

  test("what is no part of it is measured", async () => {
    expect(await check("2 + 3*4", "S = 5*4 = 20")).toMatchObject({ firstMistake: 0 });
  });
});

describe("mistakes are found, named and put right", () => {
  test.each([
    ["solve 3(x-2)+1 = 2x+7", ["3x - 2 + 1 = 2x + 7"], "distribution", undefined],
    ["solve 2x+3=7", ["2x = 7+3"], "sign", "2*x = 7 - 3"],
    ["solve x^2 = 4", ["x = 2"], "lost-root", undefined],
    ["solve x^2 = 3x", ["x = 3"], "divided-by-zero", undefined],
    ["solve sqrt(x+2) = x", ["x + 2 = x^2", "x = 2 or x = -1"], "extra-root", undefined],
    ["solve x/2 + 3 = 7", ["x/2 = 4", "x = 2"], "arithmetic", "x = 8"],
    ["solve 2x+3=7", ["2x+3=9"], "misread-problem", "2*x + 3 = 7"],
    ["solve -2x > 6", ["x > -3"], "inequality-direction", "x < -3"],
    ["expand (x+3)^2", ["x^2 + 9"], "power-of-a-sum", "x^2 + 6*x + 9"],
    ["simplify sqrt(x^2+9)", ["x + 3"], "root-of-a-sum", undefined],
    ["simplify (x^2+x)/x", ["x^2"], "illegal-cancellation", "x + 1"],
    ["derivative of x^2 sin(x)", ["= 2x cos(x)"], "derivative-rule", undefined],
    ["求 (2x+1)^3 的导数", ["= 3(2x+1)^2"], "derivative-rule", "24*x^2 + 24*x + 6"],
    ["-(x-3)", ["-x - 3"], "distribution", "-x + 3"],
    ["", ["12*17 = 204", "204 + 19 = 213"], "arithmetic", "223"],
    ["expand (x+1)(x+2)", ["x^2 + 2x + x + 2", "x^2 + 3x"], "dropped-term", undefined],
  ])("%s: %j is %s", async (problem, lines, kind, corrected) => {
    const result = await check(problem, ...lines);
    expect(result.verdict).toBe("refuted");
    expect(result.firstMistake).toBe(lines.length - 1);
    const line = result.lines[lines.length - 1];
    expect(line?.mistake?.kind).toBe(kind);
    if (corrected !== undefined) expect(line?.corrected?.plain).toBe(corrected);
  });
});

describe("what cannot be decided is not called wrong", () => {
  test.each([
    ["integrate x^2 from 0 to 3", ["[x^3/3]", "= 9"]],
    ["", ["I like cats", "x = 3"]],
    ["solve x^5 + y^7 + sin(x y) = 2 for x", ["x = 1"]],
    ["", ["???", "a"]],
    [
      "prove that there are infinitely many primes",
      ["assume p is the largest", "p! + 1 has a factor"],
    ],
  ])("%s: %j", async (problem, lines) => {
    const result = await check(problem, ...lines);
    expect(result.verdict).not.toBe("proved");
    expect(result.firstMistake).toBeNull();
  });

  test("after a mistake the lines are judged by what was written", async () => {
    const result = await check("solve 2x + 3 = 7", "2x = 10", "x = 5");
    expect(result.lines.map(({ verdict }) => verdict)).toEqual(["refuted", "proved"]);
  });

  test("a Chinese solution is answered in Chinese", async () => {
    const result = await check("解方程 x^2=4", "x=2");
    expect(result.lines[0]?.mistake?.message).toMatch(/丢失/);
  });
});

test("a term that came over with its sign is mended on the side it came to", async () => {
  const { lines } = await engine.working({ problem: "solve -6 = 2x + 2", lines: ["-4 = 2x"] });
  expect(lines[0]?.mistake).toBeDefined();
  expect(lines[0]?.corrected?.plain).toBe("-8 = 2*x");
});
