import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  substitute,
  variablesOf,
  ZERO,
} from "../../expression/expression.ts";
import { exactLimit } from "../../limits/exact-limit.ts";
import { isContinuousInside } from "../../prove/continuity.ts";
import { decideEqual } from "../../prove/decide-zero.ts";
import { linearIn } from "../linear.ts";
import { factorsOf, productOf, termsOf } from "../terms.ts";
import { isZero, signOfReal, tidy, tidyProduct } from "./complex-pair.ts";
import type { KnownIntegral } from "./known-integral.ts";

/**
 * Frullani's integral of (f(ax) - f(bx))/x over the half-line, a, b > 0: (f(0) - f(infinity)) log(b/a), where f
 * is continuous for x > 0 and has finite limits at both ends, which are derived. Null for others.
 */
export function frullani(body: Expression, variable: string): KnownIntegral | null {
  if (variablesOf(body).some((name) => name !== variable)) return null;
  const { constant, factors } = factorsOf(body, variable);
  const difference = factors.find((factor) => headOf(factor) === "Add");
  const others = factors.filter((factor) => factor !== difference);
  if (difference === undefined || others.length !== 1) return null;
  if (!isZero(tidy(["Add", ["Multiply", productOf(others), variable], { num: "-1" }]))) return null;
  const [first, second, ...more] = termsOf(difference);
  if (first === undefined || second === undefined || more.length > 0) return null;
  const [a, b] = [slopeIn(first, variable), slopeIn(second, variable)];
  if (a === null || b === null || signOfReal(a) !== 1 || signOfReal(b) !== 1) return null;
  const ratio = tidy(["Divide", b, a]);
  const scaled = substitute(first, variable, ["Multiply", ratio, variable]);
  if (decideEqual(["Add", scaled, second], ZERO).verdict !== "proved") return null;
  const from = { exact: ZERO, value: 0 };
  const to = { exact: "PositiveInfinity", value: Number.POSITIVE_INFINITY };
  if (!isContinuousInside(first, variable, from, to, { positive: new Set() })) return null;
  const [start, end] = [
    limitOf(first, variable, ZERO, "FromRight"),
    limitOf(first, variable, "PositiveInfinity", "FromLeft"),
  ];
  if (start === null || end === null) return null;
  return {
    value: tidyProduct([constant, ["Add", start, ["Negate", end]], ["Ln", ratio]]),
    detail:
      "Frullani's integral: the numerator is f(ax) - f(bx) with f continuous and with finite limits at zero and infinity, which are derived; the value is their difference times log(b/a).",
  };
}

function limitOf(
  part: Expression,
  variable: string,
  at: Expression,
  side: "FromLeft" | "FromRight",
): Expression | null {
  const limit = exactLimit(part, variable, at, side, false);
  return limit?.kind === "value" && limit.limit.kind === "finite" && limit.conditions.length === 0
    ? limit.limit.value
    : null;
}

/** The slope of the first multiple of the variable that a function is taken of. */
function slopeIn(node: Expression, variable: string): Expression | null {
  for (const part of argumentsOf(node)) {
    if (!contains(part, variable)) continue;
    const linear =
      part === variable && OPERATIONS.has(headOf(node)) ? null : linearIn(part, variable);
    if (linear !== null && !OPERATIONS.has(headOf(node)) && isZero(linear.offset))
      return linear.slope;
    const exponent =
      headOf(node) === "Power" && part === argumentsOf(node)[1] ? linearIn(part, variable) : null;
    if (exponent !== null && isZero(exponent.offset))
      return signOfReal(exponent.slope) === -1 ? tidy(["Negate", exponent.slope]) : exponent.slope;
    const inner = slopeIn(part, variable);
    if (inner !== null) return inner;
  }
  return null;
}

const OPERATIONS: ReadonlySet<string> = new Set("Add Multiply Negate Divide Power Sqrt".split(" "));
