import type { CompiledReal } from "../numeric/compile-real.ts";
import type { CurveSamples, Point } from "./sample-curve.ts";

const BISECTIONS = 60;
/** More jumps than this hide the curve. */
const MAX_JUMPS = 12;

export interface Jump {
  readonly x: number;
  /** The heights at which the curve arrives from the left and goes on to the right. */
  readonly left: number;
  readonly right: number;
  readonly value: number;
}

/**
 * Places between two pieces of a sampled curve at which it goes from one finite height to another. Only places
 * that can be named in a few digits are told: elsewhere a double cannot tell which side the place belongs to.
 */
export function findJumps(
  value: CompiledReal,
  { segments }: CurveSamples,
  [from, to]: Point,
  [yMin, yMax]: Point,
): Jump[] {
  const [width, height] = [to - from, yMax - yMin];
  const jumps: Jump[] = [];
  for (let index = 1; index < segments.length; index++) {
    const before = segments[index - 1]?.at(-1);
    const after = segments[index]?.[0];
    if (before === undefined || after === undefined) continue;
    const isNarrow = after[0] - before[0] < width / 1_000;
    if (!isNarrow || Math.abs(after[1] - before[1]) < height / 500) continue;
    const x = named(placeOf(value, before, after), width);
    if (x === null) continue;
    const near = width * 1e-8;
    const [left, right] = [value(x - near), value(x + near)];
    const isSteady =
      Math.abs(left - value(x - 10 * near)) < height / 500 &&
      Math.abs(right - value(x + 10 * near)) < height / 500;
    if (isSteady && Math.abs(right - left) > height / 500)
      jumps.push({ x, left, right, value: value(x) });
  }
  return jumps.length > MAX_JUMPS ? [] : jumps;
}

/** Bisects for where values stop to be nearer to those on the left. */
function placeOf(value: CompiledReal, [ax, ay]: Point, [bx, by]: Point): number {
  let [a, b] = [ax, bx];
  for (let count = 0; count < BISECTIONS; count++) {
    const m = (a + b) / 2;
    const height = value(m);
    if (Math.abs(height - ay) < Math.abs(height - by)) a = m;
    else b = m;
  }
  return (a + b) / 2;
}

function named(place: number, width: number): number | null {
  const decimals = Math.min(15, Math.max(0, 4 - Math.floor(Math.log10(width))));
  const rounded = Number(place.toFixed(decimals));
  return Math.abs(rounded - place) < width * 1e-10 ? rounded : null;
}
