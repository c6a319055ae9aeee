import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  integer,
  mapHeads,
  substitute,
} from "../expression/expression.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { compareReals, realSign } from "../prove/real-sign.ts";
import { between } from "./between.ts";

/** Real points, repeated with the period if there is one. */
export interface ZeroSet {
  readonly points: readonly Expression[];
  readonly period: Expression | null;
}

/** Finds all real zeros of left - right, or says null. */
export type ZeroFinder = (
  left: Expression,
  right: Expression,
  variable: string,
) => ZeroSet[] | null;

const MOST_KINKS = 24;
/** Neighbours nearer than this are compared exactly. */
const NEAR = 1e-25;

/** Where absolute values, maxima and minima of the unknown change their case; null where that is not known. */
export function kinksOf(
  expression: Expression,
  variable: string,
  zeroSets: ZeroFinder,
): ZeroSet[] | null {
  if (!contains(expression, variable)) return [];
  const found: ZeroSet[] = [];
  const parts = argumentsOf(expression);
  if (headOf(expression) === "Abs") {
    const zeros = zeroSets(parts[0] as Expression, integer(0), variable);
    if (zeros === null) return null;
    found.push(...zeros);
  }
  if (["Max", "Min"].includes(headOf(expression)))
    for (const [index, part] of parts.entries())
      for (const other of parts.slice(index + 1)) {
        const zeros = zeroSets(part, other, variable);
        if (zeros === null) return null;
        found.push(...zeros);
      }
  for (const part of parts) {
    const inner = kinksOf(part, variable, zeroSets);
    if (inner === null) return null;
    found.push(...inner);
  }
  return found;
}

/**
 * The zeros of an equation with absolute values, maxima or minima, piece by piece: between two kinks each
 * of them is one of its cases. A piece on which the sides are the same adds nothing but its kinks.
 */
export function zerosByPieces(
  left: Expression,
  right: Expression,
  variable: string,
  zeroSets: ZeroFinder,
): ZeroSet[] | null {
  const difference: Expression = ["Add", left, ["Negate", right]];
  if (!hasCases(difference, variable)) return null;
  const kinks = kinksOf(difference, variable, zeroSets);
  if (kinks === null || kinks.some(({ period }) => period !== null)) return null;
  const places = kinks
    .flatMap(({ points }) => points)
    .map((expression) => ({ expression, value: evaluateReal(expression) }))
    .filter(({ value }) => value !== null)
    .sort((a, b) => (a.value as NonNullable<typeof a.value>).cmp(b.value as typeof a.value & {}));
  if (places.length > MOST_KINKS) return null;
  const atKinks = places.map(({ expression: kink }) => {
    const value = substitute(difference, variable, kink);
    return { kink, sign: evaluateReal(value) === null ? 1 : realSign(value) };
  });
  if (atKinks.some(({ sign }) => sign === null)) return null;
  const points: Expression[] = atKinks.filter(({ sign }) => sign === 0).map(({ kink }) => kink);
  for (let gap = 0; gap <= places.length; gap++) {
    const [before, after] = [places[gap - 1]?.value ?? null, places[gap]?.value ?? null];
    if (before !== null && after !== null && after.sub(before).lt(NEAR)) {
      const order = compareReals(
        places[gap]?.expression as Expression,
        places[gap - 1]?.expression as Expression,
      );
      if (order === null) return null;
      if (order === 0) continue;
    }
    const inside = between(before, after);
    const resolved = resolve(difference, variable, inside);
    if (resolved === null) return null;
    const zeros = zeroSets(resolved, integer(0), variable);
    if (zeros === null || zeros.some(({ period }) => period !== null)) return null;
    for (const zero of zeros.flatMap((set) => set.points)) {
      const value = evaluateReal(zero);
      if (value === null) return null;
      if (before !== null && value.lte(before)) continue;
      if (after !== null && value.gte(after)) continue;
      points.push(zero);
    }
  }
  return [{ points, period: null }];
}

function hasCases(expression: Expression, variable: string): boolean {
  return (
    (["Abs", "Max", "Min"].includes(headOf(expression)) && contains(expression, variable)) ||
    argumentsOf(expression).some((part) => hasCases(part, variable))
  );
}

/** Every absolute value, maximum and minimum as the case that holds at one point of the piece. */
function resolve(expression: Expression, variable: string, at: Expression): Expression | null {
  let isClear = true;
  const valueOf = (part: Expression) => evaluateReal(substitute(part, variable, at));
  const resolved = mapHeads(expression, (node) => {
    if (!["Abs", "Max", "Min"].includes(node[0]) || !contains(node, variable)) return node;
    const parts = argumentsOf(node);
    const values = parts.map(valueOf);
    if (!values.every((value) => value !== null)) {
      isClear = false;
      return node;
    }
    if (node[0] === "Abs") {
      const [value] = values;
      const [inner] = parts as [Expression];
      return value?.isNegative() === true ? ["Negate", inner] : inner;
    }
    const best = values.reduce((a, b) => (node[0] === "Max" ? (b.gt(a) ? b : a) : b.lt(a) ? b : a));
    return parts[values.indexOf(best)] as Expression;
  });
  return isClear ? resolved : null;
}
