import type { Fraction } from "fraction.js";
import { isDeadEnd } from "../exact/deadline.ts";
import { NormalForm } from "../exact/normal-form.ts";
import { fractionExpression, polynomialExpression } from "../exact/to-expression.ts";
import { type Expression, nodeCount } from "../expression/expression.ts";
import { factorSeveral } from "../polynomial/factor-several.ts";

/** A polynomial of several letters as a product of irreducible factors; null for other expressions. */
export function factoredInLetters(expression: Expression): Expression | null {
  try {
    const form = new NormalForm();
    const { numerator, denominator } = form.normalize(expression);
    const under = denominator.asConstant();
    if (under === null || numerator.asConstant() !== null) return null;
    if (!form.isPolynomialInVariables({ numerator, denominator })) return null;
    const factors = factorSeveral(numerator, form.budget)?.factors;
    if (factors === undefined) return null;
    let lead = numerator.leading().coefficient.div(under);
    const parts: Expression[] = [];
    for (const { factor, multiplicity } of factors) {
      const base = polynomialExpression(form, factor);
      if (base === null) return null;
      lead = lead.div(factor.leading().coefficient.pow(multiplicity) as Fraction);
      parts.push(multiplicity === 1 ? base : ["Power", base, { num: String(multiplicity) }]);
    }
    parts.sort((a, b) => nodeCount(a) - nodeCount(b));
    return withLead(lead, parts);
  } catch (error) {
    if (isDeadEnd(error)) return null;
    throw error;
  }
}

function withLead(lead: Fraction, parts: readonly Expression[]): Expression {
  const size = lead.abs();
  const factors = size.equals(1) ? [...parts] : [fractionExpression(size), ...parts];
  const body: Expression =
    factors.length === 1 ? (factors[0] as Expression) : ["Multiply", ...factors];
  return lead.compare(0) < 0 ? ["Negate", body] : body;
}
