import { unit as otherUnit } from "mathjs";
import { describe, expect, test } from "vitest";
import { createMathEngine } from "../../src/tools/math/engine.ts";
import { readUnit } from "../../src/tools/math/units/read-unit.ts";
import { UNIT_ROWS } from "../../src/tools/math/units/unit-table.ts";

const engine = createMathEngine();

/** Names that another library knows, ours first. */
const SHARED: readonly (readonly [string, string])[] = [
  ["inch", "inch"],
  ["foot", "foot"],
  ["yard", "yard"],
  ["mile", "mile"],
  ["acre", "acre"],
  ["hectare", "hectare"],
  ["gallon", "gallon"],
  ["quart", "quart"],
  ["pint", "pint"],
  ["cup", "cup"],
  ["grain", "grain"],
  ["ounce", "ounce"],
  ["lb", "lbm"],
  ["stone", "stone"],
  ["tonne", "tonne"],
  ["year", "year"],
  ["month", "month"],
  ["week", "week"],
  ["century", "century"],
  ["lbf", "lbf"],
  ["kgf", "kgf"],
  ["erg", "erg"],
  ["BTU", "BTU"],
  ["eV", "eV"],
  ["hp", "hp"],
  ["psi", "psi"],
  ["atm", "atm"],
  ["bar", "bar"],
  ["mmHg", "mmHg"],
  ["degree", "deg"],
  ["arcsec", "arcsec"],
  ["byte", "byte"],
];

describe("the table of units", () => {
  test.each(SHARED)("%s agrees with an independent table", (ours, theirs) => {
    const unit = readUnit(ours);
    expect(unit).not.toBeNull();
    const si = otherUnit(1, theirs).toSI().toNumeric();
    const value = (unit?.factor.valueOf() ?? 0) * Math.PI ** (unit?.pi ?? 0);
    expect(value / Number(si)).toBeCloseTo(1, 5);
  });

  test("every row can be read by its symbol and by each of its names", () => {
    for (const { symbol, names } of UNIT_ROWS)
      for (const name of [symbol, ...names]) expect(readUnit(name), name).not.toBeNull();
  });

  test.each([
    ["km per hour", "km/h"],
    ["square inch", "in^2"],
    ["mm squared", "mm^2"],
    ["平方厘米", "cm^2"],
    ["千米每小时", "km/h"],
    ["kg*m/s^2", "kg*m/s^2"],
    ["m/s²", "m/s^2"],
    ["kilometres", "km"],
    ["microseconds", "µs"],
  ])("%s is %s", (text, shown) => {
    expect(readUnit(text)?.text).toBe(shown);
  });

  test.each(["apples", "x", "square", "per", "", "m/", "7 m"])("%s is no unit", (text) => {
    expect(readUnit(text)).toBeNull();
  });
});

describe("quantities", () => {
  const ask = (query: string) => engine.query({ query });

  test("a temperature is shifted, not only scaled", async () => {
    expect((await ask("convert -40 °C to °F")).answer?.short).toBe("-40 °F");
    expect((await ask("0 K in °C")).answer?.short).toBe("-273.15 °C");
  });

  test.each(["convert 3 kg to meters", "convert 3 kg + 2 s to kg"])(
    "%s: different dimensions are refused with the reason",
    async (query) => {
      const result = await ask(query);
      expect(result.answer).toBeNull();
      expect(result.reason?.code).toBe("units");
    },
  );

  test("a convention is shown as an assumption", async () => {
    const result = await ask("convert 2 years to days");
    expect(result.answer?.short).toBe("730.5 d");
    expect(result.assumptions.map(({ text }) => text).join()).toMatch(/365.25/);
  });

  test("an irrational factor is never called exact decimal digits", async () => {
    const result = await ask("convert 135 degrees to radians");
    expect(result.answer?.value).toEqual({ kind: "quantity", plain: "3*pi/4", unit: "rad" });
  });
});
