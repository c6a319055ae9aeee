import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { answerQuery } from "../../src/tools/math/plan/answer-query.ts";
import type { Outcome } from "../../src/tools/math/plan/outcome.ts";
import { readQuery } from "../../src/tools/math/read/read-query.ts";
import { contextWith } from "./engine-doubles.ts";

const alone = (query: string): Promise<Outcome> =>
  answerQuery(readQuery(query).query, contextWith([]));

describe("roots that are isolated as decimals get the short form that is proved to be them", () => {
  test.each([
    ["solve asin(x)=acos(x) for x over the reals", "sqrt(2)/2"],
    ["solve atan(2*x)+atan(3*x)=pi/4 for x over the reals", "1/6"],
    ["solve acos(x)=2*asin(x) for x over the reals", "1/2"],
    ["solve asin(x)+asin(2*x)=pi/3 for x over the reals", "sqrt(21)/14"],
    ["solve atan(x)+atan(x/2)=pi/4 for x over the reals", "(-3 + sqrt(17))/2"],
    ["solve x^x=2 for x over the reals", "e^lambertw(log(2))"],
    ["solve log(x)=2/x for x over the reals", "e^lambertw(2)"],
    ["solve x^3+3*x^2+3*x-1=0 for x over the reals", "-1 + 2^(1/3)"],
  ])("%s: %s", async (query, root) => {
    expect(await alone(query)).toMatchObject({
      kind: "answer",
      value: { solutions: [{ x: root }] },
      certificate: { grade: "proved" },
    });
  });

  test("one that has none stays a decimal", async () => {
    expect(await alone("solve cos(x)=x for x over the reals")).toMatchObject({
      value: { solutions: [{ x: "0.739085133215161" }] },
      certificate: { grade: "numeric-check" },
    });
  });
});

describe("equations with one floor or ceiling", () => {
  test.each([
    ["solve floor(x)=3*x-4", ["5/3", "2"]],
    ["solve floor(x)=x^2-2", ["-1", "sqrt(3)", "2"]],
    ["solve ceiling(x)=2*x", ["0", "1/2"]],
    ["solve floor(2*x+1)=x", ["-1"]],
    ["solve floor(x)=x/2+3", ["6"]],
  ])("%s: %s", async (query, roots) => {
    expect(await alone(query)).toMatchObject({
      kind: "answer",
      value: { kind: "solutions", solutions: roots.map((x) => ({ x })), complete: true },
      certificate: { grade: "proved" },
    });
  });

  test("there may be none", async () => {
    expect(await alone("solve 2*floor(x)+x=7")).toMatchObject({
      value: { kind: "none", reason: "no-solution" },
    });
  });

  test("whole stretches and all whole numbers are left open", async () => {
    expect(await alone("solve floor(x)=x")).not.toMatchObject({ value: { kind: "solutions" } });
    expect(await alone("solve floor(x)=2")).not.toMatchObject({ value: { kind: "solutions" } });
  });

  test("floor(x) = (a x + b)/c has just the solutions that trying every whole number finds", async () => {
    const whole = (most: number) => fc.integer({ min: -most, max: most });
    await fc.assert(
      fc.asyncProperty(whole(5), whole(9), fc.integer({ min: 1, max: 4 }), async (a, b, c) => {
        fc.pre(a !== 0 && a !== c);
        const expected: number[] = [];
        // c n = a x + b and n <= x < n + 1.
        for (let n = -60; n <= 60; n++) {
          const x = (c * n - b) / a;
          if (Math.floor(x + 1e-12) === n) expected.push(x);
        }
        const outcome = await alone(`solve floor(x)=(${a}*x+(${b}))/${c}`);
        const found =
          outcome.kind === "answer" && outcome.value.kind === "solutions"
            ? outcome.value.solutions.map(({ x }) => {
                const [over, under] = String(x).split("/");
                return Number(over) / Number(under ?? 1);
              })
            : [];
        expect(found.length).toBe(expected.length);
        expected.toSorted((p, q) => p - q).forEach((x, k) => expect(found[k]).toBeCloseTo(x, 9));
      }),
      { numRuns: 40 },
    );
  });
});
