import { exactForm } from "../../exact/exact-form.ts";
import { fractionOf } from "../../exact/fraction-of.ts";
import { isDeadEnd } from "../../exact/deadline.ts";
import { NormalForm } from "../../exact/normal-form.ts";
import { polynomialExpression, univariateExpression } from "../../exact/to-expression.ts";
import { factorUnivariate } from "../../exact/univariate.ts";
import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  integer,
  mapHeads,
  ONE,
  rational,
} from "../../expression/expression.ts";
import { factorsOf, termsOf } from "../../integrate/terms.ts";
import { signOfReal, tidy } from "../../integrate/definite/complex-pair.ts";
import { asUnivariate } from "../univariate-input.ts";

/**
 * Roots of squares as absolute values, for real x: sqrt(A^2 C) = |A| sqrt(C) where the polynomial or the
 * numerator of the quotient has a square in it, and sqrt(1 ± cos(u)), sqrt(1 ± sin(u)) by the half angle.
 */
export function withAbsoluteRoots(integrand: Expression, variable: string): Expression {
  return mapHeads(integrand, (node) => {
    const [first, second] = argumentsOf(node) as [Expression, Expression?];
    if (headOf(node) === "Sqrt" && contains(first, variable))
      return rootOf(first, variable) ?? node;
    if (headOf(node) !== "Power" || second === undefined || !contains(first, variable)) return node;
    const exponent = fractionOf(second);
    if (exponent === null || exponent.d !== 2n) return node;
    const root = rootOf(first, variable);
    return root === null ? node : ["Power", root, integer(exponent.n * exponent.s)];
  });
}

function rootOf(square: Expression, variable: string): Expression | null {
  return byHalfAngle(square, variable) ?? bySquareFactor(square, variable);
}

/** c ± c cos(v) = 2c cos(v/2)^2 or 2c sin(v/2)^2; a sine is a cosine a quarter turn on. */
function byHalfAngle(square: Expression, variable: string): Expression | null {
  const terms = termsOf(square);
  const constant = terms.find((term) => !contains(term, variable));
  const other = terms.find((term) => contains(term, variable));
  if (terms.length !== 2 || constant === undefined || other === undefined) return null;
  const { constant: factor, factors } = factorsOf(other, variable);
  const [wave] = factors;
  if (factors.length !== 1 || wave === undefined || signOfReal(constant) !== 1) return null;
  const head = headOf(wave);
  if (head !== "Sin" && head !== "Cos") return null;
  const ratio = fractionOf(["Divide", factor, constant]);
  if (ratio === null || !ratio.abs().equals(1)) return null;
  const half: Expression = ["Divide", argumentsOf(wave)[0] as Expression, integer(2)];
  const angle: Expression =
    head === "Cos" ? half : ["Add", half, ["Multiply", rational(1n, 4n), "Pi"]];
  // 1 + cos(v) = 2 cos(v/2)^2 and 1 + sin(v) = 2 sin(v/2 + pi/4)^2.
  const isCosine = (head === "Cos") === ratio.compare(0) > 0;
  return [
    "Multiply",
    tidy(["Sqrt", ["Multiply", integer(2), constant]]),
    ["Abs", [isCosine ? "Cos" : "Sin", exactForm(angle) ?? angle]],
  ];
}

function bySquareFactor(square: Expression, variable: string): Expression | null {
  const quotient = quotientOf(square);
  if (quotient === null) return null;
  const above = asUnivariate(quotient.above);
  if (above === null || above.variable !== variable) return null;
  const outside: Expression[] = [];
  const inside: Expression[] = [];
  let rest = above.coefficients.at(-1);
  for (const { factor, multiplicity } of factorUnivariate(above.coefficients)) {
    if (factor.length < 2) continue;
    const written = univariateExpression(factor, variable);
    const lead = factor.at(-1);
    for (let k = 0; k < multiplicity && lead !== undefined; k++) rest = rest?.div(lead);
    if (multiplicity > 1) outside.push(["Power", written, integer(Math.floor(multiplicity / 2))]);
    if (multiplicity % 2 === 1) inside.push(written);
  }
  if (outside.length === 0 || rest === undefined) return null;
  const remaining: Expression = ["Multiply", rational(rest.s * rest.n, rest.d), ...inside];
  const left = exactForm(remaining) ?? remaining;
  // Where the root is real, numerator and denominator have one sign, and so has the quotient of their roots.
  const root: Expression = contains(quotient.below, variable)
    ? ["Divide", ["Sqrt", left], ["Sqrt", quotient.below]]
    : ["Sqrt", ["Divide", left, quotient.below]];
  return ["Multiply", ["Abs", ["Multiply", ONE, ...outside]], exactForm(root) ?? root];
}

function quotientOf(
  expression: Expression,
): { readonly above: Expression; readonly below: Expression } | null {
  try {
    const form = new NormalForm();
    const value = form.normalize(expression);
    const above = polynomialExpression(form, value.numerator);
    const below = polynomialExpression(form, value.denominator);
    return above === null || below === null ? null : { above, below };
  } catch (error) {
    if (isDeadEnd(error)) return null;
    throw error;
  }
}
