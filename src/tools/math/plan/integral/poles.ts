import { isDeadEnd } from "../../exact/deadline.ts";
import { NormalForm } from "../../exact/normal-form.ts";
import { polynomialExpression } from "../../exact/to-expression.ts";
import { type Expression, substitute, variablesOf } from "../../expression/expression.ts";
import { evaluateReal } from "../../numeric/evaluate-decimal.ts";
import { decideEqual } from "../../prove/decide-zero.ts";
import { solvePolynomialEquation } from "../../solve/solve-equation.ts";
import { boundValue } from "./numeric.ts";

/** True when the integrand is a quotient of polynomials with a pole inside the range or at its ends. */
export function hasRationalPole(
  body: Expression,
  variable: string,
  lower: Expression,
  upper: Expression,
): boolean {
  const [a, b] = [boundValue(lower), boundValue(upper)];
  if (a === null || b === null || variablesOf(body).length !== 1) return false;
  const poles = rationalPoles(body, variable);
  return (
    poles !== null &&
    poles.some((pole) => {
      const x = evaluateReal(pole)?.toNumber();
      return x !== undefined && x >= Math.min(a, b) && x <= Math.max(a, b);
    })
  );
}

/** Real zeros of the denominator where the numerator is not zero; null when it is not a rational function. */
function rationalPoles(body: Expression, variable: string): Expression[] | null {
  try {
    const form = new NormalForm();
    const value = form.normalize(body);
    const numerator = polynomialExpression(form, value.numerator);
    const denominator = polynomialExpression(form, value.denominator);
    if (numerator === null || denominator === null) return null;
    const zeros = solvePolynomialEquation(denominator, { num: "0" }, variable);
    if (zeros === null || !zeros.isExact) return null;
    return zeros.roots.filter(
      (root) =>
        evaluateReal(root) !== null &&
        decideEqual(substitute(numerator, variable, root), { num: "0" }).verdict === "refuted",
    );
  } catch (error) {
    if (isDeadEnd(error)) return null;
    throw error;
  }
}
