import { afterAll, describe, expect, test } from "vitest";
import { createMathEngine } from "../../src/tools/math/engine.ts";
import { integrateIterated, type Range } from "../../src/tools/math/numeric/iterated-quadrature.ts";

// No engine takes part, so no inner integral of these is proved.
const math = createMathEngine({ portfolio: [] });
afterAll(() => math.close());

const between = (a: number, b: number): Range => ({ lower: () => a, upper: () => b });

describe("an iterated integral without a proof is worked out by two rules", () => {
  // Expected values are mpmath's.
  test.each([
    ["double integral of sin(x*y^2) over 0<=x<=1, 0<=y<=1", 0.160838909314902],
    ["double integral of sqrt(1+x^2*y^3) over 0<=x<=1, 0<=y<=2", 2.47747730930536],
    ["double integral of sin(x^2+y^2) over 0<=x<=1, 0<=y<=x", 0.280645199160953],
    ["double integral of cos(x*y)/(1+x+y^3) over 0<=x<=1, 0<=y<=x^2", 0.178126472402372],
  ])(
    "%s",
    async (query, expected) => {
      const { answer, certificate } = await math.query({ query, timeoutMs: 60_000 });
      expect(Number(answer?.short)).toBeCloseTo(expected, 8);
      expect(certificate).toMatchObject({ grade: "numeric-check", method: "quadrature-twice" });
    },
    60_000,
  );

  test.each([
    "double integral of 1/(x-y) over 0<=x<=1, 0<=y<=1",
    "double integral of 1/(x*y) over 0<=x<=1, 0<=y<=1",
    "double integral of (x^2-y^2)/(x^2+y^2)^2 over 0<=x<=1, 0<=y<=1",
    "double integral of sin(a*x*y) over 0<=x<=1, 0<=y<=1",
  ])(
    "%s is left undecided",
    async (query) => {
      expect((await math.query({ query, timeoutMs: 60_000 })).status).toBe("undecided");
    },
    60_000,
  );

  test("what converges only in one order has no value, though both rules agree in that order", () => {
    const f = ([x, y]: readonly number[]): number =>
      ((x as number) ** 2 - (y as number) ** 2) / ((x as number) ** 2 + (y as number) ** 2) ** 2;
    expect(integrateIterated(f, [between(0, 1), between(0, 1)])).toBeNull();
    expect(
      integrateIterated(
        ([x, y]) => 1 / ((x as number) * (y as number)),
        [between(0, 1), between(0, 1)],
      ),
    ).toBeNull();
  });

  test("bounds may be infinite, or the wrong way round", () => {
    const f = ([x, y]: readonly number[]): number =>
      Math.exp(-((x as number) ** 2) - (y as number) ** 2);
    const found = integrateIterated(f, [
      between(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY),
      between(Number.POSITIVE_INFINITY, 0),
    ]);
    expect(found?.value).toBeCloseTo(-Math.PI / 2, 10);
    expect(found?.difference).toBeLessThan(1e-6);
    const finite = integrateIterated(
      ([x, y]) => (x as number) * (y as number),
      [between(1, 0), between(0, 2)],
    );
    expect(finite?.value).toBeCloseTo(-1, 10);
    expect(finite?.difference).toBeLessThan(1e-10);
  });
});
