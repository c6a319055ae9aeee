import { exactForm } from "../../exact/exact-form.ts";
import { fractionOf } from "../../exact/fraction-of.ts";
import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  integer,
  isFunction,
  ONE,
  ZERO,
} from "../../expression/expression.ts";
import { linearIn } from "../../integrate/linear.ts";
import { decideEqual } from "../../prove/decide-zero.ts";
import { addedAngles, byCosineAndSine, type CosineAndSine } from "../../trig/by-cosine-and-sine.ts";
import { byFundamentalTheorem } from "../fundamental-theorem.ts";
import type { ComputeContext } from "../outcome.ts";
import { ownAntiderivative } from "./antiderivative.ts";

const T = "__h";
const HIGHEST_MULTIPLE = 12;
const INFINITY: Expression = "PositiveInfinity";
const MINUS_INFINITY: Expression = ["Negate", INFINITY];

/**
 * The integral of a quotient of polynomials in sines and cosines of whole multiples of x over a whole turn,
 * or between quarter turns from -pi to pi: with t = tan(x/2), dx = 2 dt/(1 + t^2), it is that of a quotient of
 * polynomials, which the fundamental theorem settles. Null where it does not.
 */
export function circleIntegral(
  body: Expression,
  variable: string,
  bounds: readonly [Expression, Expression],
  context: ComputeContext,
): Expression | null {
  const moved = inHalfTangent(body, variable);
  if (moved === null || contains(moved, variable)) return null;
  const range = rangeOf(bounds);
  if (range === null) return null;
  const square: Expression = ["Power", T, integer(2)];
  const whole: Expression = ["Divide", ["Multiply", integer(2), moved], ["Add", ONE, square]];
  const rational = exactForm(whole);
  if (rational === null) return null;
  const primitive = ownAntiderivative(rational, T, context);
  const settled = primitive === null ? null : byFundamentalTheorem(primitive, rational, T, range);
  return settled?.kind === "value" && settled.conditions.length === 0 ? settled.value : null;
}

function rangeOf([lower, upper]: readonly [Expression, Expression]):
  | readonly [Expression, Expression]
  | null {
  const quarters = [lower, upper].map((bound) =>
    fractionOf(exactForm(["Divide", ["Multiply", integer(2), bound], "Pi"]) ?? bound),
  );
  const [from, to] = quarters.map((value) =>
    value === null || value === undefined || value.d !== 1n ? null : value.valueOf(),
  ) as [number | null, number | null];
  if (from !== null && to !== null && from >= -2 && to <= 2 && from < to)
    return [tangentAt(from), tangentAt(to)];
  const turn: Expression = ["Add", upper, ["Negate", lower]];
  return decideEqual(turn, ["Multiply", integer(2), "Pi"]).verdict === "proved"
    ? [MINUS_INFINITY, INFINITY]
    : null;
}

/** tan(x/2) at so many quarter turns. */
function tangentAt(quarters: number): Expression {
  if (Math.abs(quarters) === 2) return quarters > 0 ? INFINITY : MINUS_INFINITY;
  return integer(quarters);
}

/** Circular functions of whole multiples of x by t = tan(x/2); null where there are none or others. */
function inHalfTangent(node: Expression, variable: string): Expression | null {
  if (!isFunction(node) || !contains(node, variable)) return node;
  const [inner] = argumentsOf(node) as [Expression];
  const multiple = CIRCULAR.has(headOf(node)) ? multipleOf(inner, variable) : null;
  if (multiple !== null) return byCosineAndSine(headOf(node), waves(multiple));
  if (!RATIONAL.has(headOf(node))) return null;
  const parts = argumentsOf(node).map((part) => inHalfTangent(part, variable));
  return parts.some((part) => part === null) ? null : [node[0], ...(parts as Expression[])];
}

const CIRCULAR: ReadonlySet<string> = new Set("Sin Cos Tan Cot Sec Csc".split(" "));
const RATIONAL: ReadonlySet<string> = new Set("Add Multiply Negate Divide Power".split(" "));

function multipleOf(inner: Expression, variable: string): number | null {
  const linear = linearIn(inner, variable);
  const slope = linear === null ? null : fractionOf(linear.slope);
  if (linear === null || slope === null || slope.d !== 1n) return null;
  if (fractionOf(linear.offset)?.equals(0) !== true) return null;
  return slope.abs().compare(HIGHEST_MULTIPLE) > 0 ? null : slope.valueOf();
}

/** cos(kx) + i sin(kx) = ((1 + it)^2/(1 + t^2))^k, by addition theorems. */
function waves(multiple: number): CosineAndSine {
  const below: Expression = ["Add", ONE, ["Power", T, integer(2)]];
  const single: CosineAndSine = {
    cosine: ["Divide", ["Add", ONE, ["Negate", ["Power", T, integer(2)]]], below],
    sine: ["Divide", ["Multiply", integer(2), T], below],
  };
  const tidy = (expression: Expression): Expression => exactForm(expression) ?? expression;
  let turned: CosineAndSine = { cosine: ONE, sine: ZERO };
  for (let k = 0; k < Math.abs(multiple); k++) {
    const { cosine, sine } = addedAngles(turned, single);
    turned = { cosine: tidy(cosine), sine: tidy(sine) };
  }
  return multiple < 0 ? { ...turned, sine: ["Negate", turned.sine] } : turned;
}
