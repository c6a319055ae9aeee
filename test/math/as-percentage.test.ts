import { afterAll, expect, test } from "vitest";
import { createMathEngine } from "../../src/tools/math/engine.ts";

const math = createMathEngine();
afterAll(() => math.close());

test.each([
  ["3/4 in percent", "75%"],
  ["what is 3/4 in percent?", "75%"],
  ["0.5 in %", "50%"],
  ["0.125 as a percentage", "12.5%"],
  ["convert 1/8 to a percentage", "12.5%"],
  ["3/8 化成百分数", "37.5%"],
  ["what percent of 80 is 12?", "15%"],
  ["15 as a percentage of 60", "25%"],
  ["12 is what percent of 60", "20%"],
  // A length is asked for in inches as before.
  ["2.54 cm in in", "1 in"],
])("%s is %s", async (query, expected) => {
  const { answer, certificate } = await math.query({ query });
  expect(answer?.short).toBe(expected);
  expect(["proved", "exact-check"]).toContain(certificate?.grade);
});

test("a quantity in percent is not read as inches", async () => {
  const { status, answer } = await math.query({ query: "5 km in percent" });
  expect(status).not.toBe("answered");
  expect(answer).toBeNull();
});
