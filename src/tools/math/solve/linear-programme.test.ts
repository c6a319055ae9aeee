import * as fc from "fast-check";
import { Fraction } from "fraction.js";
import { describe, expect, test } from "vitest";
import { dot, type HalfSpace, solveProgramme } from "./linear-programme.ts";

const number = fc.integer({ min: -5, max: 5 }).map((value) => new Fraction(value));
const space = (n: number): fc.Arbitrary<HalfSpace> =>
  fc.record({ a: fc.array(number, { minLength: n, maxLength: n }), b: number });

/** Every letter between -6 and 6, so that there are corners where there are points. */
const box = (n: number): HalfSpace[] =>
  Array.from({ length: n }, (_, k) => k).flatMap((k) =>
    [1, -1].map((sign) => ({
      a: Array.from({ length: n }, (__, j) => new Fraction(j === k ? sign : 0)),
      b: new Fraction(6),
    })),
  );

const combined = (
  weights: ReadonlyMap<number, Fraction>,
  spaces: readonly HalfSpace[],
  n: number,
) => ({
  a: Array.from({ length: n }, (_, k) =>
    [...weights].reduce(
      (sum, [index, weight]) => sum.add(weight.mul((spaces[index] as HalfSpace).a[k] as Fraction)),
      new Fraction(0),
    ),
  ),
  b: [...weights].reduce(
    (sum, [index, weight]) => sum.add(weight.mul((spaces[index] as HalfSpace).b)),
    new Fraction(0),
  ),
});

describe("linear programmes", () => {
  test("what is said comes with numbers that prove it, and no point of a lattice does better", () => {
    fc.assert(
      fc.property(
        fc
          .integer({ min: 1, max: 3 })
          .chain((n) =>
            fc.tuple(
              fc.array(number, { minLength: n, maxLength: n }),
              fc.array(space(n), { minLength: 1, maxLength: 4 }),
              fc.boolean(),
            ),
          ),
        ([objective, own, isBoxed]) => {
          const n = objective.length;
          const spaces = isBoxed ? [...own, ...box(n)] : own;
          const result = solveProgramme(objective, spaces);
          const meets = (x: readonly Fraction[]): boolean =>
            spaces.every(({ a, b }) => dot(a, x).compare(b) <= 0);
          const lattice = Array.from({ length: 13 ** n }, (_, code) =>
            Array.from(
              { length: n },
              (__, k) => new Fraction((Math.floor(code / 13 ** k) % 13) - 6),
            ),
          ).filter(meets);
          if (isBoxed) expect(result?.kind).toMatch(/optimum|infeasible/);
          if (result === null) return;
          if (result.kind !== "unbounded")
            for (const weight of result.weights.values())
              expect(weight.compare(0)).toBeGreaterThanOrEqual(0);
          if (result.kind === "infeasible") {
            expect(lattice).toEqual([]);
            const sum = combined(result.weights, spaces, n);
            expect(sum.a.every((value) => value.equals(0)) && sum.b.compare(0) < 0).toBe(true);
          } else if (result.kind === "optimum") {
            expect(meets(result.point)).toBe(true);
            expect(dot(objective, result.point).equals(result.value)).toBe(true);
            const sum = combined(result.weights, spaces, n);
            expect(sum.a.every((value, k) => value.equals(objective[k] as Fraction))).toBe(true);
            expect(sum.b.equals(result.value)).toBe(true);
            for (const point of lattice)
              expect(dot(objective, point).compare(result.value)).toBeLessThanOrEqual(0);
          } else {
            expect(meets(result.point)).toBe(true);
            expect(dot(objective, result.direction).compare(0)).toBeGreaterThan(0);
            for (const { a } of spaces)
              expect(dot(a, result.direction).compare(0)).toBeLessThanOrEqual(0);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  test("too many corners are refused with the limit", () => {
    const n = 12;
    expect(() => solveProgramme(box(n)[0]?.a ?? [], box(n))).toThrow(/too many corners/);
  });
});
