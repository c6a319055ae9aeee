import { endingDecimal } from "../exact/ending-decimal.ts";
import { fractionOf } from "../exact/fraction-of.ts";
import { fractionExpression } from "../exact/to-expression.ts";
import { argumentsOf, type Expression, headOf, isNumber } from "../expression/expression.ts";
import type { QuantityQuery } from "../read/quantity-query.ts";
import { measure } from "../units/quantity.ts";
import {
  type Dimension,
  DIMENSIONLESS,
  factorExpression,
  isSameDimension,
  multiplyDimensions,
  multiplyUnits,
  type Unit,
} from "../units/unit.ts";
import { unitNamed } from "../units/read-unit.ts";
import { evaluateExpression } from "./evaluate.ts";
import { type ComputeContext, openOutcome, type Outcome } from "./outcome.ts";

/** Named units for results, by dimension, tried in this order. */
const RESULT_UNITS = [
  "m",
  "m^2",
  "kg",
  "s",
  "N",
  "J",
  "W",
  "Pa",
  "V",
  "Ω",
  "C",
  "A",
  "K",
  "Hz",
  "mol",
];

/**
 * Works out a quantity exactly from the definitions of its units. The grade is `exact-check`: the
 * arithmetic is exact and was done twice, the conventions are shown.
 */
export async function quantityQuery(
  { expression, units, target }: QuantityQuery,
  context: ComputeContext,
): Promise<Outcome> {
  const used = Object.values(units);
  const scale = used.find(({ zero }) => zero !== null) ?? (target?.zero !== null ? target : null);
  if (target !== null && scale !== null && scale !== undefined)
    return convertScale(expression, used[0] as Unit, target, context);
  const measured = measure(expression, units);
  if (measured.kind === "refused") return openOutcome(measured.message, "unsupported", "units");
  const unit = target ?? resultUnit(units, measured.dimension);
  if (unit === null && measured.dimension.size === 0)
    return evaluateExpression(measured.value, context);
  if (unit === null)
    return openOutcome("The result has no unit with a name here. Ask for a unit.", "unsupported");
  if (!isSameDimension(measured.dimension, unit.dimension))
    return openOutcome(
      `The quantity and ${unit.text} measure different things, so one cannot be converted to the other.`,
      "unsupported",
      "units",
    );
  return present(
    await evaluateExpression(["Divide", measured.value, factorExpression(unit)], context),
    unit,
    used,
  );
}

/** Temperatures: through kelvin, K = (t - zero) * factor. */
async function convertScale(
  expression: Expression,
  from: Unit,
  to: Unit,
  context: ComputeContext,
): Promise<Outcome> {
  if (!isSameDimension(from.dimension, to.dimension))
    return openOutcome(
      `${from.text} and ${to.text} measure different things, so one cannot be converted to the other.`,
      "unsupported",
      "units",
    );
  const number = coefficientOf(expression);
  if (number === null)
    return openOutcome("Temperatures on a scale are converted one at a time.", "unsupported");
  const kelvin: Expression = [
    "Multiply",
    ["Add", number, ["Negate", fractionExpression(from.zero ?? fractionZero())]],
    fractionExpression(from.factor),
  ];
  const value: Expression = [
    "Add",
    ["Divide", kelvin, fractionExpression(to.factor)],
    fractionExpression(to.zero ?? fractionZero()),
  ];
  return present(await evaluateExpression(value, context), to, [from]);
}

const fractionZero = () => fractionOf({ num: "0" }) as NonNullable<ReturnType<typeof fractionOf>>;

/** `40*U_1` or `-40*U_1` as its number. */
function coefficientOf(expression: Expression): Expression | null {
  if (headOf(expression) === "Negate") {
    const inner = coefficientOf(argumentsOf(expression)[0] as Expression);
    return inner === null ? null : ["Negate", inner];
  }
  const [number, unit, ...rest] = argumentsOf(expression);
  if (headOf(expression) !== "Multiply" || number === undefined || rest.length > 0) return null;
  if (unit !== "U_1") return null;
  return isNumber(number) || fractionOf(number) !== null ? number : null;
}

/** A unit of the question with the right dimension, else a power of its first unit, else a named SI unit. */
function resultUnit(units: QuantityQuery["units"], dimension: Dimension): Unit | null {
  const own = Object.values(units).find((unit) => isSameDimension(unit.dimension, dimension));
  if (own !== undefined && own.zero === null) return own;
  const [first] = Object.values(units);
  const power = first === undefined ? null : powerOf(first.dimension, dimension);
  if (first !== undefined && power !== null) return multiplyUnits(DIMENSIONLESS, first, power);
  for (const name of RESULT_UNITS) {
    const unit = unitNamed(name);
    if (unit !== null && isSameDimension(unit.dimension, dimension)) return unit;
  }
  return coherentUnit(dimension);
}

const BASE_UNITS: readonly (readonly [string, string])[] = [
  ["M", "kg"],
  ["L", "m"],
  ["I", "A"],
  ["K", "K"],
  ["N", "mol"],
  ["J", "cd"],
  ["B", "bit"],
  ["T", "s"],
];

/** The product of SI base units with a dimension, factors with positive powers first. */
function coherentUnit(dimension: Dimension): Unit | null {
  let unit = DIMENSIONLESS;
  for (const isPositive of [true, false])
    for (const [name, symbol] of BASE_UNITS) {
      const power = dimension.get(name) ?? 0;
      const base = unitNamed(symbol);
      if (power === 0 || power > 0 !== isPositive || base === null) continue;
      unit = multiplyUnits(unit, base, power);
    }
  return isSameDimension(unit.dimension, dimension) && dimension.size > 0 ? unit : null;
}

/** The n for which a dimension is another to the power n. */
function powerOf(base: Dimension, dimension: Dimension): number | null {
  const [name] = base.keys();
  const power = name === undefined ? NaN : (dimension.get(name) ?? 0) / (base.get(name) ?? 1);
  return Number.isInteger(power) &&
    power !== 0 &&
    isSameDimension(multiplyDimensions(new Map(), base, power), dimension)
    ? power
    : null;
}

function present(outcome: Outcome, unit: Unit, used: readonly Unit[]): Outcome {
  if (outcome.kind !== "answer" || outcome.value.kind !== "expression") return outcome;
  const exact = fractionOf(parseValue(outcome));
  const decimal = exact === null ? null : endingDecimal(exact);
  const shown = decimal ?? outcome.numeric ?? outcome.plain;
  const sources = [...new Set([...used, unit].map(({ text }) => text))].join(", ");
  return {
    ...outcome,
    short: `${shown} ${unit.text}`.trim(),
    plain: `${outcome.plain} ${unit.text}`.trim(),
    latex: `${outcome.latex}\\ \\mathrm{${unit.text.replace(/[%#&_]/g, "\\$&")}}`,
    value: { kind: "quantity", plain: outcome.plain, unit: unit.text },
    certificate: {
      ...outcome.certificate,
      grade: outcome.certificate.grade === "proved" ? "exact-check" : outcome.certificate.grade,
      detail: `Dimensions agree; the units are by definition exact multiples of SI units (${sources}). ${outcome.certificate.detail}`,
    },
  };
}

function parseValue(outcome: Extract<Outcome, { kind: "answer" }>): Expression {
  const found = /^(-?\d+)(?:\/(\d+))?$/.exec(outcome.plain);
  if (found === null) return outcome.plain;
  const over: Expression = { num: (found[1] as string).replace("-", "") };
  const signed: Expression = outcome.plain.startsWith("-") ? ["Negate", over] : over;
  return found[2] === undefined ? signed : ["Divide", signed, { num: found[2] }];
}
