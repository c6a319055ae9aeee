import { isDeadEnd } from "../exact/deadline.ts";
import { NormalForm } from "../exact/normal-form.ts";
import { trim, type Univariate } from "../exact/univariate.ts";
import { type Expression, variablesOf } from "../expression/expression.ts";
import { coefficientsIn } from "../solve/solve-equation.ts";

/** Coefficients in the only variable, or null when the expression is not a polynomial over the rationals. */
export function asUnivariate(
  expression: Expression,
): { coefficients: Univariate; variable: string } | null {
  const variables = variablesOf(expression);
  if (variables.length !== 1) return null;
  const variable = variables[0] as string;
  try {
    const form = new NormalForm();
    const value = form.normalize(expression);
    const index = form.indexOfVariable(variable);
    if (index === null || value.denominator.asConstant() === null) return null;
    if ([...value.numerator.generators()].some((generator) => generator !== index)) return null;
    const coefficients = coefficientsIn(value.numerator, index).map((polynomial) =>
      polynomial.asConstant(),
    );
    if (coefficients.some((coefficient) => coefficient === null)) return null;
    return { coefficients: trim(coefficients as Univariate), variable };
  } catch (error) {
    if (isDeadEnd(error)) return null;
    throw error;
  }
}
