import {
  argumentsOf,
  type Expression,
  headOf,
  mapHeads,
  substitute,
  variablesOf,
} from "../expression/expression.ts";
import { enclose } from "../numeric/interval.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import type { CandidateAnswer } from "./outcome.ts";

const MOST_PIECES = 2_000;
/** Pieces are halved no further than to this share of the whole. */
const FINEST = 2 ** -26;

/**
 * F(b) - F(a), where F was proved to differentiate to the integrand and is proved continuous on the closed
 * range between finite numbers, so that the fundamental theorem of calculus applies whatever finitely many
 * points F has no derivative at. Null where one of these is not established.
 */
export function byFundamentalTheorem(
  primitive: CandidateAnswer,
  body: Expression,
  variable: string,
  [lower, upper]: readonly [Expression, Expression],
): Expression | null {
  const { expression, certificate } = primitive;
  if (certificate.grade !== "proved") return null;
  if (variablesOf(["Add", body, expression]).some((name) => name !== variable)) return null;
  const [a, b] = [evaluateReal(lower)?.toNumber(), evaluateReal(upper)?.toNumber()];
  if (a === undefined || b === undefined || a === b) return null;
  if (!isContinuous(expression, variable, Math.min(a, b), Math.max(a, b))) return null;
  return withoutAbsolutes([
    "Add",
    substitute(expression, variable, upper),
    ["Negate", substitute(expression, variable, lower)],
  ]);
}

/** Absolute values of constants whose sign shows in their decimals. */
function withoutAbsolutes(expression: Expression): Expression {
  return mapHeads(expression, (node) => {
    const [inner] = argumentsOf(node);
    if (headOf(node) !== "Abs" || inner === undefined) return node;
    const value = evaluateReal(inner);
    if (value === null || value.abs().lt(1e-20)) return node;
    return value.isNegative() ? ["Negate", inner] : inner;
  });
}

/** Interval arithmetic on ever smaller pieces, until every function is defined and continuous on each. */
export function isContinuous(
  expression: Expression,
  variable: string,
  from: number,
  to: number,
): boolean {
  const open: [number, number][] = [[widen(from, -1), widen(to, 1)]];
  const smallest = (to - from) * FINEST;
  for (let count = 0; open.length > 0; count++) {
    if (count > MOST_PIECES) return false;
    const [lo, hi] = open.pop() as [number, number];
    if (enclose(expression, variable, { lo, hi })?.isTotal === true) continue;
    if (hi - lo < smallest) return false;
    const middle = lo + (hi - lo) / 2;
    open.push([lo, middle], [middle, hi]);
  }
  return true;
}

/** A whole number is a double exactly; any other end is moved outwards by more than its rounding. */
function widen(x: number, direction: 1 | -1): number {
  return Number.isInteger(x) ? x : x + direction * Math.abs(x) * 2 ** -50;
}
