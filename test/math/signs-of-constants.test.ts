import { afterAll, expect, test } from "vitest";
import { createMathEngine } from "../../src/tools/math/engine.ts";

const engine = createMathEngine({ portfolio: [] });
afterAll(() => engine.close());

/** Below zero by 10^-40 or so, behind forty digits that cancel. */
const BELOW = "(7^47*sqrt(3) - sqrt(3*7^94 + 1))";

test.each([
  [`arg(${BELOW})`, "pi"],
  [`arg(-${BELOW})`, "0"],
  [`floor(${BELOW})`, "-1"],
  [`ceil(${BELOW})`, "0"],
  ["arg(-1 + i)", "3*pi/4"],
  ["arg(-3 - 4i)", "atan(4/3) - pi"],
  ["arg(3i)", "pi/2"],
  ["arg(0)", "undefined"],
])("%s is %s: digits that cancellation left are not taken for a sign", async (query, answer) => {
  const result = await engine.query({ query });
  expect(result.answer?.short ?? "open").toBe(answer);
});
