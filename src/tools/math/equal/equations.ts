import {
  argumentsOf,
  type Expression,
  headOf,
  substitute,
  variablesOf,
} from "../expression/expression.ts";
import { fractionOf } from "../exact/fraction-of.ts";
import { fractionExpression } from "../exact/to-expression.ts";
import { evaluateReal, type RealValue } from "../numeric/evaluate-decimal.ts";
import { decideEqual, type ZeroDecision } from "../prove/decide-zero.ts";
import { verdict } from "./verdict.ts";

/** Values put in for all variables but one, while the two curves are compared. */
const TRIAL_VALUES = [1, 2, -1, 3, -2, 0, 5, -4];
const SCAN = 24;
const MOST_VARIABLES = 6;

/**
 * Do two equations say the same? Proved when their differences are proportional by a number that is not
 * zero; refuted by a point that lies on one curve and clearly off the other.
 */
export function compareEquations(
  a: readonly [Expression, Expression],
  b: readonly [Expression, Expression],
): ZeroDecision {
  const [p, q] = [difference(a), difference(b)];
  const factor = ratioOf(p, q);
  if (factor !== null) {
    const decision = decideEqual(p, ["Multiply", factor, q]);
    if (decision.verdict === "proved")
      return { ...decision, detail: "One equation is the other times a number that is not zero." };
  }
  const variables = [...new Set([...variablesOf(p), ...variablesOf(q)])];
  const point =
    variables.length > MOST_VARIABLES
      ? null
      : (pointOnFirstOnly(p, q, variables) ?? pointOnFirstOnly(q, p, variables));
  if (point !== null)
    return {
      ...verdict("refuted", `${point} fulfils one equation and not the other.`),
      method: "numeric-counterexample",
    };
  return verdict(
    "undecided",
    "The two equations are written differently; whether they have the same solutions is not decided.",
  );
}

function difference([left, right]: readonly [Expression, Expression]): Expression {
  return ["Add", left, ["Negate", right]];
}

/** p/q at a point where neither vanishes. */
function ratioOf(p: Expression, q: Expression): Expression | null {
  const variables = [...new Set([...variablesOf(p), ...variablesOf(q)])];
  for (let round = 0; round < TRIAL_VALUES.length; round++) {
    const at = (expression: Expression): Expression =>
      variables.reduce(
        (inner, name, index) =>
          substitute(
            inner,
            name,
            fractionExpressionOf(TRIAL_VALUES[(round + index * 3) % 8] as number),
          ),
        expression,
      );
    const [x, y] = [fractionOf(at(p)), fractionOf(at(q))];
    if (x === null || y === null || x.equals(0) || y.equals(0)) continue;
    return fractionExpression(x.div(y));
  }
  return null;
}

function fractionExpressionOf(value: number): Expression {
  return value < 0 ? ["Negate", { num: String(-value) }] : { num: String(value) };
}

/** A point where p changes its sign and q stays clearly away from zero, in words. */
function pointOnFirstOnly(
  p: Expression,
  q: Expression,
  variables: readonly string[],
): string | null {
  for (const solved of variablesOf(p)) {
    const others = variables.filter((name) => name !== solved);
    for (let round = 0; round < TRIAL_VALUES.length; round++) {
      const point: Record<string, number> = {};
      others.forEach((name, index) => {
        point[name] = TRIAL_VALUES[(round + index * 3) % 8] as number;
      });
      const root = rootOf(p, solved, point);
      if (root === null) continue;
      const value = evaluateReal(q, { ...point, [solved]: root });
      if (value === null || value.abs().lt(1e-6)) continue;
      return [
        ...others.map((name) => `${name} = ${point[name]}`),
        `${solved} = ${root.toSignificantDigits(6)}`,
      ].join(", ");
    }
  }
  return null;
}

/** A root between two integers where the sign changes, found by halving; it exists by continuity. */
function rootOf(
  p: Expression,
  variable: string,
  point: Readonly<Record<string, number>>,
): RealValue | null {
  const at = (x: RealValue | number): RealValue | null =>
    evaluateReal(p, { ...point, [variable]: x });
  if (hasJumps(p)) return null;
  let previous: { x: number; value: RealValue } | null = null;
  for (let x = -SCAN; x <= SCAN; x++) {
    const value = at(x);
    if (value === null) {
      previous = null;
      continue;
    }
    if (value.isZero()) return value.add(x);
    if (previous !== null && previous.value.isNegative() !== value.isNegative()) {
      let [low, high] = [value.mul(0).add(previous.x), value.mul(0).add(x)];
      for (let step = 0; step < 120; step++) {
        const middle = low.add(high).div(2);
        const inner = at(middle);
        if (inner === null) return null;
        if (inner.isZero()) return middle;
        if (inner.isNegative() === previous.value.isNegative()) low = middle;
        else high = middle;
      }
      return low;
    }
    previous = { x, value };
  }
  return null;
}

/** A change of sign proves a root only where the function is continuous. */
function hasJumps(expression: Expression): boolean {
  const head = headOf(expression);
  const parts = argumentsOf(expression);
  if (head === "Divide" && variablesOf(parts[1] as Expression).length > 0) return true;
  if (head === "Power") {
    const exponent = fractionOf(parts[1] as Expression);
    if (exponent === null || exponent.compare(0) < 0) return true;
  }
  return (
    !/^(?:|Add|Negate|Multiply|Divide|Power|Sin|Cos|Abs|Sqrt)$/.test(head) || parts.some(hasJumps)
  );
}
