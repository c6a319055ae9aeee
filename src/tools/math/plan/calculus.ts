import { exactForm } from "../exact/exact-form.ts";
import { AnsatzError } from "../../../core/errors.ts";
import { differentiate } from "../expression/differentiate.ts";
import { type Expression, substitute } from "../expression/expression.ts";
import { holdsInfinity } from "../expression/infinite-parts.ts";
import { tidySigns } from "../expression/tidy-signs.ts";
import { bestCandidate, EXACT } from "./candidates.ts";
import { evaluateExpression } from "./evaluate.ts";
import { expressionOutcome } from "./expression-outcome.ts";
import { definiteIntegral } from "./integral/definite.ts";
import { indefiniteIntegral } from "./integral/indefinite.ts";
import { type ComputeContext, openOutcome, type Outcome } from "./outcome.ts";
import { allProposals } from "./portfolio.ts";

export async function differentiateQuery(
  body: Expression,
  variable: string,
  order: number,
  at: Expression | null,
  context: ComputeContext,
): Promise<Outcome> {
  if (at !== null && holdsInfinity(at))
    return openOutcome(
      "A derivative is taken at a number, and infinity is none. Ask for the limit of the derivative instead.",
      "unsupported",
    );
  let own: Expression = body;
  try {
    for (let count = 0; count < order; count++) own = differentiate(own, variable);
  } catch (error) {
    if (!AnsatzError.isInstance(error) || error.code !== "unsupported") throw error;
    return openOutcome(error.message, "unsupported");
  }
  if (at !== null) return evaluateExpression(substitute(tidySigns(own), variable, at), context);
  const found = await allProposals(context, {
    operation: "differentiate",
    arguments: order === 1 ? [body] : [body, { num: String(order) }],
    variables: [variable],
  });
  const simpler = exactForm(own);
  const best = bestCandidate(
    own,
    [
      ...found,
      ...(simpler === null ? [] : [{ expression: simpler, engine: EXACT }]),
      { expression: tidySigns(own), engine: EXACT },
    ],
    context,
    {
      method: "differentiate-again",
      detail:
        "Differentiated a second time by separate rules; the two results are equal in exact normal form.",
    },
  );
  return best === null
    ? openOutcome("The derivative did not stand up to an independent check.")
    : expressionOutcome(best);
}

export async function integrateQuery(
  body: Expression,
  variable: string,
  bounds: readonly [Expression, Expression] | null,
  context: ComputeContext,
): Promise<Outcome> {
  return bounds === null
    ? indefiniteIntegral(body, variable, context)
    : definiteIntegral(body, variable, bounds, context);
}
