import { Fraction } from "fraction.js";
import { fractionOf } from "../exact/fraction-of.ts";
import {
  argumentsOf,
  type Expression,
  headOf,
  isSymbol,
  substitute,
} from "../expression/expression.ts";
import {
  type Dimension,
  factorExpression,
  isSameDimension,
  multiplyDimensions,
  type Unit,
} from "./unit.ts";

/** Units by the symbols that stand for them in an expression. */
export type UnitSymbols = Readonly<Record<string, Unit>>;

export type Measured =
  | { readonly kind: "measured"; readonly value: Expression; readonly dimension: Dimension }
  | { readonly kind: "refused"; readonly message: string };

/** The value in SI units and the dimension of an expression with units; sums of different dimensions are refused. */
export function measure(expression: Expression, units: UnitSymbols): Measured {
  const dimension = dimensionIn(expression, units);
  if (typeof dimension === "string") return { kind: "refused", message: dimension };
  let value = expression;
  for (const [symbol, unit] of Object.entries(units))
    value = substitute(value, symbol, factorExpression(unit));
  return { kind: "measured", value, dimension };
}

const NONE: Dimension = new Map();

/** The dimension, or a sentence that says why there is none. */
function dimensionIn(expression: Expression, units: UnitSymbols): Dimension | string {
  if (isSymbol(expression)) return units[expression]?.dimension ?? NONE;
  const parts = argumentsOf(expression);
  const found: Dimension[] = [];
  for (const part of parts) {
    const dimension = dimensionIn(part, units);
    if (typeof dimension === "string") return dimension;
    found.push(dimension);
  }
  const [first, second] = found as [Dimension, Dimension];
  switch (headOf(expression)) {
    case "Add":
    case "Max":
    case "Min":
      return found.every((dimension) => isSameDimension(dimension, first))
        ? first
        : "Quantities of different kinds cannot be added. Check the units.";
    case "Negate":
    case "Abs":
      return first;
    case "Multiply":
      return found.reduce((product, dimension) => multiplyDimensions(product, dimension), NONE);
    case "Divide":
      return multiplyDimensions(first, second, -1);
    case "Sqrt":
      return raise(first, new Fraction(1, 2));
    case "Power": {
      if (second.size > 0) return "An exponent has no unit. Check the units.";
      const exponent = fractionOf(parts[1] as Expression);
      if (first.size === 0) return NONE;
      return exponent === null
        ? "A quantity is raised to a rational power only."
        : raise(first, exponent);
    }
    default:
      return found.every(({ size }) => size === 0) || isAngle(found)
        ? NONE
        : "This function takes a number, not a quantity with a unit.";
  }
}

function isAngle(dimensions: readonly Dimension[]): boolean {
  return (
    dimensions.every(({ size }) => size === 0) ||
    dimensions.every((d) => d.size === 1 && d.get("A") === 1)
  );
}

function raise(dimension: Dimension, exponent: Fraction): Dimension | string {
  const result = new Map<string, number>();
  for (const [name, power] of dimension) {
    const product = exponent.mul(power);
    if (product.d !== 1n) return "The root of this quantity has no unit with whole exponents.";
    if (!product.equals(0)) result.set(name, Number(product.s * product.n));
  }
  return result;
}
