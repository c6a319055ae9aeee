import { isDeadEnd } from "../exact/deadline.ts";
import { NormalForm } from "../exact/normal-form.ts";
import type { Univariate } from "../exact/univariate.ts";
import type { Expression } from "../expression/expression.ts";
import { constantsOf, parametricOf } from "./parametric-polynomial.ts";

export interface QuotientInOne {
  readonly top: Univariate;
  readonly bottom: Univariate;
}

/** A quotient of polynomials in the variable alone, with rational coefficients; null for anything else. */
export function quotientInOne(expression: Expression, variable: string): QuotientInOne | null {
  try {
    const form = new NormalForm();
    const value = form.normalize(expression);
    const index = form.indexOfVariable(variable);
    if (index === null) return null;
    const [top, bottom] = [value.numerator, value.denominator].map((p) =>
      [...p.generators()].every((generator) => generator === index)
        ? constantsOf(parametricOf(p, index))
        : null,
    );
    return top && bottom ? { top, bottom } : null;
  } catch (error) {
    if (isDeadEnd(error)) return null;
    throw error;
  }
}
