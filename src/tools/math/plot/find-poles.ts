import type { CompiledReal } from "../numeric/compile-real.ts";
import type { CurveSamples, Point } from "./sample-curve.ts";

/** Distances from a gap at which the growth of a function is looked at, as shares of the window's width. */
const DISTANCES = [1e-3, 1e-5, 1e-7] as const;
const GROWTH = 4;

/** Places where a sampled curve breaks off and its values grow without bound on one side at least. */
export function findPoles(
  value: CompiledReal,
  { segments }: CurveSamples,
  [from, to]: Point,
): number[] {
  const width = to - from;
  const ends = segments.flatMap((points) => [points[0]?.[0], points.at(-1)?.[0]]);
  const gaps: number[] = [];
  for (const end of ends) {
    if (end === undefined) continue;
    const other = ends.find(
      (place) => place !== undefined && place !== end && Math.abs(place - end) < width / 1_000,
    );
    const place = other === undefined ? end : (end + other) / 2;
    if (!gaps.some((gap) => Math.abs(gap - place) < width / 1_000)) gaps.push(place);
  }
  const poles = gaps
    .map((gap) => refine(value, gap, width))
    .filter(
      (gap) => gap >= from && gap <= to && (grows(value, gap, width) || grows(value, gap, -width)),
    );
  return poles.filter(
    (pole, index) => !poles.slice(0, index).some((other) => Math.abs(other - pole) < width / 500),
  );
}

/** Single points without a value between two ends of a curve that meet there. */
export function findHoles(
  { segments }: CurveSamples,
  [from, to]: Point,
  [yMin, yMax]: Point,
): Point[] {
  const holes: Point[] = [];
  for (let index = 1; index < segments.length; index++) {
    const before = segments[index - 1]?.at(-1);
    const after = segments[index]?.[0];
    if (before === undefined || after === undefined) continue;
    const isNarrow = after[0] - before[0] < (to - from) / 1_000;
    const isLevel = Math.abs(after[1] - before[1]) < (yMax - yMin) / 500;
    if (isNarrow && isLevel)
      holes.push([nameable((before[0] + after[0]) / 2, to - from), (before[1] + after[1]) / 2]);
  }
  // A curve that breaks off again and again is not a curve with holes.
  return holes.length > 6 ? [] : holes;
}

/** A place rounded as far as a window of this width allows it unseen. */
function nameable(place: number, width: number): number {
  return Number(place.toFixed(Math.min(20, Math.max(0, 3 - Math.floor(Math.log10(width))))));
}

function grows(value: CompiledReal, place: number, width: number): boolean {
  const sizes = DISTANCES.map((share) => Math.abs(value(place + share * width)));
  const [far, near, nearest] = sizes as [number, number, number];
  return (near > far * GROWTH && nearest > near * GROWTH) || nearest === Infinity;
}

/** Where 1/f is smallest near the gap, by ternary search: a pole is a zero of 1/f. */
function refine(value: CompiledReal, gap: number, width: number): number {
  const size = (x: number): number => {
    const y = value(x);
    return Number.isFinite(y) ? 1 / Math.abs(y) : 0;
  };
  let [a, b] = [gap - width / 300, gap + width / 300];
  for (let count = 0; count < 80; count++) {
    const [left, right] = [a + (b - a) / 3, b - (b - a) / 3];
    if (size(left) <= size(right)) b = right;
    else a = left;
  }
  const place = (a + b) / 2;
  // A place a person would name is preferred when it is as good.
  const named = Number(place.toPrecision(4));
  return Math.abs(named - place) < width * 1e-6 ? named : place;
}
