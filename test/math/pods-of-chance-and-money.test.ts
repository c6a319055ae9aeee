import { afterAll, beforeAll, expect, test } from "vitest";
import { latexFaults } from "../../evals/latex-faults.ts";
import type { Pod } from "../../src/core/pod.ts";
import { createMathEngine, type MathEngine } from "../../src/tools/math/engine.ts";

let engine: MathEngine;
beforeAll(() => {
  engine = createMathEngine();
});
afterAll(() => engine.close());

async function podOf(id: string, query: string): Promise<Pod | undefined> {
  const result = await engine.query({ query, pods: [id], timeoutMs: 30_000 });
  expect(latexFaults(result)).toEqual([]);
  return result.pods.find((pod) => pod.id === id);
}

test.each([
  ["normal distribution with mean 100 and sd 15, P(X < 120)", "0.9087887803"],
  ["X~N(0,1^2), P(-1<X<1)", "0.6826894921"],
  ["exponential distribution with rate 2, P(X > 1)", "1/e^2"],
  ["uniform distribution on [2, 10], P(X < 4)", "1/4"],
  ["uniform distribution on [2, 10], P(0 < X < 20)", "1"],
  ["poisson with rate 3, P(X>=2)", "1 - 4/e^3"],
  ["poisson with rate 3, P(X>1)", "1 - 4/e^3"],
  ["X~B(10,0.3), P(X<1)", "282475249/10000000000"],
  ["正态分布 均值 0 标准差 1 P(X > 0)", "0.5"],
])("%s is %s", async (query, expected) => {
  expect((await engine.query({ query })).answer?.short).toBe(expected);
});

test.each([
  "normal distribution with mean 0 and sd 0, P(X < 1)",
  "uniform distribution on [10, 2], P(X < 4)",
  "binomial distribution with n = 10 and p = 1.5, P(X = 5)",
  "normal distribution with mean 0 and sd 1, P(1 < X > 2)",
  "normal distribution with mean 0 and sd 1, P(2 < X < 1)",
])("%s is not answered", async (query) => {
  expect((await engine.query({ query })).status).not.toBe("answered");
});

test("the distribution shows what is asked for, and moments that were proved", async () => {
  const normal = await podOf(
    "distribution",
    "normal distribution with mean 100 and sd 15, P(X < 120)",
  );
  expect(normal?.description).toContain("from 40 to 120 is shaded");
  expect(normal?.plot?.layers.some(({ kind }) => kind === "region")).toBe(true);
  expect(normal?.table?.slice(1).map(([, value]) => value)).toEqual(["100", "225", "15"]);
  const exponential = await podOf("distribution", "exponential distribution with rate 2, P(X > 1)");
  expect(exponential?.table?.slice(1).map(([, value]) => value)).toEqual(["1/2", "1/4", "1/2"]);
  const binomial = await podOf("distribution", "X~B(10,0.3), P(X>=9)");
  expect(binomial?.table?.slice(1).map(([, value]) => value)).toEqual([
    "3",
    "21/10",
    "sqrt(21/10) ≈ 1.449138",
  ]);
  const asked = binomial?.plot?.layers.flatMap((layer) =>
    layer.kind === "bars" ? [layer.bars] : [],
  );
  expect(asked?.[1]?.map(({ label }) => label)).toEqual(["9", "10"]);
}, 60_000);

test("the payments of a loan come to nothing left, and add up", async () => {
  const pod = await podOf("payment-plan", "loan payment on 12000 at 6% for 1 year");
  const rows = pod?.table?.slice(1).map((row) => row.map(Number)) as number[][];
  expect(rows).toHaveLength(12);
  expect(rows[0]).toEqual([1, 1032.8, 60, 972.8, 11027.2]);
  expect(rows.at(-1)?.[4]).toBe(0);
  const repaid = rows.reduce((sum, row) => sum + (row[3] as number), 0);
  expect(Math.abs(repaid - 12_000)).toBeLessThan(0.07);
  expect(pod?.plain).toBe("Paid in all: 12393.57, of which interest: 393.57.");
});

test("a long loan leaves out months between, the last one stays", async () => {
  const pod = await podOf("payment-plan", "morgage payment 300k at 6.5% 30 years");
  const periods = pod?.table?.slice(1).map(([period]) => Number(period)) as number[];
  expect(periods.length).toBeLessThanOrEqual(16);
  expect(periods.slice(0, 4)).toEqual([1, 2, 3, 36]);
  expect(periods.at(-1)).toBe(360);
});

test("an amount grows year by year", async () => {
  const pod = await podOf("payment-plan", "future value of $1000 at 5% for 3 years");
  expect(pod?.table).toEqual([
    ["Year", "Interest", "Amount"],
    ["1", "50.00", "1050.00"],
    ["2", "52.50", "1102.50"],
    ["3", "55.13", "1157.63"],
  ]);
});

test("other units are of the same kind and exact where they end", async () => {
  const speed = await podOf("other-units", "90 km/h in m/s");
  expect(speed?.table?.slice(1)).toEqual([
    ["90", "km/h"],
    ["≈ 55.92341", "mph"],
    ["≈ 48.59611", "kn"],
    ["≈ 82.021", "ft/s"],
  ]);
  const heat = await podOf("other-units", "25 °C in °F");
  expect(heat?.table?.slice(1)).toEqual([
    ["298.15", "K"],
    ["25", "°C"],
  ]);
  const mass = await podOf("other-units", "3斤换算成kg");
  expect(mass?.table?.[0]).toEqual(["数值", "单位"]);
  expect(mass?.table?.slice(1).map(([, unit]) => unit)).toContain("两");
  const length = await podOf("other-units", "84.39 km in m");
  expect(length?.plain).toContain("about 2 times a marathon");
});

test("integrals of note are between zeros and on lines without end, divergent ones left out", async () => {
  const parabola = await podOf("integrals", "x^2 - 1");
  expect(parabola?.table?.slice(1)).toEqual([
    ["From -1 to 1", "-4/3 ≈ -1.33333333333333", "proved"],
  ]);
  const bell = await podOf("integrals", "e^(-x^2)");
  expect(bell?.table?.slice(1).map(([name, value]) => [name, value?.split(" ≈")[0]])).toEqual([
    ["From 0 to infinity", "sqrt(pi)/2"],
    ["From -infinity to infinity", "sqrt(pi)"],
  ]);
  expect(await podOf("integrals", "1/x")).toBeUndefined();
}, 60_000);
