import { Decimal } from "decimal.js";
import { argumentsOf, type Expression, headOf, substitute } from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { enclose } from "../numeric/interval.ts";
import { agreeingDigits } from "../prove/evidence.ts";
import type { Side } from "../limits/exact-limit.ts";

/** Distances (or, at infinity, sizes) at which a limit is looked at; the second set serves fast growth. */
const NEAR_SCALES = [[6, 9, 12]] as const;
const FAR_SCALES = [
  [3, 6, 12],
  [1, 2, 3],
] as const;
/** Growth that has not ended at 10^12 may still end; these are looked at where they have values. */
const FARTHER_SCALES = [24, 60, 200, 1_000, 5_000] as const;
/** What grows at 10^-12 may rest nearer to the point; 60 digits still tell these from it. */
const NEARER_SCALES = [20, 30, 40] as const;
/** The least gain from one of these to the next; a power of a logarithm gains more. */
const STILL_GROWING = 1.05;
const OBJECTION_SCALES = [2, 4, 8] as const;

/** Distances are this much times a power of ten: steps and periods of the function do not meet them. */
const UNEVEN = "1.2360679774997896964091736687";

/** The value nearest to the point, and all that were looked at, nearer and nearer. */
export type Trend =
  | { readonly value: number; readonly values: readonly number[] }
  | "up"
  | "down"
  | null;

export function isInfinity(point: Expression): boolean {
  return printPlain(point).includes("infinity");
}

function valueAt(
  body: Expression,
  variable: string,
  point: Expression,
  side: Side,
  exponent: number,
): number | null {
  const isFar = isInfinity(point);
  const size: Expression = isFar
    ? { num: new Decimal(UNEVEN).mul(new Decimal(10).pow(exponent)).toFixed() }
    : { num: new Decimal(UNEVEN).mul(new Decimal(10).pow(-exponent)).toFixed() };
  const isBackward = isFar ? printPlain(point).startsWith("-") : side === "FromLeft";
  const signed: Expression = isBackward ? ["Negate", size] : size;
  const at: Expression = isFar ? signed : ["Add", point, signed];
  return evaluateReal(substitute(body, variable, at))?.toNumber() ?? null;
}

/** How the values behave at three distances from the point, with 60 digits of working precision. */
export function trend(body: Expression, variable: string, point: Expression, side: Side): Trend {
  for (const scales of isInfinity(point) ? FAR_SCALES : NEAR_SCALES) {
    const values = scales.map((exponent) => valueAt(body, variable, point, side, exponent));
    if (values.some((value) => value === null)) continue;
    const [first, second, third] = values as [number, number, number];
    const grows =
      Math.abs(third) > 1.8 * Math.abs(second) && Math.abs(second) > 1.8 * Math.abs(first);
    if (Math.abs(third) <= 1e3 || !grows) return { value: third, values: [first, second, third] };
    return keepsGrowing(body, variable, point, side, third) ? (third > 0 ? "up" : "down") : null;
  }
  return null;
}

function keepsGrowing(
  body: Expression,
  variable: string,
  point: Expression,
  side: Side,
  start: number,
): boolean {
  let before = start;
  for (const exponent of isInfinity(point) ? FARTHER_SCALES : NEARER_SCALES) {
    const value = valueAt(body, variable, point, side, exponent);
    if (value === null || !Number.isFinite(value)) continue;
    if (Math.abs(value) < STILL_GROWING * Math.abs(before) || Math.sign(value) !== Math.sign(start))
      return false;
    before = value;
  }
  return true;
}

/**
 * Do both sides still stand as far apart when looked at from much nearer? A step that is steep but no step
 * closes there.
 */
export function stayApart(body: Expression, variable: string, point: Expression): boolean {
  return NEARER_SCALES.every((exponent) => {
    const [left, right] = (["FromLeft", "FromRight"] as const).map((side) =>
      valueAt(body, variable, point, side, exponent),
    ) as [number | null, number | null];
    if (left === null || right === null) return false;
    return Math.abs(left - right) > 1e-2 * Math.max(1, Math.min(Math.abs(left), Math.abs(right)));
  });
}

export function disagree(left: Trend, right: Trend): boolean {
  if (left === null || right === null) return false;
  if (typeof left === "string" || typeof right === "string") return left !== right;
  return Math.abs(left.value - right.value) > 1e-2 * Math.max(1, Math.abs(left.value));
}

/** True when a function has no real value anywhere near the point on this side, as far as looked. */
export function hasNoValues(
  body: Expression,
  variable: string,
  point: Expression,
  side: Side,
): boolean {
  return [1, 2, 3, 5, 8].every(
    (exponent) => valueAt(body, variable, point, side, exponent) === null,
  );
}

const CIRCULAR: ReadonlySet<string> = new Set(["Sin", "Cos", "Tan", "Cot", "Sec", "Csc"]);
/** Pieces near the point, by the exponents of their ends, that must be free of poles. */
const RINGS = [
  [4, 5],
  [7, 8],
] as const;

/**
 * May a function with sines and cosines have poles or gaps as near to the point as wanted, as far as interval
 * arithmetic tells? Then values at single places, however near, say nothing about the limit.
 */
export function mayHavePolesNear(
  body: Expression,
  variable: string,
  point: Expression,
  side: Side,
): boolean {
  if (!isCircular(body)) return false;
  const isFar = isInfinity(point);
  const centre = isFar ? 0 : evaluateReal(point)?.toNumber();
  if (centre === undefined) return true;
  const isBackward = isFar ? printPlain(point).startsWith("-") : side === "FromLeft";
  return RINGS.some((exponents) => {
    const ends = exponents
      .map((exponent) => 10 ** (isFar ? exponent : -exponent))
      .map((distance) => centre + (isBackward ? -distance : distance))
      .sort((a, b) => a - b) as [number, number];
    return enclose(body, variable, { lo: ends[0], hi: ends[1] })?.isTotal !== true;
  });
}

function isCircular(expression: Expression): boolean {
  return CIRCULAR.has(headOf(expression)) || argumentsOf(expression).some(isCircular);
}

/**
 * Do the values near the point settle clearly at something else than `claimed` (null: than any finite
 * value)? Slow convergence does not settle and is no objection.
 */
export function valuesObject(
  claimed: number | null,
  body: Expression,
  variable: string,
  point: Expression,
  side: Side,
): boolean {
  const values = OBJECTION_SCALES.map((exponent) => valueAt(body, variable, point, side, exponent));
  if (values.some((value) => value === null || !Number.isFinite(value))) return false;
  const [first, second, third] = values as [number, number, number];
  const size = Math.max(1, Math.abs(third), Math.abs(claimed ?? 0));
  const settles = Math.abs(third - second) < 1e-4 * size && Math.abs(second - first) < 1e-2 * size;
  if (!settles) return false;
  if (claimed === null) return Math.abs(third) < 1e3;
  if (Math.abs(third - claimed) <= 1e-2 * size) return false;
  // A function may rest at another value for a long way before it moves on.
  return !FARTHER_SCALES.some((exponent) => {
    const far = isInfinity(point) ? valueAt(body, variable, point, side, exponent) : null;
    return far !== null && Math.abs(far - claimed) <= 1e-3 * size;
  });
}

const SETTLED = 1e-14;
/** Distances shrink a thousandfold, at infinity tenfold at least; a convergent function gains at least this. */
const GAIN = 1.5;

/**
 * Digits to which the values near the point come to a number, or null when they do not come ever nearer:
 * a function that goes back and forth is near many numbers.
 */
export function digitsOfApproach(claimed: number, values: readonly number[]): number | null {
  const size = Math.max(1, Math.abs(claimed));
  const errors = values.map((value) => Math.abs(value - claimed) / size);
  const comesNearer = errors.every((error, index) => {
    const before = errors[index - 1];
    return before === undefined || error <= SETTLED || error * GAIN <= before;
  });
  return comesNearer ? agreeingDigits(claimed, values.at(-1) as number) : null;
}
