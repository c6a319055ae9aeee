import { Fraction } from "fraction.js";
import { type Expression, integer } from "../expression/expression.ts";
import { fractionExpression } from "../exact/to-expression.ts";

/** Exponents of the base dimensions that are not zero. */
export type Dimension = ReadonlyMap<string, number>;

/** A unit, simple or built from others. */
export interface Unit {
  readonly text: string;
  readonly factor: Fraction;
  /** Power of pi that multiplies the factor. */
  readonly pi: number;
  readonly dimension: Dimension;
  /** For degrees of a scale: the value at zero kelvin; null for units that only scale. */
  readonly zero: Fraction | null;
  /** Months, years and longer: their length in days is a convention. */
  readonly isCalendar: boolean;
}

export function dimensionOf(text: string): Dimension {
  const result = new Map<string, number>();
  for (const part of text.split(" ").filter((piece) => piece !== "")) {
    const found = /^([A-Z])(-?\d+)?$/.exec(part);
    if (found === null) throw new Error(`"${part}" is no dimension.`);
    result.set(found[1] as string, Number(found[2] ?? "1"));
  }
  return result;
}

export function multiplyDimensions(a: Dimension, b: Dimension, power = 1): Dimension {
  const result = new Map(a);
  for (const [name, exponent] of b) {
    const sum = (result.get(name) ?? 0) + exponent * power;
    if (sum === 0) result.delete(name);
    else result.set(name, sum);
  }
  return result;
}

export function isSameDimension(a: Dimension, b: Dimension): boolean {
  return a.size === b.size && [...a].every(([name, exponent]) => b.get(name) === exponent);
}

/** The unit's factor to SI units, exactly. */
export function factorExpression({ factor, pi }: Unit): Expression {
  const number = fractionExpression(factor);
  if (pi === 0) return number;
  const power: Expression = Math.abs(pi) === 1 ? "Pi" : ["Power", "Pi", integer(Math.abs(pi))];
  return pi > 0 ? ["Multiply", number, power] : ["Divide", number, power];
}

export const DIMENSIONLESS: Unit = {
  text: "",
  factor: new Fraction(1),
  pi: 0,
  dimension: new Map(),
  zero: null,
  isCalendar: false,
};

export function multiplyUnits(a: Unit, b: Unit, power: number): Unit {
  const factor = b.factor.pow(power);
  return {
    text: joinText(a.text, b.text, power),
    factor: factor === null ? a.factor : a.factor.mul(factor),
    pi: a.pi + b.pi * power,
    dimension: multiplyDimensions(a.dimension, b.dimension, power),
    zero: null,
    isCalendar: a.isCalendar || b.isCalendar,
  };
}

function joinText(left: string, right: string, power: number): string {
  const size = Math.abs(power);
  const part = size === 1 ? right : `${right}^${size}`;
  if (power < 0) return `${left === "" ? "1" : left}/${part}`;
  return left === "" ? part : `${left}*${part}`;
}
