import type { Decimal } from "decimal.js";
import { AnsatzError } from "../../../core/errors.ts";
import { exactForm } from "../exact/exact-form.ts";
import { differentiate } from "../expression/differentiate.ts";
import { type Expression, substitute, variablesOf } from "../expression/expression.ts";
import { isBareInfinity } from "../expression/infinite-parts.ts";
import { printPlain } from "../expression/print-plain.ts";
import { tidySigns } from "../expression/tidy-signs.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { tidyRational } from "../integrate/tidy.ts";
import { isDefinedReal } from "../prove/defined-at.ts";
import { compareReals } from "../prove/real-sign.ts";
import { cancelledForm } from "../polynomial/cancel.ts";
import { parseExpression } from "../read/parse.ts";
import { between } from "../solve/between.ts";
import { breaksOf } from "../solve/breaks.ts";
import { zerosOrSame } from "../solve/zero-sets.ts";
import type { ZeroSet } from "../solve/zeros-by-pieces.ts";
import { derivedLimit } from "./derived-limit.ts";

/** An end of values: a number, or one of the infinities. */
type End = Expression | -1 | 1;

/** Values between two ends, with a place where a closed end is taken. */
export interface Values {
  readonly lo: End;
  readonly hi: End;
  readonly loClosed: boolean;
  readonly hiClosed: boolean;
  readonly loAt: Expression | null;
  readonly hiAt: Expression | null;
}

const MOST_PLACES = 24;
/** Values that are looked at in each piece: all must lie in the range that was derived. */
const SAMPLES = 9;
const NEAR = 1e-12;

/**
 * Every value that a function takes on an interval, or on its whole domain, as rising intervals. The line is
 * parted where the function or its derivative breaks and where the derivative is zero, all exactly: on each
 * piece the function is continuous and runs one way, so it takes just the values between its limits at the
 * two ends. Null where a place, a limit or an order is not established.
 */
export function rangeByPieces(
  f: Expression,
  variable: string,
  bounds: readonly [Expression, Expression] | null,
): readonly Values[] | null {
  if (variablesOf(f).some((name) => name !== variable)) return null;
  const places = placesOf(f, variable, bounds);
  if (places === null) return null;
  const ends = bounds === null ? [null, ...places, null] : [...places];
  const found: Values[] = [];
  const limits = new Map<Expression, End>();
  for (let k = 0; k + 1 < ends.length; k++) {
    const [from, to] = [ends[k] ?? null, ends[k + 1] ?? null];
    const piece = pieceBetween(f, variable, from, to);
    if (piece === null) return null;
    if (piece === "none") continue;
    found.push(piece.values);
    if (from !== null) limits.set(from, piece.first);
    if (to !== null) limits.set(to, piece.last);
  }
  for (const place of places) {
    const value = valueAt(f, variable, place, limits.get(place));
    if (value === null) return null;
    if (value === "none") continue;
    found.push({ lo: value, hi: value, loClosed: true, hiClosed: true, loAt: place, hiAt: place });
  }
  return merged(found);
}

/**
 * The value at a place. Where there is a piece beside it this is the limit from there, for all that breaks are
 * known of is continuous wherever it has a value.
 */
function valueAt(
  f: Expression,
  variable: string,
  place: Expression,
  limit: End | undefined,
): Expression | "none" | null {
  const value = substitute(f, variable, place);
  const isDefined = isDefinedReal(value);
  if (isDefined !== true) return isDefined === false ? "none" : null;
  if (limit === undefined) return exactForm(value) ?? tidySigns(value);
  const [known, size] = [decimalOf(limit), evaluateReal(value)];
  const isSame = known !== null && size?.sub(known).abs().lte(size.abs().add(1).mul(NEAR)) === true;
  return isSame ? (limit as Expression) : null;
}

/** Rising places that part the line, the bounds among them; null where they are not all known. */
function placesOf(
  f: Expression,
  variable: string,
  bounds: readonly [Expression, Expression] | null,
): Expression[] | null {
  const sets = partsOfLine(f, variable);
  if (sets === null || sets.some(({ period }) => period !== null)) return null;
  const real = sets.flatMap(({ points }) => points).filter((point) => evaluateReal(point) !== null);
  const all = sorted([...real, ...(bounds ?? [])]);
  if (all === null || all.length > MOST_PLACES || bounds === null) return all;
  const [from, to] = bounds.map((bound) =>
    all.findIndex((place) => place === bound || compareReals(place, bound) === 0),
  ) as [number, number];
  return from < to && from >= 0 ? all.slice(from, to + 1) : null;
}

function partsOfLine(f: Expression, variable: string): ZeroSet[] | null {
  try {
    const slope = tidySigns(differentiate(f, variable));
    const sets = [breaksOf(f, variable), breaksOf(slope, variable)];
    const zeros = zerosOf(slope, variable);
    return sets.includes(null) || zeros === null
      ? null
      : [...(sets as ZeroSet[][]).flat(), ...zeros];
  } catch (error) {
    if (AnsatzError.isInstance(error) && error.code === "unsupported") return null;
    throw error;
  }
}

/** Zeros of the first form of the derivative whose zeros are all found; what is cancelled is among its breaks. */
function zerosOf(slope: Expression, variable: string): ZeroSet[] | null {
  for (const form of [slope, tidyRational(slope), cancelledForm(slope)]) {
    const zeros = form === null ? null : zerosOrSame(form, { num: "0" }, variable);
    if (zeros !== null) return zeros;
  }
  return null;
}

interface Piece {
  readonly values: Values;
  /** The limits at the two ends. */
  readonly first: End;
  readonly last: End;
}

/** The values on an open piece; "none" where the function has none there, null where that is not settled. */
function pieceBetween(
  f: Expression,
  variable: string,
  from: Expression | null,
  to: Expression | null,
): Piece | "none" | null {
  const [a, b] = [from, to].map((end) => (end === null ? null : evaluateReal(end)));
  const middle = between(a ?? null, b ?? null);
  const isDefined = isDefinedReal(substitute(f, variable, middle));
  if (isDefined !== true) return isDefined === false ? "none" : null;
  const [first, last] = [
    limitOf(f, variable, from ?? ["Negate", "PositiveInfinity"], "FromRight"),
    limitOf(f, variable, to ?? "PositiveInfinity", "FromLeft"),
  ];
  if (first === null || last === null) return null;
  const order = compare(first, last);
  if (order === null) return null;
  const [lo, hi] = order < 0 ? [first, last] : [last, first];
  // The same at both ends: the function is constant there.
  const isConstant = order === 0;
  const at = isConstant ? middle : null;
  const values = { lo, hi, loClosed: isConstant, hiClosed: isConstant, loAt: at, hiAt: at };
  return areWithin(f, variable, [a ?? null, b ?? null], values) ? { values, first, last } : null;
}

function limitOf(
  f: Expression,
  variable: string,
  point: Expression,
  side: "FromLeft" | "FromRight",
): End | null {
  const found = derivedLimit(f, variable, point, [side]);
  if (found?.kind !== "answer" || found.certificate.grade !== "proved") return null;
  if (found.certificate.conditions !== undefined || found.value.kind !== "expression") return null;
  if (isBareInfinity(found.plain)) return found.plain.startsWith("-") ? -1 : 1;
  const value = parseExpression(found.plain).expression;
  return evaluateReal(value) === null ? null : value;
}

/** A second look, in decimals: what was derived must hold every value that is met. */
function areWithin(
  f: Expression,
  variable: string,
  [a, b]: readonly [Decimal | null, Decimal | null],
  { lo, hi }: Values,
): boolean {
  const [least, most] = [lo, hi].map(decimalOf) as [Decimal | null, Decimal | null];
  for (let k = 1; k <= SAMPLES; k++) {
    const share = k / (SAMPLES + 1);
    const x =
      a !== null && b !== null
        ? a.add(b.sub(a).mul(share))
        : a !== null
          ? a.add(share / (1 - share))
          : b !== null
            ? b.sub(share / (1 - share))
            : evaluateReal({ num: "0" })?.add(Math.tan(Math.PI * (share - 0.5)));
    const value = x === undefined ? null : evaluateReal(f, { [variable]: x });
    if (value === null) return false;
    const margin = value.abs().add(1).mul(NEAR);
    if (least?.sub(value).gt(margin) === true || most?.sub(value).lt(margin.neg()) === true)
      return false;
  }
  return true;
}

/** Null for an infinity. */
const decimalOf = (end: End): Decimal | null =>
  typeof end === "number" ? null : evaluateReal(end);

/** The sign of a - b; null where it is not established. */
function compare(a: End, b: End): number | null {
  if (typeof a === "number" || typeof b === "number") {
    const size = (end: End): number => (typeof end === "number" ? end : 0);
    return Math.sign(size(a) - size(b));
  }
  return compareReals(a, b);
}

/** In rising order, equal ones once; null where two cannot be told apart. */
function sorted(points: readonly Expression[]): Expression[] | null {
  const result: Expression[] = [];
  for (const point of points) {
    let [place, order]: [number, number | null] = [0, 1];
    while (place < result.length) {
      order = compareReals(point, result[place] as Expression);
      if (order === null) return null;
      if (order <= 0) break;
      place += 1;
    }
    if (order !== 0) result.splice(place, 0, point);
  }
  return result;
}

/** Overlapping and touching intervals become one. */
function merged(values: readonly Values[]): Values[] | null {
  const rising: Values[] = [];
  for (const item of values) {
    let place = 0;
    for (; place < rising.length; place++) {
      const other = rising[place] as Values;
      const order = compare(item.lo, other.lo);
      if (order === null) return null;
      if (order < 0 || (order === 0 && item.loClosed)) break;
    }
    rising.splice(place, 0, item);
  }
  const result: Values[] = [];
  for (const item of rising) {
    const last = result.at(-1);
    if (last === undefined) {
      result.push(item);
      continue;
    }
    const gap = compare(item.lo, last.hi);
    if (gap === null) return null;
    if (gap > 0 || (gap === 0 && !item.loClosed && !last.hiClosed)) {
      result.push(item);
      continue;
    }
    const further = compare(item.hi, last.hi);
    if (further === null) return null;
    const isFurther = further > 0 || (further === 0 && item.hiClosed && !last.hiClosed);
    const end = isFurther ? item : last;
    result[result.length - 1] = {
      ...last,
      hi: end.hi,
      hiClosed: end.hiClosed,
      hiAt: end.hiAt,
    };
  }
  return result;
}

export function printEnd(end: End): string {
  if (typeof end === "number") return end < 0 ? "-infinity" : "infinity";
  return printPlain(end);
}
