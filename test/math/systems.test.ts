import * as fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { createMathEngine } from "../../src/tools/math/engine.ts";
import { groebnerBasis, remainder, sparse } from "../../src/tools/math/exact/groebner.ts";
import { zerosOf } from "../../src/tools/math/exact/quotient-algebra.ts";
import type { Expression } from "../../src/tools/math/expression/expression.ts";
import { evaluateReal } from "../../src/tools/math/numeric/evaluate-decimal.ts";
import { parseExpression } from "../../src/tools/math/read/parse.ts";
import { printPlain } from "../../src/tools/math/expression/print-plain.ts";
import { solveLinearSystem } from "../../src/tools/math/solve/solve-linear-system.ts";
import { solvePolynomialSystem } from "../../src/tools/math/solve/solve-polynomial-system.ts";

const engine = createMathEngine();
afterAll(() => engine.close());

const read = (text: string): Expression => parseExpression(text).expression;
const polynomial = (...terms: (readonly [number, readonly number[]])[]) =>
  sparse(
    terms.map(([coefficient, exponents]) => ({ coefficient: BigInt(coefficient), exponents })),
  );

describe("Gröbner bases", () => {
  test("every generator leaves no remainder, and so does every difference of leading terms", () => {
    const small = fc.integer({ min: -3, max: 3 });
    const term = fc.tuple(small, fc.array(fc.nat(2), { minLength: 2, maxLength: 2 }));
    fc.assert(
      fc.property(
        fc.array(fc.array(term, { minLength: 1, maxLength: 4 }), { minLength: 2, maxLength: 3 }),
        (all) => {
          const generators = all.map((terms) => polynomial(...terms)).filter((p) => p.length > 0);
          const basis = groebnerBasis(generators);
          for (const generator of generators) expect(remainder(generator, basis).rest).toEqual([]);
          for (const f of basis)
            for (const g of basis) {
              const [a, b] = [f[0], g[0]];
              if (a === undefined || b === undefined || f === g) continue;
              const common = a.exponents.map((value, k) =>
                Math.max(value, b.exponents[k] as number),
              );
              const raised = (p: typeof f, lead: typeof a, factor: bigint) =>
                p.map(({ coefficient, exponents }) => ({
                  coefficient: coefficient * factor,
                  exponents: exponents.map(
                    (value, k) => value + (common[k] as number) - (lead.exponents[k] as number),
                  ),
                }));
              const difference = sparse([
                ...raised(f, a, b.coefficient),
                ...raised(g, b, -a.coefficient),
              ]);
              expect(remainder(difference, basis).rest).toEqual([]);
            }
        },
      ),
      { numRuns: 60 },
    );
  });

  test("solutions are counted once each, whatever their multiplicity", () => {
    // (x - 1)^2 = 0, y^2 = 0.
    const zeros = zerosOf(
      [polynomial([1, [2, 0]], [-2, [1, 0]], [1, [0, 0]]), polynomial([1, [0, 2]])],
      2,
      20,
    );
    expect(zeros?.count).toBe(1);
    // x y = 0 alone has infinitely many.
    expect(zerosOf([polynomial([1, [1, 1]])], 2, 20)).toBeNull();
    // x = 1 and x = 2.
    expect(
      zerosOf([polynomial([1, [1]], [-1, [0]]), polynomial([1, [1]], [-2, [0]])], 1, 20)?.count,
    ).toBe(0);
  });

  test("planted points are all found, and nothing else", () => {
    const value = fc.integer({ min: -4, max: 4 });
    const points = fc.uniqueArray(fc.tuple(value, value), {
      minLength: 1,
      maxLength: 4,
      selector: ([x]) => x,
    });
    fc.assert(
      fc.property(points, (planted) => {
        // Different x: prod (x - xi) = 0, and y is Lagrange's polynomial in x, moved to both sides by x*y.
        const product = planted.map(([x]) => `(x-(${x}))`).join("*");
        const interpolated = planted
          .map(([x, y]) => {
            const others = planted.filter(([other]) => other !== x);
            const factors = others.map(([other]) => `(x-(${other}))/(${x}-(${other}))`);
            return [`(${y})`, ...factors].join("*");
          })
          .join("+");
        const found = solvePolynomialSystem(
          [read(`${product} + (y-(${interpolated}))*(x+7)`), read(`y-(${interpolated})`)],
          ["x", "y"],
        );
        expect(
          new Set(
            found?.solutions.map(({ x, y }) =>
              [x, y].map((v) => printPlain(v as Expression)).join(),
            ),
          ),
        ).toEqual(new Set(planted.map(([x, y]) => `${x},${y}`)));
      }),
      { numRuns: 40 },
    );
  });
});

describe("systems", () => {
  test.each([
    ["solve x y = 6, y z = 12, z x = 8", "x = -2, y = -3, z = -4 or x = 2, y = 3, z = 4"],
    [
      "solve x + y + z = 0, x^2 + y^2 + z^2 = 6, x^3 + y^3 + z^3 = 6",
      "x = -1, y = -1, z = 2 or x = -1, y = 2, z = -1 or x = 2, y = -1, z = -1",
    ],
    ["solve 1/x + 1/y = 5/6, 1/x - 1/y = 1/6", "x = 2, y = 3"],
    ["solve x^2 + y^2 = 1, x^2 + y^2 = 4", "no solution"],
    ["solve |x| + |y| = 3, x + y = 1", "x = -1, y = 2 or x = 2, y = -1"],
    ["solve sqrt(x) + sqrt(y) = 5, x - y = 5", "x = 9, y = 4"],
    ["solve e^x + e^y = 5, x + y = log(6)", "x = log(2), y = log(3) or x = log(3), y = log(2)"],
    ["solve 2^(x+y) = 8, 3^(x-y) = 3", "x = 2, y = 1"],
    ["solve log_2(x) + log_2(y) = 3, x - y = 2", "x = 4, y = 2"],
    ["解方程组 x + 2y = 3, 2x + 4y = 6", "x = -2*y + 3, y any number"],
    ["solve {x+y+z=6, 2x+y+2z=10, x+3y+z=10} for x, y, z", "x = -z + 4, y = 2, z any number"],
  ])("%s → %s", async (question, answer) => {
    const result = await engine.query({ query: question });
    expect(result.answer?.short).toBe(answer);
    expect(result.certificate?.grade).toBe("proved");
    if (result.answer?.value.kind === "solutions") expect(result.answer.value.complete).toBe(true);
  });

  test("coefficients with symbols come with the conditions under which they hold", async () => {
    const { answer, certificate } = await engine.query({
      query: "solve {a x + y = 1, x + a y = 1} for x, y",
    });
    expect(answer?.short).toBe("x = 1/(a + 1), y = 1/(a + 1)");
    expect(certificate?.conditions).toEqual(["-a^2 + 1 != 0"]);
  });

  test("values without a closed form are decimals, graded so, and as many as there are", async () => {
    const { answer, certificate } = await engine.query({
      query: "solve x^2 + y = 3, y^2 + z = 3, z^2 + x = 3",
    });
    expect(certificate?.grade).toBe("numeric-check");
    expect(answer?.value).toMatchObject({ complete: true });
    if (answer?.value.kind === "solutions") expect(answer.value.solutions).toHaveLength(8);
  });

  test.each([
    // Each has the named solution, and the last ones have infinitely many.
    ["solve x*sqrt(y) = sqrt(5), 2^x * 3^y = 486", "1,5"],
    ["solve 2^x * 3^y = 864, x*sqrt(y) = 5*sqrt(3)", "5,3"],
    ["solve |x+1| - 2y = -7, 3x + y = 18", "4,6"],
    ["solve sqrt(x+y) = sqrt(7), 2^(x+y) = 128", "3,4"],
    ["solve |x| + y = x, y = 0", "1,0"],
  ])("%s is not said to be without solutions, nor complete without %s", async (question, point) => {
    const { answer } = await engine.query({ query: question });
    if (answer === null) return;
    expect(answer.value.kind).toBe("solutions");
    if (answer.value.kind !== "solutions" || !answer.value.complete) return;
    expect(answer.value.solutions.map(({ x, y }) => `${x},${y}`)).toContain(point);
    expect(question).not.toMatch(/128|y = 0/);
  });

  test("a planted solution is never missing from a complete list", async () => {
    const terms = [
      (x: number, y: number) => [`x^2+${y}*y`, `${x * x + y * y}`],
      (x: number, y: number) => ["abs(x)+abs(y-2)", `${x + Math.abs(y - 2)}`],
      (x: number, y: number) => ["x*sqrt(y)", `${x}*sqrt(${y})`],
      (x: number, y: number) => ["2^x+2^y", `${2 ** x + 2 ** y}`],
      (x: number, y: number) => ["2^x*3^y", `${2 ** x * 3 ** y}`],
      (x: number, y: number) => ["log(x)+log(y)", `log(${x * y})`],
      (x: number, y: number) => ["1/x+1/y", `${x + y}/${x * y}`],
      (x: number, y: number) => ["3x-y", `${3 * x - y}`],
    ];
    for (const [index, first] of terms.entries())
      for (const second of terms.slice(index + 1)) {
        const [x, y] = [1 + ((index * 3) % 4), 2 + (index % 3)];
        const [a, b] = [first(x, y), second(x, y)];
        const { answer } = await engine.query({
          query: `solve ${a.join(" = ")}, ${b.join(" = ")} for x, y`,
          timeoutMs: 4_000,
        });
        expect(answer?.value.kind ?? "solutions").toBe("solutions");
        if (answer?.value.kind !== "solutions" || !answer.value.complete) continue;
        const near = answer.value.solutions.some((solution) =>
          [
            [solution["x"], x],
            [solution["y"], y],
          ].every(([text, value]) => {
            const found = evaluateReal(read(text as string));
            return found !== null && Math.abs(found.toNumber() - (value as number)) < 1e-9;
          }),
        );
        expect(near, `${a.join(" = ")}, ${b.join(" = ")}`).toBe(true);
      }
  }, 120_000);

  test("what is not of degree one is no linear system", () => {
    expect(solveLinearSystem([read("x*y-1"), read("x+y")], ["x", "y"])).toBeNull();
    expect(solveLinearSystem([read("x+y-1")], ["x", "y"])?.free).toEqual(["y"]);
    expect(solveLinearSystem([read("x-1"), read("x-2")], ["x"])?.solution).toBeNull();
  });
});
