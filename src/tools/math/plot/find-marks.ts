import { checkDeadline, isDeadEnd } from "../exact/deadline.ts";
import { differentiate } from "../expression/differentiate.ts";
import type { Expression } from "../expression/expression.ts";
import { compileReal, type CompiledReal, isFast } from "../numeric/compile-real.ts";
import { enclose } from "../numeric/interval.ts";
import type { Point } from "./sample-curve.ts";

const CELLS = 400;
const BISECTIONS = 60;
/** More marks than this hide the curve. */
const MAX_MARKS = 12;

/**
 * Places where a function changes its sign while it is continuous, by bisection, or touches zero: for marking,
 * not for proof. Slow functions are not searched.
 */
export function findZeros(f: Expression, variable: string, [from, to]: Point): number[] {
  if (!isFast(f)) return [];
  const value = compileReal(f, [variable]);
  const isContinuous = (lo: number, hi: number): boolean =>
    enclose(f, variable, { lo, hi })?.isTotal === true;
  const zeros: number[] = [];
  const step = (to - from) / CELLS;
  for (let index = 0; index < CELLS; index++) {
    checkDeadline(4);
    const [a, b] = [from + step * index, from + step * (index + 1)];
    const [fa, fb] = [value(a), value(b)];
    if (fa === 0) zeros.push(a);
    else if (fa * fb < 0 && isContinuous(a, b)) zeros.push(bisect(value, a, b, fa));
    else if (fa * fb > 0 && index > 0 && value(a - step) * fa > 0) {
      const touched = touchedZero(value, a - step, a, b);
      if (touched !== null && isContinuous(a - step, b)) zeros.push(touched);
    }
  }
  // Ends such as pi are no doubles, so a zero there is met only nearly.
  const isNearZero = (x: number): boolean =>
    Math.abs(value(x)) < 1e-12 && Math.abs(value(x + (x === from ? step : -step))) > 1e-9;
  if (isNearZero(from) && zeros[0] !== from && !((zeros[0] ?? to) - from < step / 2))
    zeros.unshift(from);
  if (isNearZero(to) && !(to - (zeros.at(-1) ?? from) < step / 2)) zeros.push(to);
  return zeros.length > MAX_MARKS ? [] : zeros;
}

const GOLDEN = (Math.sqrt(5) - 1) / 2;
/** Beside its size nearby a function that touches zero comes down to this at least. */
const TOUCHING = 1e-9;

/** A zero without a change of sign in the middle one of three places, by golden sections; null where there is none. */
function touchedZero(value: CompiledReal, from: number, middle: number, to: number): number | null {
  const size = (x: number): number => Math.abs(value(x));
  const around = Math.max(size(from), size(to));
  if (!(size(middle) <= size(from) && size(middle) <= size(to))) return null;
  let [a, b] = [from, to];
  for (let count = 0; count < BISECTIONS; count++) {
    const [left, right] = [b - GOLDEN * (b - a), a + GOLDEN * (b - a)];
    if (size(left) <= size(right)) b = right;
    else a = left;
  }
  const place = (a + b) / 2;
  return size(place) <= TOUCHING * around ? place : null;
}

function bisect(value: CompiledReal, from: number, to: number, atFrom: number): number {
  let [a, b] = [from, to];
  for (let count = 0; count < BISECTIONS; count++) {
    const m = (a + b) / 2;
    const fm = value(m);
    if (fm === 0) return m;
    if (fm * atFrom < 0) b = m;
    else a = m;
  }
  return (a + b) / 2;
}

export interface Turn {
  readonly x: number;
  readonly y: number;
  readonly isMaximum: boolean;
}

/** Places where the derivative changes its sign. Empty where the function has no derivative by rules. */
export function findTurns(f: Expression, variable: string, range: Point): Turn[] {
  let slope: Expression;
  try {
    slope = differentiate(f, variable);
  } catch (error) {
    if (isDeadEnd(error)) return [];
    throw error;
  }
  const value = compileReal(f, [variable]);
  const rise = compileReal(slope, [variable]);
  const step = (range[1] - range[0]) / CELLS;
  return findZeros(slope, variable, range).flatMap((x) => {
    const [before, after] = [rise(x - step / 2), rise(x + step / 2)];
    const y = value(x);
    if (!Number.isFinite(y) || before * after >= 0) return [];
    return [{ x, y, isMaximum: before > 0 }];
  });
}
