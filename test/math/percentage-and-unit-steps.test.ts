import { afterAll, beforeAll, expect, test } from "vitest";
import { latexFaults } from "../../evals/latex-faults.ts";
import { createMathEngine, type MathEngine } from "../../src/tools/math/engine.ts";
import { changesIn } from "../../src/tools/math/read/intents/percentages.ts";
import { unitNamed } from "../../src/tools/math/units/read-unit.ts";
import { unitFactors } from "../../src/tools/math/units/unit-factors.ts";
import type { Unit } from "../../src/tools/math/units/unit.ts";

let engine: MathEngine;
beforeAll(() => {
  engine = createMathEngine();
});
afterAll(() => engine.close());

test.each([
  ["15% of 80", ["15/100 = 0.15", "0.15*80", "12"]],
  ["20% off 50", ["1 - 20/100 = 0.8", "50*0.8", "40"]],
  [
    "80 increased by 10% and then decreased by 10%",
    ["1 + 10/100 = 1.1", "80*1.1", "88", "1 - 10/100 = 0.9", "88*0.9", "79.2"],
  ],
  ["percent increase from 80 to 100", ["100 - 80 = 20", "20/80", "25%"]],
  ["12是多少的30%", ["30/100 = 0.3", "x*0.3 = 12", "x = 12/0.3", "40"]],
  ["what number increased by 20% is 60", ["1 + 20/100 = 1.2", "x*1.2 = 60", "x = 60/1.2", "50"]],
  [
    "90 km/h in m/s",
    ["1 km = 1000 m", "1 h = 3600 s", "90 km/h * (1000 m / 1 km) * (1 h / 3600 s)", "25 m/s"],
  ],
  ["10 miles in km", ["1 mi = 1.609344 km", "10 mi * (1.609344 km / 1 mi)", "16.09344 km"]],
  ["convert 5 km to miles", ["1 mi = 1.609344 km", "5 km * (1 mi / 1.609344 km)"]],
  [
    "1000 kg/m^3 in g/cm^3",
    [
      "1 kg = 1000 g",
      "1 m = 100 cm",
      "1000 kg/m^3 * (1000 g / 1 kg) * (1 m / 100 cm)^3",
      "1 g/cm^3",
    ],
  ],
  ["212 °F to °C", ["373.15 K", "100 °C"]],
])("%s is worked out to the end", async (query, lines) => {
  const result = await engine.query({ query, pods: ["steps"], timeoutMs: 30_000 });
  const pod = result.pods.find(({ id }) => id === "steps");
  expect(pod?.steps?.slice(0, lines.length).map(({ plain }) => plain)).toEqual(lines);
  expect(pod?.steps?.every(({ check }) => /^(?:proved|exact-check)$/.test(check.grade))).toBe(true);
  expect(pod?.isComplete).toBe(true);
  expect(latexFaults(result)).toEqual([]);
});

test("a decrease is not taken for an increase, nor half a sentence for a change", () => {
  expect(changesIn("先涨10%再降20%")).toEqual([
    { rate: "10", isIncrease: true },
    { rate: "20", isIncrease: false },
  ]);
  expect(changesIn("increased by 10% of 20")).toBeNull();
  expect(changesIn("increased by 10% per year")).toBeNull();
  expect(changesIn("doubled")).toBeNull();
});

test.each([
  "what number decreased by 100% is 60",
  "80 increased by 10% every year",
  "increase 80 by 15% of 20",
])("%s is not read as a plain change", async (query) => {
  expect((await engine.query({ query })).status).not.toBe("answered");
});

test("factors are found part by part and only between units of one kind", () => {
  const unit = (text: string): Unit => unitNamed(text) as Unit;
  expect(unitFactors(unit("h"), unit("s")).map(({ from, to, power }) => [from, to, power])).toEqual(
    [["h", "s", 1]],
  );
  // A pound is 0.45359237 kg; the other way round the decimal does not end.
  expect(
    unitFactors(unit("kg"), unit("lb")).map(({ from, to, power }) => [from, to, power]),
  ).toEqual([["lb", "kg", -1]]);
});
