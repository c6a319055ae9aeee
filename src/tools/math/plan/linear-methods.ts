import type { Fraction } from "fraction.js";
import { AnsatzError } from "../../../core/errors.ts";
import { fractionOf } from "../exact/fraction-of.ts";
import { trim } from "../exact/univariate.ts";
import { differentiate } from "../expression/differentiate.ts";
import {
  argumentsOf,
  type Expression,
  substitute,
  variablesOf,
  ZERO,
} from "../expression/expression.ts";
import { tidySigns } from "../expression/tidy-signs.ts";
import { fundamentalSolutions } from "../matrix/exponential.ts";
import { tidy, verdictOfZero } from "../matrix/matrix.ts";
import {
  derivativeName,
  type DifferentialEquationQuery,
} from "../read/differential-equation-query.ts";
import { eulerCauchySolution, type LinearForm } from "./differential/euler-cauchy.ts";
import { basisByReduction, basisOfLetters } from "./differential/second-order.ts";
import { antiderivative, exponentialOf, simplest } from "./differential/integrals.ts";
import type { ComputeContext } from "./outcome.ts";

function linearForm({ equation, unknown, order }: DifferentialEquationQuery): LinearForm {
  const [left, right] = argumentsOf(equation) as [Expression, Expression];
  const residual: Expression = ["Add", left, ["Negate", right]];
  const names = Array.from({ length: order + 1 }, (_, k) => derivativeName(unknown, k));
  return {
    coefficients: names.map((name) => tidy(differentiate(residual, name))),
    forcing: tidy([
      "Negate",
      names.reduce<Expression>((all, name) => substitute(all, name, ZERO), residual),
    ]),
  };
}

/**
 * General solutions of linear equations: the integrating factor for the first order, powers for Euler's and
 * Cauchy's equation, and for the second order two solutions without forcing and variation of parameters. Not
 * yet proved.
 */
export async function solutionByIntegrals(
  query: DifferentialEquationQuery,
  context: ComputeContext,
): Promise<Expression | null> {
  if (variablesOf(query.equation).some((name) => /^c\d+$/.test(name))) return null;
  try {
    const form = context.proving(() => linearForm(query));
    if (query.order === 1) return await integratingFactor(query.variable, form, context);
    const powers = context.proving(() => eulerCauchySolution(query, form));
    if (powers !== null || query.order !== 2) return powers;
    return await bySolutionsWithoutForcing(query, form, context);
  } catch (error) {
    if (AnsatzError.isInstance(error) && error.code === "unsupported") return null;
    throw error;
  }
}

/** y = (c + integral of g e^P) e^-P with P the integral of a_0/a_1. */
async function integratingFactor(
  variable: string,
  form: LinearForm,
  context: ComputeContext,
): Promise<Expression | null> {
  const [bottom, lead] = form.coefficients as [Expression, Expression];
  const exponent = await antiderivative(tidy(["Divide", bottom, lead]), variable, context);
  if (exponent === null) return null;
  const decay = exponentialOf(["Negate", exponent]);
  const free = simplest(["Multiply", "c1", decay]);
  if (verdictOfZero(form.forcing) === "proved") return tidySigns(free);
  const inner = simplest(["Divide", form.forcing, ["Multiply", lead, decay]]);
  const integral = await antiderivative(inner, variable, context);
  return integral === null
    ? null
    : tidySigns(["Add", free, simplest(["Multiply", decay, integral])]);
}

/** Two independent solutions without the forcing, and the forced one by variation of parameters. */
async function bySolutionsWithoutForcing(
  query: DifferentialEquationQuery,
  form: LinearForm,
  context: ComputeContext,
): Promise<Expression | null> {
  const { variable } = query;
  const numbers = form.coefficients.map(fractionOf);
  const basis = numbers.includes(null)
    ? (context.proving(() => basisOfLetters(form.coefficients, variable)) ??
      (await basisByReduction(form.coefficients, variable, context)))
    : context.proving(
        () =>
          fundamentalSolutions(trim(numbers as Fraction[]), variable)?.map(
            ({ written }) => written,
          ) ?? null,
      );
  return basis?.length === 2
    ? variationOfParameters(basis as readonly [Expression, Expression], form, variable, context)
    : null;
}

/** y = c1 u + c2 v - u times the integral of v g/(a W) + v times the integral of u g/(a W). */
async function variationOfParameters(
  [u, v]: readonly [Expression, Expression],
  { coefficients, forcing }: LinearForm,
  variable: string,
  context: ComputeContext,
): Promise<Expression | null> {
  const free: Expression = ["Add", ["Multiply", "c1", u], ["Multiply", "c2", v]];
  if (context.proving(() => verdictOfZero(forcing)) === "proved") return tidySigns(free);
  const wronskian = simplest([
    "Add",
    ["Multiply", u, differentiate(v, variable)],
    ["Negate", ["Multiply", v, differentiate(u, variable)]],
  ]);
  const weight: Expression = [
    "Divide",
    forcing,
    ["Multiply", coefficients[2] as Expression, wronskian],
  ];
  const first = await antiderivative(simplest(["Multiply", v, weight]), variable, context);
  const second =
    first === null
      ? null
      : await antiderivative(simplest(["Multiply", u, weight]), variable, context);
  if (first === null || second === null) return null;
  return tidySigns(["Add", free, ["Negate", ["Multiply", u, first]], ["Multiply", v, second]]);
}
