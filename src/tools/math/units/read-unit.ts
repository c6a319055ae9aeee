import { Fraction } from "fraction.js";
import { PREFIXES, UNIT_ROWS, type UnitRow } from "./unit-table.ts";
import { DIMENSIONLESS, dimensionOf, multiplyUnits, type Unit } from "./unit.ts";

interface Lexicon {
  readonly bySymbol: ReadonlyMap<string, Unit>;
  /** Lower-case names, English plurals included. */
  readonly byName: ReadonlyMap<string, Unit>;
}

let lexicon: Lexicon | null = null;

/** The table as maps, built when first needed. */
function units(): Lexicon {
  lexicon ??= build();
  return lexicon;
}

function build(): Lexicon {
  const bySymbol = new Map<string, Unit>();
  const byName = new Map<string, Unit>();
  const add = (names: Map<string, Unit>, name: string, unit: Unit): void => {
    if (!names.has(name)) names.set(name, unit);
  };
  const addName = (name: string, unit: Unit): void => {
    const lower = name.toLowerCase();
    add(byName, lower, unit);
    if (/^[a-z][a-z -]+$/.test(lower)) {
      add(byName, `${lower}s`, unit);
      if (/(?:s|x|ch|sh)$/.test(lower)) add(byName, `${lower}es`, unit);
    }
  };
  for (const row of UNIT_ROWS) {
    const unit = unitOf(row);
    add(bySymbol, row.symbol, unit);
    if (row.symbol.length > 2) addName(row.symbol, unit);
    for (const name of row.names) {
      if (/^[A-Za-zµμΩΩ°℃℉]{1,3}$/.test(name)) add(bySymbol, name, unit);
      addName(name, unit);
    }
  }
  for (const row of UNIT_ROWS.filter(({ isPrefixed }) => isPrefixed === true))
    for (const [short, long, power] of PREFIXES) {
      const unit = prefixed(unitOf(row), short, power);
      add(bySymbol, unit.text, unit);
      add(bySymbol, `${short}${row.symbol}`, unit);
      for (const name of row.names) {
        if (name.length === 1 && /[A-Za-zΩ]/.test(name)) add(bySymbol, `${short}${name}`, unit);
        if (/^[a-z]{2,}/.test(name)) addName(`${long}${name}`, unit);
      }
    }
  return { bySymbol, byName };
}

function unitOf({ symbol, factor, dimension, zero, pi }: UnitRow): Unit {
  return {
    text: symbol,
    factor: factor
      .split(/(?=[*/])/)
      .reduce(
        (product, part) =>
          part.startsWith("/")
            ? product.div(new Fraction(part.slice(1)))
            : product.mul(new Fraction(part.replace("*", ""))),
        new Fraction(1),
      ),
    pi: pi ?? 0,
    dimension: dimensionOf(dimension),
    zero: zero === undefined ? null : new Fraction(zero),
    isCalendar: /^(?:mo|yr|decade|century|millennium)$/.test(symbol),
  };
}

function prefixed(unit: Unit, prefix: string, power: number): Unit {
  const scale = new Fraction(10n ** BigInt(Math.abs(power)));
  return {
    ...unit,
    text: `${prefix === "u" || prefix === "μ" ? "µ" : prefix}${unit.text}`,
    factor: power < 0 ? unit.factor.div(scale) : unit.factor.mul(scale),
  };
}

/** One unit by symbol or name; null for any other word. */
export function unitNamed(text: string): Unit | null {
  const trimmed = text.trim().replace(/\s+/g, " ");
  const { bySymbol, byName } = units();
  return bySymbol.get(trimmed) ?? byName.get(trimmed.toLowerCase()) ?? null;
}

const POWER_WORDS: Readonly<Record<string, number>> = {
  square: 2,
  sq: 2,
  cubic: 3,
  cu: 3,
  squared: 2,
  cubed: 3,
  平方: 2,
  立方: 3,
};

/**
 * Reads a unit written with symbols or words: "m/s^2", "km per hour", "square inch", "mm squared",
 * "平方厘米", "千米每小时"; null for anything else. Nothing may be left over.
 */
export function readUnit(text: string): Unit | null {
  const cleaned = text
    .trim()
    .replace(/²/g, "^2")
    .replace(/³/g, "^3")
    .replace(/[·×⋅]/g, "*")
    .replace(/\b(?:per|an?)\s+(?=\p{L})/giu, (word) => (/^per/i.test(word) ? "/" : ""));
  if (cleaned === "" || cleaned.length > 80) return null;
  const whole = unitNamed(cleaned);
  if (whole !== null) return whole;
  let result: Unit = DIMENSIONLESS;
  let sign = 1;
  for (const piece of cleaned.split(/\s*([*/每])\s*/u)) {
    if (piece === "*") sign = 1;
    else if (piece === "/" || piece === "每") sign = -1;
    else {
      const factor = readFactor(piece);
      if (factor === null) return null;
      result = multiplyUnits(result, factor.unit, sign * factor.power);
      if (Math.abs(factor.power) > 9) return null;
    }
  }
  return result;
}

/** One unit with its power, or several side by side. */
function readFactor(piece: string): { unit: Unit; power: number } | null {
  const trimmed = piece.trim();
  const bracket = /^\((?<inner>[^()]+)\)(?:\^(?<power>-?\d))?$/.exec(trimmed)?.groups;
  if (bracket !== undefined) {
    const unit = readUnit(bracket["inner"] as string);
    return unit === null ? null : { unit, power: Number(bracket["power"] ?? "1") };
  }
  const before = /^(?<word>square(?=\s)|cubic(?=\s)|sq\.?|cu\.?|平方|立方)\s*(?<rest>.+)$/iu.exec(
    trimmed,
  )?.groups;
  const after = /^(?<rest>.+?)\s*(?:\^\s*\(?(?<power>-?\d)\)?|\s(?<word>squared|cubed))$/iu.exec(
    trimmed,
  )?.groups;
  const { rest, word, power } = before ?? after ?? { rest: trimmed };
  const named = unitNamed(rest as string);
  if (named !== null)
    return {
      unit: named,
      power:
        word === undefined
          ? Number(power ?? "1")
          : (POWER_WORDS[word.toLowerCase().replace(".", "")] ?? 1),
    };
  const words = trimmed.split(/\s+/);
  if (words.length < 2 || words.length > 4) return null;
  let unit: Unit = DIMENSIONLESS;
  for (const part of words) {
    const found = readFactor(part);
    if (found === null) return null;
    unit = multiplyUnits(unit, found.unit, found.power);
  }
  return { unit, power: 1 };
}
