import * as fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { createMathEngine } from "../../src/tools/math/engine.ts";

const math = createMathEngine();
afterAll(() => math.close());

const ask = async (query: string): Promise<string> => {
  const { status, answer, certificate } = await math.query({ query });
  return `${status} ${answer?.short ?? ""} ${certificate?.grade ?? ""}`.trim();
};

describe("systems of linear differential equations", () => {
  test.each([
    [
      "x' = x + y, y' = 4x + y, x(0) = 1, y(0) = 0",
      "answered x(t) = e^(3*t)/2 + e^(-t)/2, y(t) = e^(3*t) - e^(-t) proved",
    ],
    [
      "solve the system x' = y, y' = -x, x(0)=1, y(0)=0",
      "answered x(t) = cos(t), y(t) = -sin(t) proved",
    ],
    [
      "解微分方程组 x' = 2x, y' = x + 2y",
      "answered x(t) = c1*e^(2*t), y(t) = c2*e^(2*t) + c1*t*e^(2*t) proved",
    ],
    [
      "dx/dt = 2x - y, dy/dt = x + 2y",
      "answered x(t) = c1*e^(2*t)*cos(t) - c2*e^(2*t)*sin(t), y(t) = c2*e^(2*t)*cos(t) + c1*e^(2*t)*sin(t) proved",
    ],
    [
      "x' = [[0,1],[-2,-3]] x, x(0) = (1,0)",
      "answered x1(t) = 2*e^(-t) - e^(-2*t), x2(t) = -2*e^(-t) + 2*e^(-2*t) proved",
    ],
    [
      "x' = y, y' = -x, x(0)=1",
      "answered x(t) = cos(t) + c1*sin(t), y(t) = c1*cos(t) - sin(t) proved",
    ],
    [
      "x' = x + 2y + 1, y' = 2x + y - 3, x(0) = 7/3, y(0) = -5/3",
      "answered x(t) = 7/3, y(t) = -5/3 proved",
    ],
    ["y'' + y = 0, y(0) = 1, y'(0) = 0", "answered cos(x) proved"],
    ["x' = x y, y' = x", "unsupported"],
    ["x' = y, y' = -x, x(0) = 1, x(0) = 2", "undecided"],
  ])("%s", async (query, wanted) => {
    expect(await ask(query)).toBe(wanted);
  });

  test("random systems with integer coefficients are refused or proved", async () => {
    const entry = fc.integer({ min: -3, max: 3 });
    let answered = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.tuple(entry, entry, entry, entry, entry, entry),
        async ([a, b, c, d, x, y]) => {
          const result = await ask(
            `x' = (${a})*x + (${b})*y, y' = (${c})*x + (${d})*y, x(0) = ${x}, y(0) = ${y}`,
          );
          expect(result).toMatch(/^answered .* proved$|^un/);
          if (result.startsWith("answered")) answered += 1;
        },
      ),
      { numRuns: 15, seed: 2 },
    );
    expect(answered).toBe(15);
  });
});
