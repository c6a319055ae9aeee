import * as fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { createMathEngine } from "../../src/tools/math/engine.ts";
import { enclose } from "../../src/tools/math/numeric/interval.ts";
import { evaluateReal } from "../../src/tools/math/numeric/evaluate-decimal.ts";
import { isolateRealRoots } from "../../src/tools/math/numeric/real-roots.ts";
import { parseExpression } from "../../src/tools/math/read/parse.ts";

const engine = createMathEngine({ sympyPackages: () => Promise.resolve(null as never) });
afterAll(() => engine.close());

const FUNCTIONS = [
  "x - cos(x)",
  "e^x*sin(x)",
  "ln(x)/x",
  "1/(x^2-2)",
  "sqrt(x+3) - x^3",
  "tan(x) + atan(x)",
  "abs(x-1)*cosh(x)",
  "2^x - x^5",
  "x^(-3) + log(2+x^2)",
  "asin(x/5) + tanh(x)",
].map((text) => parseExpression(text).expression);

test("an enclosure holds every value on its range", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...FUNCTIONS),
      fc.double({ min: -6, max: 6, noNaN: true }),
      fc.double({ min: 0, max: 3, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (expression, lo, width, part) => {
        const hi = lo + width;
        const x = Math.min(hi, lo + part * width);
        const value = evaluateReal(expression, { x });
        const range = enclose(expression, "x", { lo, hi });
        if (value === null) return;
        expect(range).not.toBeNull();
        expect(value.gte(range?.lo ?? 0) && value.lte(range?.hi ?? 0)).toBe(true);
      },
    ),
    { numRuns: 2000 },
  );
});

test("the roots of a product of linear factors and a positive function are counted", () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.integer({ min: -30, max: 30 }), { minLength: 1, maxLength: 4 }),
      (roots) => {
        const text = `(e^x+x^2)*${roots.map((root) => `(x-(${root})/7)`).join("*")}`;
        const found = isolateRealRoots(parseExpression(text).expression, "x", { lo: -5, hi: 5 });
        expect(found?.open).toEqual([]);
        expect(found?.boxes.length).toBe(roots.length);
        for (const root of roots)
          expect(found?.boxes.filter(({ lo, hi }) => lo < root / 7 && root / 7 < hi).length).toBe(
            1,
          );
      },
    ),
    { numRuns: 50 },
  );
});

describe("an open end of the range is no solution", () => {
  test.each([
    ["solve tan(x) = x for 0 < x < 5", "4.49340945790906"],
    ["solve tan(x) = x for 0 <= x < 5", "0, 4.49340945790906"],
    ["solve sin(x) = x/2 for 0 < x < 3", "1.89549426703398"],
    ["solve x e^x = x for 0 < x < 2", undefined],
    ["solve x log(x) = 0 for 1 < x < 3", undefined],
  ])("%s: %s", async (query, short) =>
    expect((await engine.query({ query })).answer?.short).toBe(short),
  );
});

describe("equations without a closed form", () => {
  test.each([
    ["x = cos x", "0.739085133215161", true],
    ["solve tan(x) = x for x in [1, 5]", "4.49340945790906", false],
    ["ln(x) = cos(x)", "1.30296400121601", true],
    ["x^x + x = 5", "1.85481288204257", false],
  ])("%s has %s", async (query, short, complete) => {
    const result = await engine.query({ query });
    expect(result.answer?.short.replaceAll(/0+(?=,|$)/g, "")).toBe(short.replace(/0+$/, ""));
    expect(result.answer?.value).toMatchObject({ complete });
    expect(result.certificate?.grade).toBe("numeric-check");
  });

  test("that a function never meets another is proved", async () => {
    const result = await engine.query({ query: "solve e^x + x^2 = -1 over the reals" });
    expect(result.answer?.value).toMatchObject({ kind: "none" });
    expect(result.certificate?.grade).toBe("proved");
  });

  test("sides that touch are not counted as complete", async () => {
    const result = await engine.query({ query: "e^x = 1 + x" });
    expect(result.answer?.short).toBe("0");
    expect(result.answer?.value).toMatchObject({ complete: false });
  });
});
