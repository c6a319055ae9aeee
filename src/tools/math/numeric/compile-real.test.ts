import { expect, test } from "vitest";
import { parseExpression } from "../read/parse.ts";
import { compileReal } from "./compile-real.ts";

// Known values: pi^2/6, pi^4/90, -1/2, -1/12, 1/120; the others from the NIST Handbook (25.2, 25.6).
test.each([
  [2, Math.PI ** 2 / 6],
  [4, Math.PI ** 4 / 90],
  [0, -0.5],
  [-1, -1 / 12],
  [-3, 1 / 120],
  [-2, 0],
  [3, 1.202_056_903_159_594],
  [0.5, -1.460_354_508_809_587],
  [30, 1.000_000_000_931_327],
])("zeta(%d) is drawn where it is", (x, value) => {
  const zeta = compileReal(parseExpression("zeta(x)").expression, ["x"]);
  expect(Math.abs(zeta(x) - value)).toBeLessThan(1e-13);
});

test("zeta has no value at 1 and grows on both sides of it", () => {
  const zeta = compileReal(parseExpression("zeta(x)").expression, ["x"]);
  expect(zeta(1)).toBeNaN();
  expect(zeta(1 + 1e-6)).toBeGreaterThan(9e5);
  expect(zeta(1 - 1e-6)).toBeLessThan(-9e5);
});
