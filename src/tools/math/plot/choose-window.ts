import type { PlotWindow } from "../../../core/plot.ts";
import { argumentsOf, type Expression, headOf, variablesOf } from "../expression/expression.ts";
import { compileReal, isFast } from "../numeric/compile-real.ts";
import type { Point } from "./sample-curve.ts";

const PERIODIC: ReadonlySet<string> = new Set(["Sin", "Cos", "Tan", "Cot", "Sec", "Csc"]);

/** Where a function of one variable is looked at when nobody says: around what is marked, else around zero. */
export function chooseRange(f: Expression, marked: readonly number[]): Point {
  const places = marked.filter(Number.isFinite);
  if (places.length > 0) {
    const [low, high] = [Math.min(...places), Math.max(...places)];
    const margin = Math.max((high - low) * 0.6, Math.abs(low) * 0.6, Math.abs(high) * 0.6, 1);
    return [low - margin, high + margin];
  }
  if (containsHead(f, PERIODIC)) return [-2 * Math.PI, 2 * Math.PI];
  return isFastGrowing(f) ? [-3, 3] : [-5, 5];
}

function containsHead(f: Expression, heads: ReadonlySet<string>): boolean {
  return heads.has(headOf(f)) || argumentsOf(f).some((part) => containsHead(part, heads));
}

/** Does a circular function of the bare variable repeat here, so that multiples of pi are its places? */
export function isCountedInPi(f: Expression): boolean {
  if (PERIODIC.has(headOf(f)))
    return argumentsOf(f).every((part) => variablesOf(part).length > 0 && isLinearWithoutPi(part));
  return argumentsOf(f).some(isCountedInPi);
}

function isLinearWithoutPi(f: Expression): boolean {
  const parts = argumentsOf(f);
  if (parts.length === 0) return f !== "Pi";
  const isPlain = ["Add", "Negate", "Multiply"].includes(headOf(f));
  const isShare = headOf(f) === "Divide" && variablesOf(parts[1] as Expression).length === 0;
  return (isPlain || isShare) && parts.every(isLinearWithoutPi);
}

function isFastGrowing(f: Expression): boolean {
  return containsHead(f, new Set(["Exp", "Sinh", "Cosh"])) || hasExponential(f);
}

function hasExponential(f: Expression): boolean {
  if (headOf(f) === "Power" && argumentsOf(f)[0] === "ExponentialE") return true;
  return argumentsOf(f).some(hasExponential);
}

/** The range without the parts at its ends where the function has no value, but for a small margin. */
export function definedRange(f: Expression, variable: string, [from, to]: Point): Point {
  const value = compileReal(f, [variable]);
  const samples = isFast(f) ? 400 : 60;
  const places = Array.from(
    { length: samples + 1 },
    // Off round places: a power such as x^x has values at the negative whole numbers alone.
    (_, index) => from + ((to - from) * (index + 0.37)) / (samples + 1),
  ).filter((x) => Number.isFinite(value(x)));
  const [first, last] = [places[0], places.at(-1)];
  if (first === undefined || last === undefined || last - first < (to - from) / 50)
    return [from, to];
  const margin = (last - first) * 0.08;
  return [Math.max(from, first - margin), Math.min(to, last + margin)];
}

const MAX_CALMINGS = 10;
const CALMING = 0.8;

/** Narrows a range about its middle while the function's size varies too much to be seen. */
export function calmRange(f: Expression, variable: string, range: Point): Point {
  const value = compileReal(f, [variable]);
  let [from, to] = range;
  for (let count = 0; count < MAX_CALMINGS; count++) {
    const sizes = Array.from({ length: 41 }, (_, index) =>
      Math.abs(value(from + ((to - from) * (index + 0.29)) / 41)),
    )
      .filter(Number.isFinite)
      .sort((a, b) => a - b);
    const [middle, large] = [sizes[20] ?? 0, sizes[Math.floor(sizes.length * 0.9)] ?? 0];
    if (large < 2_000 || large < 20 * (middle + 1)) break;
    const centre = (from + to) / 2;
    const half = ((to - from) / 2) * CALMING;
    [from, to] = [centre - half, centre + half];
  }
  return [from, to];
}

const NOISE = 1e-9;
const SAMPLES = 240;
/** Of the sampled values, this share on either side may fall outside the window. */
const TRIMMED = 0.06;

/**
 * The range of values worth showing: all of them where they are tame, else the middle ones, widened to
 * hold what is marked, and zero when it is near.
 */
export function chooseValues(
  functions: readonly Expression[],
  variable: string,
  [from, to]: Point,
  marked: readonly number[],
): Point {
  const values = functions
    .flatMap((f) => {
      const value = compileReal(f, [variable]);
      const samples = isFast(f) ? SAMPLES : 40;
      return Array.from({ length: samples + 1 }, (_, index) =>
        value(from + ((to - from) * (index + 0.31)) / (samples + 1)),
      );
    })
    .filter(Number.isFinite)
    .sort((a, b) => a - b);
  if (values.length === 0) return [-1, 1];
  const at = (share: number): number =>
    values[Math.min(values.length - 1, Math.floor(share * values.length))] as number;
  const [all, middle] = [
    [values[0] as number, values.at(-1) as number],
    [at(TRIMMED), at(1 - TRIMMED)],
  ] as [Point, Point];
  const heights = marked.filter(Number.isFinite);
  const [lowest, highest] = [Math.min(...heights), Math.max(...heights)];
  // What is marked is what matters: steep parts beyond it are cut off.
  // Marks that differ by rounding errors alone are at one height.
  const isApart = highest - lowest > NOISE * (all[1] - all[0]);
  if (heights.length > 1 && isApart && all[1] - all[0] > 6 * (highest - lowest)) {
    const margin = 1.2 * (highest - lowest);
    const rest = 0.08 * (highest - lowest);
    return [
      Math.min(lowest - rest, Math.max(all[0], lowest - margin)),
      Math.max(highest + rest, Math.min(all[1], highest + margin)),
    ];
  }
  const isTame = all[1] - all[0] <= 4 * (middle[1] - middle[0]) + 1e-9;
  let [low, high] = isTame ? all : middle;
  for (const value of heights) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const span = high - low;
  if (low > 0 && low < span) low = 0;
  if (high < 0 && -high < span) high = 0;
  const margin = span > 0 ? span * 0.08 : Math.max(1, Math.abs(low) * 0.2);
  return [low - margin, high + margin];
}

export function windowOf([xMin, xMax]: Point, [yMin, yMax]: Point): PlotWindow {
  return { xMin, xMax, yMin, yMax };
}
