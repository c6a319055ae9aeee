import { isDeadEnd } from "../exact/deadline.ts";
import { type Expression, variablesOf } from "../expression/expression.ts";
import { fractionExpression } from "../exact/to-expression.ts";
import { parseExpression } from "../read/parse.ts";
import { readQuantity } from "../read/quantity-query.ts";
import { ReadingContext } from "../read/reading-context.ts";
import { measure } from "../units/quantity.ts";
import { readUnit } from "../units/read-unit.ts";
import { factorExpression, type Unit } from "../units/unit.ts";
import type { WrittenAnswer } from "./written-answer.ts";

/**
 * A number with a unit, compound ones included: "5 km", "3 h 30 min", "12厘米", "5'6\"". Angles and plain
 * counts such as a dozen are numbers. Null for anything else.
 */
export function readWrittenQuantity(text: string): WrittenAnswer | null {
  const source = text.replace(/^(\d+)\s*['′]\s*(\d+(?:\.\d+)?)\s*["″]$/, "$1 ft $2 in");
  if (
    !/^(?:[-+−(.\d零一二两三四五六七八九十百千万半π√]|\\?pi(?![a-z])|\\[dt]?frac|\\?sqrt)/u.test(
      source,
    )
  )
    return null;
  const read = readWithUnits(source);
  if (read === null || !variablesOf(read.expression).every((name) => name in read.units))
    return null;
  const used = Object.values(read.units);
  const [scale] = used.filter(({ zero }) => zero !== null);
  if (scale !== undefined) {
    if (used.length > 1) return null;
    const number = attempt(
      () => parseExpression(source.replace(/\s*[°℃℉\p{L}][°℃℉\p{L}\s]*$/u, "")).expression,
    );
    if (number === null || variablesOf(number).length > 0) return null;
    return {
      kind: "quantity",
      value: [
        "Multiply",
        [
          "Add",
          number,
          ["Negate", fractionExpression(scale.zero as NonNullable<typeof scale.zero>)],
        ],
        factorExpression(scale),
      ],
      dimension: scale.dimension,
      asExpression: null,
    };
  }
  const measured = measure(read.expression, read.units);
  if (measured.kind === "refused") return null;
  const { value, dimension } = measured;
  const isPlain = [...dimension].every(([name]) => name === "A");
  if (isPlain)
    return { kind: "value", expression: value, name: null, rounding: null, isAmbiguous: false };
  const isLetter = /^[-\d.\s/()]*\d\)?[A-Za-z]$/.test(source);
  return {
    kind: "quantity",
    value,
    dimension,
    asExpression: isLetter ? attempt((): Expression => parseExpression(source).expression) : null,
  };
}

/** Numbers with units; failing that, any constant before one unit at the end: "2π cm", "\\frac{1}{2} m". */
function readWithUnits(
  source: string,
): { expression: Expression; units: Readonly<Record<string, Unit>> } | null {
  const plain = attempt(() => readQuantity(source, new ReadingContext()));
  if (plain !== null && variablesOf(plain.expression).every((name) => name in plain.units))
    return plain;
  for (const found of source.matchAll(/(?<=[\d)}π\s])(?=[\p{L}°])/gu)) {
    const [number, name] = [source.slice(0, found.index), source.slice(found.index)];
    const unit = readUnit(name);
    const value =
      unit === null || unit.zero !== null
        ? null
        : attempt(() => parseExpression(number).expression);
    if (unit === null || value === null || variablesOf(value).length > 0) continue;
    return { expression: ["Multiply", value, "U_1"], units: { U_1: unit } };
  }
  return null;
}

function attempt<Value>(read: () => Value): Value | null {
  try {
    return read();
  } catch (error) {
    if (isDeadEnd(error)) return null;
    throw error;
  }
}
