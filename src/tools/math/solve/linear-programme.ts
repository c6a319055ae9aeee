import { Fraction } from "fraction.js";
import { AnsatzError } from "../../../core/errors.ts";
import { checkDeadline } from "../exact/deadline.ts";

/** a . x <= b. */
export interface HalfSpace {
  readonly a: readonly Fraction[];
  readonly b: Fraction;
}

/** What is proved of the maximum of c . x over half-spaces, with the numbers that prove it. */
export type ProgrammeResult =
  /** Attained at `point`; c is the sum of `weights` times the constraints' sides, so no point has more (weak duality). */
  | {
      readonly kind: "optimum";
      readonly value: Fraction;
      readonly point: readonly Fraction[];
      readonly weights: ReadonlyMap<number, Fraction>;
    }
  /** From `point` on the objective grows for ever along `direction`, which leaves no half-space. */
  | {
      readonly kind: "unbounded";
      readonly point: readonly Fraction[];
      readonly direction: readonly Fraction[];
    }
  /** `weights` times the constraints add up to 0 <= a negative number (Farkas). */
  | { readonly kind: "infeasible"; readonly weights: ReadonlyMap<number, Fraction> };

/** Subsets of constraints that are looked at in one programme. */
const MOST_SUBSETS = 30_000;
const ZERO = new Fraction(0);

/**
 * The maximum by looking at the corners: exact, for few letters and constraints. Null where the region has no corner
 * and nothing else is proved. Throws `too_large` above the limit on subsets.
 */
export function solveProgramme(
  objective: readonly Fraction[],
  constraints: readonly HalfSpace[],
): ProgrammeResult | null {
  const n = objective.length;
  if (
    countOfSubsets(constraints.length, n + 1) + countOfSubsets(constraints.length, n) >
    MOST_SUBSETS
  )
    throw new AnsatzError(
      "too_large",
      "This programme has too many corners to look at. Ask with fewer letters or fewer constraints.",
    );
  const corners = cornersOf(constraints, n);
  if (corners.length === 0) return infeasibility(constraints, n);
  const direction = growingRay(objective, constraints, n);
  const [start] = corners as [readonly Fraction[]];
  if (direction !== null) return { kind: "unbounded", point: start, direction };
  const point = corners.reduce((best, corner) =>
    dot(objective, corner).compare(dot(objective, best)) > 0 ? corner : best,
  );
  const weights = dualWeights(objective, constraints, point);
  return weights === null
    ? null
    : { kind: "optimum", value: dot(objective, point), point, weights };
}

export function dot(a: readonly Fraction[], b: readonly Fraction[]): Fraction {
  return a.reduce((sum, value, k) => sum.add(value.mul(b[k] as Fraction)), ZERO);
}

function countOfSubsets(m: number, n: number): number {
  let count = 1;
  for (let k = 0; k < n; k++) count = (count * (m - k)) / (k + 1);
  return Math.max(0, count);
}

function* subsets(m: number, n: number, from = 0): Generator<number[]> {
  if (n === 0) yield [];
  else
    for (let first = from; first <= m - n; first++)
      for (const rest of subsets(m, n - 1, first + 1)) yield [first, ...rest];
}

const holds = ({ a, b }: HalfSpace, x: readonly Fraction[]): boolean => dot(a, x).compare(b) <= 0;

function cornersOf(constraints: readonly HalfSpace[], n: number): (readonly Fraction[])[] {
  const corners: (readonly Fraction[])[] = [];
  for (const chosen of subsets(constraints.length, n)) {
    checkDeadline(8);
    const rows = chosen.map((k) => constraints[k] as HalfSpace);
    const point = solveSquare(
      rows.map(({ a }) => a),
      rows.map(({ b }) => b),
    );
    if (point !== null && constraints.every((one) => holds(one, point))) corners.push(point);
  }
  return corners;
}

/** A direction that stays inside every half-space and raises the objective: an edge or a line of the cone. */
function growingRay(
  objective: readonly Fraction[],
  constraints: readonly HalfSpace[],
  n: number,
): readonly Fraction[] | null {
  for (const chosen of subsets(constraints.length, n - 1)) {
    checkDeadline(8);
    const line = kernelOf(
      chosen.map((k) => (constraints[k] as HalfSpace).a),
      n,
    );
    if (line === null) continue;
    for (const direction of [line, line.map((value) => value.neg())])
      if (
        dot(objective, direction).compare(0) > 0 &&
        constraints.every(({ a }) => dot(a, direction).compare(0) <= 0)
      )
        return direction;
  }
  return null;
}

/** Weights, none negative, on constraints that hold with equality at the point, whose sides add up to the objective. */
function dualWeights(
  objective: readonly Fraction[],
  constraints: readonly HalfSpace[],
  point: readonly Fraction[],
): ReadonlyMap<number, Fraction> | null {
  const tight = constraints.flatMap((one, k) => (dot(one.a, point).equals(one.b) ? [k] : []));
  for (const chosen of subsets(tight.length, objective.length)) {
    checkDeadline(8);
    const members = chosen.map((k) => tight[k] as number);
    const columns = objective.map((_, row) =>
      members.map((k) => (constraints[k] as HalfSpace).a[row] as Fraction),
    );
    const weights = solveSquare(columns, objective);
    if (weights?.every((weight) => weight.compare(0) >= 0))
      return new Map(members.map((k, index) => [k, weights[index] as Fraction]));
  }
  return null;
}

/** Farkas: weights, none negative, whose sum of sides is zero while the sum of bounds is negative. */
function infeasibility(constraints: readonly HalfSpace[], n: number): ProgrammeResult | null {
  for (let size = 1; size <= n + 1; size++)
    for (const chosen of subsets(constraints.length, size)) {
      checkDeadline(8);
      const rows = Array.from({ length: n }, (_, row) =>
        chosen.map((k) => (constraints[k] as HalfSpace).a[row] as Fraction),
      );
      const kernel = kernelOf(rows, size);
      if (kernel === null) continue;
      for (const weights of [kernel, kernel.map((value) => value.neg())]) {
        const bound = dot(
          weights,
          chosen.map((k) => (constraints[k] as HalfSpace).b),
        );
        if (weights.every((weight) => weight.compare(0) >= 0) && bound.compare(0) < 0)
          return {
            kind: "infeasible",
            weights: new Map(chosen.map((k, index) => [k, weights[index] as Fraction])),
          };
      }
    }
  return null;
}

/** The only solution of a square system, or null. */
function solveSquare(
  rows: readonly (readonly Fraction[])[],
  right: readonly Fraction[],
): readonly Fraction[] | null {
  const size = right.length;
  const reduced = reduce(
    rows.map((row, k) => [...row, right[k] as Fraction]),
    size,
  );
  return reduced.pivots.length === size
    ? reduced.rows.slice(0, size).map((row) => row[size] as Fraction)
    : null;
}

/** The vector that spans the solutions of a homogeneous system of rank one less than its letters; else null. */
function kernelOf(
  rows: readonly (readonly Fraction[])[],
  letters: number,
): readonly Fraction[] | null {
  const { rows: reduced, pivots } = reduce(
    rows.map((row) => [...row]),
    letters,
  );
  if (pivots.length !== letters - 1) return null;
  const free = Array.from({ length: letters }, (_, k) => k).find(
    (k) => !pivots.includes(k),
  ) as number;
  const vector = Array.from({ length: letters }, () => ZERO);
  vector[free] = new Fraction(1);
  pivots.forEach((column, row) => {
    vector[column] = ((reduced[row] as readonly Fraction[])[free] as Fraction).neg();
  });
  return vector;
}

function reduce(
  rows: Fraction[][],
  columns: number,
): { readonly rows: readonly (readonly Fraction[])[]; readonly pivots: readonly number[] } {
  const pivots: number[] = [];
  for (let column = 0; column < columns && pivots.length < rows.length; column++) {
    const at = pivots.length;
    const found = rows.findIndex((row, k) => k >= at && !(row[column] as Fraction).equals(0));
    if (found < 0) continue;
    [rows[at], rows[found]] = [rows[found] as Fraction[], rows[at] as Fraction[]];
    const pivot = (rows[at] as Fraction[])[column] as Fraction;
    rows[at] = (rows[at] as Fraction[]).map((value) => value.div(pivot));
    for (const [k, row] of rows.entries()) {
      const factor = row[column] as Fraction;
      if (k === at || factor.equals(0)) continue;
      rows[k] = row.map((value, j) =>
        value.sub(factor.mul((rows[at] as Fraction[])[j] as Fraction)),
      );
    }
    pivots.push(column);
  }
  return { rows, pivots };
}
