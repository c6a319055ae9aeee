import { Fraction } from "fraction.js";
import { argumentsOf, type Expression, headOf, ZERO } from "../expression/expression.ts";
import { fractionOf } from "./fraction-of.ts";

export interface Turn {
  readonly slope: Fraction;
  readonly times: bigint;
  /** A multiple of pi/4. */
  readonly isAngle: boolean;
}

/** The terms of a sum of whole multiples of arctangents of rationals and of pi/4; null for any other, and without arctangents. */
export function turnsOf(expression: Expression): Turn[] | null {
  const turns = collect(expression, new Fraction(1));
  return turns !== null && turns.some(({ isAngle }) => !isAngle) ? turns : null;
}

const MOST_TIMES = 200n;

/** The product of the (1 + i slope)^times, up to a positive factor; null where it is too long. */
export function productOfTurns(turns: readonly Turn[]): { re: Fraction; im: Fraction } | null {
  let [re, im] = [new Fraction(1), new Fraction(0)];
  for (const { slope, times } of turns) {
    const turn = times < 0n ? slope.neg() : slope;
    const count = times < 0n ? -times : times;
    if (count > MOST_TIMES) return null;
    for (let k = 0n; k < count; k++) [re, im] = [re.sub(im.mul(turn)), im.add(re.mul(turn))];
  }
  return { re, im };
}

function collect(node: Expression, factor: Fraction): Turn[] | null {
  const parts = argumentsOf(node);
  const [first, second] = parts as [Expression, Expression];
  const turn = (slope: Fraction, times: Fraction, isAngle: boolean): Turn[] | null =>
    times.d === 1n ? [{ slope, times: times.s * times.n, isAngle }] : null;
  if (node === "Pi") return turn(new Fraction(1), factor.mul(4), true);
  if (fractionOf(node)?.equals(0) === true || node === ZERO) return [];
  switch (headOf(node)) {
    case "Add": {
      const all = parts.map((part) => collect(part, factor));
      return all.includes(null) ? null : (all as Turn[][]).flat();
    }
    case "Negate":
      return collect(first, factor.neg());
    case "Divide": {
      const below = fractionOf(second);
      return below === null || below.equals(0) ? null : collect(first, factor.div(below));
    }
    case "Multiply": {
      const value = fractionOf(first);
      return value === null || parts.length !== 2 ? null : collect(second, factor.mul(value));
    }
    case "Arctan": {
      const slope = fractionOf(first);
      return slope === null ? null : turn(slope, factor, false);
    }
    default:
      return null;
  }
}
