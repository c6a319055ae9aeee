import { Fraction } from "fraction.js";
import { fractionOf } from "../../exact/fraction-of.ts";
import { fractionExpression } from "../../exact/to-expression.ts";
import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  integer,
  mapHeads,
  substitute,
  ZERO,
} from "../../expression/expression.ts";
import { tidySigns } from "../../expression/tidy-signs.ts";
import {
  derivativeName,
  type DifferentialEquationQuery,
} from "../../read/differential-equation-query.ts";
import { constantCoefficientSolution } from "../constant-coefficients.ts";
import { exponentialOf } from "./integrals.ts";
import { settled } from "./invert.ts";

const TIME = "__t";

/** a_n y^(n) + … + a_0 y = forcing. */
export interface LinearForm {
  readonly coefficients: readonly Expression[];
  readonly forcing: Expression;
}

/**
 * The equation of Euler and Cauchy, sum of r_k x^k y^(k) = g: with x = e^t it has constant coefficients, as
 * x^k y^(k) is D(D-1)…(D-k+1) y. Null where it is not of that kind. Not yet proved.
 */
export function eulerCauchySolution(
  query: DifferentialEquationQuery,
  { coefficients, forcing }: LinearForm,
): Expression | null {
  const { order, variable, unknown } = query;
  const lead = coefficients[order] as Expression;
  if (order < 2 || !contains(lead, variable)) return null;
  const scale = (part: Expression, k: number): Expression =>
    settled([
      "Divide",
      ["Multiply", part, ["Power", variable, integer(order)]],
      ["Multiply", lead, ["Power", variable, integer(k)]],
    ]);
  const ratios = coefficients.map((part, k) => fractionOf(scale(part, k)));
  if (ratios.includes(null)) return null;
  const constants = withConstantCoefficients(ratios as Fraction[]);
  const driven = inTime(scale(forcing, 0), variable);
  const left = constants.map((value, k): Expression => [
    "Multiply",
    fractionExpression(value),
    derivativeName(unknown, k),
  ]);
  const solution = constantCoefficientSolution({
    ...query,
    equation: ["Equal", ["Add", ...left], driven],
    variable: TIME,
    conditions: [],
  });
  return solution === null ? null : inVariable(solution, variable);
}

/** The sum of r_k D(D-1)…(D-k+1) as a polynomial in D. */
function withConstantCoefficients(ratios: readonly Fraction[]): Fraction[] {
  const sum = ratios.map(() => new Fraction(0));
  let falling = [new Fraction(1)];
  ratios.forEach((ratio, k) => {
    falling.forEach((value, power) => {
      sum[power] = (sum[power] as Fraction).add(value.mul(ratio));
    });
    const next = [new Fraction(0), ...falling];
    falling.forEach((value, power) => {
      next[power] = (next[power] as Fraction).sub(value.mul(k));
    });
    falling = next;
  });
  return sum;
}

/** x as e^t: powers of x become powers of e, and log x becomes t. */
function inTime(expression: Expression, variable: string): Expression {
  const replaced = mapHeads(expression, (node) => {
    const [first, second] = argumentsOf(node) as [Expression, Expression];
    if (headOf(node) === "Ln" && first === variable) return TIME;
    if (headOf(node) === "Power" && first === variable && !contains(second, variable))
      return ["Power", "ExponentialE", ["Multiply", second, TIME]];
    return headOf(node) === "Sqrt" && first === variable
      ? ["Power", "ExponentialE", ["Divide", TIME, integer(2)]]
      : node;
  });
  return substitute(replaced, variable, ["Power", "ExponentialE", TIME]);
}

function inVariable(expression: Expression, variable: string): Expression {
  const written = mapHeads(substitute(expression, TIME, ["Ln", variable]), (node) => {
    const [first, second] = argumentsOf(node) as [Expression, Expression];
    return headOf(node) === "Power" && first === "ExponentialE" ? exponentialOf(second) : node;
  });
  return tidySigns(["Add", written, ZERO]);
}
