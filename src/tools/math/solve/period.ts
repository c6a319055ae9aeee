import { Fraction } from "fraction.js";
import { exactForm } from "../exact/exact-form.ts";
import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  integer,
  rational,
} from "../expression/expression.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { rationalOf } from "../prove/rational-of.ts";
import { exactDerivative } from "./derivative.ts";

const FULL = new Set(["Sin", "Cos", "Sec", "Csc"]);
const HALF = new Set(["Tan", "Cot"]);

/** How fast the unknown turns in the argument of a circular function: a constant that is not zero, else null. */
export function slopeIn(argument: Expression, variable: string): Expression | null {
  const slope = exactDerivative(argument, variable);
  if (slope === null || contains(slope, variable)) return null;
  const size = evaluateReal(slope);
  return size === null || size.abs().lt(1e-25) ? null : slope;
}

/** The circular functions of the unknown with what stands in them, or null where it also stands elsewhere. */
export function circularNodes(
  expression: Expression,
  variable: string,
): readonly (readonly [head: string, argument: Expression])[] | null {
  if (!contains(expression, variable)) return [];
  const head = headOf(expression);
  const parts = argumentsOf(expression);
  if (FULL.has(head) || HALF.has(head)) return [[head, parts[0] as Expression]];
  if (parts.length === 0) return null;
  const inner = parts.map((part) => circularNodes(part, variable));
  return inner.every((nodes) => nodes !== null) ? inner.flat() : null;
}

/**
 * A common period of an expression in which the unknown stands in circular functions only, with slopes in
 * rational ratios; null where there is none to be seen.
 */
export function periodOf(expression: Expression, variable: string): Expression | null {
  const nodes = circularNodes(expression, variable);
  if (nodes === null || nodes.length === 0) return null;
  let first: Expression | null = null;
  let turns: Fraction | null = null;
  for (const [head, argument] of nodes) {
    const slope = slopeIn(argument, variable);
    if (slope === null) return null;
    first ??= slope;
    const ratio = rationalOf(["Divide", slope, first]);
    if (ratio === null || ratio.equals(0)) return null;
    const own = new Fraction(HALF.has(head) ? 1 : 2).div(ratio.abs());
    turns = turns === null ? own : turns.lcm(own);
  }
  const size = turns as Fraction;
  const isFalling = evaluateReal(first as Expression)?.isNegative() === true;
  const period: Expression = [
    "Divide",
    ["Multiply", rational(size.n, size.d), "Pi"],
    isFalling ? ["Negate", first as Expression] : (first as Expression),
  ];
  return exactForm(period) ?? period;
}

const MOST_PARTS = 24;

/**
 * The smallest part of the period after which the same roots come again, and one root for each class: for
 * {0, pi} with the period 2 pi it is {0} with pi. Roots are told apart by 25 digits.
 */
export function smallestPeriod(
  roots: readonly Expression[],
  period: Expression,
): { readonly roots: readonly Expression[]; readonly period: Expression } {
  const turn = evaluateReal(period);
  const values = roots.map((root) => evaluateReal(root));
  if (turn === null || !values.every((value) => value !== null)) return { roots, period };
  for (let parts = Math.min(MOST_PARTS, roots.length); parts > 1; parts--) {
    if (roots.length % parts !== 0) continue;
    const step = turn.div(parts);
    const isSame = (a: number, shift: number): boolean =>
      values.some((other) => {
        const turns = other.sub((values[a] as typeof turn).add(step.mul(shift))).div(turn);
        return turns.sub(turns.round()).abs().lt(1e-25);
      });
    if (!roots.every((_, index) => isSame(index, 1))) continue;
    const kept: number[] = [];
    for (const index of byNearness(values as (typeof turn)[])) {
      const isNew = kept.every((other) => {
        const steps = (values[other] as typeof turn).sub(values[index] as typeof turn).div(step);
        return steps.sub(steps.round()).abs().gt(1e-25);
      });
      if (isNew) kept.push(index);
    }
    const shorter: Expression = ["Divide", period, integer(parts)];
    return {
      roots: kept.sort((a, b) => a - b).map((index) => roots[index] as Expression),
      period: exactForm(shorter) ?? shorter,
    };
  }
  return { roots, period };
}

/** Indexes, those nearest to zero first, a positive one before its negative. */
function byNearness(values: readonly { toNumber(): number }[]): number[] {
  const size = (index: number): number => {
    const value = (values[index] as { toNumber(): number }).toNumber();
    return Math.abs(value) + (value < 0 ? 1e-9 : 0);
  };
  return values.map((_, index) => index).sort((a, b) => size(a) - size(b));
}
