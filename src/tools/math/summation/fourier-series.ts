import { Fraction } from "fraction.js";
import { choose } from "../exact/combinatorial-numbers.ts";
import { exactForm } from "../exact/exact-form.ts";
import { fractionOf } from "../exact/fraction-of.ts";
import { fractionExpression } from "../exact/to-expression.ts";
import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  integer,
  ONE,
  variablesOf,
} from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { tidySigns } from "../expression/tidy-signs.ts";
import { linearIn } from "../integrate/linear.ts";
import { factorsOf, productOf } from "../integrate/terms.ts";
import { bernoulli } from "../numeric/bernoulli.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { exactWave } from "../prove/special-waves.ts";
import type { SummedSeries } from "./summed-series.ts";

const HIGHEST_ORDER = 20;

interface Term {
  readonly constant: Expression;
  readonly head: "Sin" | "Cos";
  readonly angle: Expression;
  /** What is raised to the index; 1 and -1 among them. */
  readonly ratio: Expression;
  /** The power of the index below. */
  readonly order: number;
}

/**
 * The sum over k from 0 or 1 of sin(ak) or cos(ak) times r^k (geometric in r e^(ia)), or over a power of k:
 * Bernoulli's polynomials for even powers below cosines and odd ones below sines (DLMF 24.8.1, 24.8.2), for the
 * first power below a cosine the logarithm of 2 sin(a/2) (DLMF 4.6.1 on the unit circle). Null for others.
 */
export function fourierSeries(
  body: Expression,
  variable: string,
  from: number,
): SummedSeries | null {
  const term = termOf(body, variable);
  if (term === null) return null;
  if (term.order === 0) return geometric(term, from);
  return from === 1 ? overPower(term) : null;
}

function termOf(body: Expression, variable: string): Term | null {
  const { constant, factors } = factorsOf(body, variable);
  const wave = factors.find((factor) => headOf(factor) === "Sin" || headOf(factor) === "Cos");
  if (wave === undefined) return null;
  const linear = linearIn(argumentsOf(wave)[0] as Expression, variable);
  if (linear === null || fractionOf(linear.offset)?.equals(0) !== true) return null;
  let order = 0;
  const ratios: Expression[] = [];
  const constants: Expression[] = [constant];
  for (const factor of factors) {
    if (factor === wave) continue;
    if (factor === variable) {
      order -= 1;
      continue;
    }
    const power = headOf(factor) === "Power" ? fractionOf(argumentsOf(factor)[1] ?? ONE) : null;
    if (power !== null && argumentsOf(factor)[0] === variable) {
      if (power.d !== 1n) return null;
      order -= power.valueOf();
      continue;
    }
    const read = exponentialFactor(factor, variable);
    if (read === null) return null;
    ratios.push(read.ratio);
    constants.push(read.start);
  }
  const product = productOf(ratios);
  if (order < 0 || order > HIGHEST_ORDER) return null;
  return {
    constant: tidied(["Multiply", ONE, ...constants]),
    head: headOf(wave) as "Sin" | "Cos",
    angle: linear.slope,
    ratio: exactForm(product) ?? product,
    order,
  };
}

/** start ratio^k with whole powers of a constant, and reciprocals of such. */
function exponentialFactor(
  factor: Expression,
  variable: string,
): { readonly start: Expression; readonly ratio: Expression } | null {
  if (headOf(factor) !== "Power") return null;
  const [base, exponent] = argumentsOf(factor) as [Expression, Expression];
  if (contains(base, variable)) {
    const inner = fractionOf(exponent)?.equals(-1) ? exponentialFactor(base, variable) : null;
    return inner === null
      ? null
      : { start: ["Divide", ONE, inner.start], ratio: ["Divide", ONE, inner.ratio] };
  }
  const linear = linearIn(exponent, variable);
  if (linear === null || fractionOf(linear.slope)?.d !== 1n) return null;
  if (fractionOf(linear.offset)?.d !== 1n) return null;
  return { start: ["Power", base, linear.offset], ratio: ["Power", base, linear.slope] };
}

/** Re or Im of z^from/(1 - z) with z = r e^(ia), |r| < 1. */
function geometric({ constant, head, angle, ratio }: Term, from: number): SummedSeries | null {
  const size = fractionOf(ratio);
  const isNumber = variablesOf(ratio).length === 0;
  if (isNumber && (size === null || size.abs().compare(1) >= 0)) return null;
  const wave = (times: number): Expression =>
    times === 0
      ? integer(head === "Cos" ? 1 : 0)
      : exactWave(head, ["Multiply", integer(times), angle]);
  const power = (exponent: number): Expression =>
    exponent === 0 ? ONE : exponent === 1 ? ratio : ["Power", ratio, integer(exponent)];
  const twice: Expression =
    size === null ? ["Multiply", integer(2), ratio] : fractionExpression(size.mul(2));
  const below: Expression = [
    "Add",
    ...(size === null
      ? [ONE, ["Power", ratio, integer(2)] as Expression]
      : [fractionExpression(size.mul(size).add(1))]),
    ["Negate", ["Multiply", twice, exactWave("Cos", angle)]],
  ];
  // At -1 and below the wave is that of the positive multiple, up to its sign.
  const before = from === 0 ? [wave(1), head === "Sin"] : [wave(from - 1), false];
  const last: Expression = ["Multiply", power(from + 1), before[0] as Expression];
  const above: Expression = [
    "Add",
    ["Multiply", power(from), wave(from)],
    before[1] === true ? last : ["Negate", last],
  ];
  return {
    sum: tidySigns(["Divide", ["Multiply", constant, tidied(above)], tidied(below)]),
    method: "geometric-series",
    detail: `With e^(ia) for the wave the series is a geometric one with a quotient of size ${printPlain(ratio)}, of which the real or imaginary part is taken.`,
    conditions: isNumber ? [] : [`abs(${printPlain(ratio)}) < 1`],
  };
}

function overPower(term: Term): SummedSeries | null {
  const { constant, head, ratio, order } = term;
  const sign = fractionOf(ratio);
  if (sign === null || !sign.abs().equals(1)) return null;
  // (-1)^k moves the angle by half a turn.
  const moved: Expression = sign.equals(1) ? term.angle : ["Add", term.angle, "Pi"];
  const placed = withinTurn(moved);
  if (placed === null) return null;
  const value =
    order === 1 && head === "Cos"
      ? logarithmic(placed.angle)
      : (order % 2 === 0) === (head === "Cos")
        ? byBernoulli(placed.angle, order)
        : null;
  if (value === null) return null;
  return {
    sum: tidySigns(["Multiply", constant, value]),
    method: "fourier-series",
    detail: `With the angle ${printPlain(placed.angle)} between 0 and 2 pi the series is a known Fourier series: of a Bernoulli polynomial (DLMF 24.8.1, 24.8.2), or of the logarithm of a sine.`,
    conditions: placed.conditions,
  };
}

/** The angle between 0 and 2 pi, both left out; a symbol is taken to lie there. */
function withinTurn(
  angle: Expression,
): { readonly angle: Expression; readonly conditions: string[] } | null {
  const exact = exactForm(angle) ?? angle;
  if (variablesOf(exact).length > 0)
    return {
      angle: exact,
      conditions: [`0 < ${printPlain(exact)}`, `${printPlain(exact)} < 2*pi`],
    };
  const turns = evaluateReal(["Divide", exact, ["Multiply", integer(2), "Pi"]]);
  if (turns === null) return null;
  const whole = turns.floor();
  const rest = turns.sub(whole);
  if (rest.lt(1e-25) || rest.gt(0.9999999999) || whole.abs().gt(1e6)) return null;
  const inside: Expression = [
    "Add",
    exact,
    ["Negate", ["Multiply", integer(2 * whole.toNumber()), "Pi"]],
  ];
  return { angle: exactForm(inside) ?? inside, conditions: [] };
}

/** -log(2 sin(a/2)). */
function logarithmic(angle: Expression): Expression {
  const half: Expression = ["Divide", angle, integer(2)];
  return ["Negate", ["Ln", ["Multiply", integer(2), exactWave("Sin", exactForm(half) ?? half)]]];
}

/** (-1)^(m + 1) (2 pi)^n B_n(a/(2 pi))/(2 n!), with n = 2m below a cosine and n = 2m + 1 below a sine. */
function byBernoulli(angle: Expression, order: number): Expression {
  const turns: Expression = ["Divide", angle, ["Multiply", integer(2), "Pi"]];
  const terms: Expression[] = [];
  for (let k = 0; k <= order; k++) {
    const factor = bernoulli(order - k).mul(new Fraction(choose(order, k)));
    if (!factor.equals(0))
      terms.push(["Multiply", fractionExpression(factor), ["Power", turns, integer(k)]]);
  }
  let below = 2n;
  for (let k = 2n; k <= BigInt(order); k++) below *= k;
  const half = Math.floor(order / 2);
  return [
    "Multiply",
    fractionExpression(new Fraction(half % 2 === 0 ? -1n : 1n, below)),
    ["Power", ["Multiply", integer(2), "Pi"], integer(order)],
    ["Add", integer(0), ...terms],
  ];
}

const tidied = (expression: Expression): Expression =>
  exactForm(expression) ?? tidySigns(withoutZeros(expression));

/** Sums without terms that are zero; products with a zero in them are. */
function withoutZeros(expression: Expression): Expression {
  if (headOf(expression) !== "Add") return expression;
  const kept = argumentsOf(expression).filter((part) => {
    const factors = factorsIn(part);
    return !factors.some((factor) => printPlain(factor) === "0");
  });
  return kept.length === 0 ? integer(0) : ["Add", ...kept];
}

const factorsIn = (part: Expression): readonly Expression[] =>
  headOf(part) === "Multiply"
    ? argumentsOf(part)
    : headOf(part) === "Negate"
      ? factorsIn(argumentsOf(part)[0] as Expression)
      : [part];
