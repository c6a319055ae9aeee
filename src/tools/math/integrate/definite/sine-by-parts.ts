import { fractionOf } from "../../exact/fraction-of.ts";
import { argumentsOf, type Expression, headOf, integer } from "../../expression/expression.ts";
import { exactLimit } from "../../limits/exact-limit.ts";
import { factorsOf } from "../terms.ts";
import { tidy } from "./complex-pair.ts";
import type { KnownIntegral } from "./known-integral.ts";
import { AS_POWERS, sinePowers } from "./sine-powers.ts";

/** Antiderivatives of powers of sine and cosine, by the two exponents. */
const ANTIDERIVATIVES: Readonly<Record<string, (u: Expression) => Expression>> = {
  "-1 1": (u) => ["Ln", ["Sin", u]],
  "1 -1": (u) => ["Negate", ["Ln", ["Cos", u]]],
  "-2 0": (u) => ["Negate", ["Divide", ["Cos", u], ["Sin", u]]],
  "0 -2": (u) => ["Divide", ["Sin", u], ["Cos", u]],
};
const HIGHEST_POWER = 3;

/**
 * x or x^2 times cot(x), tan(x), csc(x)^2 or sec(x)^2 over a range whose ends are 0, pi/2 or pi: by parts,
 * with derived limits at the ends, until powers of circular functions and their logarithms are left. Null for
 * others.
 */
export function sineByParts(
  body: Expression,
  variable: string,
  bounds: readonly [Expression, Expression],
): KnownIntegral | null {
  const { constant, factors } = factorsOf(body, variable);
  let [power, sine, cosine] = [0, 0, 0];
  for (const factor of factors) {
    const [base, exponent] =
      headOf(factor) === "Power"
        ? [argumentsOf(factor)[0] as Expression, fractionOf(argumentsOf(factor)[1] as Expression)]
        : [factor, null];
    const times = exponent === null ? 1 : exponent.valueOf();
    if (!Number.isInteger(times)) return null;
    const powers = AS_POWERS[headOf(base)];
    if (base === variable) power += times;
    else if (powers !== undefined && argumentsOf(base)[0] === variable) {
      sine += powers[0] * times;
      cosine += powers[1] * times;
    } else return null;
  }
  const antiderivative = ANTIDERIVATIVES[`${sine} ${cosine}`];
  if (antiderivative === undefined || power < 1 || power > HIGHEST_POWER) return null;
  const primitive = antiderivative(variable);
  const outside: Expression = ["Multiply", ["Power", variable, integer(power)], primitive];
  const [from, to] = [
    limitOf(outside, variable, bounds[0], "FromRight"),
    limitOf(outside, variable, bounds[1], "FromLeft"),
  ];
  if (from === null || to === null) return null;
  const rest: Expression = [
    "Multiply",
    integer(power),
    ["Power", variable, integer(power - 1)],
    primitive,
  ];
  const plain: Expression = power === 1 ? primitive : rest;
  const inner = sinePowers(plain, variable, bounds) ?? sineByParts(rest, variable, bounds);
  if (inner === null) return null;
  const total: Expression = ["Add", to, ["Negate", from], ["Negate", inner.value]];
  return {
    value: tidy(["Multiply", constant, total]),
    detail: `By parts, with derived limits at the ends. ${inner.detail}`,
  };
}

function limitOf(
  part: Expression,
  variable: string,
  at: Expression,
  side: "FromLeft" | "FromRight",
): Expression | null {
  const limit = exactLimit(part, variable, at, side, false);
  return limit?.kind === "value" && limit.limit.kind === "finite" ? limit.limit.value : null;
}
