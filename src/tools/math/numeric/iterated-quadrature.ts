import { checkDeadline } from "../exact/deadline.ts";
import { integrateNumerically } from "./quadrature.ts";

/** A variable's range, its bounds as functions of the variables outside it; the outermost comes first. */
export interface Range {
  readonly lower: (outer: readonly number[]) => number | null;
  readonly upper: (outer: readonly number[]) => number | null;
}

export type Integrand = (point: readonly number[]) => number | null;

export interface IteratedQuadrature {
  readonly value: number;
  /** By how much two rules of integration differ. */
  readonly difference: number;
}

/** Panels towards each end shrink by half so many times. */
const DEPTH = 14;
const SHALLOW = 9;
/** The integral of the absolute value may change by this much when panels come nearer to the ends. */
const ABSOLUTE_TOLERANCE = 1e-3;

/**
 * An iterated integral by the double exponential rule in every variable, beside Gauss' rule on panels that
 * shrink towards the ends. Null where one of them finds no value, or the absolute value does not settle, so
 * that the order of integration may matter.
 */
export function integrateIterated(
  f: Integrand,
  ranges: readonly Range[],
): IteratedQuadrature | null {
  const sizes = [SHALLOW, DEPTH].map((depth) =>
    byPanels((point) => absolute(f(point)), ranges, depth),
  );
  const [shallow, deep] = sizes as [number | null, number | null];
  if (shallow === null || deep === null) return null;
  if (Math.abs(deep - shallow) > ABSOLUTE_TOLERANCE * Math.max(1e-12, deep)) return null;
  const gauss = byPanels(f, ranges, DEPTH);
  const value = gauss === null ? null : byDoubleExponential(f, ranges);
  return value === null || gauss === null ? null : { value, difference: Math.abs(value - gauss) };
}

const absolute = (value: number | null): number | null => (value === null ? null : Math.abs(value));

function byDoubleExponential(
  f: Integrand,
  ranges: readonly Range[],
  outer: readonly number[] = [],
): number | null {
  checkDeadline(16);
  const range = ranges[outer.length];
  if (range === undefined) return f(outer);
  const [a, b] = [range.lower(outer), range.upper(outer)];
  if (a === null || b === null) return null;
  if (a === b) return 0;
  const found = integrateNumerically(
    (x) => byDoubleExponential(f, ranges, [...outer, x]),
    Math.min(a, b),
    Math.max(a, b),
    { looksForPoles: false },
  );
  return found === null ? null : found.value * Math.sign(b - a);
}

function byPanels(
  f: Integrand,
  ranges: readonly Range[],
  depth: number,
  outer: readonly number[] = [],
): number | null {
  checkDeadline(16);
  const range = ranges[outer.length];
  if (range === undefined) return f(outer);
  const [a, b] = [range.lower(outer), range.upper(outer)];
  if (a === null || b === null) return null;
  let sum = 0;
  for (const [from, to] of panels(depth))
    for (const [node, weight] of GAUSS) {
      const t = (from + to) / 2 + ((to - from) / 2) * node;
      const { x, slope } = placed(t, Math.min(a, b), Math.max(a, b));
      const value = byPanels(f, ranges, depth, [...outer, x]);
      if (value === null || !Number.isFinite(value)) return null;
      sum += value * slope * weight * ((to - from) / 2);
    }
  return a > b ? -sum : sum;
}

/** The unit interval cut at 1/2, 1/4, 1/8, … and as near to its other end. */
function panels(depth: number): (readonly [number, number])[] {
  const cuts = [0, ...Array.from({ length: depth }, (_, k) => 2 ** (k - depth))];
  const left = cuts.slice(1).map((cut, k) => [cuts[k] as number, cut] as const);
  return [...left, ...left.map(([from, to]) => [1 - to, 1 - from] as const)];
}

/** Where t of the unit interval lies between the bounds, and dx/dt. */
function placed(t: number, a: number, b: number): { x: number; slope: number } {
  if (Number.isFinite(a) && Number.isFinite(b)) return { x: a + (b - a) * t, slope: b - a };
  if (Number.isFinite(a)) return { x: a + t / (1 - t), slope: 1 / (1 - t) ** 2 };
  if (Number.isFinite(b)) return { x: b - t / (1 - t), slope: 1 / (1 - t) ** 2 };
  const s = 2 * t - 1;
  return { x: s / (1 - s * s), slope: (2 * (1 + s * s)) / (1 - s * s) ** 2 };
}

/** Nodes and weights of Gauss' rule with eight points on (-1, 1) (DLMF 3.5.19). */
const GAUSS: readonly (readonly [number, number])[] = [
  [0.1834346424956498, 0.362683783378362],
  [0.525532409916329, 0.31370664587788727],
  [0.7966664774136267, 0.22238103445337448],
  [0.9602898564975363, 0.10122853629037626],
].flatMap(([node, weight]) => [
  [node as number, weight as number] as const,
  [-(node as number), weight as number] as const,
]);
