import { complex, Real } from "./complex-decimal.ts";
import type { Real as RealNumber } from "./complex-decimal.ts";
import { tryParse } from "./equivalence.ts";
import type { PlainNode } from "./plain-syntax.ts";

/** A unit as a factor to base units, with the exponent of each base dimension. */
export interface Unit {
  readonly factor: RealNumber;
  /** Added to a temperature before scaling; zero for all other units. */
  readonly offset: RealNumber;
  readonly dimensions: Readonly<Record<string, number>>;
}

type Definition = readonly [names: string, factor: string, dimensions: string, offset?: string];

const YEAR_SECONDS = "31557600";
const DEFINITIONS: readonly Definition[] = [
  ["1 unitless dimensionless", "1", ""],
  ["% percent", "0.01", ""],
  ["rad radian radians", "1", ""],
  ["m meter meters metre metres", "1", "m"],
  ["km kilometer kilometers kilometre kilometres", "1000", "m"],
  ["cm centimeter centimeters centimetre", "0.01", "m"],
  ["mm millimeter millimeters millimetre", "0.001", "m"],
  ["um micrometer", "1e-6", "m"],
  ["nm nanometer nanometers", "1e-9", "m"],
  ["in inch inches", "0.0254", "m"],
  ["ft foot feet", "0.3048", "m"],
  ["yd yard yards", "0.9144", "m"],
  ["mi mile miles", "1609.344", "m"],
  ["ly lightyear", "9460730472580800", "m"],
  ["AU au", "149597870700", "m"],
  ["s sec second seconds", "1", "s"],
  ["ms millisecond milliseconds", "0.001", "s"],
  ["ns nanosecond nanoseconds", "1e-9", "s"],
  ["min minute minutes", "60", "s"],
  ["h hr hour hours", "3600", "s"],
  ["day days d", "86400", "s"],
  ["week weeks wk", "604800", "s"],
  ["month months", "2629800", "s"],
  ["yr year years", YEAR_SECONDS, "s"],
  ["g gram grams", "0.001", "kg"],
  ["kg kilogram kilograms", "1", "kg"],
  ["mg milligram", "1e-6", "kg"],
  ["t tonne", "1000", "kg"],
  ["lb lbs pound pounds", "0.45359237", "kg"],
  ["oz ounce ounces", "0.028349523125", "kg"],
  ["u dalton amu", "1.66053906660e-27", "kg"],
  ["mol mole moles", "1", "mol"],
  ["A ampere amp", "1", "A"],
  ["K kelvin", "1", "K"],
  ["degC celsius °C ℃", "1", "K", "273.15"],
  ["degF fahrenheit °F ℉", "5/9", "K", "459.67"],
  ["L l liter liters litre litres", "0.001", "m^3"],
  ["mL ml milliliter", "1e-6", "m^3"],
  ["gal gallon gallons", "0.003785411784", "m^3"],
  ["cup cups", "0.0002365882365", "m^3"],
  ["N newton newtons", "1", "kg*m/s^2"],
  ["J joule joules", "1", "kg*m^2/s^2"],
  ["kJ kilojoule", "1000", "kg*m^2/s^2"],
  ["kWh", "3600000", "kg*m^2/s^2"],
  ["cal calorie", "4.184", "kg*m^2/s^2"],
  ["eV", "1.602176634e-19", "kg*m^2/s^2"],
  ["W watt watts", "1", "kg*m^2/s^3"],
  ["kW kilowatt", "1000", "kg*m^2/s^3"],
  ["hp horsepower", "745.69987158227022", "kg*m^2/s^3"],
  ["Pa pascal", "1", "kg/m/s^2"],
  ["kPa", "1000", "kg/m/s^2"],
  ["atm", "101325", "kg/m/s^2"],
  ["V volt volts", "1", "kg*m^2/s^3/A"],
  ["ohm Ω ohms", "1", "kg*m^2/s^3/A^2"],
  ["kohm kΩ", "1000", "kg*m^2/s^3/A^2"],
  ["C coulomb", "1", "A*s"],
  ["Hz hertz", "1", "1/s"],
  ["mph", "0.44704", "m/s"],
  ["kph kmh", "5/18", "m/s"],
  ["bit bits", "1", "bit"],
  ["B byte bytes", "8", "bit"],
  ["kB KB", "8000", "bit"],
  ["MB", "8e6", "bit"],
  ["GB", "8e9", "bit"],
  ["USD dollar dollars $", "1", "USD"],
  ["CNY RMB yuan 元 ¥", "1", "CNY"],
  ["EUR euro euros €", "1", "EUR"],
  ["ETH ether", "1", "ETH"],
  ["wei", "1e-18", "ETH"],
];
const POINTS = ["pt point points", "0.0254/72", "m"] as const;
const DEGREES = "deg degree degrees °";

let table: Map<string, Unit> | null = null;

function unitTable(): Map<string, Unit> {
  if (table !== null) return table;
  table = new Map();
  for (const [names, factor, dimensions, offset] of [...DEFINITIONS, POINTS as Definition])
    for (const name of names.split(" "))
      table.set(name, {
        factor: fraction(factor),
        offset: new Real(offset ?? 0),
        dimensions: dimensionsOf(dimensions),
      });
  for (const name of DEGREES.split(" "))
    table.set(name, {
      factor: Real.acos(-1).div(180),
      offset: new Real(0),
      dimensions: {},
    });
  return table;
}

function fraction(text: string): RealNumber {
  const [top, bottom] = text.split("/");
  return new Real(top ?? 1).div(bottom ?? 1);
}

function dimensionsOf(text: string): Record<string, number> {
  const found: Record<string, number> = {};
  if (text === "") return found;
  text.split("/").forEach((part, index) => {
    for (const factor of part.split("*")) {
      const [name, exponent] = factor.split("^");
      if (name === undefined || name === "1") continue;
      found[name] = (found[name] ?? 0) + Number(exponent ?? 1) * (index === 0 ? 1 : -1);
    }
  });
  return found;
}

const SUPERSCRIPTS: Readonly<Record<string, string>> = { "²": "^2", "³": "^3" };

/** Reads `km/s`, `m^2`, `USD/month`; null for a unit the scorer does not know. */
export function parseUnit(text: string): Unit | null {
  const trimmed = text.trim();
  const known = unitTable().get(trimmed);
  if (known !== undefined) return known;
  if (trimmed === "") return unitTable().get("1") ?? null;
  const readable = trimmed.replace(/[²³]/g, (sign) => SUPERSCRIPTS[sign] ?? "");
  const tree = tryParse(readable);
  return tree === null ? null : unitOf(tree);
}

function unitOf(node: PlainNode): Unit | null {
  if (node.kind === "name") return unitTable().get(node.name) ?? null;
  if (node.kind === "number")
    return { factor: new Real(node.text), offset: new Real(0), dimensions: {} };
  const [left, right] = node.items;
  if (left === undefined || right === undefined) return null;
  const a = unitOf(left);
  if (a === null) return null;
  if (node.name === "^") {
    const exponent = right.kind === "number" ? Number(right.text) : Number.NaN;
    if (!Number.isInteger(exponent) || exponent > 12) return null;
    return combine(a, a, (x) => x * exponent, a.factor.pow(exponent));
  }
  const b = unitOf(right);
  if (b === null) return null;
  if (node.name === "*") return combine(a, b, (x, y) => x + y, a.factor.times(b.factor));
  if (node.name === "/") return combine(a, b, (x, y) => x - y, a.factor.div(b.factor));
  return null;
}

function combine(
  a: Unit,
  b: Unit,
  merge: (x: number, y: number) => number,
  factor: RealNumber,
): Unit {
  const dimensions: Record<string, number> = {};
  for (const name of new Set([...Object.keys(a.dimensions), ...Object.keys(b.dimensions)])) {
    const exponent = merge(a.dimensions[name] ?? 0, b.dimensions[name] ?? 0);
    if (exponent !== 0) dimensions[name] = exponent;
  }
  return { factor, offset: new Real(0), dimensions };
}

/** The value in another unit, or null when the two do not measure the same thing. */
export function convert(value: RealNumber, from: Unit, to: Unit): RealNumber | null {
  const text = (unit: Unit): string => JSON.stringify(Object.entries(unit.dimensions).sort());
  if (text(from) !== text(to)) return null;
  return complex(value).re.plus(from.offset).times(from.factor).div(to.factor).minus(to.offset);
}
