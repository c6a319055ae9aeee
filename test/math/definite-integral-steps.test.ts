import { afterAll, beforeAll, expect, test } from "vitest";
import { latexFaults } from "../../evals/latex-faults.ts";
import { createMathEngine, type MathEngine } from "../../src/tools/math/engine.ts";
import { parseExpression } from "../../src/tools/math/read/parse.ts";
import { settle } from "../../src/tools/math/steps/integral-bounds.ts";

let engine: MathEngine;
beforeAll(() => {
  engine = createMathEngine();
});
afterAll(() => engine.close());

const read = (text: string) => parseExpression(text).expression;

test.each([
  ["integrate x^2 from 0 to 3", ["x^3/3", "[x^3/3] from 0 to 3", "3^3/3 - 0^3/3", "9"]],
  [
    "integrate exp(-x) from 0 to infinity",
    [
      "-e^(-x)",
      "[-e^(-x)] from 0 to infinity",
      "(limit of -e^(-x) as x -> infinity) - (-e^(-0))",
      "e^0",
      "1",
    ],
  ],
  [
    "integrate |x| from -1 to 2",
    ["integrate -x dx from -1 to 0 + integrate x dx from 0 to 2", "-integrate x dx"],
  ],
  [
    "integrate 1/x^2 from 0 to 1",
    ["-1/x", "[-1/x] from 0 to 1", "limit of -1/x as x -> 0 from the right = -infinity"],
  ],
  [
    "integrate cos(x) from 0 to infinity",
    ["sin(x)", "[sin(x)] from 0 to infinity", "limit of sin(x) as x -> infinity"],
  ],
])("%s is worked out to the end", async (query, lines) => {
  const result = await engine.query({ query, pods: ["steps"], timeoutMs: 30_000 });
  const pod = result.pods.find(({ id }) => id === "steps");
  expect(pod?.steps?.slice(0, lines.length).map(({ plain }) => plain)).toEqual(lines);
  expect(pod?.steps?.every(({ check }) => check.grade === "proved")).toBe(true);
  expect(pod?.isComplete).toBe(true);
  expect(latexFaults(result)).toEqual([]);
});

test.each(["integrate 1/x from -1 to 1", "integrate 1/(x-1)^2 from 0 to 2"])(
  "%s: nothing is put in across the pole",
  async (query) => {
    const { pods, answer } = await engine.query({ query, pods: ["steps"] });
    const steps = pods.find(({ id }) => id === "steps")?.steps ?? [];
    expect(answer?.short).toBe("divergent");
    expect(steps[0]?.rule).toBe("pole-inside");
    expect(steps.at(-1)?.rule).toBe("diverges");
    expect(steps.map(({ rule }) => rule)).not.toContain("bounds");
  },
);

test.each([
  ["-1/x", "1/x^2", "-1", "1"],
  ["log(x)", "1/x", "-1", "1"],
  ["tan(x)", "1/cos(x)^2", "0", "pi"],
])("%s is not used for the integral of %s from %s to %s", (primitive, body, lower, upper) => {
  const integral = {
    body: read(body),
    variable: "x",
    bounds: [read(lower), read(upper)] as const,
  };
  expect(settle(read(primitive), integral)?.kind).not.toBe("value");
});

test.each([
  ["integrate (x^2+1)/sqrt(x) dx", "divide-terms", "integrate x^(3/2) + x^(-1/2) dx"],
  ["integrate 1/(x^2-1) dx", "partial-fractions", "integrate 1/(2*(x - 1)) - 1/(2*(x + 1)) dx"],
  ["integrate (x^3+1)/(x^2+1) dx", "partial-fractions", "integrate x - (x - 1)/(x^2 + 1) dx"],
])("%s begins with %s and comes to its end", async (query, rule, line) => {
  const result = await engine.query({ query, pods: ["steps"], timeoutMs: 30_000 });
  const pod = result.pods.find(({ id }) => id === "steps");
  expect(pod?.steps?.[0]).toMatchObject({ rule, plain: line });
  expect(pod?.isComplete).toBe(true);
  expect(latexFaults(result)).toEqual([]);
});
