import { namedPolynomial } from "../exact/named-polynomials.ts";
import { univariateExpression } from "../exact/to-expression.ts";
import { derivative, type Univariate } from "../exact/univariate.ts";
import { argumentsOf, type Expression, headOf } from "../expression/expression.ts";
import { tidySigns } from "../expression/tidy-signs.ts";

/** U_k is the derivative of T_(k + 1) divided by k + 1. */
function coefficients(kind: "first" | "second", degree: number): Univariate {
  const first = (order: number) => namedPolynomial("chebyshev-polynomial", order) as Univariate;
  return kind === "first"
    ? first(degree)
    : derivative(first(degree + 1)).map((value) => value.div(degree + 1));
}

/** T_k or U_k of a part, times a sign, highest power first: cos(k u) = T_k(cos u), sin(k u) = sin u U_(k - 1)(cos u). */
export function chebyshev(
  kind: "first" | "second",
  degree: number,
  part: Expression,
  sign: 1 | -1 = 1,
): Expression {
  const signed = coefficients(kind, degree).map((value) => value.mul(sign));
  const sum = univariateExpression(signed, part);
  if (headOf(sum) !== "Add") return sum;
  const terms = argumentsOf(sum);
  // A leading minus sign is avoided where a positive term can come first.
  const first = terms.findIndex((term) => headOf(term) !== "Negate");
  return first > 0
    ? tidySigns(["Add", terms[first] as Expression, ...terms.toSpliced(first, 1)])
    : tidySigns(sum);
}
