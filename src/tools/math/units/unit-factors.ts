import type { Expression } from "../expression/expression.ts";
import { endingDecimal } from "../exact/ending-decimal.ts";
import { exactForm } from "../exact/exact-form.ts";
import { fractionExpression } from "../exact/to-expression.ts";
import { unitNamed } from "./read-unit.ts";
import { factorExpression, isSameDimension, type Unit } from "./unit.ts";

/** A factor of a conversion: `number` of `to` are one `from`, to a power. */
export interface UnitFactor {
  readonly from: string;
  readonly to: string;
  readonly fromUnit: Unit;
  readonly toUnit: Unit;
  readonly number: Expression;
  readonly power: number;
}

/** The factors from one unit to another: part by part where their parts correspond, else in one. */
export function unitFactors(from: Unit, to: Unit): UnitFactor[] {
  const [parts, goals] = [partsOf(from), partsOf(to)];
  if (parts !== null && goals !== null && parts.length === goals.length && parts.length > 0) {
    const left = [...goals];
    const found: UnitFactor[] = [];
    for (const { unit, power } of parts) {
      const place = left.findIndex(
        (goal) => goal.power === power && isSameDimension(goal.unit.dimension, unit.dimension),
      );
      if (place === -1) return [single(from, to)];
      const [goal] = left.splice(place, 1) as [Part];
      found.push(single(unit, goal.unit, power));
    }
    return found.filter((factor) => factor.from !== factor.to);
  }
  return [single(from, to)];
}

interface Part {
  readonly unit: Unit;
  readonly power: number;
}

/** Written the way round in which the number is a decimal that ends: 1 mi = 1.609344 km. */
function single(from: Unit, to: Unit, power = 1): UnitFactor {
  const ratio = from.factor.div(to.factor);
  const isTurned = endingDecimal(ratio) === null && endingDecimal(ratio.inverse()) !== null;
  const [one, other] = isTurned ? [to, from] : [from, to];
  const exact: Expression = ["Divide", factorExpression(one), factorExpression(other)];
  return {
    from: one.text,
    to: other.text,
    fromUnit: one,
    toUnit: other,
    number:
      from.pi === to.pi
        ? fractionExpression(one.factor.div(other.factor))
        : (exactForm(exact) ?? exact),
    power: isTurned ? -power : power,
  };
}

/** `km/h` as km and h to the power -1; null where a part has no name. */
function partsOf({ text }: Unit): Part[] | null {
  const parts: Part[] = [];
  for (const [, sign, name, exponent] of text.matchAll(/(^|[*/])([^*/^]+)(?:\^(\d+))?/g)) {
    if (name === "1") continue;
    const unit = unitNamed(name as string);
    if (unit === null) return null;
    parts.push({ unit, power: (sign === "/" ? -1 : 1) * Number(exponent ?? "1") });
  }
  return parts;
}
