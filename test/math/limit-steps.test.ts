import { afterAll, beforeAll, expect, test } from "vitest";
import { latexFaults } from "../../evals/latex-faults.ts";
import { createMathEngine, type MathEngine } from "../../src/tools/math/engine.ts";
import { parseExpression } from "../../src/tools/math/read/parse.ts";
import { byLHopital } from "../../src/tools/math/steps/l-hopital.ts";
import { LimitPlace } from "../../src/tools/math/steps/limit-place.ts";

let engine: MathEngine;
beforeAll(() => {
  engine = createMathEngine();
});
afterAll(() => engine.close());

const read = (text: string) => parseExpression(text).expression;

test.each([
  ["limit of x^2+3x as x->1", "substitute", ["1^2 + 3", "4"]],
  [
    "limit of (x^3-1)/(x^2-1) as x->1",
    "factor",
    [
      "limit of (x - 1)*(x^2 + x + 1)/((x - 1)*(x + 1)) as x -> 1",
      "limit of (x^2 + x + 1)/(x + 1) as x -> 1",
      "(1^2 + 1 + 1)/(1 + 1)",
      "3/2",
    ],
  ],
  [
    "limit of (sqrt(x+4)-2)/x as x->0",
    "conjugate",
    [
      "limit of x/(x*(sqrt(x + 4) + 2)) as x -> 0",
      "limit of 1/(sqrt(x + 4) + 2) as x -> 0",
      "1/(sqrt(4) + 2)",
      "1/4",
    ],
  ],
  [
    "limit of (3x^2+2x)/(5x^2-1) as x->infinity",
    "leading-term",
    ["limit of 3*x^2/(5*x^2) as x -> infinity", "3/5"],
  ],
  ["limit of sin(3x)/x as x->0", "equivalent", ["limit of 3*x/x as x -> 0", "3"]],
  ["limit of (1+2/x)^(3x) as x->infinity", "euler", ["e^6"]],
  [
    "limit of x*ln(x) as x->0 from the right",
    "as-quotient",
    [
      "limit of log(x)/(1/x) as x -> 0 from the right",
      "limit of -1/x/(1/x^2) as x -> 0 from the right",
      "limit of -x as x -> 0 from the right",
      "0",
    ],
  ],
  ["limit of x*sin(1/x) as x->0", "squeeze", ["0"]],
  ["limit of 1/x^2 as x->0", "vanishing-denominator", ["infinity"]],
  [
    "limit of 1/x - 1/sin(x) as x->0",
    "common-denominator",
    ["limit of (sin(x) - x)/(x*sin(x)) as x -> 0"],
  ],
])("%s begins with %s and is worked out to the end", async (query, rule, lines) => {
  const result = await engine.query({ query, pods: ["steps"], timeoutMs: 30_000 });
  const pod = result.pods.find(({ id }) => id === "steps");
  expect(pod?.steps?.[0]?.rule).toBe(rule);
  expect(pod?.steps?.slice(0, lines.length).map(({ plain }) => plain)).toEqual(lines);
  expect(pod?.steps?.every(({ check }) => check.grade === "proved")).toBe(true);
  expect(pod?.isComplete).toBe(true);
  expect(latexFaults(result)).toEqual([]);
});

test("different limits from both sides are worked out one by one", async () => {
  const { pods } = await engine.query({ query: "limit of |x|/x as x->0", pods: ["steps"] });
  const steps = pods.find(({ id }) => id === "steps")?.steps ?? [];
  expect(steps.map(({ depth }) => depth)).toEqual([0, 1, 1, 0, 1, 1, 0]);
  expect(steps.at(-1)).toMatchObject({ rule: "sides-differ", plain: "-1 != 1" });
});

test("a Chinese question gets Chinese words", async () => {
  const { pods } = await engine.query({
    query: "limit of sin(3x)/x as x->0",
    language: "zh",
    pods: ["steps"],
  });
  expect(pods.find(({ id }) => id === "steps")?.steps?.[0]).toMatchObject({
    text: expect.stringContaining("等价无穷小") as string,
    hint: expect.stringContaining("极限") as string,
  });
});

test("a line with another value does not pass for the next one", () => {
  const place = new LimitPlace("x", { num: "0" }, null);
  const line = place.mark(read("sin(2x)/x"));
  expect(place.checkLine(line, { num: "2" })?.grade).toBe("proved");
  expect(place.checkLine(line, place.mark(read("2x/x")))?.grade).toBe("proved");
  expect(place.checkLine(line, { num: "1" })).toBeNull();
  expect(place.checkLine(line, place.mark(read("x/x")))).toBeNull();
  expect(place.checkLine(line, "PositiveInfinity")).toBeNull();
});

test.each([
  // Neither 0/0 nor infinity/infinity.
  ["(x+1)/(x+2)", "0"],
  ["x/cos(x)", "0"],
  // The quotient of the derivatives has no limit.
  ["(x+sin(x))/x", "infinity"],
])("l'Hôpital's rule is not used for %s at %s", (body, point) => {
  expect(byLHopital(read(body), new LimitPlace("x", read(point), null))).toBeNull();
});
