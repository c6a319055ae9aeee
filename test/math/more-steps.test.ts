import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { latexFaults } from "../../evals/latex-faults.ts";
import { createMathEngine, type MathEngine } from "../../src/tools/math/engine.ts";

let engine: MathEngine;
beforeAll(() => {
  engine = createMathEngine();
});
afterAll(() => engine.close());

async function stepsOf(query: string) {
  const result = await engine.query({ query, pods: ["steps"], timeoutMs: 30_000 });
  expect(latexFaults(result)).toEqual([]);
  const pod = result.pods.find(({ id }) => id === "steps");
  return { plain: pod?.steps?.map(({ plain }) => plain) ?? [], pod, result };
}

/** Every line named stands in the chain in this order; the chain ends with the last and is complete. */
async function expectChain(query: string, lines: readonly string[]) {
  const { plain, pod } = await stepsOf(query);
  expect([...new Set(plain.filter((line) => lines.includes(line)))]).toEqual(lines);
  expect(plain.at(-1)).toBe(lines.at(-1));
  expect(pod?.steps?.every(({ check }) => check.grade === "proved")).toBe(true);
  expect(pod?.isComplete).toBe(true);
}

describe("one operation", () => {
  test.each([
    ["2+3", ["5"]],
    ["7*8", ["56"]],
    ["347 + 586", ["(300 + 500) + (40 + 80) + (7 + 6)", "800 + 120 + 13", "933"]],
    ["933 - 586", ["933 - 500 - 80 - 6", "433 - 80 - 6", "353 - 6", "347"]],
    ["47*23", ["47*20 + 47*3", "940 + 47*3", "940 + 141", "1081"]],
    ["4368/12", ["(3600 + 720 + 48)/12", "3600/12 + 720/12 + 48/12", "300 + 60 + 4", "364"]],
    ["2^10", ["2^5*2^5", "32*32", "1024"]],
    ["5!", ["5*4*3*2*1", "120"]],
  ])("%s", (query, lines) => expectChain(query, lines));
});

describe("powers and roots", () => {
  test.each([
    [
      "4^x - 5*2^x + 4 = 0",
      ["(2^x)^2 - 5*2^x + 4 = 0", "t^2 - 5*t + 4 = 0", "2^x = 1 or 2^x = 4", "x = 0 or x = 2"],
    ],
    ["solve 4^x - 2^(x+1) - 8 = 0", ["(2^x)^2 - 2*2^x - 8 = 0", "2^x = 4", "x = 2"]],
    ["solve 2^x + 2^(-x) = 5/2", ["2*t^2 - 5*t + 2 = 0", "x = -1 or x = 1"]],
    ["solve 2^(x+1) + 2^x = 12", ["2*2^x + 2^x = 12", "2^x = 4", "x = 2"]],
    ["solve 3^(x+1) = 9^x", ["x + 1 = 2*x", "x = 1"]],
    ["solve sqrt(x) + sqrt(x+5) = 5", ["x = 30 - 10*sqrt(x + 5) + x", "x + 5 = 9", "x = 4"]],
    [
      "solve sqrt(x+1) + sqrt(x+2) = sqrt(x+7)",
      ["x + 1 = 2*x + 9 - 2*sqrt(x^2 + 9*x + 14)", "x = (-10 + 2*sqrt(31))/3"],
    ],
    ["solve x^(1/2) + x^(1/4) = 6", ["t^2 + t - 6 = 0", "x^(1/4) = 2", "x = 16"]],
    ["solve x^(2/3) = 4", ["x^2 = 64", "x + 8 = 0 or x - 8 = 0", "x = 8"]],
    ["solve (x+1)^(3/2) = 8", ["x + 1 = 4", "x = 3"]],
    ["solve x^5 = 7 over the reals", ["x^5 = 7", "x = 7^(1/5)"]],
    ["solve x^4 = 5", ["x = -5^(1/4) or x = 5^(1/4) or x = 5^(1/4)*i or x = -5^(1/4)*i"]],
    ["cube roots of 8", ["x^3 = 8", "2, -1 + sqrt(3)*i, -1 - sqrt(3)*i"]],
  ])("%s", (query, lines) => expectChain(query, lines));

  test("a value that a power or a root never takes is named where it is left out", async () => {
    const power = await stepsOf("solve 4^x - 2^(x+1) - 8 = 0");
    expect(power.pod?.steps?.find(({ rule }) => rule === "substitute-back")?.text).toContain(
      "2^x != -2",
    );
    const root = await stepsOf("solve sqrt(x) = -2");
    expect(root.pod?.steps?.map(({ rule }) => rule)).toEqual(["negative-root"]);
    expect(root.pod?.isComplete).toBe(true);
  });
});

test("nothing is divided by the logarithm of 1", async () => {
  const { plain } = await stepsOf("solve 1^x = 2");
  expect(plain.join(" ")).not.toContain("log(1)");
});

describe("several multiples of an angle", () => {
  test.each([
    ["simplify cos(3x)/cos(x)", ["(4*cos(x)^3 - 3*cos(x))/cos(x)", "4*cos(x)^2 - 3"]],
    ["simplify (1-cos(2x))/sin(2x)", ["2*sin(x)^2/(2*sin(x)*cos(x))", "sin(x)/cos(x)", "tan(x)"]],
    [
      "simplify cos(2x)/(cos(x)-sin(x))",
      ["(cos(x)^2 - sin(x)^2)/(cos(x) - sin(x))", "cos(x) + sin(x)"],
    ],
    ["化简 sin(3x)/sin(x)", ["sin(x)*(4*cos(x)^2 - 1)/sin(x)", "4*cos(x)^2 - 1", "1 + 2*cos(2*x)"]],
    [
      "simplify cos(5x)/cos(x)",
      ["cos(x)*(16*cos(x)^4 - 20*cos(x)^2 + 5)/cos(x)", "16*cos(x)^4 - 20*cos(x)^2 + 5"],
    ],
  ])("%s", (query, lines) => expectChain(query, lines));
});

describe("equations with letters", () => {
  test.each([
    ["solve a x + b = c for x", ["a*x = c - b", "x = (c - b)/a"]],
    ["solve v = u + a t for t", ["u + a*t = v", "a*t = v - u", "t = (v - u)/a"]],
    ["solve 1/f = 1/u + 1/v for v", ["u*f + v*f = u*v", "v*(f - u) = -u*f", "v = u*f/(u - f)"]],
    ["solve E = m c^2 for c", ["c^2 = E/m", "c = sqrt(E*m)/m or c = -sqrt(E*m)/m"]],
    [
      "solve s = u t + 1/2 a t^2 for t",
      [
        "a*t^2 + 2*u*t - 2*s = 0",
        "t = (-2*u + sqrt(4*u^2 + 8*a*s))/(2*a) or t = (-2*u - sqrt(4*u^2 + 8*a*s))/(2*a)",
      ],
    ],
    ["solve A = P e^(r t) for t", ["e^(r*t) = A/P", "r*t = log(A/P)", "t = log(A/P)/r"]],
    ["solve T = 2 pi sqrt(L/g) for g", ["L/g = T^2/(4*pi^2)", "g = 4*L*pi^2/T^2"]],
    ["解关于x的方程 ax+b=c", ["a*x = c - b", "x = (c - b)/a"]],
  ])("%s", (query, lines) => expectChain(query, lines));

  test("what must hold for a step is said in it", async () => {
    const texts = async (query: string) =>
      (await stepsOf(query)).pod?.steps?.map(({ text }) => text).join(" ") ?? "";
    expect(await texts("solve a x + b = c for x")).toContain("a != 0");
    expect(await texts("solve A = P(1+r)^n for n")).toContain("A/P > 0; 1 + r > 0; 1 + r != 1");
    expect(await texts("solve T = 2 pi sqrt(L/g) for g")).toContain("T/(2*pi) >= 0");
  });
});

describe("inequalities with roots and absolute values", () => {
  test.each([
    ["solve |x-3| < 5", ["x - 3 > -5 and x - 3 < 5", "x > -2", "x < 8", "-2 < x < 8"]],
    ["solve |2x+1| >= 7", ["2*x + 1 <= -7 or 2*x + 1 >= 7", "x <= -4 or x >= 3"]],
    ["solve 3 - |x| > 1", ["abs(x) < 2", "-2 < x < 2"]],
    ["solve sqrt(x+2) < x", ["x + 2 >= 0 and x > 0 and x + 2 < x^2", "x > 2"]],
    ["solve sqrt(2x-1) > x-2", ["1/2 <= x < 2", "2 <= x < 5", "1/2 <= x < 5"]],
    ["solve sqrt(x+1) < sqrt(2x-3)", ["x + 1 >= 0 and x + 1 < 2*x - 3", "x > 4"]],
    ["solve |x-1| + |x+2| < 5", ["-3 < x < -2", "-2 <= x < 1", "1 <= x < 2", "-3 < x < 2"]],
    ["solve |x-1| < |x+3|", ["(x - 1)^2 < (x + 3)^2", "x > -1"]],
    ["解不等式 |x| < -1", ["无解"]],
  ])("%s", (query, lines) => expectChain(query, lines));
});

describe("steps are offered only where there are some", () => {
  test.each(["2+3", "solve x^2 = 4", "derivative of x sin(x)", "simplify cos(3x)/cos(x)"])(
    "%s: offered, and there",
    async (query) => {
      const first = await engine.query({ query });
      expect(first.morePods?.map(({ id }) => id)).toContain("steps");
      expect((await stepsOf(query)).plain.length).toBeGreaterThan(0);
    },
  );

  test.each(["sqrt(2)", "simplify gamma(n+1)/gamma(n)", "expand (x+1)^20"])(
    "%s: not offered, as there are none",
    async (query) => {
      const first = await engine.query({ query });
      expect(first.status).toBe("answered");
      expect(first.morePods?.map(({ id }) => id)).not.toContain("steps");
    },
  );
});
