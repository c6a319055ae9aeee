import { exactForm } from "../exact/exact-form.ts";
import { fractionExpression, univariateExpression } from "../exact/to-expression.ts";
import { factorUnivariate, type Univariate } from "../exact/univariate.ts";
import { type Expression, nodeCount } from "../expression/expression.ts";
import { bestCandidate, EXACT } from "./candidates.ts";
import { expressionOutcome } from "./expression-outcome.ts";
import { factoredInLetters } from "./factor-in-letters.ts";
import { type ComputeContext, openOutcome, type Outcome } from "./outcome.ts";
import { allProposals } from "./portfolio.ts";
import { asUnivariate } from "./univariate-input.ts";

export async function factorExpression(
  expression: Expression,
  context: ComputeContext,
): Promise<Outcome> {
  const polynomial = asUnivariate(expression);
  const own =
    polynomial === null
      ? context.proving(() => factoredInLetters(expression))
      : factoredForm(polynomial.coefficients, polynomial.variable);
  const simplified = exactForm(expression) ?? expression;
  const candidates =
    own === null
      ? await allProposals(context, { operation: "factor", arguments: [simplified] })
      : [{ expression: own, engine: EXACT }];
  const best = bestCandidate(expression, candidates, context, {
    method: "multiply-back",
    detail:
      own !== null && polynomial === null
        ? "Multiplied out again, the factors give the input exactly; none of them can be split further over the rational numbers."
        : "Multiplied out again, the factors give the input exactly.",
  });
  if (best === null) return openOutcome("No factored form was found.");
  return expressionOutcome(best);
}

function factoredForm(coefficients: Univariate, variable: string): Expression | null {
  const lead = coefficients.at(-1);
  if (lead === undefined || coefficients.length === 1) return null;
  const factors = factorUnivariate(coefficients);
  let product = lead;
  const parts: Expression[] = [];
  for (const { factor, multiplicity } of factors) {
    const base = univariateExpression(factor, variable);
    product = product.div((factor.at(-1) as typeof lead).pow(multiplicity) as typeof lead);
    parts.push(multiplicity === 1 ? base : ["Power", base, { num: String(multiplicity) }]);
  }
  parts.sort((a, b) => nodeCount(a) - nodeCount(b));
  if (product.equals(1))
    return parts.length === 1 ? (parts[0] as Expression) : ["Multiply", ...parts];
  if (product.equals(-1))
    return ["Negate", parts.length === 1 ? (parts[0] as Expression) : ["Multiply", ...parts]];
  const content = fractionExpression(product.abs());
  const body: Expression = ["Multiply", content, ...parts];
  return product.s < 0n ? ["Negate", body] : body;
}
