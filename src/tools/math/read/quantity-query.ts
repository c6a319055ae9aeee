import { checkDeadline } from "../exact/deadline.ts";
import { AnsatzError } from "../../../core/errors.ts";
import { type Expression, variablesOf } from "../expression/expression.ts";
import { readUnit } from "../units/read-unit.ts";
import type { Unit } from "../units/unit.ts";
import type { UnitSymbols } from "../units/quantity.ts";
import { readWholeNumber } from "./number-words.ts";
import type { ReadingContext } from "./reading-context.ts";

/** A quantity with units to be worked out, or converted to a unit. */
export interface QuantityQuery {
  readonly kind: "quantity";
  /** Units stand in it as the symbols of `units`. */
  readonly expression: Expression;
  readonly units: UnitSymbols;
  readonly target: Unit | null;
}

const LONGEST_UNIT = 48;
/** A run of Chinese numerals before a unit; 两 counts as one only where a numeral can begin or goes on. */
const CHINESE_NUMERAL =
  /(?<![零一二两三四五六七八九十百千万亿\d.]\s*)(两?(?:[零一二三四五六七八九十百千万亿]|两(?=[百千万亿]))*)(?=[^零一二三四五六七八九十百千万亿\d分之])/gu;
const FRACTION_WORDS: Readonly<Record<string, number>> = {
  half: 2,
  halve: 2,
  third: 3,
  quarter: 4,
  fourth: 4,
  fifth: 5,
  sixth: 6,
  seventh: 7,
  eighth: 8,
  ninth: 9,
  tenth: 10,
  eleventh: 11,
  twelfth: 12,
  thirteenth: 13,
  fourteenth: 14,
  fifteenth: 15,
  sixteenth: 16,
  seventeenth: 17,
  eighteenth: 18,
  nineteenth: 19,
  twentieth: 20,
};
const FRACTION_NAMES = Object.keys(FRACTION_WORDS).join("|");

/** Number words, fractions in words and Chinese numerals before a unit, as digits. */
function digitsFor(text: string): string {
  return (
    text
      .replace(
        new RegExp(
          String.raw`^(?<over>[a-z-]+(?:\s[a-z-]+)?)\s+(?<under>${FRACTION_NAMES})s?\s+(?:of\s+)?(?:an?\s+)?`,
          "i",
        ),
        (all, over: string, under: string) => {
          const count = readWholeNumber(over);
          return count === null ? all : `(${count}/${FRACTION_WORDS[under.toLowerCase()] ?? 1}) `;
        },
      )
      .replace(
        new RegExp(
          String.raw`^(?:an?\s+)?(?<under>${FRACTION_NAMES})\s+(?:of\s+)?(?:an?\s+)?`,
          "i",
        ),
        (all, under: string) =>
          /^(?:half|third|quarter)$/i.test(under)
            ? `(1/${FRACTION_WORDS[under.toLowerCase()]}) `
            : all,
      )
      .replace(/^(?<over>\d+(?:\.\d+)?(?:\s*\/\s*\d+)?)\s+of\s+an?\s+/i, "($1) ")
      .replace(/^an?\s+(?=\p{L})/iu, "1 ")
      .replace(/^(?<words>[a-z]+(?:[ -][a-z]+){0,5}?)\s+(?=[a-z°]+)/i, (all, words: string) => {
        const value = readWholeNumber(words);
        return value === null ? all : `${value} `;
      })
      .replace(CHINESE_NUMERAL, (all, numeral: string) => {
        const value = numeral === "" ? null : readWholeNumber(numeral);
        return value === null ? all : String(value);
      })
      // 三斤半 is three and a half; 半斤 is a half.
      .replace(/^(\d+)(?<unit>[\p{Script=Han}]+)半$/u, "$1.5$<unit>")
      .replace(/^半(?=\p{Script=Han})/u, "0.5")
  );
}

const MOST_UNITS = 60;

/**
 * Reads an expression in which numbers carry units. Null when no unit is found; throws `syntax` when what
 * is left cannot be read. Each unit becomes a symbol of its own, numbered from `firstSymbol`.
 */
export function readQuantity(
  text: string,
  context: ReadingContext,
  firstSymbol = 1,
): { expression: Expression; units: UnitSymbols } | null {
  const source = digitsFor(text.trim());
  const units: Record<string, Unit> = {};
  let result = "";
  let position = 0;
  /** Where in the result the last measure stands: `5*U_1`, or `(5*U_1 + 3*U_2)`. */
  let last: { start: number; end: number } | null = null;
  // The last sign that is no space: a unit follows a number.
  let sign = "";
  while (position < source.length) {
    checkDeadline();
    const found = /[\d).]/.test(sign) ? unitAt(source, position) : null;
    if (found === null) {
      const character = source[position] as string;
      result += character;
      if (character.trim() !== "") sign = character;
      position += 1;
      continue;
    }
    const before = result.trimEnd();
    const count = Object.keys(units).length;
    if (count >= MOST_UNITS)
      throw new AnsatzError(
        "too_large",
        `The question has more than ${MOST_UNITS} units. Split it into smaller parts.`,
      );
    const symbol = `U_${count + firstSymbol}`;
    units[symbol] = found.unit;
    const joined: string | null = last === null ? null : compound(before, last, symbol);
    const start: number =
      joined === null ? (MEASURED_NUMBER.exec(before)?.index ?? before.length) : (last?.start ?? 0);
    // In "10 km / 2 h" the two hours belong together.
    const isDivisor = joined === null && /U_\d+\)?\s*\/\s*$/.test(before.slice(0, start));
    result =
      joined ??
      `${before.slice(0, start)}${isDivisor ? "(" : ""}${before.slice(start)}*${symbol}${isDivisor ? ")" : ""}`;
    last = { start, end: result.length };
    sign = result.slice(-1);
    position = found.end;
  }
  if (last === null) return null;
  const expression = context.parse(result);
  return { expression, units };
}

/** The number that a unit belongs to, at the end of a text: `3`, `1/2`, `5 1/2`. */
const MEASURED_NUMBER =
  /(?:(?<![\w.])\d+\s+(?=\d+\s*\/))?(?:(?<![\w.])\d+\s*\/\s*)?(?<![\w.])\d+(?:\.\d+)?$/;

/**
 * A number right after a unit belongs to the same measure: 5 ft 3 in = (5 ft + 3 in), also behind a sign
 * or a factor. Null when the text does not go on so.
 */
function compound(
  text: string,
  measure: { readonly start: number; readonly end: number },
  symbol: string,
): string | null {
  const next = /^\s*(?:,|and)?\s*(?<number>\d+(?:\.\d+)?)$/i.exec(text.slice(measure.end))?.groups;
  return next === undefined
    ? null
    : `${text.slice(0, measure.start)}(${text.slice(measure.start, measure.end)} + ${next["number"]}*${symbol})`;
}

/** The longest unit that begins at a position, white space skipped, and ends at a boundary. */
function unitAt(source: string, from: number): { unit: Unit; end: number } | null {
  const before = /\s*(?:of\s+)?/y;
  before.lastIndex = from;
  const start = from + (before.exec(source)?.[0].length ?? 0);
  if (!/[\p{L}°µ℃℉Ω%]/u.test(source[start] ?? "") || source[start] === "%") return null;
  for (let end = Math.min(source.length, start + LONGEST_UNIT); end > start; end--) {
    if (/[\p{L}]/u.test(source[end] ?? "") && /[A-Za-z]/.test(source[end - 1] as string)) continue;
    const piece = source.slice(start, end);
    if (/\s$/.test(piece) || /[*/]\s*\d|\d\s*[*/]/.test(piece)) continue;
    const unit = readUnit(piece);
    if (unit !== null) return { unit, end };
  }
  return null;
}

/** A quantity to be converted to a unit named in words; null when either is not one. */
export function readConversion(
  quantity: string,
  target: string,
  context: ReadingContext,
): QuantityQuery | null {
  const unit = readUnit(target);
  // "98.6f in celsius" means Fahrenheit: beside a temperature the letters are scales.
  const written =
    unit?.dimension.get("K") === 1
      ? quantity.replace(
          /(?<=[\d.])\s*°?([cf])$/i,
          (_, letter: string) => ` °${letter.toUpperCase()}`,
        )
      : quantity;
  const read = unit === null ? null : readQuantity(written, context);
  if (unit === null || read === null) return null;
  const used = [...Object.values(read.units), unit];
  const [scale] = used.filter(({ zero }) => zero !== null);
  if (scale !== undefined && used.length > 2)
    throw new AnsatzError(
      "unsupported",
      "Temperatures on a scale are converted one at a time. Use kelvin in sums and products.",
    );
  noteConventions(used, context);
  return { kind: "quantity", ...read, target: unit };
}

/** An expression whose numbers carry units, with no other names in it; null for anything else. */
export function readBareQuantity(text: string, context: ReadingContext): QuantityQuery | null {
  // "In" asks for a form there; it is no inch.
  if (/(?<=\S\s)in (?:percent|per cent|percentages?\b|%)/i.test(text))
    throw new AnsatzError(
      "unsupported",
      "A quantity with a unit has no form in percent. Say of what the share is: 5 km is what percent of 20 km.",
    );
  const read = readQuantity(text, context);
  if (read === null || !variablesOf(read.expression).every((name) => name in read.units))
    return null;
  const used = Object.values(read.units);
  if (used.length > 1 && used.some(({ zero }) => zero !== null))
    throw new AnsatzError(
      "unsupported",
      "Temperatures on a scale have no sum or product: it is not said whether a difference is meant. Use kelvin.",
    );
  noteConventions(used, context);
  return { kind: "quantity", ...read, target: null };
}

/** Says which conventions the units rest on. */
export function noteConventions(units: readonly Unit[], context: ReadingContext): void {
  const isMixed =
    units.some(({ isCalendar }) => isCalendar) &&
    units.some(({ dimension, isCalendar }) => dimension.has("T") && !isCalendar);
  if (isMixed)
    context.note({
      kind: "unit",
      text: "A year is taken as 365.25 days and a month as its twelfth part.",
    });
  if (units.some(({ text }) => /^(?:gal|qt|pint|cup|fl oz)$/.test(text)))
    context.note({ kind: "unit", text: "US customary measures of volume are used." });
}
